use onedoor_oidc::relying_party::{code_form, refresh_form};
use onedoor_site::testing::Answer;
use serde_json::{Value, json};

use super::party::{
    CALLBACK, ISSUER, Scene, VERIFIER, agree, code_of, guess, pass, refused, request, tokens_of,
};

const EVERYTHING: &str = "openid profile phone national_number offline_access";

fn body(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).expect("JSON")
}

#[tokio::test]
async fn userinfo_tells_what_was_allowed_and_no_more() {
    let scene = Scene::new().await;
    let few = scene.tokens("openid profile").await;
    let told = body(&scene.userinfo(&few.access_token).await);
    assert_eq!(told["name"], "Nguyễn Thị Minh Khai");
    assert_eq!(told["preferred_username"], "minh.khai");
    assert_eq!((told.get("phone_number"), told.get("national_number")), (None, None));
    let all = scene.tokens(EVERYTHING).await;
    let told = body(&scene.userinfo(&all.access_token).await);
    assert_eq!(told["phone_number"], "+84912345678");
    assert_eq!(told["national_number"], crate::actors::NUMBER);
    let claims = scene.verified(&all, Some("n0nce")).await;
    assert_eq!(told["sub"], claims.sub.as_str());
    assert_eq!(claims.extra.get("name"), None, "the ID token travels further than userinfo");
}

#[tokio::test]
async fn the_person_reads_once_a_day_who_looked_at_what() {
    let scene = Scene::new().await;
    let all = scene.tokens(EVERYTHING).await;
    for _ in 0..3 {
        body(&scene.userinfo(&all.access_token).await);
    }
    let mut khai = scene.signed_in().await;
    let page = khai.get("/account/activity?kind=data").await;
    assert_eq!(page.body.matches("A site looked at your details").count(), 1, "{}", page.body);
    assert!(page.says("Details: Name, User name") || page.says("Identity number"), "{}", page.body);
    let file: Value = body(&khai.get("/account/activity/download?format=json").await);
    let told = file.as_array().expect("a list").iter().find(|one| one["action"] == "provider.claims.told");
    let told = told.expect("it is in the file");
    assert_eq!((told["by"].as_str(), told["party"].is_string()), (Some("party"), true));
    let claims = told["told"].as_array().expect("claims");
    assert!(claims.contains(&json!("national_number")) && claims.contains(&json!("name")), "{told}");
}

#[tokio::test]
async fn single_claims_come_where_they_were_asked_for() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    let single = r#"{"id_token":{"name":null},"userinfo":{"phone_number":{"essential":true},"colour":null}}"#;
    let page = browser.visit(&request(&[("scope", "openid"), ("claims", single)])).await;
    let answer = agree(&mut browser, page).await;
    let tokens = scene.exchange(&code_of(&answer)).await;
    let claims = scene.verified(&tokens, Some("n0nce")).await;
    assert_eq!(claims.extra.get("name"), Some(&json!("Nguyễn Thị Minh Khai")));
    let told = body(&scene.userinfo(&tokens.access_token).await);
    assert_eq!(told, json!({ "sub": claims.sub, "phone_number": "+84912345678" }));
}

#[tokio::test]
async fn subjects_differ_by_portal() {
    let scene = Scene::new().await;
    let site = &scene.identity.site;
    let (provider, khai) = (&scene.identity.provider, scene.khai);
    let here = provider.subject_for(site, khai, "haiduong").await.expect("a subject");
    let there = provider.subject_for(site, khai, "house").await.expect("a subject");
    assert_ne!(here, there);
    let tokens = scene.tokens("openid").await;
    assert_eq!(scene.verified(&tokens, Some("n0nce")).await.sub, here);
    assert!(provider.subject_for(site, khai, "stranger").await.is_err());
}

#[tokio::test]
async fn a_bearer_is_refused_with_a_challenge() {
    let scene = Scene::new().await;
    let nothing = scene.browser().get("/oauth/userinfo").await;
    assert_eq!((nothing.status.as_u16(), nothing.header("www-authenticate")), (401, Some("Bearer")));
    let guessed = scene.userinfo(guess(&scene).reveal()).await;
    assert!(guessed.header("www-authenticate").unwrap_or_default().contains("invalid_token"));
    let tokens = scene.tokens("openid").await;
    pass(&scene, 300);
    assert_eq!(scene.userinfo(&tokens.access_token).await.status, 401, "five minutes are over");
}

