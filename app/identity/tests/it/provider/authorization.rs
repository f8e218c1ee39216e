use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::Language;
use onedoor_identity::TermsVersion;
use onedoor_site::testing::{Answer, DAWN};

use super::party::{Scene, agree, code_of, error_of, house, pass, request};

const HOUR: Duration = Duration::from_hours(1);

/// The path of the waiting request that a page or a redirect belongs to.
fn waiting(answer: &Answer) -> String {
    let to = answer.location().expect("a redirect");
    let encoded = to.split("return_to=").nth(1).expect("a way back").split('&').next().expect("a path");
    encoded.replace("%2F", "/")
}

#[tokio::test]
async fn somebody_signs_in_agrees_and_arrives() {
    let scene = Scene::new().await;
    let mut browser = scene.browser();
    let answer = browser.get(&request(&[])).await;
    assert!(answer.location().unwrap_or_default().starts_with("/sign-in?return_to=%2Finteraction%2Fintr_"));
    let waiting = waiting(&answer);
    scene.sign_in(&mut browser).await;
    let page = browser.get(&waiting).await;
    page.assert_says(StatusCode::OK, "Hải Dương one-stop");
    page.assert_says(StatusCode::OK, "minh.khai");
    let answer = agree(&mut browser, page).await;
    let tokens = scene.exchange(&code_of(&answer)).await;
    let claims = scene.verified(&tokens, Some("n0nce")).await;
    assert_eq!(claims.acr.as_deref(), Some("urn:onedoor:loa:1"));
    assert_eq!(claims.amr, ["pwd", "sms"]);
    assert_eq!(claims.auth_time, Some(scene.identity.site.now().seconds()));
    let actions = scene.actions().await;
    for action in [
        "provider.client.registered",
        "provider.key.made",
        "provider.request.begun",
        "provider.consent.given",
        "provider.grant.made",
        "provider.token.issued",
    ] {
        assert!(actions.iter().any(|known| known == action), "{action} is not recorded: {actions:?}");
    }
}

#[tokio::test]
async fn the_second_time_nothing_is_asked() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    scene.tokens_in(&mut browser, "openid profile").await;
    code_of(&browser.get(&request(&[])).await);
    code_of(&browser.get(&request(&[("prompt", "none")])).await);
    let more = browser.get(&request(&[("scope", "openid profile phone")])).await;
    assert!(more.location().unwrap_or_default().starts_with("/interaction/"), "more is asked for");
    let again = browser.get(&request(&[("prompt", "consent")])).await;
    assert!(again.location().unwrap_or_default().starts_with("/interaction/"));
}

#[tokio::test]
async fn who_must_not_be_asked_is_refused_by_name() {
    let scene = Scene::new().await;
    let nobody = scene.browser().get(&request(&[("prompt", "none")])).await;
    assert_eq!(error_of(&nobody), "login_required");
    let mut browser = scene.signed_in().await;
    assert_eq!(error_of(&browser.get(&request(&[("prompt", "none")])).await), "consent_required");
    let high = r#"{"id_token":{"acr":{"essential":true,"value":"urn:onedoor:loa:3"}}}"#;
    let refused = browser.get(&request(&[("prompt", "none"), ("claims", high)])).await;
    assert_eq!(error_of(&refused), "unmet_authentication_requirements");
    pass(&scene, 61);
    let old = browser.get(&request(&[("prompt", "none"), ("max_age", "60")])).await;
    assert_eq!(error_of(&old), "login_required");
}

#[tokio::test]
async fn prompt_login_wants_a_new_proof() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    scene.tokens_in(&mut browser, "openid profile").await;
    let answer = browser.get(&request(&[("prompt", "login")])).await;
    assert!(answer.location().unwrap_or_default().ends_with("&again=yes"), "{:?}", answer.location());
    let waiting = waiting(&answer);
    let unproven = browser.get(&waiting).await;
    assert!(unproven.location().unwrap_or_default().starts_with("/sign-in?"), "coming back proves nothing");
    scene.sign_in(&mut browser).await;
    code_of(&browser.get(&waiting).await);
}

#[tokio::test]
async fn select_account_lets_one_go_on_or_change() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    scene.tokens_in(&mut browser, "openid profile").await;
    let page = browser.visit(&request(&[("prompt", "select_account")])).await;
    page.assert_says(StatusCode::OK, "Nguyễn Thị Minh Khai");
    let action = format!("{}/account", page.path);
    let answer = browser.submit(&page, &action, &[]).await;
    code_of(&browser.follow(answer).await);
}

#[tokio::test]
async fn a_level_that_is_not_reached_is_explained_and_told() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    let high = r#"{"id_token":{"acr":{"essential":true,"values":["urn:onedoor:loa:3"]}}}"#;
    let page = browser.visit(&request(&[("claims", high)])).await;
    page.assert_says(StatusCode::OK, "higher level");
    let answer = browser.submit(&page, &format!("{}/cancel", page.path), &[]).await;
    assert_eq!(error_of(&answer), "unmet_authentication_requirements");
}

