//! `/account/links`: the links of a person, seen, made and ended at the identity.

use std::sync::{Arc, Mutex};

use axum::Json;
use axum::http::StatusCode;
use axum::routing::{get, post};
use onedoor_base::{AccountId, Assurance, AuthenticationLevel, GrantId, IdentityLevel, LinkId, Timestamp};
use onedoor_linking::{
    Evidence, Handshake, IdentityLink, Life, MadeBy, NationalEvidence, Part, Proof, Proven, Reason, Report,
    Standing,
};
use onedoor_oidc::Client;
use onedoor_site::testing::{Browser, messages};
use onedoor_storage::linking::identity_links;
use onedoor_storage::{Change, StorageError};
use serde_json::json;

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

/// A portal's interface: says what it is, and answers whoever asks to link as it is told to.
struct Portal {
    endpoint: String,
    asked: Arc<Mutex<Vec<serde_json::Value>>>,
}

impl Portal {
    async fn start(way: &str, organisations: bool, page: &str, answer: (u16, serde_json::Value)) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let endpoint = format!("http://{}/linking/v1", listener.local_addr().expect("an address"));
        let description = json!({
            "version": 1, "system": "haiduong", "name": { "en": "Hải Dương" }, "way": way, "page": page,
            "organisations": organisations, "candidates": true,
        });
        let asked: Arc<Mutex<Vec<serde_json::Value>>> = Arc::default();
        let heard = Arc::clone(&asked);
        let link = move |Json(request): Json<serde_json::Value>| {
            let (heard, (status, answer)) = (Arc::clone(&heard), answer.clone());
            async move {
                heard.lock().expect("whole").push(request);
                (StatusCode::from_u16(status).expect("a status"), Json(answer))
            }
        };
        let heard = Arc::clone(&asked);
        let candidates = move |Json(request): Json<serde_json::Value>| {
            let heard = Arc::clone(&heard);
            async move {
                heard.lock().expect("whole").push(request);
                Json(json!({ "accounts": [{ "user_name": "hu•••" }], "more": false }))
            }
        };
        let router = axum::Router::new()
            .route("/linking/v1", get(move || async move { Json(description) }))
            .route("/linking/v1/links", post(link))
            .route("/linking/v1/candidates", post(candidates));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { endpoint, asked }
    }

    async fn scene(&self) -> Scene {
        let portal = Client { linking_endpoint: Some(self.endpoint.clone()), ..haiduong() };
        Scene::with(&[portal, house()]).await
    }
}

const THERE: &str = "https://haiduong.example/sign-in/initiate";
const NEW: &str = "/account/links/new/haiduong";

fn problem(code: &str, status: u16) -> (u16, serde_json::Value) {
    (status, json!({ "status": status, "code": code, "title": "x", "retry_after": 60 }))
}

#[tokio::test]
async fn s1_2_the_system_is_chosen_and_chooses_the_way() {
    let portal = Portal::start("page", false, THERE, problem("malformed", 400)).await;
    let scene = portal.scene().await;
    let mut browser = khai(&scene).await;
    let list = browser.get("/account/links").await;
    assert!(list.body.contains("/account/links/new"));
    let choice = browser.get("/account/links/new").await;
    choice.assert_says(StatusCode::OK, "Hải Dương one-stop");
    assert!(choice.body.contains(NEW) && !choice.says("House"), "only who has an interface");
    let page = browser.get(NEW).await;
    let there = "https://haiduong.example/sign-in/initiate?iss=http%3A%2F%2Fvneid.localhost";
    assert!(page.body.contains(there), "{}", page.body);
    assert_eq!(browser.get("/account/links/new/house").await.status, StatusCode::NOT_FOUND);
    pass(&scene, 601);
    let first = browser.get(NEW).await;
    assert!(
        first.location().unwrap_or_default().starts_with("/sign-in?again=yes"),
        "an old session links nothing"
    );
}

#[tokio::test]
async fn nobody_is_sent_to_a_page_that_is_not_the_portals_own() {
    let portal = Portal::start("page", false, "https://evil.example/", problem("malformed", 400)).await;
    let scene = portal.scene().await;
    let page = khai(&scene).await.get(NEW).await;
    assert_eq!(page.status, StatusCode::BAD_GATEWAY);
    assert!(!page.body.contains("evil"));
}

#[tokio::test]
async fn a_portal_that_does_not_answer_is_said_to_be_down() {
    let scene = scene().await;
    let mut browser = khai(&scene).await;
    let down = browser.get(NEW).await;
    down.assert_says(StatusCode::BAD_GATEWAY, "is not answering");
    down.assert_says(StatusCode::BAD_GATEWAY, "nothing is lost");
    assert!(down.body.contains(&format!("href=\"{NEW}\"")), "and a way to try again");
}

async fn tries(browser: &mut Browser) -> onedoor_site::testing::Answer {
    let form = browser.get(NEW).await;
    form.assert_says(StatusCode::OK, "Your account at Hải Dương one-stop");
    browser.submit(&form, NEW, &[("user_name", "hungtv"), ("password", "vai-thieu-2009")]).await
}

