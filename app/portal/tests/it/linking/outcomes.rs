//! The ways around: one test for each outcome.

use axum::http::StatusCode;
use onedoor_base::{AuthenticationLevel, IdentityLevel};
use onedoor_linking::{MadeBy, Policy, Proof, Reason, Side};
use onedoor_site::testing::Browser;

use super::fake::Person;
use super::town::{ASKING, NUMBER, PASSWORD, PROVINCE, SCHOOL, Town, lan, minh};

#[tokio::test]
async fn a_wrong_local_password_is_told_and_links_nothing() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let wrong = town.proves(&mut browser, &path, "ivanova", "not the password").await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The user name or password is not right.");
    assert_eq!(wrong.field(&format!("{path}/account"), "user_name").as_deref(), Some("ivanova"));
    assert!(town.links_of(account).await.is_empty());
    // The same words for an account that does not exist.
    let unknown = town.proves(&mut browser, &path, "nobody-here", "not the password").await;
    let same = |body: &str| body.replace("nobody-here", "ivanova");
    assert_eq!(same(&unknown.body), wrong.body);
    // And then the right one.
    let right = town.proves(&mut browser, &path, "ivanova", PASSWORD).await;
    right.assert_leads_to("/sign-in/linked?return_to=%2F");
}

#[tokio::test]
async fn nothing_typed_is_asked_for_again() {
    let town = Town::with(SCHOOL).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let empty = town.proves(&mut browser, &path, " ", "").await;
    empty.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter your user name.");
    empty.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter your password.");
}

#[tokio::test]
async fn after_too_many_wrong_passwords_there_is_a_pause() {
    let town = Town::with(SCHOOL).await;
    town.account("ivanova").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    for _ in 0..10 {
        let wrong = town.proves(&mut browser, &path, "ivanova", "not the password").await;
        assert!(!wrong.says("Too many"), "{}", wrong.body);
    }
    let paused = town.proves(&mut browser, &path, "ivanova", PASSWORD).await;
    paused.assert_says(StatusCode::TOO_MANY_REQUESTS, "Too many attempts");
    assert!(paused.header("retry-after").is_some());
    assert_eq!(town.account_of(&lan()).await, None);
}

#[tokio::test]
async fn one_national_identity_does_not_try_all_accounts() {
    let town = Town::with(SCHOOL).await;
    town.account("ivanova").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    for n in 0..20 {
        town.proves(&mut browser, &path, &format!("pupil{n}"), "12345678").await;
    }
    let paused = town.proves(&mut browser, &path, "ivanova", PASSWORD).await;
    paused.assert_says(StatusCode::TOO_MANY_REQUESTS, "Too many attempts");
    assert!(paused.header("retry-after").is_some());
}

#[tokio::test]
async fn the_local_account_is_linked_with_somebody_else() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    town.account("petrov").await;
    link(&town, &minh(), "ivanova").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let taken = town.proves(&mut browser, &path, "ivanova", PASSWORD).await;
    taken.assert_says(StatusCode::CONFLICT, "This account is linked with another national account");
    assert!(!taken.says("Minh") && !taken.says("minh"), "nothing of the other is told");
    assert_eq!(town.links_of(account).await.len(), 1);
    // Its owner finds that somebody had the password.
    assert!(town.audit_of(account).await.contains("linking.link.refused"));
    // Another account may be given.
    let linked = town.proves(&mut browser, &path, "petrov", PASSWORD).await;
    linked.assert_leads_to("/sign-in/linked?return_to=%2F");
}

#[tokio::test]
async fn the_person_has_another_account_here_and_may_sign_in_with_it() {
    let town = Town::with(Policy { several_accounts: false, ..SCHOOL }).await;
    let first = town.account("ivanova").await;
    let second = town.account("petrova").await;
    let mut browser = town.browser();
    // Two tabs, before anything is linked.
    let tab = town.not_linked_yet(&mut browser, &lan(), "/dossiers").await;
    link(&town, &lan(), "ivanova").await;
    let refused = town.proves(&mut browser, &tab, "petrova", PASSWORD).await;
    refused.assert_says(StatusCode::CONFLICT, "You already have a linked account here");
    refused.assert_says(StatusCode::CONFLICT, "Owner of ivanova (ivanova)");
    assert!(town.links_of(second).await.is_empty());
    let signed_in = browser.submit(&refused, &format!("{tab}/choose"), &[]).await;
    signed_in.assert_leads_to("/dossiers");
    assert_eq!(town.links_of(first).await.len(), 1);
    assert!(browser.get("/account/links").await.says("Owner of ivanova"));
}

