use axum::http::StatusCode;
use onedoor_oidc::relying_party::refresh_form;

use super::party::{Scene, code_of, refused, request};

#[tokio::test]
async fn what_was_allowed_is_listed_and_can_be_taken_back() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    browser.get("/account/consents").await.assert_says(StatusCode::OK, "No site has access");
    let tokens = scene.tokens_in(&mut browser, "openid profile phone offline_access").await;
    let list = browser.get("/account/consents").await;
    list.assert_says(StatusCode::OK, "Hải Dương one-stop");
    assert!(list.says("Phone number") && !list.says("Identity number"));
    let action = list.body.split("action=\"").find(|rest| rest.starts_with("/account/consents/cons_"));
    let action = action.and_then(|rest| rest.split('"').next()).expect("a button").to_owned();

    // Nobody else's list changes it.
    let mut stranger = scene.browser();
    assert_eq!(stranger.get("/account/consents").await.status, StatusCode::SEE_OTHER);

    let after = browser.submit(&list, &action, &[]).await;
    browser.follow(after).await.assert_says(StatusCode::OK, "no longer has access");
    assert_eq!(scene.userinfo(&tokens.access_token).await.status, StatusCode::UNAUTHORIZED);
    let refresh = refresh_form(tokens.refresh_token.as_deref().expect("a refresh token"));
    assert_eq!(refused(&scene.call("/oauth/token", &refresh).await), (400, "invalid_grant".to_owned()));
    let again = browser.get(&request(&[])).await;
    assert!(again.location().unwrap_or_default().starts_with("/interaction/"), "and is asked for again");
    let twice = browser.submit(&list, &action, &[]).await;
    browser.follow(twice).await.assert_says(StatusCode::OK, "No site has access");
    assert!(scene.actions().await.iter().any(|action| action == "provider.consent.ended"));
}

#[tokio::test]
async fn what_sees_something_without_asking_is_listed_too() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    code_of(&browser.get(&request(&[("client_id", "house")])).await);
    let list = browser.get("/account/consents").await;
    list.assert_says(StatusCode::OK, "Sites that need no permission");
    list.assert_says(StatusCode::OK, "User name");
    assert!(!list.says("No site has access") && !list.says("Phone number"), "{}", list.body);
    assert!(!list.body.contains("/end\""), "there is no permission that could be taken back");
}

#[tokio::test]
async fn the_question_shows_what_would_be_told() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await.with("accept-language", "vi");
    let page = browser.visit(&request(&[("scope", "openid phone national_number offline_access")])).await;
    page.assert_says(StatusCode::OK, "Một cửa Hải Dương");
    assert!(page.says("345\u{a0}678"), "the phone, grouped");
    assert!(!page.says(crate::actors::NUMBER), "the number is masked");
    assert!(page.says("•34"), "but for its ends");
}
