use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use onedoor_oidc::Parameters;
use onedoor_oidc::backchannel::validate_logout_token;
use onedoor_oidc::keys::VerificationKeys;
use onedoor_site::jobs::Jobs;

use crate::actors::Town;
use crate::passcode::{Key, active, gives};

use super::party::{ISSUER, Scene, agree, code_of, request, site};

const BYE: &str = "https://haiduong.example/bye";

/// A portal that writes down what it is told; it stumbles the first time.
async fn portal() -> (String, Arc<Mutex<Vec<String>>>) {
    let told = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&told);
    let hear = post(move |body: String| {
        let kept = Arc::clone(&kept);
        async move {
            let mut kept = kept.lock().expect("nobody panics");
            kept.push(body);
            if kept.len() == 1 { StatusCode::INTERNAL_SERVER_ERROR } else { StatusCode::OK }
        }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}/logout", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, Router::new().route("/logout", hear)).await });
    (address, told)
}

fn end_session(parameters: &[(&str, &str)]) -> String {
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    format!("/oauth/end-session?{query}")
}

#[tokio::test]
async fn the_hint_of_this_session_signs_out_at_once() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    let tokens = scene.tokens_in(&mut browser, "openid profile").await;
    let hint = tokens.id_token.clone().expect("an ID token");
    // Long after the token has run out.
    scene.world.clock.advance(Duration::from_mins(20));
    let leave = end_session(&[("id_token_hint", &hint), ("post_logout_redirect_uri", BYE), ("state", "a b")]);
    let answer = browser.get(&leave).await;
    answer.assert_leads_to(&format!("{BYE}?state=a+b"));
    assert!(!browser.cookies.contains_key("session"));
    assert_eq!(scene.userinfo(&tokens.access_token).await.status, 401);
    assert!(scene.actions().await.iter().any(|action| action == "site.session.ended"));
}

#[tokio::test]
async fn without_a_hint_the_person_is_asked() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    let leave = end_session(&[("client_id", "haiduong"), ("post_logout_redirect_uri", BYE)]);
    let page = browser.get(&leave).await;
    page.assert_says(StatusCode::OK, "Hải Dương one-stop");
    assert!(browser.cookies.contains_key("session"));
    let answer = browser.submit(&page, "/oauth/end-session/confirm", &[]).await;
    answer.assert_leads_to(BYE);
    assert!(!browser.cookies.contains_key("session"));
    // A forged or foreign hint is as good as none.
    let mut other = scene.signed_in().await;
    let forged = end_session(&[("id_token_hint", "a.b.c"), ("client_id", "haiduong")]);
    assert_eq!(other.get(&forged).await.status, StatusCode::OK);
    assert!(other.cookies.contains_key("session"));
}

#[tokio::test]
async fn the_hint_of_another_session_does_not_sign_this_one_out() {
    let scene = Scene::new().await;
    let others = scene.tokens("openid").await.id_token.expect("an ID token");
    let mut browser = scene.signed_in().await;
    let page = browser.get(&end_session(&[("id_token_hint", &others)])).await;
    assert_eq!((page.status, browser.cookies.contains_key("session")), (StatusCode::OK, true));
}

#[tokio::test]
async fn nobody_is_sent_to_an_address_that_is_not_registered() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    let evil = "https://evil.example/";
    for parameters in [
        vec![("client_id", "haiduong"), ("post_logout_redirect_uri", evil)],
        vec![("post_logout_redirect_uri", BYE)],
        vec![("client_id", "stranger"), ("post_logout_redirect_uri", BYE)],
    ] {
        let page = browser.get(&end_session(&parameters)).await;
        assert_eq!((page.status, page.location()), (StatusCode::BAD_REQUEST, None), "{parameters:?}");
    }
    scene.browser().get("/oauth/end-session").await.assert_leads_to("/signed-out");
}