#[tokio::test]
async fn several_accounts_one_is_chosen() {
    let town = Town::with(SCHOOL).await;
    let first = town.account("teacher").await;
    let second = town.account("parent").await;
    let mut browser = town.browser();
    let tab = town.not_linked_yet(&mut browser, &lan(), "/").await;
    link(&town, &lan(), "teacher").await;
    let linked = town.proves(&mut browser, &tab, "parent", PASSWORD).await;
    linked.assert_leads_to("/sign-in/linked?return_to=%2F");
    assert_eq!((town.links_of(first).await.len(), town.links_of(second).await.len()), (1, 1));
    // From now on the sign-in asks.
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/account/links").await;
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "Which account do you want to use?");
    page.assert_says(StatusCode::OK, "Owner of teacher (teacher)");
    let choose = format!("{path}/choose");
    let chosen = browser.submit(&page, &choose, &[("account", &second.to_string())]).await;
    chosen.assert_leads_to("/account/links");
    assert!(browser.get("/account/links").await.says("Owner of parent"));
}

#[tokio::test]
async fn an_account_that_was_not_offered_cannot_be_chosen() {
    let town = Town::with(SCHOOL).await;
    town.account("teacher").await;
    town.account("parent").await;
    let stranger = town.account("stranger").await;
    let mut browser = town.browser();
    let tab = town.not_linked_yet(&mut browser, &lan(), "/").await;
    link(&town, &lan(), "teacher").await;
    town.proves(&mut browser, &tab, "parent", PASSWORD).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let page = browser.get(&path).await;
    for wish in [stranger.to_string(), String::new(), "nonsense".to_owned()] {
        let again = browser.submit(&page, &format!("{path}/choose"), &[("account", &wish)]).await;
        again.assert_leads_to(&path);
    }
    assert!(!browser.cookies.contains_key("session"));
    assert!(town.links_of(stranger).await.is_empty());
}

#[tokio::test]
async fn whoever_says_that_they_have_none_gets_an_account() {
    let town = Town::with(ASKING).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/account/links").await;
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "Make a new account");
    let made = browser.submit(&page, &format!("{path}/new"), &[]).await;
    made.assert_leads_to("/account/links");
    assert!(browser.get("/account/links").await.says("An account was made for you here"));
    assert!(town.account_of(&lan()).await.is_some());
}

#[tokio::test]
async fn a_school_makes_no_account_even_if_asked() {
    let town = Town::with(SCHOOL).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let form = browser.get(&path).await.form(&format!("{path}/cancel")).expect("a form with our proof");
    let again = browser.post(&format!("{path}/new"), &form, &[]).await;
    again.assert_leads_to(&path);
    assert_eq!(town.account_of(&lan()).await, None);
}

#[tokio::test]
async fn the_same_number_proven_on_both_sides_links_and_says_so() {
    let town = Town::with(ASKING).await;
    let account = town.account_with("lan.tran", None, Some((NUMBER, true))).await;
    let mut browser = town.browser();
    let back = town.comes_back(&mut browser, &lan(), "/account/links").await;
    back.assert_leads_to("/account/held?return_to=%2Faccount%2Flinks");
    assert!(browser.follow(back).await.says("We found your account here"));
    let link = &town.links_of(account).await[0];
    assert_eq!((link.local_proof.how, link.made_by), (Proof::SameNumber, MadeBy::Automatic));
}

#[tokio::test]
async fn keycloak_53041_a_number_that_nobody_proved_here_is_a_hint_and_no_obstacle() {
    let town = Town::with(PROVINCE).await;
    let squatter = town.account_with("squatter", None, Some((NUMBER, false))).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "It looks as if you already have an account here.");
    assert!(town.links_of(squatter).await.is_empty());
    let made = browser.submit(&page, &format!("{path}/new"), &[]).await;
    made.assert_leads_to("/");
    let own = town.account_of(&lan()).await.expect("the owner is in");
    assert_ne!(own, squatter);
}

#[tokio::test]
async fn the_password_of_another_person_does_not_open_their_account() {
    let town = Town::with(SCHOOL).await;
    let account = town.account_with("husband", None, Some(("001090012345", true))).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let refused = town.proves(&mut browser, &path, "husband", PASSWORD).await;
    refused.assert_says(StatusCode::FORBIDDEN, "This account belongs to another person");
    assert!(town.links_of(account).await.is_empty());
}

