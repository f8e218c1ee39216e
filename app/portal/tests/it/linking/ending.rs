//! The owner ends a link from the portal's side, and links again (S1.3).

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{LocalAccountId, Subject};
use onedoor_linking::{Life, Link, Policy, Reason, Side};
use onedoor_site::testing::{Answer, Browser, messages};

use super::fake::Person;
use super::town::{PASSWORD, PROVINCE, SCHOOL, Town, lan, minh, session_of};

/// The link that the account has now.
async fn link_of(town: &Town, account: LocalAccountId) -> Link {
    town.links_of(account).await.remove(0)
}

fn path(link: &Link) -> String {
    format!("/account/links/{}/end", link.id)
}

async fn links(town: &Town, person: &Person, user_name: &str) -> (Browser, Answer) {
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, person, "/").await;
    let done = town.proves(&mut browser, &path, user_name, PASSWORD).await;
    done.assert_leads_to("/sign-in/linked?return_to=%2F");
    let page = browser.follow(done).await;
    (browser, page)
}

async fn signs_in_here(town: &Town, user_name: &str) -> Browser {
    let mut browser = town.browser();
    let page = browser.get("/sign-in").await;
    let fields = [("user_name", user_name), ("password", PASSWORD)];
    browser.submit(&page, "/sign-in", &fields).await.assert_leads_to("/");
    browser
}

async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/account").await.status == StatusCode::OK
}

/// Sends the form that the page would send, whether it shows one or not.
async fn ends_by_hand(town: &Town, browser: &mut Browser, path: &str) -> Answer {
    let csrf = browser.get("/account/details").await.field("/account/details", "csrf").expect("a proof");
    let origin = town.site.settings.origin();
    let headers = [("origin", origin.as_str()), ("sec-fetch-site", "same-origin")];
    browser.post(path, &[("csrf".to_owned(), csrf)], &headers).await
}

#[tokio::test]
async fn s1_3_end_what_stood_on_the_link_ends_at_once_and_the_account_stays() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let (mut browser, _) = links(&town, &lan(), "ivanova").await;
    let mut telephone = town.browser();
    town.comes_back(&mut telephone, &lan(), "/").await.assert_leads_to("/");
    let mut by_password = signs_in_here(&town, "ivanova").await;
    let link = link_of(&town, account).await;

    let settings = browser.get("/account/links").await;
    assert!(settings.says(&path(&link)) && settings.says("Unlink"), "{}", settings.body);
    let page = browser.get(&path(&link)).await;
    for text in ["all dossiers", "Your user name and password", "you will be signed out here"] {
        page.assert_says(StatusCode::OK, text);
    }
    let ended = browser.submit(&page, &path(&link), &[]).await;
    ended.assert_leads_to("/sign-in");
    browser.follow(ended).await.assert_says(StatusCode::OK, "Everything in the account is still there.");
    let link = link_of(&town, account).await;
    let stopped = link.handshake.ended().expect("ended");
    assert_eq!((link.life(), stopped.by, stopped.why), (Life::Ended, Side::Here, Reason::ByPerson));
    // On every device, but only what was built on it.
    assert!(!is_signed_in(&mut browser).await && !is_signed_in(&mut telephone).await);
    assert!(is_signed_in(&mut by_password).await);
    assert!(town.audit_of(account).await.contains("linking.link.ended"));
    by_password.get("/account/links").await.assert_says(StatusCode::OK, "Ended by you");
}

#[tokio::test]
async fn s1_3_end_linking_again_works_and_says_so() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let (mut browser, first) = links(&town, &lan(), "ivanova").await;
    assert!(!first.says("They are linked again"));
    let link = link_of(&town, account).await;
    let page = browser.get(&path(&link)).await;
    browser.submit(&page, &path(&link), &[]).await.assert_leads_to("/sign-in");
    // Nothing comes back in silence: the password is asked for.
    let (_, page) = links(&town, &lan(), "ivanova").await;
    page.assert_says(StatusCode::OK, "They are linked again");
    let links = town.links_of(account).await;
    assert_eq!(links.iter().map(Link::is_active).collect::<Vec<_>>(), [true, false]);
}

#[tokio::test]
async fn s1_3_end_after_it_another_person_may_link_the_account_with_its_password() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let (mut browser, _) = links(&town, &lan(), "ivanova").await;
    let page = browser.get(&path(&link_of(&town, account).await)).await;
    browser.submit(&page, &page.path.clone(), &[]).await.assert_leads_to("/sign-in");
    links(&town, &minh(), "ivanova").await;
    assert_eq!(town.account_of(&minh()).await, Some(account));
}

