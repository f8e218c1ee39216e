//! What is tried against every site where people sign in, one test each, at the edge of an identity.

use axum::http::StatusCode;
use onedoor_oidc::relying_party::code_form;
use onedoor_site::testing::attacks::{OFF_THE_SITE, assert_unframed, foreign_sign_outs};
use onedoor_site::testing::{Answer, Browser};

use super::party::{
    CALLBACK, ISSUER, Scene, VERIFIER, agree, answered, code_of, error_of, pass, refused, request,
};
use crate::actors::PASSWORD;

/// Signs in as Khai, with whatever else the form may say.
async fn sign_in(browser: &mut Browser, at: &str, more: &[(&str, &str)]) -> Answer {
    let page = browser.get(at).await;
    let filled = [&[("identifier", "minh.khai"), ("password", PASSWORD)], more].concat();
    browser.submit(&page, "/sign-in", &filled).await
}

#[tokio::test]
async fn csrf_a_form_that_another_site_sends_changes_nothing() {
    let scene = Scene::new().await;
    let mut khai = scene.browser();
    sign_in(&mut khai, "/sign-in", &[]).await.assert_leads_to("/account");
    let others = scene.browser().get("/sign-in").await.form("/sign-in").expect("a form");
    foreign_sign_outs(&mut khai, &others).await.assert_leads_to("/signed-out");
}

#[tokio::test]
async fn clickjacking_no_page_of_any_status_stands_in_a_frame() {
    let scene = Scene::new().await;
    let (mut visitor, mut khai) = (scene.browser(), scene.signed_in().await);
    let mut answers = vec![sign_in(&mut visitor, "/sign-in", &[("password", "wrong")]).await];
    for path in ["/", "/sign-in", "/register", "/nowhere"] {
        answers.push(visitor.get(path).await);
    }
    for path in ["/account", "/account/sessions", &request(&[])] {
        answers.push(khai.visit(path).await);
    }
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    assert_eq!(statuses, [422, 200, 200, 200, 404, 200, 200, 200]);
    assert_unframed(&answers);
}

#[tokio::test]
async fn open_redirect_no_way_leads_off_the_site_but_to_a_registered_address() {
    let scene = Scene::new().await;
    for evil in OFF_THE_SITE {
        let encoded: String = url::form_urlencoded::byte_serialize(evil.as_bytes()).collect();
        let mut khai = scene.browser();
        let at = format!("/sign-in?return_to={encoded}");
        sign_in(&mut khai, &at, &[("return_to", evil)]).await.assert_leads_to("/account");
        khai.get(&at).await.assert_leads_to("/account");
        khai.get(&format!("/language/en?back={encoded}")).await.assert_leads_to("/");
        let answer = khai.get(&request(&[("redirect_uri", evil)])).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::BAD_REQUEST, None), "{evil}");
        let bye = format!("/oauth/end-session?client_id=haiduong&post_logout_redirect_uri={encoded}");
        let answer = khai.get(&bye).await;
        assert!(answer.location().is_none_or(|to| to.starts_with('/') && !to.starts_with("//")), "{evil}");
    }
}

#[tokio::test]
async fn session_fixation_what_was_planted_signs_nobody_in() {
    let scene = Scene::new().await;
    let mut attacker = scene.browser();
    sign_in(&mut attacker, "/sign-in", &[("identifier", "nobody.here")]).await;
    for planted in ["made-up", attacker.cookies["browser"].clone().as_str()] {
        let mut khai = scene.browser();
        khai.cookies.clone_from(&attacker.cookies);
        khai.cookies.insert("session".to_owned(), planted.to_owned());
        sign_in(&mut khai, "/sign-in", &[]).await.assert_leads_to("/account");
        assert_ne!(khai.cookies["session"], planted);
        attacker.cookies.insert("session".to_owned(), planted.to_owned());
        assert!(!attacker.is_signed_in().await);
        // Nor after the next sign-in in the same browser.
        let before = khai.cookies["session"].clone();
        sign_in(&mut khai, "/sign-in?again=yes", &[]).await.assert_leads_to("/account");
        attacker.cookies.insert("session".to_owned(), before);
        assert!(!attacker.is_signed_in().await);
        assert!(khai.is_signed_in().await);
    }
}

/// RFC 9207, RFC 9700 section 4.4: the portal can tell whose answer it is, and a code is good only for
/// the portal that asked, at the address where it asked.
#[tokio::test]
async fn mixed_up_servers_every_answer_names_its_issuer_and_its_code_is_nobody_else_s() {
    let scene = Scene::new().await;
    let mut khai = scene.signed_in().await;
    let page = khai.visit(&request(&[])).await;
    let answer = agree(&mut khai, page).await;
    assert_eq!(answered(&answer).get("iss"), Some(ISSUER));
    let code = code_of(&answer);
    // Through a server in the middle it comes from another portal, or with another address.
    let elsewhere = code_form(&code, "https://evil.example/callback", VERIFIER);
    assert_eq!(refused(&scene.call("/oauth/token", &elsewhere).await), (400, "invalid_grant".to_owned()));
    let code = code_of(&khai.visit(&request(&[])).await);
    let as_another = format!("{}&client_id=house", code_form(&code, CALLBACK, VERIFIER));
    let stolen = scene.call_as("/oauth/token", &as_another, &[]).await;
    assert_eq!(refused(&stolen), (400, "invalid_grant".to_owned()));
    // An error names it, too.
    let error = khai.get(&request(&[("scope", "profile")])).await;
    assert_eq!((error_of(&error).as_str(), answered(&error).get("iss")), ("invalid_scope", Some(ISSUER)));
}

#[tokio::test]
async fn exhaustion_nobody_fills_the_database_with_requests_that_wait() {
    let scene = Scene::new().await;
    let mut browser = scene.browser();
    for _ in 0..600 {
        let answer = browser.get(&request(&[])).await;
        assert!(answer.location().is_some(), "{}", answer.status);
    }
    let refused = browser.get(&request(&[])).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.header("retry-after").is_some());
    // Who is signed in and has nothing to be asked waits for nothing, and the others not for long.
    assert_eq!(error_of(&browser.get(&request(&[("prompt", "none")])).await), "login_required");
    pass(&scene, 600);
    assert!(browser.get(&request(&[])).await.location().is_some());
}

#[tokio::test]
async fn exhaustion_no_endpoint_reads_a_large_body() {
    let scene = Scene::new().await;
    let large = [("x".to_owned(), "y".repeat(70 * 1024))];
    for path in ["authorize", "end-session", "token", "par", "introspect", "revoke"] {
        let answer = scene.browser().post(&format!("/oauth/{path}"), &large, &[]).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}: {}", answer.body);
    }
}