#[tokio::test]
async fn a_code_is_good_once_and_a_second_time_ends_everything() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    let page = browser.visit(&request(&[("scope", EVERYTHING)])).await;
    let code = code_of(&agree(&mut browser, page).await);
    let form = code_form(&code, CALLBACK, VERIFIER);
    let tokens = tokens_of(&scene.call("/oauth/token", &form).await);
    assert_eq!(scene.userinfo(&tokens.access_token).await.status, 200);
    assert_eq!(refused(&scene.call("/oauth/token", &form).await), (400, "invalid_grant".to_owned()));
    assert_eq!(scene.userinfo(&tokens.access_token).await.status, 401);
    let refresh = refresh_form(tokens.refresh_token.as_deref().expect("a refresh token"));
    assert_eq!(refused(&scene.call("/oauth/token", &refresh).await), (400, "invalid_grant".to_owned()));
    assert!(scene.actions().await.iter().any(|action| action == "provider.grant.revoked"));
}

#[tokio::test]
async fn of_two_exchanges_at_once_one_succeeds() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    let page = browser.visit(&request(&[])).await;
    let form = code_form(&code_of(&agree(&mut browser, page).await), CALLBACK, VERIFIER);
    let (one, two) = tokio::join!(scene.call("/oauth/token", &form), scene.call("/oauth/token", &form));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 400]);
}

#[tokio::test]
async fn a_code_is_refused_to_whoever_did_not_ask_for_it() {
    let scene = Scene::new().await;
    let mut browser = scene.signed_in().await;
    let page = browser.visit(&request(&[])).await;
    let code = code_of(&agree(&mut browser, page).await);
    let other_verifier = "a".repeat(43);
    for form in [
        code_form(&code, CALLBACK, &other_verifier),
        code_form(&code, "https://haiduong.example/", VERIFIER),
        code_form(guess(&scene).reveal(), CALLBACK, VERIFIER),
    ] {
        assert_eq!(refused(&scene.call("/oauth/token", &form).await), (400, "invalid_grant".to_owned()));
    }
    let as_house = format!("{}&client_id=house", code_form(&code, CALLBACK, VERIFIER));
    let answer = scene.call_as("/oauth/token", &as_house, &[]).await;
    assert_eq!(refused(&answer), (400, "invalid_grant".to_owned()));
    scene.exchange(&code).await;
    let page = browser.get(&request(&[])).await;
    let late = code_form(&code_of(&page), CALLBACK, VERIFIER);
    pass(&scene, 60);
    assert_eq!(refused(&scene.call("/oauth/token", &late).await), (400, "invalid_grant".to_owned()));
}

#[tokio::test]
async fn a_client_proves_itself_as_it_is_registered() {
    let scene = Scene::new().await;
    let form = refresh_form("x");
    let wrong = onedoor_oidc::relying_party::basic_authorization("haiduong", "guess");
    let answer = scene.call_as("/oauth/token", &form, &[("authorization", &wrong)]).await;
    assert_eq!(refused(&answer), (401, "invalid_client".to_owned()));
    assert!(answer.header("www-authenticate").unwrap_or_default().starts_with("Basic"));
    for form in [format!("{form}&client_id=haiduong"), format!("{form}&client_id=stranger"), form.clone()] {
        let answer = scene.call_as("/oauth/token", &form, &[]).await;
        assert_eq!(refused(&answer), (401, "invalid_client".to_owned()), "{form}");
    }
    let unsupported = scene.call("/oauth/token", "grant_type=password&username=a&password=b").await;
    assert_eq!(refused(&unsupported), (400, "unsupported_grant_type".to_owned()));
}

