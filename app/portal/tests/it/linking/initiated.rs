//! S1.2 on the portal's own page: somebody comes from their national account to link the account that they have here.

use axum::http::StatusCode;
use onedoor_linking::{MadeBy, Proof};
use onedoor_site::testing::{Answer, Browser};

use super::fake::Person;
use super::town::{PASSWORD, PROVINCE, Town, lan, minh};

fn address(town: &Town, more: &str) -> String {
    let iss: String = url::form_urlencoded::byte_serialize(town.fake.issuer().as_bytes()).collect();
    format!("/sign-in/initiate?iss={iss}{more}")
}

/// From the national account, where they are signed in, as far as the form for the account here.
async fn arrives(town: &Town, browser: &mut Browser, person: &Person) -> Answer {
    let away = browser.get(&address(town, "")).await;
    let there = away.location().expect("sent to the issuer").to_owned();
    let back = browser.get(&town.fake.signs_in(&there, person)).await;
    browser.follow(back).await
}

async fn gives(browser: &mut Browser, form: &Answer, user: &str) -> Answer {
    let action = form.path.split('?').next().unwrap_or_default().to_owned();
    browser.submit(form, &action, &[("user_name", user), ("password", PASSWORD)]).await
}

#[tokio::test]
async fn s1_2_from_the_national_account_to_the_portals_page_linked() {
    let town = Town::with(PROVINCE).await;
    let account = town.account("hungtv").await;
    let mut browser = town.browser();
    let form = arrives(&town, &mut browser, &lan()).await;
    // A province would make an account for everybody who signs in: not for who says that there is one.
    assert_eq!(town.account_of(&lan()).await, None);
    assert_ne!(
        town.fake.asked()[0].get("prompt").map(String::as_str),
        Some("login"),
        "she has just signed in"
    );
    let done = gives(&mut browser, &form, "hungtv").await;
    browser.follow(done).await.assert_says(StatusCode::OK, "Your accounts are linked");
    let link = &town.links_of(account).await[0];
    assert_eq!((link.local_proof.how, link.made_by), (Proof::Password, MadeBy::Person));
}

#[tokio::test]
async fn a_session_that_was_left_open_there_links_nothing() {
    let town = Town::with(PROVINCE).await;
    let account = town.account("hungtv").await;
    let mut browser = town.browser();
    let long_ago = Person { signed_in_ago: 700, ..lan() };
    let page = arrives(&town, &mut browser, &long_ago).await;
    page.assert_says(StatusCode::OK, "Sign in once more");
    assert!(town.links_of(account).await.is_empty());
}

#[tokio::test]
async fn nothing_is_believed_of_the_address_but_an_issuer_that_is_taken() {
    let town = Town::with(PROVINCE).await;
    let mut browser = town.browser();
    for strange in ["/sign-in/initiate", "/sign-in/initiate?iss=https%3A%2F%2Fevil.example"] {
        assert_eq!(browser.get(strange).await.status, StatusCode::NOT_FOUND);
    }
    assert!(town.fake.asked().is_empty());
    // Where they want to end is on this site, or nowhere in particular.
    town.account("hungtv").await;
    for (target, end) in [
        ("http%3A%2F%2Fportal.localhost%2Fdossiers", "%2Fdossiers"),
        ("https%3A%2F%2Fevil.example%2F", "%2F"),
        ("http%3A%2F%2Fportal.localhost.evil.example%2F", "%2F"),
    ] {
        let away = browser.get(&address(&town, &format!("&target_link_uri={target}"))).await;
        let there = away.location().expect("sent").to_owned();
        let back = browser.get(&town.fake.signs_in(&there, &lan())).await;
        let form = browser.follow(back).await;
        if end == "%2Fdossiers" {
            gives(&mut browser, &form, "hungtv")
                .await
                .assert_leads_to("/sign-in/linked?return_to=%2Fdossiers");
        } else {
            assert!(!form.body.contains("evil"), "{}", form.body);
        }
    }
}

#[tokio::test]
async fn who_has_a_linked_account_here_is_told_and_keeps_it() {
    let town = Town::with(PROVINCE).await;
    let (first, second) = (town.account("hungtv").await, town.account("other").await);
    let mut browser = town.browser();
    let form = arrives(&town, &mut browser, &lan()).await;
    gives(&mut browser, &form, "hungtv").await;
    let mut browser = town.browser();
    let form = arrives(&town, &mut browser, &lan()).await;
    let told = gives(&mut browser, &form, "other").await;
    told.assert_says(StatusCode::CONFLICT, "You already have a linked account here");
    assert_eq!((town.links_of(first).await.len(), town.links_of(second).await.len()), (1, 0));
}

#[tokio::test]
async fn the_account_of_somebody_else_is_not_taken() {
    let town = Town::with(PROVINCE).await;
    let account = town.account("hungtv").await;
    for (person, taken) in [(lan(), false), (minh(), true)] {
        let mut browser = town.browser();
        let form = arrives(&town, &mut browser, &person).await;
        let told = gives(&mut browser, &form, "hungtv").await;
        assert_eq!(told.status == StatusCode::CONFLICT, taken, "{}", told.body);
        assert_eq!(told.says("linked with another national account"), taken);
    }
    assert_eq!(town.links_of(account).await.len(), 1);
}