#[tokio::test]
async fn nobody_is_sent_to_an_address_that_is_not_known() {
    let scene = Scene::new().await;
    for change in [
        ("client_id", "stranger"),
        ("client_id", ""),
        ("redirect_uri", "https://evil.example/"),
        ("redirect_uri", "https://haiduong.example/callback?x=1"),
        ("redirect_uri", ""),
    ] {
        let page = scene.browser().get(&request(&[change])).await;
        assert_eq!((page.status, page.location()), (StatusCode::BAD_REQUEST, None), "{change:?}");
        assert!(!page.body.contains("=\"https://evil.example"), "no link there");
    }
    let twice = scene.browser().get(&format!("{}&state=again", request(&[]))).await;
    assert_eq!((twice.status, twice.location()), (StatusCode::BAD_REQUEST, None));
}

#[tokio::test]
async fn other_errors_go_back_to_the_portal() {
    let scene = Scene::new().await;
    for (change, error) in [
        (("response_type", "token"), "unsupported_response_type"),
        (("scope", "profile"), "invalid_scope"),
        (("code_challenge_method", "plain"), "invalid_request"),
        (("request", "e30."), "request_not_supported"),
        (("id_token_hint", "made.up.token"), "invalid_request"),
    ] {
        let answer = scene.signed_in().await.get(&request(&[change])).await;
        assert_eq!(error_of(&answer), error, "{change:?}");
    }
}

#[tokio::test]
async fn cancelling_goes_back_and_is_final() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    let page = browser.visit(&request(&[])).await;
    let denied = browser.submit(&page, &format!("{}/consent", page.path), &[("decision", "deny")]).await;
    assert_eq!(error_of(&denied), "access_denied");
    let again = browser.get(&page.path).await;
    again.assert_says(StatusCode::GONE, "already finished");
    assert!(again.says("https://haiduong.example/"), "and a way on");
    let second_tab = browser.submit(&page, &format!("{}/consent", page.path), &[("decision", "allow")]).await;
    assert_eq!((second_tab.status, second_tab.location()), (StatusCode::GONE, None));
}

#[tokio::test]
async fn a_request_waits_for_an_hour_in_its_own_browser() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    let page = browser.visit(&request(&[])).await;
    let mut other = scene.signed_in().await;
    other.get("/account/consents").await;
    assert_eq!(other.get(&page.path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/interaction/intr_nonsense").await.status, StatusCode::NOT_FOUND);
    pass(&scene, 3600);
    scene.sign_in(&mut browser).await;
    browser.get(&page.path).await.assert_says(StatusCode::GONE, "too long");
}

#[tokio::test]
async fn a_form_from_another_site_decides_nothing() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    let page = browser.visit(&request(&[])).await;
    let fields = [("decision".to_owned(), "allow".to_owned())];
    let headers = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    let forged = browser.post(&format!("{}/consent", page.path), &fields, &headers).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_own_house_is_not_asked_for_consent() {
    let scene = Scene::new().await;
    code_of(&scene.signed_in().await.get(&request(&[("client_id", "house")])).await);
}

#[tokio::test]
async fn a_portal_that_wants_a_form_gets_one() {
    let scene = Scene::new().await;
    let ask = request(&[("client_id", "house"), ("response_mode", "form_post")]);
    let page = scene.signed_in().await.get(&ask).await;
    let form = page.form("https://haiduong.example/callback").expect("a form");
    let names: Vec<&str> = form.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["code", "state", "iss"], "and nothing of ours");
}

#[tokio::test]
async fn a_request_that_is_posted_comes_back_with_cookies() {
    let scene = Scene::new().await;
    let query = request(&[]).split_once('?').expect("a query").1.to_owned();
    let answer = scene.call_as("/oauth/authorize", &query, &[("sec-fetch-site", "cross-site")]).await;
    let to = answer.location().expect("a redirect").to_owned();
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("set-cookie"), None, "the browser keeps the cookies that it has");
    code_of(&scene.signed_in().await.get(&to.replace("haiduong&", "house&")).await);
}

#[tokio::test]
async fn nobody_is_handed_on_who_has_still_to_agree_to_the_terms() {
    let texts = Language::ALL.map(|language| (language, "# Be good".to_owned())).to_vec();
    let terms = TermsVersion { version: "1".to_owned(), from: DAWN.after(HOUR), texts };
    let scene = Scene::agreeing(&[house()], &[terms]).await;
    pass(&scene, 3601);
    let mut browser = scene.signed_in().await;
    let ask = request(&[("client_id", "house")]);
    let asked = browser.get(&ask).await;
    let to = asked.location().expect("a way").to_owned();
    assert!(to.starts_with("/terms/agree?return_to=%2Finteraction%2F"), "{to}");
    let none = browser.get(&request(&[("client_id", "house"), ("prompt", "none")])).await;
    assert_eq!(error_of(&none), "interaction_required");
    // Who closes the page and comes again from the portal gets no further.
    assert!(browser.get(&ask).await.location().is_some_and(|to| to.starts_with("/terms/agree?")));
    let page = browser.follow(asked).await;
    let on = browser.submit(&page, "/terms/agree", &[]).await;
    code_of(&browser.follow(on).await);
    code_of(&browser.get(&ask).await);
}

#[tokio::test]
async fn the_portals_language_comes_along_unless_another_was_chosen() {
    let scene = Scene::new().await;
    let ask = request(&[("ui_locales", "ru en")]);
    let answer = scene.browser().get(&ask).await;
    assert!(answer.location().unwrap_or_default().starts_with("/language/ru?back=%2Fsign-in"), "{answer:?}");
    let mut chosen = scene.browser();
    chosen.get("/language/zh?back=/").await;
    let answer = chosen.get(&ask).await;
    assert!(answer.location().unwrap_or_default().starts_with("/sign-in?"));
}
