//! A portal wants two factors: exactly what is missing is asked for, and what is shown is worth something once,
//! to one browser.

use axum::http::StatusCode;
use onedoor_authenticators::totp;
use onedoor_site::testing::{Answer, Browser, messages, only_code_in};

use super::party::{Scene, agree, code_of, error_of, pass, request};
use crate::actors::PASSWORD;
use crate::steps::another;

const TWO: &str = "urn:onedoor:loa:1:aal:2";
const INSISTING: &str = r#"{"id_token":{"acr":{"essential":true,"values":["urn:onedoor:loa:1:aal:2"]}}}"#;

/// Khai with her password only.
async fn by_password(scene: &Scene) -> Browser {
    let mut browser = scene.browser();
    let page = browser.get("/sign-in").await;
    let fields = [("identifier", "minh.khai"), ("password", PASSWORD)];
    browser.submit(&page, "/sign-in", &fields).await.assert_leads_to("/account");
    pass(scene, 1);
    browser
}

/// Up to the page that takes the code; the path of the request and the page.
async fn asked(browser: &mut Browser, more: &[(&str, &str)]) -> (String, Answer) {
    let page = browser.visit(&request(more)).await;
    page.assert_says(StatusCode::OK, "Confirm with a code");
    assert!(page.says("5678") && !page.says("0912"), "the phone is hinted at: {}", page.body);
    let waiting = page.path.clone();
    let sent = browser.submit(&page, &format!("{waiting}/code/send"), &[]).await;
    let page = browser.follow(sent).await;
    page.assert_says(StatusCode::OK, "Enter the code");
    (waiting, page)
}

async fn latest(scene: &Scene) -> String {
    only_code_in(messages(&scene.identity.site).await.last().expect("a message"))
}

async fn gives(browser: &mut Browser, waiting: &str, page: &Answer, code: &str) -> Answer {
    browser.submit(page, &format!("{waiting}/code"), &[("code", code)]).await
}

#[tokio::test]
async fn a_code_raises_the_session_and_the_portal_is_told() {
    let scene = Scene::new().await;
    let mut browser = by_password(&scene).await;
    let (waiting, page) = asked(&mut browser, &[("claims", INSISTING)]).await;
    let before = browser.cookies["session"].clone();
    let code = latest(&scene).await;
    gives(&mut browser, &waiting, &page, &code).await.assert_leads_to(&waiting);
    assert_ne!(browser.cookies["session"], before, "a copy of the old cookie is not worth more now");
    let page = browser.get(&waiting).await;
    let answer = agree(&mut browser, page).await;
    let tokens = scene.exchange(&code_of(&answer)).await;
    let claims = scene.verified(&tokens, Some("n0nce")).await;
    assert_eq!(claims.acr.as_deref(), Some("urn:onedoor:loa:2:aal:2"), "she is known better than was asked");
    assert_eq!(claims.amr, ["pwd", "sms"]);
    for action in ["provider.code.sent", "site.session.stepped_up"] {
        assert!(scene.actions().await.iter().any(|known| known == action), "{action} is not recorded");
    }
    // The next portal that wants it gets it at once; one that does not ask hears only who she is.
    code_of(&browser.get(&request(&[("acr_values", TWO), ("claims", INSISTING)])).await);
    let plain = code_of(&browser.get(&request(&[])).await);
    let claims = scene.verified(&scene.exchange(&plain).await, Some("n0nce")).await;
    assert_eq!(claims.acr.as_deref(), Some("urn:onedoor:loa:2"));
    // A thief with the old cookie is nobody.
    let mut thief = scene.browser();
    thief.cookies.insert("session".to_owned(), before);
    assert!(thief.get("/account").await.location().unwrap_or_default().starts_with("/sign-in"));
}

#[tokio::test]
async fn a_wish_is_asked_for_too_but_never_where_nobody_may_be_asked() {
    let scene = Scene::new().await;
    let mut browser = by_password(&scene).await;
    let (waiting, page) = asked(&mut browser, &[("acr_values", TWO)]).await;
    let code = latest(&scene).await;
    gives(&mut browser, &waiting, &page, &code).await.assert_leads_to(&waiting);
    let mut silent = by_password(&scene).await;
    scene.tokens_in(&mut silent, "openid profile").await;
    code_of(&silent.get(&request(&[("acr_values", TWO), ("prompt", "none")])).await);
    let refused = silent.get(&request(&[("claims", INSISTING), ("prompt", "none")])).await;
    assert_eq!(error_of(&refused), "unmet_authentication_requirements");
}

#[tokio::test]
async fn prompt_login_asks_for_password_and_code_even_of_somebody_with_both() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    let ask = request(&[("prompt", "login"), ("claims", INSISTING)]);
    let answer = browser.get(&ask).await;
    let form = browser.follow(answer).await;
    let fields = [("identifier", "minh.khai"), ("password", PASSWORD)];
    pass(&scene, 1);
    let on = browser.submit(&form, "/sign-in", &fields).await;
    let page = browser.follow(on).await;
    page.assert_says(StatusCode::OK, "Confirm with a code");
}