#[tokio::test]
async fn s1_2_user_name_and_password_are_passed_on_and_every_no_has_its_words() {
    for (code, status, says) in [
        ("wrong_credentials", 422, "The user name or password is not right"),
        ("too_many_requests", 429, "Too many attempts"),
        ("account_locked", 409, "The account there is locked"),
        ("account_taken", 409, "linked with another national account"),
        ("person_has_another", 409, "You already have a linked account there"),
        ("another_persons_account", 409, "another person’s"),
        ("raise_assurance", 403, "Your account needs a higher level"),
        ("link_suspended", 409, "is suspended"),
        ("link_unconfirmed", 409, "is being confirmed"),
        ("issuer_not_trusted", 403, "takes no links now"),
        ("proof_used", 409, "has been used"),
        ("choose", 409, "must be chosen there"),
    ] {
        let portal = Portal::start("credentials", false, THERE, problem(code, status)).await;
        let scene = portal.scene().await;
        let mut browser = khai(&scene).await;
        let answer = tries(&mut browser).await;
        assert_eq!(answer.status.as_u16(), status, "{code}: {}", answer.body);
        assert!(answer.says(says), "{code}: {}", answer.body);
        assert!(!answer.body.contains("vai-thieu-2009"), "{code}: the password does not come back");
        let asked = portal.asked.lock().expect("whole").clone();
        assert_eq!((asked.len(), asked[0]["user_name"].as_str()), (1, Some("hungtv")));
        assert_eq!(asked[0]["password"].as_str(), Some("vai-thieu-2009"));
    }
}

#[tokio::test]
async fn what_is_missing_is_said_before_anybody_is_asked_and_a_second_click_is_the_same_request() {
    let portal = Portal::start("credentials", false, THERE, problem("wrong_credentials", 422)).await;
    let scene = portal.scene().await;
    let mut browser = khai(&scene).await;
    let form = browser.get(NEW).await;
    let empty = browser.submit(&form, NEW, &[]).await;
    empty.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter the user name");
    assert!(portal.asked.lock().expect("whole").is_empty());
    let fields = [("user_name", "hungtv"), ("password", "x")];
    browser.submit(&form, NEW, &fields).await;
    browser.submit(&form, NEW, &fields).await;
    let asked = portal.asked.lock().expect("whole").clone();
    assert_eq!(asked[0]["proof"], asked[1]["proof"]);
    // A stolen session of long ago asks nobody.
    pass(&scene, 601);
    let first = browser.submit(&form, NEW, &fields).await;
    assert!(first.location().unwrap_or_default().starts_with("/sign-in?again=yes"));
    assert_eq!(portal.asked.lock().expect("whole").len(), 2);
}

#[tokio::test]
async fn a_portal_that_breaks_off_leaves_no_half_link() {
    let portal = Portal::start("credentials", false, THERE, (503, json!({}))).await;
    let scene = portal.scene().await;
    let mut browser = khai(&scene).await;
    let down = tries(&mut browser).await;
    down.assert_says(StatusCode::BAD_GATEWAY, "There is no half link");
    browser.get("/account/links").await.assert_says(StatusCode::OK, "No linked accounts");
}

#[tokio::test]
async fn s1_2_the_portal_says_which_account_is_wanted_if_the_person_asks() {
    let portal = Portal::start("credentials", false, THERE, problem("wrong_credentials", 422)).await;
    let endpoint = Some(portal.endpoint.clone());
    let client = Client {
        linking_endpoint: endpoint,
        fingerprint_keys: vec!["2026".to_owned()],
        fingerprints_per_day: 9,
        ..haiduong()
    };
    let scene = Scene::with(&[client, house()]).await;
    let mut browser = khai(&scene).await;
    let form = browser.get(NEW).await;
    form.assert_says(StatusCode::OK, "Not sure which account?");
    assert!(portal.asked.lock().expect("whole").is_empty(), "nobody is asked before the person wants it");
    let found = browser.submit(&form, &format!("{NEW}/find"), &[]).await;
    found.assert_says(StatusCode::OK, "knows an account with your identity number");
    found.assert_says(StatusCode::OK, "hu•••");
    let asked = portal.asked.lock().expect("whole").clone();
    let print = asked[0]["fingerprints"][0].as_str().expect("a fingerprint");
    assert!(print.starts_with("2026.") && !asked[0].to_string().contains(crate::actors::NUMBER), "{print}");
    assert!(scene.actions().await.contains(&"linking.candidates.asked".to_owned()));
    browser.get("/account/activity").await.assert_says(StatusCode::OK, "You asked a site whether it knows");
    // And the form goes on; the portal judges by the fingerprints too.
    browser.submit(&found, NEW, &[("user_name", "hungtv"), ("password", "x")]).await;
    let asked = portal.asked.lock().expect("whole").clone();
    assert_eq!(asked[1]["fingerprints"][0].as_str(), Some(print));
    // An old session asks nobody.
    pass(&scene, 601);
    let first = browser.submit(&form, &format!("{NEW}/find"), &[]).await;
    assert!(first.location().unwrap_or_default().starts_with("/sign-in?again=yes"));
    assert_eq!(portal.asked.lock().expect("whole").len(), 2);
}

#[tokio::test]
async fn a_portal_without_fingerprints_is_not_asked_for_accounts() {
    let portal = Portal::start("credentials", false, THERE, problem("wrong_credentials", 422)).await;
    let scene = portal.scene().await;
    let mut browser = khai(&scene).await;
    let form = browser.get(NEW).await;
    assert!(!form.says("Not sure which account?"));
    let csrf = form.field(NEW, "csrf").expect("a proof");
    let forced = browser.post(&format!("{NEW}/find"), &[("csrf".to_owned(), csrf)], &[]).await;
    forced.assert_leads_to(NEW);
    assert!(portal.asked.lock().expect("whole").is_empty());
}