#[tokio::test]
async fn portals_are_told_until_they_listen() {
    let (address, told) = portal().await;
    let scene = Scene::told_at(address).await;
    let mut browser = scene.signed_in().await;
    let tokens = scene.tokens_in(&mut browser, "openid").await;
    let claims = scene.verified(&tokens, Some("n0nce")).await;
    let hint = tokens.id_token.expect("an ID token");
    browser.get(&end_session(&[("id_token_hint", &hint)])).await;

    let jobs = onedoor_identity::jobs(&scene.identity, Jobs::new());
    assert_eq!(jobs.round(&site(&scene)).await, Ok(1));
    assert_eq!(jobs.round(&site(&scene)).await, Ok(0), "it stumbled, and is left alone for a while");
    scene.world.clock.advance(Duration::from_mins(30));
    assert_eq!(jobs.round(&site(&scene)).await, Ok(1));
    assert_eq!(jobs.round(&site(&scene)).await, Ok(0), "now it knows");

    let told = told.lock().expect("nobody panics").clone();
    assert_eq!(told.len(), 2);
    let form = Parameters::parse(&told[1]).expect("a form");
    let keys = VerificationKeys::from_jwks(&scene.keys().await);
    let now = scene.identity.site.now().seconds();
    let token = form.get("logout_token").expect("a logout token");
    let heard = validate_logout_token(token, &keys, (ISSUER, "haiduong"), now, 0).expect("a good one");
    assert_eq!((heard.sub.as_ref(), heard.sid.as_ref()), (Some(&claims.sub), claims.sid.as_ref()));
}

/// Somebody who took it into use, signed in at the portal on it; then it is locked, by its owner or by wrong passcodes.
async fn locked(by_owner: bool) {
    let (address, told) = portal().await;
    let Scene { world, identity, router, khai } = Scene::told_at(address).await;
    let (town, key) = (Town { world, identity, khai }, Key::new());
    let (_, device) = active(&town, &key.public()).await;
    let mut an = town.an_in(town.browser()).await;
    let Town { world, identity, khai } = town;
    let scene = Scene { world, identity, router, khai };
    let tokens = scene.tokens_in(&mut an, "openid").await;
    let claims = scene.verified(&tokens, Some("n0nce")).await;
    if by_owner {
        let page = an.get("/app/lock").await;
        an.submit(&page, "/app/lock", &[]).await.assert_leads_to("/app/lock?notice=locked");
    } else {
        let mut thief = device;
        for _ in 0..5 {
            let page = thief.get(crate::passcode::PATH).await;
            gives(&mut thief, &page, Some(&key), "583921").await;
        }
    }
    assert_eq!(scene.userinfo(&tokens.access_token).await.status, 401);
    an.get("/app/lock").await.assert_says(StatusCode::OK, "Your electronic identity is locked");
    let jobs = onedoor_identity::jobs(&scene.identity, Jobs::new());
    for _ in 0..3 {
        jobs.round(&site(&scene)).await.expect("a round");
        scene.world.clock.advance(Duration::from_mins(30));
    }
    let told = told.lock().expect("nobody panics").clone();
    assert_eq!(told.len(), 2, "once more after it stumbled");
    let form = Parameters::parse(&told[1]).expect("a form");
    let keys = VerificationKeys::from_jwks(&scene.keys().await);
    let now = scene.identity.site.now().seconds();
    let token = form.get("logout_token").expect("a logout token");
    let heard = validate_logout_token(token, &keys, (ISSUER, "haiduong"), now, 7_200).expect("a good one");
    assert_eq!((heard.sub.as_ref(), heard.sid.as_ref()), (Some(&claims.sub), claims.sid.as_ref()));
}

#[tokio::test]
async fn portals_hear_of_a_lock_of_the_owner() {
    locked(true).await;
}

#[tokio::test]
async fn portals_hear_of_a_lock_after_wrong_passcodes() {
    locked(false).await;
}

#[tokio::test]
async fn a_portal_whose_code_was_never_exchanged_is_not_told() {
    let (address, told) = portal().await;
    let scene = Scene::told_at(address).await;
    let mut browser = scene.signed_in().await;
    let page = browser.visit(&request(&[])).await;
    let code = code_of(&agree(&mut browser, page).await);
    let page = browser.get("/oauth/end-session").await;
    browser.submit(&page, "/oauth/end-session/confirm", &[]).await;
    let jobs = onedoor_identity::jobs(&scene.identity, Jobs::new());
    assert_eq!(jobs.round(&site(&scene)).await, Ok(0));
    assert!(told.lock().expect("nobody panics").is_empty());
    let form = onedoor_oidc::relying_party::code_form(&code, super::party::CALLBACK, super::party::VERIFIER);
    assert_eq!(scene.call("/oauth/token", &form).await.status, 400, "and its code is over too");
}

#[tokio::test]
async fn a_form_from_a_portal_comes_back_with_cookies() {
    let scene = Scene::new().await;
    let answer = scene.call_as("/oauth/end-session", "client_id=haiduong", &[]).await;
    answer.assert_leads_to("/oauth/end-session?client_id=haiduong");
    assert_eq!(answer.header("set-cookie"), None);
}
