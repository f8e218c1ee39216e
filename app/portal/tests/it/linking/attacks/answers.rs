//! Answers of an issuer that are not taken.

use axum::http::StatusCode;

use crate::linking::fake::Mood;
use crate::linking::town::{PROVINCE, SCHOOL, Town, lan, minh};

/// CVE-2026-16442: an answer that nobody asked for was taken.
#[tokio::test]
async fn cve_2026_16442_an_answer_that_nobody_asked_for_is_not_taken() {
    let town = Town::with(PROVINCE).await;
    let mut browser = town.browser();
    for query in ["code=code-1&state=made-up", "code=code-1", "", "error=access_denied&state=made-up"] {
        let answer = browser.visit(&format!("/sign-in/callback?{query}&iss={}", town.fake.issuer())).await;
        answer.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
    }
    assert!(!browser.cookies.contains_key("session"));
}

/// Login CSRF: the attacker's answer in the victim's browser.
#[tokio::test]
async fn a_state_from_another_browser_is_not_taken() {
    let town = Town::with(PROVINCE).await;
    let (mut attacker, mut victim) = (town.browser(), town.browser());
    let location = town.sent(&mut attacker, "/dossiers").await;
    let answer = town.fake.signs_in(&location, &minh());
    let refused = victim.visit(&answer).await;
    refused.assert_says(StatusCode::BAD_REQUEST, "This sign-in began in another browser");
    assert!(!refused.body.contains("dossiers"), "nor where the other was heading for");
    assert!(!victim.cookies.contains_key("session"));
    // And it is still good where it belongs.
    attacker.get(&answer).await.assert_leads_to("/dossiers");
}

/// GHSA-x445-f3h2-j279, RFC 9207: an answer of another issuer than was asked, or one that hides who it is.
#[tokio::test]
async fn mixed_up_servers_an_answer_of_another_issuer_is_not_believed() {
    let town = Town::with(PROVINCE).await;
    let mut browser = town.browser();
    for iss in ["&iss=https%3A%2F%2Fother.example", ""] {
        let location = town.sent(&mut browser, "/").await;
        let answer = town.fake.signs_in(&location, &lan());
        let (without, _) = answer.split_once("&iss=").expect("it names itself");
        let refused = browser.visit(&format!("{without}{iss}")).await;
        refused.assert_says(StatusCode::BAD_REQUEST, "We could not complete the sign-in");
    }
    assert_eq!(town.account_of(&lan()).await, None);
}

/// An identity token of another sign-in.
#[tokio::test]
async fn another_nonce_is_not_believed() {
    let town = Town::with(PROVINCE).await;
    town.fake.is(Mood::OtherNonce);
    let mut browser = town.browser();
    let refused = town.is_refused(&mut browser, &lan()).await;
    refused.assert_says(StatusCode::BAD_REQUEST, "We could not complete the sign-in");
    assert_eq!(town.account_of(&lan()).await, None);
}

/// Somebody else's code, injected into one's own sign-in (RFC 9700 section 4.5): PKCE.
#[tokio::test]
async fn an_injected_code_is_not_exchanged() {
    let town = Town::with(PROVINCE).await;
    let (mut attacker, mut victim) = (town.browser(), town.browser());
    let stolen = town.fake.signs_in(&town.sent(&mut victim, "/").await, &lan());
    let own = town.fake.signs_in(&town.sent(&mut attacker, "/").await, &minh());
    let code = |answer: &str| {
        answer.split_once("code=").and_then(|(_, rest)| rest.split_once('&')).expect("a code").0.to_owned()
    };
    let injected = own.replace(&code(&own), &code(&stolen));
    let refused = attacker.visit(&injected).await;
    refused.assert_says(StatusCode::BAD_REQUEST, "We could not complete the sign-in");
    assert!(!attacker.cookies.contains_key("session"));
}

/// Userinfo about somebody else (OpenID Connect Core section 5.3.2).
#[tokio::test]
async fn userinfo_about_somebody_else_is_not_believed() {
    let town = Town::with(PROVINCE).await;
    town.fake.is(Mood::OtherUserinfo);
    let refused = town.is_refused(&mut town.browser(), &lan()).await;
    assert_eq!(refused.status, StatusCode::BAD_GATEWAY);
    assert_eq!(town.account_of(&lan()).await, None);
}

/// What programs may send is read into memory before it is known who sends it.
#[tokio::test]
async fn exhaustion_a_large_logout_is_not_read() {
    let town = Town::with(SCHOOL).await;
    let large = [("logout_token".to_owned(), "y".repeat(70 * 1024))];
    let answer = town.browser().post("/backchannel-logout", &large, &[]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", answer.body);
}
