use axum::http::StatusCode;
use serde_json::Value;

use super::party::{Scene, agree, code_of, error_of, pass, refused, request};

fn form(changes: &[(&str, &str)]) -> String {
    request(changes).split_once('?').expect("a query").1.to_owned()
}

async fn push(scene: &Scene) -> String {
    let answer = scene.call("/oauth/par", &form(&[])).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    let body: Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!(body["expires_in"], 90);
    let address = body["request_uri"].as_str().expect("an address");
    let query = [("client_id", "haiduong"), ("request_uri", address)];
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
    format!("/oauth/authorize?{query}")
}

#[tokio::test]
async fn a_pushed_request_is_answered_once() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    let address = push(&scene).await;
    let page = browser.visit(&address).await;
    let answer = agree(&mut browser, page).await;
    scene.exchange(&code_of(&answer)).await;
    let again = browser.get(&address).await;
    assert_eq!((again.status, again.location()), (StatusCode::BAD_REQUEST, None));
}

#[tokio::test]
async fn it_is_refused_when_it_is_late_or_somebody_elses() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    let others = push(&scene).await.replace("client_id=haiduong", "client_id=house");
    assert_eq!(browser.get(&others).await.status, StatusCode::BAD_REQUEST);
    let late = push(&scene).await;
    pass(&scene, 90);
    assert_eq!(browser.get(&late).await.status, StatusCode::BAD_REQUEST);
    let remote = request(&[("request_uri", "https://evil.example/request")]);
    assert_eq!(browser.get(&remote).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_breaks_a_rule_is_not_kept() {
    let scene = Scene::new().await;
    for (change, error) in [
        (("redirect_uri", "https://evil.example/"), "invalid_request"),
        (("scope", "profile"), "invalid_scope"),
        (("client_id", "house"), "invalid_request"),
        (("request_uri", "urn:ietf:params:oauth:request_uri:x"), "invalid_request"),
    ] {
        let answer = scene.call("/oauth/par", &form(&[change])).await;
        assert_eq!(refused(&answer), (400, error.to_owned()), "{change:?}");
    }
    let unproven = scene.call_as("/oauth/par", &form(&[]), &[]).await;
    assert_eq!(refused(&unproven), (401, "invalid_client".to_owned()));
}

#[tokio::test]
async fn a_pushed_request_may_say_prompt_none() {
    let scene = Scene::new().await;
    let answer = scene.call("/oauth/par", &form(&[("prompt", "none")])).await;
    let body: Value = serde_json::from_str(&answer.body).expect("JSON");
    let address = body["request_uri"].as_str().expect("an address");
    let path = format!("/oauth/authorize?client_id=haiduong&request_uri={address}");
    assert_eq!(error_of(&scene.browser().get(&path).await), "login_required");
}