#[tokio::test]
async fn a_refresh_token_changes_at_every_use() {
    let scene = Scene::new().await;
    let first = scene.tokens(EVERYTHING).await;
    let old = refresh_form(first.refresh_token.as_deref().expect("a refresh token"));
    let second = tokens_of(&scene.call("/oauth/token", &old).await);
    assert_ne!(first.refresh_token, second.refresh_token);
    assert_eq!(scene.verified(&second, None).await.nonce, None);
    assert_eq!(scene.userinfo(&second.access_token).await.status, 200);
    // The first is used again: by a thief, or by the client of whom a thief stole. Both lose.
    assert_eq!(refused(&scene.call("/oauth/token", &old).await), (400, "invalid_grant".to_owned()));
    let new = refresh_form(second.refresh_token.as_deref().expect("a refresh token"));
    assert_eq!(refused(&scene.call("/oauth/token", &new).await), (400, "invalid_grant".to_owned()));
    assert_eq!(scene.userinfo(&second.access_token).await.status, 401);
}

#[tokio::test]
async fn a_refresh_may_ask_for_less_but_not_for_more() {
    let scene = Scene::new().await;
    let tokens = scene.tokens("openid profile offline_access").await;
    let form = refresh_form(tokens.refresh_token.as_deref().expect("a refresh token"));
    let more = scene.call("/oauth/token", &format!("{form}&scope=openid+phone")).await;
    assert_eq!(refused(&more), (400, "invalid_scope".to_owned()));
    let less = tokens_of(&scene.call("/oauth/token", &format!("{form}&scope=openid")).await);
    assert_eq!(less.scope.as_deref(), Some("openid"));
    let told = body(&scene.userinfo(&less.access_token).await);
    assert_eq!(told.as_object().map(serde_json::Map::len), Some(1), "the subject alone");
    let again = refresh_form(less.refresh_token.as_deref().expect("a refresh token"));
    let back = tokens_of(&scene.call("/oauth/token", &again).await);
    assert_eq!(back.scope.as_deref(), Some("openid profile offline_access"), "the grant stays whole");
}

#[tokio::test]
async fn without_offline_access_there_is_no_refresh_token() {
    let scene = Scene::new().await;
    assert_eq!(scene.tokens("openid profile").await.refresh_token, None);
}

#[tokio::test]
async fn introspection_tells_the_owner_and_nobody_else() {
    let scene = Scene::new().await;
    let tokens = scene.tokens(EVERYTHING).await;
    let refresh = tokens.refresh_token.clone().expect("a refresh token");
    let looked = body(&scene.call("/oauth/introspect", &format!("token={}", tokens.access_token)).await);
    assert_eq!((&looked["active"], &looked["client_id"]), (&json!(true), &json!("haiduong")));
    assert_eq!((&looked["iss"], &looked["token_type"]), (&json!(ISSUER), &json!("Bearer")));
    let hinted = format!("token={refresh}&token_type_hint=refresh_token");
    assert_eq!(body(&scene.call("/oauth/introspect", &hinted).await)["active"], true);
    for unknown in [guess(&scene).reveal(), "x"] {
        let looked = body(&scene.call("/oauth/introspect", &format!("token={unknown}")).await);
        assert_eq!(looked, json!({ "active": false }));
    }
    let public = format!("token={refresh}&client_id=house");
    assert_eq!(scene.call_as("/oauth/introspect", &public, &[]).await.status, 401);
    pass(&scene, 300);
    let late = body(&scene.call("/oauth/introspect", &format!("token={}", tokens.access_token)).await);
    assert_eq!(late, json!({ "active": false }));
}

#[tokio::test]
async fn a_token_that_is_given_back_is_over() {
    let scene = Scene::new().await;
    let tokens = scene.tokens(EVERYTHING).await;
    let refresh = tokens.refresh_token.clone().expect("a refresh token");
    let stranger = format!("token={refresh}&client_id=house");
    assert_eq!(refused(&scene.call_as("/oauth/revoke", &stranger, &[]).await).0, 400);
    assert_eq!(scene.call("/oauth/revoke", "token=unknown").await.status, 200);
    let access = format!("token={}", tokens.access_token);
    assert_eq!(scene.call("/oauth/revoke", &access).await.status, 200);
    assert_eq!(scene.userinfo(&tokens.access_token).await.status, 401);
    let next = tokens_of(&scene.call("/oauth/token", &refresh_form(&refresh)).await);
    let successor = format!("token={}", next.refresh_token.as_deref().expect("a refresh token"));
    assert_eq!(scene.call("/oauth/revoke", &successor).await.status, 200);
    assert_eq!(scene.userinfo(&next.access_token).await.status, 401, "with every token of the grant");
}
