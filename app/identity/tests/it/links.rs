//! `/account/links`: the links of a person, seen, made and ended at the identity.

mod adding;
mod lies;
mod portal;

use axum::http::StatusCode;
use onedoor_base::{AccountId, Assurance, AuthenticationLevel, GrantId, IdentityLevel, LinkId, Timestamp};
use onedoor_linking::{
    Evidence, Handshake, IdentityLink, Life, MadeBy, NationalEvidence, Part, Proof, Proven, Reason, Report,
    Standing,
};
use onedoor_oidc::Client;
use onedoor_site::testing::{Browser, messages};
use onedoor_storage::linking::identity_links;
use onedoor_storage::{Change, StorageError};

use crate::actors::PASSWORD;
use crate::provider::party::{Scene, agree, code_of, haiduong, house, pass, refused, request};

/// Where nobody listens: what is told there is told later.
const NOWHERE: &str = "http://127.0.0.1:9/linking/v1";

async fn scene() -> Scene {
    let portal = Client { linking_endpoint: Some(NOWHERE.to_owned()), ..haiduong() };
    Scene::with(&[portal, house()]).await
}

/// Khai with her password, just now.
pub(crate) async fn khai(scene: &Scene) -> Browser {
    let mut browser = scene.browser();
    let page = browser.get("/sign-in").await;
    let fields = [("identifier", "minh.khai"), ("password", PASSWORD)];
    browser.submit(&page, "/sign-in", &fields).await.assert_leads_to("/account");
    pass(scene, 1);
    browser
}

fn part(at: Timestamp) -> Part {
    Part { number: 1, standing: Standing::Confirmed { at } }
}

/// A link that both sides have confirmed.
pub(crate) fn link(scene: &Scene, n: u8, person: AccountId) -> IdentityLink {
    let now = scene.identity.site.now();
    let mine = Handshake::NEW.confirm(now).expect("new");
    let (handshake, _) = mine.hear(&Report { part: part(now), heard: part(now) });
    IdentityLink {
        id: LinkId::from_bytes([n; 16]),
        person,
        client: "haiduong".to_owned(),
        system: "haiduong".to_owned(),
        subject: "khai-at-haiduong".to_owned(),
        account: format!("acc_{n}"),
        label: format!("Khai (khai{n})"),
        proof: Some(GrantId::from_bytes([n; 16]).to_string()),
        evidence: Evidence {
            national: NationalEvidence {
                at: now,
                assurance: Assurance {
                    identity: IdentityLevel::Basic,
                    authentication: AuthenticationLevel::One,
                },
            },
            local: Proven { how: Proof::Password, at: now },
            assurance: IdentityLevel::Basic,
            made_by: MadeBy::Person,
        },
        handshake,
        created_at: now,
    }
}

pub(crate) async fn put(scene: &Scene, link: IdentityLink) -> LinkId {
    let id = link.id;
    let written: Result<bool, StorageError> = scene
        .identity
        .site
        .store
        .write(move |tx| {
            let link = link.clone();
            Box::pin(async move { Ok(Change::Unrecorded(identity_links::insert(tx, &link).await?)) })
        })
        .await;
    assert_eq!(written, Ok(true));
    id
}

pub(crate) async fn life(scene: &Scene, id: LinkId) -> Life {
    let read: Result<_, StorageError> = scene
        .identity
        .site
        .store
        .read(move |tx| Box::pin(async move { identity_links::get(tx, id).await }))
        .await;
    read.expect("read").expect("a link").life()
}

#[tokio::test]
async fn the_list_says_what_is_linked_and_why_something_is_not_any_more() {
    let scene = scene().await;
    let mut browser = khai(&scene).await;
    browser.get("/account/links").await.assert_says(StatusCode::OK, "No linked accounts");
    assert!(browser.get("/account").await.says("Linked accounts"));
    put(&scene, link(&scene, 1, scene.khai)).await;
    let now = scene.identity.site.now();
    let other = link(&scene, 2, scene.khai);
    let staff = Report {
        part: Part { number: 2, standing: Standing::Ended { at: now, why: Reason::ByStaff } },
        heard: part(now),
    };
    put(&scene, IdentityLink { handshake: other.handshake.hear(&staff).0, ..other }).await;
    let page = browser.get("/account/links").await;
    page.assert_says(StatusCode::OK, "Hải Dương one-stop");
    page.assert_says(StatusCode::OK, "Khai (khai1)");
    page.assert_says(StatusCode::OK, "The staff of Hải Dương one-stop did it");
    assert_eq!(page.body.matches("/end\"").count(), 1, "only what stands can be ended");
}