#[tokio::test]
async fn wrong_codes_are_counted_and_then_the_code_is_dead() {
    let scene = Scene::new().await;
    let mut browser = by_password(&scene).await;
    let (waiting, page) = asked(&mut browser, &[("claims", INSISTING)]).await;
    let right = latest(&scene).await;
    gives(&mut browser, &waiting, &page, " ").await.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "6 digits");
    for _ in 0..4 {
        let wrong = gives(&mut browser, &waiting, &page, another(&right)).await;
        wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "code is not right");
    }
    let dead = gives(&mut browser, &waiting, &page, another(&right)).await;
    dead.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "too often");
    let late = gives(&mut browser, &waiting, &page, &right).await;
    late.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "too often");
    assert!(scene.actions().await.iter().any(|action| action == "provider.code.refused"));
    // Another one takes its place.
    let sent = browser.submit(&dead, &format!("{waiting}/code/send"), &[]).await;
    let page = browser.follow(sent).await;
    page.assert_says(StatusCode::OK, "new code");
    let code = latest(&scene).await;
    gives(&mut browser, &waiting, &page, &code).await.assert_leads_to(&waiting);
    code_of(&agree_at(&mut browser, &waiting).await);
}

async fn agree_at(browser: &mut Browser, waiting: &str) -> Answer {
    let page = browser.get(waiting).await;
    agree(browser, page).await
}

#[tokio::test]
async fn a_code_is_good_once_for_ten_minutes_in_its_own_browser_and_session() {
    let scene = Scene::new().await;
    let mut browser = by_password(&scene).await;
    let (waiting, page) = asked(&mut browser, &[("claims", INSISTING)]).await;
    let code = latest(&scene).await;
    // Somebody else who knows password and code has not got this browser.
    let mut other = by_password(&scene).await;
    let (theirs, their_page) = asked(&mut other, &[("claims", INSISTING)]).await;
    let foreign = gives(&mut other, &theirs, &their_page, &code).await;
    foreign.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "code is not right");
    // The same person signs in again in this browser: the code was for the session of before.
    let form = browser.get("/sign-in?again=yes").await;
    let fields = [("identifier", "minh.khai"), ("password", PASSWORD)];
    browser.submit(&form, "/sign-in", &fields).await.assert_leads_to("/account");
    browser.get(&page.path).await.assert_leads_to(&waiting);
    // Too late.
    let (waiting, page) = asked(&mut browser, &[("claims", INSISTING)]).await;
    let code = latest(&scene).await;
    pass(&scene, 601);
    let late = gives(&mut browser, &waiting, &page, &code).await;
    late.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "10 minutes");
}

#[tokio::test]
async fn cancelling_leads_back_with_an_error() {
    let scene = Scene::new().await;
    let mut browser = by_password(&scene).await;
    let (waiting, page) = asked(&mut browser, &[("claims", INSISTING)]).await;
    let back = browser.submit(&page, &format!("{waiting}/cancel"), &[]).await;
    assert_eq!(error_of(&back), "access_denied");
}

#[tokio::test]
async fn messages_are_limited() {
    let scene = Scene::new().await;
    let mut browser = by_password(&scene).await;
    let (waiting, page) = asked(&mut browser, &[("claims", INSISTING)]).await;
    for _ in 0..4 {
        browser.submit(&page, &format!("{waiting}/code/send"), &[]).await;
    }
    let many = browser.submit(&page, &format!("{waiting}/code/send"), &[]).await;
    assert_eq!(many.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(messages(&scene.identity.site).await.len(), 5);
    // The last one that was sent is as good as before.
    let code = latest(&scene).await;
    gives(&mut browser, &waiting, &many, &code).await.assert_leads_to(&waiting);
}

#[tokio::test]
async fn nobody_signed_in_gets_no_code() {
    let scene = Scene::new().await;
    let mut browser = by_password(&scene).await;
    let (waiting, page) = asked(&mut browser, &[("claims", INSISTING)]).await;
    let mut other = scene.browser();
    let foreign = other.get(&waiting).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    // Signed out in another tab.
    let sign_out = browser.get("/account").await;
    browser.submit(&sign_out, "/sign-out", &[]).await;
    let before = messages(&scene.identity.site).await.len();
    let form = browser.submit(&page, &format!("{waiting}/code/send"), &[]).await;
    assert!(!form.status.is_success(), "{form:?}");
    assert_eq!(messages(&scene.identity.site).await.len(), before);
}

#[tokio::test]
async fn whoever_has_an_app_may_use_it_and_the_session_is_raised_in_the_same_room() {
    let scene = Scene::new().await;
    let mut browser = by_password(&scene).await;
    let secret = b"12345678901234567890";
    let added = onedoor_identity::seed::totp(&scene.identity, scene.khai, &totp::base32(secret)).await;
    added.expect("an app");
    let page = browser.visit(&request(&[("claims", INSISTING)])).await;
    page.assert_says(StatusCode::OK, "Confirm with a passkey, an app or a code.");
    let waiting = page.path.clone();
    let chosen = browser.submit(&page, &format!("{waiting}/second"), &[]).await;
    let second = chosen.location().expect("the second step").to_owned();
    let page = browser.follow(chosen).await;
    page.assert_says(StatusCode::OK, "Code from the app");
    assert!(!page.body.contains("name=\"remember\""), "nothing is remembered for a portal's wish");
    // Not in a browser in which she is not signed in.
    scene.browser().get(&second).await.assert_leads_to("/sign-in?notice=over");
    let before = browser.cookies["session"].clone();
    let code = totp::code(secret, totp::step_at(scene.identity.site.now().seconds()));
    let shown = browser.submit(&page, "/sign-in/second", &[("code", &code)]).await;
    shown.assert_leads_to(&waiting);
    assert_ne!(browser.cookies["session"], before);
    let page = browser.get(&waiting).await;
    let answer = agree(&mut browser, page).await;
    let tokens = scene.exchange(&code_of(&answer)).await;
    let claims = scene.verified(&tokens, Some("n0nce")).await;
    assert_eq!(claims.acr.as_deref(), Some("urn:onedoor:loa:2:aal:2"));
    assert_eq!(claims.amr, ["pwd", "otp"]);
}
