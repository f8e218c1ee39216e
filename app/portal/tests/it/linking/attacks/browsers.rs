//! Whose browser it is, and what somebody else finds in it.

use axum::http::StatusCode;
use onedoor_site::testing::Browser;

use crate::linking::town::{ASKING, PASSWORD, PROVINCE, SCHOOL, Town, lan, minh};

/// A shared browser: one proves herself at the national identity and leaves; the next one signs in with a
/// password, signs out, and takes up the step that was left waiting.
#[tokio::test]
async fn cve_2026_82968_a_proposal_does_not_survive_somebody_else_in_that_browser() {
    let town = Town::with(SCHOOL).await;
    town.account("ivanova").await;
    let second = town.account("ivanova2").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let form = browser.get(&format!("{path}/account")).await;
    form.assert_says(StatusCode::OK, "Trần Thị Lan");
    signs_in_with_password(&mut browser, "ivanova").await;
    over(&mut browser, &path).await;
    signs_out(&mut browser).await;
    let fields = [("user_name", "ivanova2"), ("password", PASSWORD)];
    let late = browser.submit(&form, &format!("{path}/account"), &fields).await;
    browser.follow(late).await.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
    assert!(town.links_of(second).await.is_empty());
    assert_eq!(town.account_of(&lan()).await, None);
}

/// The same where only the signing out lies between, and where another national identity signed in.
#[tokio::test]
async fn a_proposal_does_not_survive_signing_out_nor_another_national_sign_in() {
    let town = Town::with(SCHOOL).await;
    town.account("ivanova").await;
    let mut browser = town.browser();
    signs_in_with_password(&mut browser, "ivanova").await;
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    signs_out(&mut browser).await;
    over(&mut browser, &path).await;
    let mut elsewhere = town.browser();
    let own = town.not_linked_yet(&mut elsewhere, &minh(), "/").await;
    town.proves(&mut elsewhere, &own, "ivanova", PASSWORD).await;
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    town.comes_back(&mut browser, &minh(), "/").await.assert_leads_to("/");
    over(&mut browser, &path).await;
}

/// Nor does a sign-in that is still away at the national identity.
#[tokio::test]
async fn an_open_attempt_does_not_survive_somebody_else_in_that_browser() {
    let town = Town::with(SCHOOL).await;
    town.account("ivanova").await;
    let mut browser = town.browser();
    let location = town.sent(&mut browser, "/").await;
    signs_in_with_password(&mut browser, "ivanova").await;
    let back = browser.visit(&town.fake.signs_in(&location, &lan())).await;
    back.assert_says(StatusCode::CONFLICT, "This sign-in was not finished");
    assert_eq!(town.account_of(&lan()).await, None);
}

async fn signs_in_with_password(browser: &mut Browser, user: &str) {
    let page = browser.get("/sign-in").await;
    let fields = [("user_name", user), ("password", PASSWORD)];
    browser.submit(&page, "/sign-in", &fields).await.assert_leads_to("/");
}

async fn signs_out(browser: &mut Browser) {
    let page = browser.get("/").await;
    browser.submit(&page, "/sign-out", &[]).await.assert_leads_to("/");
}

async fn over(browser: &mut Browser, path: &str) {
    for step in ["", "/account"] {
        let page = browser.get(&format!("{path}{step}")).await;
        page.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
    }
}

/// A session that somebody else planted in this browser is no proof of the account.
#[tokio::test]
async fn a_planted_session_is_not_linked() {
    let town = Town::with(SCHOOL).await;
    let planted = town.account("attacker").await;
    let mut attacker = town.browser();
    let path = town.not_linked_yet(&mut attacker, &minh(), "/").await;
    town.proves(&mut attacker, &path, "attacker", PASSWORD).await;
    town.end(town.links_of(planted).await.remove(0)).await;
    let mut victim = town.browser();
    victim.cookies.insert("session".to_owned(), attacker.cookies["session"].clone());
    town.not_linked_yet(&mut victim, &lan(), "/").await;
    assert!(town.links_of(planted).await.iter().all(|link| link.national.subject != lan().sub));
}

/// A session cookie from before the sign-in is worth nothing after it.
#[tokio::test]
async fn the_session_is_a_new_one() {
    let town = Town::with(PROVINCE).await;
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/").await;
    let before = browser.clone();
    town.comes_back(&mut browser, &lan(), "/").await;
    assert_ne!(browser.cookies["session"], before.cookies["session"]);
    let mut old = before;
    assert_ne!(old.get("/account/links").await.status, StatusCode::OK);
    assert_eq!(browser.get("/account/links").await.status, StatusCode::OK);
}

/// A step of another browser's proposal: told like one that never was.
#[tokio::test]
async fn a_proposal_is_worth_nothing_in_another_browser() {
    let town = Town::with(ASKING).await;
    town.account("ivanova").await;
    let mut owner = town.browser();
    let path = town.not_linked_yet(&mut owner, &lan(), "/").await;
    let mut thief = town.browser();
    // A form with a proof of the thief's own browser.
    let own = town.not_linked_yet(&mut thief, &minh(), "/").await;
    let form = thief.get(&own).await.form(&format!("{own}/new")).expect("a form");
    for step in ["", "/account"] {
        let refused = thief.get(&format!("{path}{step}")).await;
        refused.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
        let never =
            thief.get(&format!("/sign-in/link/prop_01990000-0000-7000-8000-000000000000{step}")).await;
        never.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
    }
    for step in ["new", "choose", "cancel", "account"] {
        let refused = thief.post(&format!("{path}/{step}"), &form, &[]).await;
        let refused = thief.follow(refused).await;
        refused.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
    }
    owner.get(&path).await.assert_says(StatusCode::OK, "Your account is not linked yet");
    assert_eq!(town.account_of(&lan()).await, None);
}

/// CSRF: forms from elsewhere.
#[tokio::test]
async fn a_form_from_elsewhere_does_nothing() {
    let town = Town::with(ASKING).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let form = browser.get(&path).await.form(&format!("{path}/new")).expect("a form");
    let elsewhere = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    for step in ["new", "choose", "cancel", "account"] {
        let refused = browser.post(&format!("{path}/{step}"), &form, &elsewhere).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{step}");
        let refused = browser.post(&format!("{path}/{step}"), &[], &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{step} without our proof");
    }
    assert_eq!(town.account_of(&lan()).await, None);
    browser.get(&path).await.assert_says(StatusCode::OK, "Your account is not linked yet");
}

/// Open redirect.
#[tokio::test]
async fn nobody_is_sent_elsewhere_afterwards() {
    let town = Town::with(PROVINCE).await;
    for elsewhere in ["https://evil.example/", "//evil.example", "/%5Cevil.example", "javascript:alert(1)"] {
        let mut browser = town.browser();
        town.comes_back(&mut browser, &lan(), elsewhere).await.assert_leads_to("/");
    }
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/").await;
    let page = browser.get("/sign-in/linked?return_to=//evil.example").await;
    assert!(!page.body.contains(r#"href="//evil.example"#), "{}", page.body);
}
