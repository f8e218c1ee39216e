//! An account whose number the population register knows, and its owner, or somebody else, comes with a national
//! identity (S2.5).

use axum::http::StatusCode;
use onedoor_base::{IdentityLevel, LocalAccountId};
use onedoor_linking::{Link, MadeBy, Policy, Proof, RegisterMatch};
use onedoor_site::testing::{Answer, Browser};
use onedoor_storage::services::accounts;
use onedoor_storage::{Change, StorageError};

use super::fake::Person;
use super::town::{ASKING, NUMBER, PASSWORD, PROVINCE, Town, lan, minh};

/// An account with a password in which somebody gave Lan's number, name and birth date.
async fn matched(town: &Town, user_name: &str) -> LocalAccountId {
    let account = town.account_with(user_name, None, Some((NUMBER, false))).await;
    let (record, now) = (town.record(account).await, town.now());
    let number = record.number.expect("a number");
    let written = town.site.store.write::<_, StorageError, _>(move |tx| {
        let number = number.clone();
        Box::pin(
            async move { Ok(Change::Unrecorded(accounts::match_number(tx, account, &number, now).await?)) },
        )
    });
    assert_eq!(written.await, Ok(true));
    account
}

/// Says that an account is theirs, whether the page asks about it or not.
async fn chooses(browser: &mut Browser, page: &Answer, path: &str, account: LocalAccountId) -> Answer {
    let mut form = page.form(&format!("{path}/cancel")).expect("a form with our proof");
    form.push(("account".to_owned(), account.to_string()));
    browser.post(&format!("{path}/choose"), &form, &[]).await
}

#[tokio::test]
async fn s2_5_they_say_that_it_is_theirs_and_are_in_it() {
    // A portal that makes accounts at once asks, too.
    let town = Town::with(PROVINCE).await;
    let account = matched(&town, "lan.old").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/dossiers").await;
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "Is this your account here?");
    page.assert_says(StatusCode::OK, "la•••");
    assert!(
        !page.body.contains("lan.old") && !page.body.contains("Owner of"),
        "no more than its owner needs"
    );
    assert!(town.links_of(account).await.is_empty(), "looking links nothing");

    let answer = browser.submit(&page, &format!("{path}/choose"), &[]).await;
    answer.assert_leads_to("/sign-in/linked?return_to=%2Fdossiers");
    browser.follow(answer).await.assert_says(StatusCode::OK, "is on hold");
    let links = town.links_of(account).await;
    assert_eq!((links[0].local_proof.how, links[0].made_by), (Proof::Confirmed, MadeBy::Person));
    assert_eq!(links[0].assurance, IdentityLevel::Basic, "worth no more than a password");
    assert_eq!(town.record(account).await.password_hash, None, "nobody has shown that it is theirs");
    let lists = browser.get("/account/links").await;
    lists.assert_says(StatusCode::OK, "which the population register knows");
    // From then on it is a sign-in as any other.
    town.comes_back(&mut town.browser(), &lan(), "/dossiers").await.assert_leads_to("/dossiers");
}

#[tokio::test]
async fn prehijacking_whoever_gave_the_number_of_somebody_else_keeps_nothing_and_keeps_nobody_out() {
    let town = Town::with(ASKING).await;
    let squatter = matched(&town, "squatter").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let page = browser.get(&path).await;
    browser.submit(&page, &format!("{path}/new"), &[]).await.assert_leads_to("/");
    let own = town.account_of(&lan()).await.expect("the owner is in");
    assert_ne!(own, squatter);
    assert!(town.links_of(squatter).await.is_empty());
    assert!(town.record(squatter).await.password_hash.is_some(), "and nothing of theirs is touched");
}

#[tokio::test]
async fn somebody_with_another_number_is_not_asked_and_cannot_choose_it() {
    let town = Town::with(ASKING).await;
    let account = matched(&town, "lan.old").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &minh(), "/").await;
    let page = browser.get(&path).await;
    assert!(!page.body.contains("la•••"), "{}", page.body);
    let chosen = chooses(&mut browser, &page, &path, account).await;
    chosen.assert_leads_to(&path);
    assert!(town.links_of(account).await.is_empty());
}

#[tokio::test]
async fn of_several_they_choose_one() {
    let town = Town::with(ASKING).await;
    let (first, second) = (matched(&town, "lan.old").await, matched(&town, "tran.lan").await);
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "Which account is yours?");
    let chosen = chooses(&mut browser, &page, &path, second).await;
    chosen.assert_leads_to("/sign-in/linked?return_to=%2F");
    assert!(town.links_of(first).await.is_empty());
    assert!(town.links_of(second).await.iter().all(Link::is_active));
}

#[tokio::test]
async fn a_portal_that_takes_nobodys_word_asks_for_its_password() {
    let town = Town::with(Policy { register_match: RegisterMatch::Prove, ..ASKING }).await;
    let account = matched(&town, "lan.old").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/dossiers").await;
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "la•••");
    let word = chooses(&mut browser, &page, &path, account).await;
    word.assert_leads_to(&path);
    assert!(town.links_of(account).await.is_empty(), "a word is not enough");
    let proven = town.proves(&mut browser, &path, "lan.old", PASSWORD).await;
    proven.assert_leads_to("/sign-in/linked?return_to=%2Fdossiers");
    assert_eq!(town.links_of(account).await[0].local_proof.how, Proof::Password);
}

#[tokio::test]
async fn a_proven_number_wins_over_one_that_only_the_register_knows() {
    let town = Town::with(ASKING).await;
    let squatter = matched(&town, "squatter").await;
    let proven = town.account_with("lan.tran", None, Some((NUMBER, true))).await;
    town.comes_back(&mut town.browser(), &lan(), "/").await.assert_leads_to("/account/held?return_to=%2F");
    assert!(town.links_of(squatter).await.is_empty());
    assert_eq!(town.links_of(proven).await[0].local_proof.how, Proof::SameNumber);
}

#[tokio::test]
async fn an_old_national_sign_in_is_asked_for_again_first() {
    let town = Town::with(ASKING).await;
    let account = matched(&town, "lan.old").await;
    let mut browser = town.browser();
    let old = Person { signed_in_ago: 3600, ..lan() };
    let path = town.not_linked_yet(&mut browser, &old, "/").await;
    let page = browser.get(&path).await;
    let again = browser.submit(&page, &format!("{path}/choose"), &[]).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN, "{}", again.body);
    assert!(town.links_of(account).await.is_empty());
}
