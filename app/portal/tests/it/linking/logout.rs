//! Signing out on both sides.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_oidc::backchannel::EVENT;
use onedoor_oidc::keys::Typ;
use onedoor_site::testing::{Answer, Browser};
use serde_json::{Value, json};

use super::fake::CLIENT;
use super::town::{PROVINCE, Town, lan, minh};

async fn told(town: &Town, token: &str) -> Answer {
    let mut issuer = town.browser();
    issuer.post("/backchannel-logout", &[("logout_token".to_owned(), token.to_owned())], &[]).await
}

async fn signed_in(town: &Town, person: &super::fake::Person) -> Browser {
    let mut browser = town.browser();
    town.comes_back(&mut browser, person, "/").await.assert_leads_to("/");
    browser
}

async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/account/links").await.status == StatusCode::OK
}

#[tokio::test]
async fn a_session_that_ended_there_ends_here() {
    let town = Town::with(PROVINCE).await;
    let (mut of_lan, mut of_minh) = (signed_in(&town, &lan()).await, signed_in(&town, &minh()).await);
    let answer = told(&town, &town.fake.logout_token(&lan(), "one")).await;
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, Some("no-store")));
    assert!(!is_in(&mut of_lan).await);
    assert!(is_in(&mut of_minh).await, "nobody else's");
    let account = town.account_of(&lan()).await.expect("linked");
    assert!(town.audit_of(account).await.contains("site.session.ended"));
}

#[tokio::test]
async fn a_replayed_logout_token_ends_nothing() {
    let town = Town::with(PROVINCE).await;
    let token = town.fake.logout_token(&lan(), "one");
    assert_eq!(told(&town, &token).await.status, StatusCode::OK);
    let mut browser = signed_in(&town, &lan()).await;
    assert_eq!(told(&town, &token).await.status, StatusCode::OK);
    assert!(is_in(&mut browser).await);
    town.world.clock.advance(Duration::from_mins(5));
    assert_eq!(told(&town, &token).await.status, StatusCode::BAD_REQUEST, "nor is it taken for ever");
}

#[tokio::test]
async fn without_a_session_id_all_sessions_of_the_person_end() {
    let town = Town::with(PROVINCE).await;
    let (mut first, mut second) = (signed_in(&town, &lan()).await, signed_in(&town, &lan()).await);
    let now = town.now().seconds();
    let claims = json!({
        "iss": town.fake.issuer(), "aud": CLIENT, "sub": lan().sub, "jti": "all",
        "iat": now, "exp": now + 120, "events": { EVENT: {} },
    });
    let token = town.fake.signed(Typ::Logout, &claims);
    assert_eq!(told(&town, &token).await.status, StatusCode::OK);
    assert!(!is_in(&mut first).await && !is_in(&mut second).await);
}

#[tokio::test]
async fn what_is_no_logout_token_is_refused() {
    let town = Town::with(PROVINCE).await;
    let mut browser = signed_in(&town, &lan()).await;
    let now = town.now().seconds();
    let good = json!({
        "iss": town.fake.issuer(), "aud": CLIENT, "sub": lan().sub, "sid": lan().sid, "jti": "x",
        "iat": now, "exp": now + 120, "events": { EVENT: {} },
    });
    let but = |name: &str, value: Value| {
        let mut claims = good.clone();
        claims[name] = value;
        claims
    };
    let wrong = [
        but("events", json!({})),
        but("events", json!({ "http://schemas.openid.net/secevent/risc": {} })),
        but("aud", json!("somebody-else")),
        but("iss", json!("https://other.example")),
        but("nonce", json!("of-a-sign-in")),
        but("exp", json!(now - 600)),
    ];
    for claims in wrong {
        let answer = told(&town, &town.fake.signed(Typ::Logout, &claims)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{claims}");
        assert_eq!(answer.body, r#"{"error":"invalid_request"}"#);
    }
    let foreign = super::fake::Fake::start(&town.world.clock).await.signed(Typ::Logout, &good);
    for token in [foreign.as_str(), "", "a.b.c"] {
        assert_eq!(told(&town, token).await.status, StatusCode::BAD_REQUEST);
    }
    let empty = town.browser().post("/backchannel-logout", &[], &[]).await;
    assert_eq!(empty.status, StatusCode::BAD_REQUEST);
    assert!(is_in(&mut browser).await);
}

#[tokio::test]
async fn signing_out_here_leads_to_signing_out_there_and_back() {
    let town = Town::with(PROVINCE).await;
    let mut browser = signed_in(&town, &lan()).await;
    let session = super::town::session_of(&town, &browser).await;
    assert_eq!(session.upstream.as_ref().map(|upstream| upstream.issuer.as_str()), Some(town.fake.issuer()));
    let page = browser.get("/account/links").await;
    let answer = browser.submit(&page, "/sign-out", &[]).await;
    let location = answer.location().expect("away").to_owned();
    assert!(location.starts_with(&format!("{}/end?", town.fake.issuer())), "{location}");
    assert!(location.contains("post_logout_redirect_uri=http%3A%2F%2Fportal.localhost%2Fsigned-out"));
    assert!(location.contains("id_token_hint=ey"), "{location}");
    assert!(!is_in(&mut browser).await);
    let plain = browser.get("/signed-out").await;
    plain.assert_says(StatusCode::OK, "You are signed out here");
    assert!(plain.says("Sign in again") && !plain.says("national account is signed out"), "{}", plain.body);

    // Back from there, which only this browser's own signing out leads to.
    let state = location.split("state=").nth(1).and_then(|rest| rest.split('&').next()).expect("a state");
    browser.get(&format!("/signed-out?state={state}")).await.assert_leads_to("/signed-out");
    let told = browser.get("/signed-out").await;
    told.assert_says(StatusCode::OK, "Your national account is signed out too");
    assert!(!browser.get("/signed-out").await.says("national account is signed out"), "it is said once");
    let mut another = town.browser();
    another.get(&format!("/signed-out?state={state}")).await.assert_leads_to("/signed-out");
    assert!(!another.get("/signed-out").await.says("national account is signed out"));
}

#[tokio::test]
async fn being_sent_to_signed_out_changes_nothing() {
    let town = Town::with(PROVINCE).await;
    let mut browser = signed_in(&town, &lan()).await;
    browser.get("/signed-out").await.assert_says(StatusCode::OK, "You are still signed in here");
    assert!(is_in(&mut browser).await);
}