#[tokio::test]
async fn ending_ends_tokens_and_consent_and_tells_the_person() {
    let scene = scene().await;
    let mut browser = khai(&scene).await;
    let page = browser.visit(&request(&[("scope", "openid profile offline_access")])).await;
    let answer = agree(&mut browser, page).await;
    let tokens = scene.exchange(&code_of(&answer)).await;
    let id = put(&scene, link(&scene, 1, scene.khai)).await;
    let path = format!("/account/links/{id}/end");
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "End the link with Hải Dương one-stop?");
    page.assert_says(StatusCode::OK, "Your account, dossiers and data at Hải Dương one-stop");
    let done = browser.submit(&page, &path, &[]).await;
    let list = browser.follow(done).await;
    list.assert_says(StatusCode::OK, "The link with Hải Dương one-stop has ended");
    list.assert_says(StatusCode::OK, "You did it here");
    assert_eq!(life(&scene, id).await, Life::Ended);
    // Nothing of what was granted is of use.
    assert_eq!(scene.userinfo(&tokens.access_token).await.status, StatusCode::UNAUTHORIZED);
    let refresh = tokens.refresh_token.expect("a refresh token");
    let form = format!("grant_type=refresh_token&refresh_token={refresh}");
    assert_eq!(refused(&scene.call("/oauth/token", &form).await), (400, "invalid_grant".to_owned()));
    assert!(browser.get("/account/consents").await.says("No site has access"));
    let told = messages(&scene.identity.site).await;
    assert!(
        told.last().is_some_and(|sms| sms.text.contains("has ended") || sms.text.contains("đã kết thúc"))
    );
    assert!(scene.actions().await.iter().any(|action| action == "linking.link.ended_by_owner"));
    // A second click, the back button.
    let again = browser.submit(&page, &path, &[]).await;
    browser.follow(again).await.assert_says(StatusCode::OK, "has ended");
    browser.get(&path).await.assert_leads_to("/account/links");
    assert_eq!(messages(&scene.identity.site).await.len(), told.len(), "told once");
}

#[tokio::test]
async fn an_old_session_ends_nothing_without_the_password() {
    let scene = scene().await;
    let mut browser = khai(&scene).await;
    let id = put(&scene, link(&scene, 1, scene.khai)).await;
    let path = format!("/account/links/{id}/end");
    let page = browser.get(&path).await;
    pass(&scene, 601);
    let first = browser.submit(&page, &path, &[]).await;
    assert!(first.location().unwrap_or_default().starts_with("/sign-in?again=yes&return_to="), "{first:?}");
    assert_eq!(life(&scene, id).await, Life::Active);
    let form = browser.follow(first).await;
    let fields = [("identifier", "minh.khai"), ("password", PASSWORD)];
    let back = browser.submit(&form, "/sign-in", &fields).await;
    back.assert_leads_to(&path);
    let page = browser.get(&path).await;
    browser.submit(&page, &path, &[]).await;
    assert_eq!(life(&scene, id).await, Life::Ended);
}

#[tokio::test]
async fn nobody_sees_or_ends_a_link_of_somebody_else() {
    let scene = scene().await;
    let mut browser = khai(&scene).await;
    let an = crate::actors::account_of(&scene.identity, &crate::actors::an()).await;
    let id = put(&scene, link(&scene, 1, an)).await;
    let path = format!("/account/links/{id}/end");
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    let form = browser.get("/account/consents").await;
    assert!(!form.says("khai1"));
    let csrf = browser.get("/account/password").await.field("/account/password", "csrf").expect("a proof");
    let forced = browser.post(&path, &[("csrf".to_owned(), csrf)], &[]).await;
    assert_eq!(forced.status, StatusCode::NOT_FOUND);
    assert_eq!(life(&scene, id).await, Life::Active);
    assert_eq!(browser.get("/account/links/nonsense/end").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_another_account_there_is_allowed_stays() {
    let scene = scene().await;
    let mut browser = khai(&scene).await;
    let proving = scene.tokens_in(&mut browser, "openid profile offline_access").await;
    let proof =
        scene.verified(&proving, Some("n0nce")).await.extra["jti"].as_str().expect("a grant").to_owned();
    let later = scene.tokens_in(&mut browser, "openid profile offline_access").await;
    let first = IdentityLink { proof: Some(proof), ..link(&scene, 1, scene.khai) };
    let (id, kept) = (put(&scene, first).await, put(&scene, link(&scene, 2, scene.khai)).await);
    let end = async |browser: &mut Browser, id: LinkId| {
        let path = format!("/account/links/{id}/end");
        let page = browser.get(&path).await;
        browser.submit(&page, &path, &[]).await;
    };
    end(&mut browser, id).await;
    assert_eq!((life(&scene, id).await, life(&scene, kept).await), (Life::Ended, Life::Active));
    assert!(!browser.get("/account/consents").await.says("No site has access"));
    // The grant that proved the link is over; what the other account goes by is not.
    assert_eq!(scene.userinfo(&proving.access_token).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(scene.userinfo(&later.access_token).await.status, StatusCode::OK);
    end(&mut browser, kept).await;
    assert_eq!(scene.userinfo(&later.access_token).await.status, StatusCode::UNAUTHORIZED);
    assert!(browser.get("/account/consents").await.says("No site has access"));
}