#[tokio::test]
async fn the_linked_account_is_locked() {
    let town = Town::with(PROVINCE).await;
    town.comes_back(&mut town.browser(), &lan(), "/").await;
    let account = town.account_of(&lan()).await.expect("linked");
    lock(&town, account).await;
    let mut browser = town.browser();
    let refused = town.is_refused(&mut browser, &lan()).await;
    refused.assert_says(StatusCode::FORBIDDEN, "Your account here is locked");
    assert!(!browser.cookies.contains_key("session"));
    assert_eq!(town.links_of(account).await.len(), 1, "and no new one round the lock");
}

#[tokio::test]
async fn the_portal_wants_to_be_surer_and_asks_for_it() {
    let town = Town::with(Policy { least_identity: IdentityLevel::Substantial, ..PROVINCE }).await;
    let mut browser = town.browser();
    let unsure = Person { acr: IdentityLevel::Basic.acr(), ..lan() };
    let refused = town.is_refused(&mut browser, &unsure).await;
    refused.assert_says(StatusCode::FORBIDDEN, "We need to be surer that it is you");
    refused.assert_says(StatusCode::FORBIDDEN, "Identity confirmed by document and face");
    assert_eq!(town.account_of(&lan()).await, None);
    // The way on insists on it.
    let way = "/sign-in/national/esia?return_to=%2Fdossiers&raise=yes";
    assert!(refused.body.contains(&way.replace('&', "&amp;")), "{}", refused.body);
    let away = browser.get(way).await;
    let asked = town.fake.asked().pop().expect("pushed");
    assert!(asked["claims"].contains(r#""essential":true"#), "{}", asked["claims"]);
    // The issuer cannot.
    let location = away.location().expect("an address");
    let back = browser.visit(&town.fake.refuses(location, "unmet_authentication_requirements")).await;
    back.assert_says(StatusCode::FORBIDDEN, "could not confirm what");
    // Or it can.
    let location = town.sent(&mut browser, "/dossiers").await;
    browser.get(&town.fake.signs_in(&location, &lan())).await.assert_leads_to("/dossiers");
}

#[tokio::test]
async fn the_portal_wants_two_factors() {
    let town = Town::with(Policy { least_authentication: AuthenticationLevel::Two, ..PROVINCE }).await;
    let mut browser = town.browser();
    let refused = town.is_refused(&mut browser, &lan()).await;
    refused.assert_says(StatusCode::FORBIDDEN, "Sign-in with a password and a code");
    let strong = Person { amr: &["pwd", "sms"], ..lan() };
    town.comes_back(&mut browser, &strong, "/").await.assert_leads_to("/");
}

#[tokio::test]
async fn the_list_shows_what_ended_too() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = link(&town, &lan(), "ivanova").await;
    let made = town.links_of(account).await.pop().expect("a link");
    town.end(made).await;
    let page = browser.get("/account/links").await;
    page.assert_says(StatusCode::OK, "Ended by you");
    page.assert_says(StatusCode::OK, "User name and password of the account here");
    let ended: Vec<_> =
        town.links_of(account).await.iter().filter_map(|link| link.handshake.ended()).collect();
    assert!(matches!(ended[..], [end] if end.why == Reason::ByPerson && end.by == Side::Here));
}

#[tokio::test]
async fn a_suspended_link_opens_nothing_and_says_who_suspended_it() {
    let town = Town::with(PROVINCE).await;
    town.comes_back(&mut town.browser(), &lan(), "/").await.assert_leads_to("/");
    let account = town.account_of(&lan()).await.expect("linked");
    let made = town.links_of(account).await.pop().expect("a link");
    town.suspend(made, Reason::ByStaff).await;
    let mut browser = town.browser();
    let refused = town.is_refused(&mut browser, &lan()).await;
    refused.assert_says(StatusCode::FORBIDDEN, "The link with your account is suspended");
    refused.assert_says(StatusCode::FORBIDDEN, "has suspended the link");
    refused.assert_says(StatusCode::FORBIDDEN, "Sign in another way");
    assert!(!browser.cookies.contains_key("session"));
    assert_eq!(town.links_of(account).await.len(), 1, "and no new one round it");
}

/// The person links this account in a browser of their own.
async fn link(town: &Town, person: &Person, user_name: &str) -> Browser {
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, person, "/").await;
    let linked = town.proves(&mut browser, &path, user_name, PASSWORD).await;
    linked.assert_leads_to("/sign-in/linked?return_to=%2F");
    browser
}

async fn lock(town: &Town, account: onedoor_base::LocalAccountId) {
    use onedoor_storage::{Change, Statement, StorageError, params};
    const LOCK: Statement =
        Statement::new("test.lock", "UPDATE local_accounts SET state = 'locked' WHERE id = $1");
    let locked: Result<(), StorageError> = town
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                tx.execute_one(&LOCK, params![account]).await?;
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    locked.expect("locked");
}