#[tokio::test]
async fn never_the_last_way_in_without_another() {
    let town = Town::with(PROVINCE).await;
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/").await.assert_leads_to("/");
    let account = town.account_of(&lan()).await.expect("made");
    let link = link_of(&town, account).await;
    let page = browser.get(&path(&link)).await;
    page.assert_says(StatusCode::OK, "is the only way into this account");
    assert!(page.form(&path(&link)).is_none(), "{}", page.body);
    let refused = ends_by_hand(&town, &mut browser, &path(&link)).await;
    refused.assert_says(StatusCode::CONFLICT, "is the only way into this account");
    assert!(link_of(&town, account).await.is_active());
    // With a user name and a password of its own it may end.
    let form = browser.get("/account/password").await;
    let fields = [("user_name", "lan.tran"), ("password", "chín con cò trắng")];
    browser.submit(&form, "/account/password", &fields).await.assert_leads_to("/account?done=password");
    let page = browser.get(&path(&link)).await;
    browser.submit(&page, &path(&link), &[]).await.assert_leads_to("/sign-in");
    assert!(!link_of(&town, account).await.is_active());
}

#[tokio::test]
async fn whoever_finds_the_session_open_ends_nothing() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let (mut browser, _) = links(&town, &lan(), "ivanova").await;
    town.world.clock.advance(Duration::from_mins(11));
    let link = link_of(&town, account).await;
    let page = browser.get(&path(&link)).await;
    for password in ["", "not the password"] {
        let wrong = browser.submit(&page, &path(&link), &[("password", password)]).await;
        wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The current password is not right.");
    }
    assert!(link_of(&town, account).await.is_active());
    browser.submit(&page, &path(&link), &[("password", PASSWORD)]).await.assert_leads_to("/sign-in");
    assert!(!link_of(&town, account).await.is_active());
}

#[tokio::test]
async fn from_a_session_of_its_own_password_one_stays_signed_in_and_the_telephone_is_told() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    links(&town, &lan(), "ivanova").await;
    town.confirm_phone(account, "+84912345678").await;
    let mut browser = signs_in_here(&town, "ivanova").await;
    let link = link_of(&town, account).await;
    let page = browser.get(&path(&link)).await;
    browser.submit(&page, &path(&link), &[]).await.assert_leads_to("/account/links?told=ended");
    browser.get("/account/links?told=ended").await.assert_says(StatusCode::OK, "The link has ended");
    let told = messages(&town.site).await;
    assert_eq!(told.iter().map(|sms| sms.to.as_str()).collect::<Vec<_>>(), ["+84912345678"]);
    assert!(told[0].text.contains("unlinked"), "{}", told[0].text);
}

#[tokio::test]
async fn nobody_ends_the_link_of_somebody_else() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    town.account("petrov").await;
    links(&town, &lan(), "ivanova").await;
    let (mut browser, _) = links(&town, &minh(), "petrov").await;
    let link = link_of(&town, account).await;
    browser.get(&path(&link)).await.assert_leads_to("/account/links");
    ends_by_hand(&town, &mut browser, &path(&link)).await.assert_leads_to("/account/links");
    assert!(link_of(&town, account).await.is_active());
}

#[tokio::test]
async fn ended_twice_at_once_it_ends_once() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    links(&town, &lan(), "ivanova").await;
    let (mut one, mut other) = (signs_in_here(&town, "ivanova").await, signs_in_here(&town, "ivanova").await);
    let link = link_of(&town, account).await;
    let (first, second) = (one.get(&path(&link)).await, other.get(&path(&link)).await);
    let path = path(&link);
    let (first, second) = tokio::join!(one.submit(&first, &path, &[]), other.submit(&second, &path, &[]));
    let done = [first, second].iter().filter(|a| a.location() == Some("/account/links?told=ended")).count();
    assert_eq!(done, 1);
    assert_eq!(town.links_of(account).await.len(), 1);
}

#[tokio::test]
async fn another_account_of_the_same_person_stays_linked_and_signed_in() {
    let town = Town::with(Policy { several_accounts: true, ..SCHOOL }).await;
    let (teacher, parent) = (town.account("teacher").await, town.account("parent").await);
    let (mut in_teacher, _) = links(&town, &lan(), "teacher").await;
    let mut in_parent = town.browser();
    let away = in_parent.get("/sign-in/national/esia?add=yes&return_to=%2F").await;
    let back = town.fake.signs_in(away.location().expect("sent away"), &lan());
    let back = in_parent.get(&back).await;
    let form = back.location().expect("the form").to_owned();
    let page = in_parent.get(&form).await;
    let fields = [("user_name", "parent"), ("password", PASSWORD)];
    in_parent.submit(&page, &form, &fields).await.assert_leads_to("/sign-in/linked?return_to=%2F");
    let link = link_of(&town, teacher).await;
    let page = in_teacher.get(&path(&link)).await;
    in_teacher.submit(&page, &path(&link), &[]).await.assert_leads_to("/sign-in");
    assert!(!is_signed_in(&mut in_teacher).await);
    assert_eq!(session_of(&town, &in_parent).await.subject, Subject::LocalAccount(parent));
    assert!(is_signed_in(&mut in_parent).await && link_of(&town, parent).await.is_active());
}
