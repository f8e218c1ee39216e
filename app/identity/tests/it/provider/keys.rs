use std::time::Duration;

use onedoor_identity::{Identity, Parts, Provider, Terms};
use onedoor_oidc::discovery::ProviderMetadata;
use onedoor_oidc::jwt::CompactJws;
use onedoor_oidc::keys::{Algorithm, VerificationKeys};
use onedoor_oidc::relying_party::code_form;
use onedoor_site::jobs::Jobs;
use serde_json::Value;

use super::party::{CALLBACK, ISSUER, Scene, VERIFIER, code_of, haiduong, house, pass, request, site};

#[tokio::test]
async fn the_document_leads_to_everything() {
    let scene = Scene::new().await;
    let answer = scene.browser().get("/.well-known/openid-configuration").await;
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    assert_eq!(answer.header("set-cookie"), None);
    let document = ProviderMetadata::parse(answer.body.as_bytes(), ISSUER).expect("a document");
    assert_eq!(document.jwks_uri, format!("{ISSUER}/oauth/jwks"));
    let json: Value = serde_json::from_str(&answer.body).expect("JSON");
    for (member, address) in json.as_object().expect("an object") {
        let Some(path) = address.as_str().and_then(|address| address.strip_prefix(ISSUER)) else { continue };
        if member == "issuer" {
            continue;
        }
        let answer = scene.browser().get(path).await;
        assert_ne!(answer.status, 404, "{member}");
    }
}

#[tokio::test]
async fn a_new_key_signs_and_the_old_one_stays_published() {
    let scene = Scene::new().await;
    let before = scene.keys().await;
    assert_eq!(before.keys.len(), 2, "active and next");
    let old = scene.tokens("openid").await;
    scene.identity.provider.rotate_keys(&site(&scene)).await.expect("rotated");
    let after = scene.keys().await;
    assert_eq!(after.keys.len(), 3);
    let new = scene.tokens("openid").await;
    let kid =
        |token: &Option<String>| CompactJws::parse(token.as_deref().unwrap_or_default()).expect("a JWS").kid;
    assert_ne!(kid(&old.id_token), kid(&new.id_token));
    assert!(before.keys.iter().any(|key| key.kid == kid(&new.id_token)), "it was published before it signed");
    scene.verified(&old, Some("n0nce")).await;
    scene.verified(&new, Some("n0nce")).await;
}

#[tokio::test]
async fn a_withdrawn_key_is_believed_no_more_and_the_next_one_signs() {
    let scene = Scene::new().await;
    let provider = &scene.identity.provider;
    let before = scene.keys().await;
    let old = scene.tokens("openid").await.id_token.expect("an ID token");
    let stolen = CompactJws::parse(&old).expect("a JWS");
    let kid = stolen.kid.clone().expect("a name");
    let withdrawn = provider.withdraw_keys(&site(&scene), std::slice::from_ref(&kid)).await;
    assert!(withdrawn.expect("withdrawn").is_empty());
    let after = scene.keys().await;
    assert_eq!(after.keys.len(), 2, "active and next");
    assert!(after.keys.iter().all(|key| key.kid.as_ref() != Some(&kid)), "it is published still");
    assert!(VerificationKeys::from_jwks(&after).verify(&stolen).is_err());
    let new = scene.tokens("openid").await;
    let signed = CompactJws::parse(new.id_token.as_deref().unwrap_or_default()).expect("a JWS");
    assert!(before.keys.iter().any(|key| key.kid == signed.kid), "the next one had been published");
    scene.verified(&new, Some("n0nce")).await;
}

#[tokio::test]
async fn keys_of_every_state_are_withdrawn_by_name() {
    let scene = Scene::new().await;
    let provider = &scene.identity.provider;
    provider.rotate_keys(&site(&scene)).await.expect("rotated");
    let all = provider.list_keys(&site(&scene)).await.expect("a list");
    assert_eq!(all.len(), 3, "active, next and retired: {all:?}");
    let mut names: Vec<String> = all.into_iter().map(|(kid, _)| kid).collect();
    let wrong = [names[0].clone(), "nobodys".to_owned()];
    let unknown = provider.withdraw_keys(&site(&scene), &wrong).await.expect("looked at");
    assert_eq!(unknown, ["nobodys"]);
    assert_eq!(scene.keys().await.keys.len(), 3, "nothing was withdrawn");
    // The same name twice does no harm.
    names.push(names[0].clone());
    assert!(provider.withdraw_keys(&site(&scene), &names).await.expect("withdrawn").is_empty());
    let left = scene.keys().await;
    assert_eq!(left.keys.len(), 2, "active and next");
    assert!(left.keys.iter().all(|key| !names.contains(key.kid.as_ref().expect("a name"))));
    let new = scene.tokens("openid").await;
    scene.verified(&new, Some("n0nce")).await;
}

#[tokio::test]
async fn another_node_sees_the_change_within_half_a_minute() {
    let scene = Scene::new().await;
    let other =
        Provider::open(&site(&scene), &[haiduong(), house()], reqwest::Client::new()).await.expect("a node");
    let other = Identity::new(Parts {
        site: site(&scene),
        profile: scene.identity.profile,
        provider: other,
        terms: Terms::default(),
        closing_wait: scene.identity.closing_wait,
        correction_days: 7,
        level1: scene.identity.level1,
        faces: None,
    });
    let router = onedoor_identity::identity_router(other);
    let mut there = onedoor_site::testing::Browser::at(&site(&scene), &router);
    assert_eq!(there.get("/oauth/jwks").await.body, scene.browser().get("/oauth/jwks").await.body);
    scene.identity.provider.rotate_keys(&site(&scene)).await.expect("rotated");
    pass(&scene, 30);
    assert_eq!(there.get("/oauth/jwks").await.body, scene.browser().get("/oauth/jwks").await.body);
}

#[tokio::test]
async fn a_portal_may_have_its_tokens_in_rs256() {
    let scene = Scene::with_rs256().await;
    let code = code_of(&scene.signed_in().await.get(&request(&[("client_id", "house")])).await);
    let form = format!("{}&client_id=house", code_form(&code, CALLBACK, VERIFIER));
    let answer = scene.call_as("/oauth/token", &form, &[]).await;
    let tokens = super::party::tokens_of(&answer);
    let token = tokens.id_token.expect("an ID token");
    let jws = CompactJws::parse(&token).expect("a JWS");
    assert_eq!(jws.algorithm, Algorithm::Rs256);
    assert_eq!(VerificationKeys::from_jwks(&scene.keys().await).verify(&jws), Ok(()));
}

#[tokio::test]
async fn keys_change_by_themselves_when_their_time_has_come() {
    let scene = Scene::new().await;
    let jobs = onedoor_identity::jobs(&scene.identity, Jobs::new());
    scene.world.clock.advance(Duration::from_hours(24 * 91));
    assert_eq!(jobs.round(&site(&scene)).await, Ok(1), "the hourly round");
    assert_eq!(scene.keys().await.keys.len(), 3);
    scene.world.clock.advance(Duration::from_hours(24 * 31));
    assert_eq!(jobs.round(&site(&scene)).await, Ok(1), "it plans the next one itself");
    assert_eq!(scene.keys().await.keys.len(), 2, "and forgets what was retired long ago");
}
