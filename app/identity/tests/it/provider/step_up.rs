//! A procedure of a portal wants more than the token stands for, and says so (RFC 9470): the portal asks again with what it
//! was told, the person adds exactly that, and the procedure goes on.

use axum::http::StatusCode;
use onedoor_base::{IdentityLevel, Timestamp};
use onedoor_oidc::bearer::BearerError;
use onedoor_oidc::client::Client;
use onedoor_site::testing::{Browser, messages, only_code_in};
use onedoor_storage::people::{self, HeldLevel};
use onedoor_storage::{Change, StorageError};
use serde_json::Value;

use super::party::{Scene, agree, code_of, haiduong, house, pass, request};
use crate::actors::PASSWORD;

const TWO: &str = "urn:onedoor:loa:2:aal:2";
const LEVEL_2: &str = "urn:onedoor:loa:2";
const INSISTING: &str = r#"{"id_token":{"acr":{"essential":true,"values":["urn:onedoor:loa:2"]}}}"#;

async fn introspected(scene: &Scene, token: &str) -> Value {
    let answer = scene.call("/oauth/introspect", &format!("token={token}")).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    serde_json::from_str(&answer.body).expect("JSON")
}

/// A procedure behind its own door: it looks what the token stands for, and lets in or says what it wants.
async fn procedure(scene: &Scene, token: &str, wants: &str) -> Result<(), String> {
    let looked = introspected(scene, token).await;
    assert_eq!(looked["active"], true, "{looked}");
    if looked["acr"] == wants {
        return Ok(());
    }
    let acr_values = Some(wants.to_owned());
    let challenge = BearerError::InsufficientUserAuthentication { acr_values, max_age: None };
    assert_eq!(challenge.status(), 401);
    Err(challenge.www_authenticate())
}

/// What a portal reads in the challenge.
fn wanted(challenge: &str) -> &str {
    assert!(challenge.contains(r#"error="insufficient_user_authentication""#), "{challenge}");
    let (_, rest) = challenge.split_once(r#"acr_values=""#).expect("it says what it wants");
    rest.split_once('"').expect("quoted").0
}

async fn by_password(scene: &Scene) -> Browser {
    let mut browser = scene.browser();
    let page = browser.get("/sign-in").await;
    let fields = [("identifier", "minh.khai"), ("password", PASSWORD)];
    browser.submit(&page, "/sign-in", &fields).await.assert_leads_to("/account");
    pass(scene, 1);
    browser
}

/// Holds the level of the account down, as after a recovery.
async fn lowered(scene: &Scene) {
    let (khai, now) = (scene.khai, scene.identity.site.now());
    let held = HeldLevel {
        level: IdentityLevel::Claimed,
        since: now,
        until: Timestamp::from_seconds(i64::MAX / 2_000),
    };
    let written: Result<_, StorageError> = scene
        .identity
        .site
        .store
        .write(move |tx| {
            Box::pin(async move { Ok(Change::Unrecorded(people::hold_level(tx, khai, held).await?)) })
        })
        .await;
    assert!(written.expect("written"));
}

/// The code for a client of the house, of which nobody is asked anything.
async fn straight(browser: &mut Browser, more: &[(&str, &str)]) -> String {
    let asked = browser.get(&request(more)).await;
    code_of(&browser.follow(asked).await)
}

#[tokio::test]
async fn a_procedure_asks_for_more_and_goes_on_when_it_is_shown() {
    let scene = Scene::new().await;
    let mut browser = by_password(&scene).await;
    let page = browser.visit(&request(&[])).await;
    let answer = agree(&mut browser, page).await;
    let weak = scene.exchange(&code_of(&answer)).await;
    let challenge = procedure(&scene, &weak.access_token, TWO).await.expect_err("a password is one factor");
    let more = wanted(&challenge).to_owned();

    let page = browser.visit(&request(&[("acr_values", &more)])).await;
    page.assert_says(StatusCode::OK, "Confirm with a code");
    let waiting = page.path.clone();
    let sent = browser.submit(&page, &format!("{waiting}/code/send"), &[]).await;
    let page = browser.follow(sent).await;
    let code = only_code_in(messages(&scene.identity.site).await.last().expect("a message"));
    browser.submit(&page, &format!("{waiting}/code"), &[("code", &code)]).await.assert_leads_to(&waiting);
    let answer = browser.get(&waiting).await;
    let strong = scene.exchange(&code_of(&answer)).await;
    procedure(&scene, &strong.access_token, TWO).await.expect("two factors were shown");
    procedure(&scene, &weak.access_token, TWO).await.expect_err("the first token did not become more");
}

#[tokio::test]
async fn a_level_that_fell_is_told_as_what_is_left_of_it() {
    let insists = Client { first_party: true, ..haiduong() };
    let scene = Scene::with(&[insists, house()]).await;
    let mut browser = by_password(&scene).await;
    let insisting = scene.exchange(&straight(&mut browser, &[("claims", INSISTING)]).await).await;
    let content = scene.exchange(&straight(&mut browser, &[]).await).await;
    procedure(&scene, &content.access_token, LEVEL_2).await.expect("level 2 as proven");
    assert_eq!(scene.userinfo(&insisting.access_token).await.status, 200);

    lowered(&scene).await;
    assert_eq!(introspected(&scene, &content.access_token).await["acr"], "urn:onedoor:loa:0");
    let refused = scene.userinfo(&insisting.access_token).await;
    assert_eq!(refused.status, 401, "it has no use for less");
    assert_eq!(wanted(refused.header("www-authenticate").expect("a challenge")), LEVEL_2);
    assert_eq!(scene.userinfo(&content.access_token).await.status, 200, "this one did not insist");
}

/// What the payload of a token says.
fn acr(id_token: &str) -> String {
    use base64::Engine as _;
    let payload = id_token.split('.').nth(1).expect("three parts");
    let json = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(payload).expect("Base64");
    let claims: Value = serde_json::from_slice(&json).expect("JSON");
    claims["acr"].as_str().expect("an acr").to_owned()
}

#[tokio::test]
async fn tokens_of_a_level_that_fell_after_the_sign_in_do_not_say_it_still_stands() {
    let scene = Scene::with(&[Client { first_party: true, ..haiduong() }, house()]).await;
    let mut browser = by_password(&scene).await;
    let before = scene.exchange(&straight(&mut browser, &[]).await).await;
    assert_eq!(acr(before.id_token.as_deref().expect("an ID token")), LEVEL_2);
    let waiting = straight(&mut browser, &[]).await;
    lowered(&scene).await;
    let after = scene.exchange(&waiting).await;
    assert_eq!(acr(after.id_token.as_deref().expect("an ID token")), "urn:onedoor:loa:0");
}
