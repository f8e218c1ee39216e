//! Security events: portals are told what they want to hear, as far as they may know it, until they have taken it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_base::LinkId;
use onedoor_identity::systems::{self, Wanted};
use onedoor_identity::{NotChanged, PhoneChanged, change_phone, subject_changed};
use onedoor_linking::{Handshake, Life};
use onedoor_linking_client::words::{self, About};
use onedoor_linking_protocol::{CONTACT_CHANGED, ENDED, Merged, SUBJECT_CHANGED, Told};
use onedoor_oidc::Client;
use onedoor_oidc::keys::VerificationKeys;
use onedoor_oidc::relying_party::basic_authorization;
use onedoor_oidc::security_event::{Happened, validate_security_event};
use onedoor_site::jobs::Jobs;
use onedoor_site::testing::messages;
use onedoor_storage::{Change, StorageError};
use serde_json::json;

use super::party::{ISSUER, SECRET, Scene, haiduong, house, pass};
use crate::links::{khai, life, link, put};

/// A portal that takes events, or is down.
struct Portal {
    endpoint: String,
    book: Arc<Mutex<Book>>,
}

#[derive(Default)]
struct Book {
    wants: Vec<&'static str>,
    down: bool,
    refuses: bool,
    /// What it cannot read: events that say this.
    cannot_read: Option<&'static str>,
    /// How often it was asked what it is.
    asked: usize,
    told: Vec<String>,
}

impl Portal {
    async fn start(wants: &[&'static str]) -> Self {
        let book = Arc::new(Mutex::new(Book { wants: wants.to_vec(), ..Book::default() }));
        let (said, taken) = (Arc::clone(&book), Arc::clone(&book));
        let describe = get(move || async move {
            let mut book = said.lock().expect("whole");
            book.asked += 1;
            let wants = book.wants.clone();
            Json(json!({ "version": 1, "system": "haiduong", "name": {}, "way": "page", "page": "https://x/",
                "organisations": false, "events": wants }))
        });
        let take = post(move |headers: HeaderMap, body: String| async move {
            assert_eq!(headers["content-type"], "application/secevent+jwt");
            let mut book = taken.lock().expect("whole");
            if book.down {
                return (StatusCode::SERVICE_UNAVAILABLE, String::new());
            }
            if book.refuses {
                return (StatusCode::BAD_REQUEST, json!({ "err": "invalid_key" }).to_string());
            }
            let says = body.split('.').nth(1).and_then(|claims| URL_SAFE_NO_PAD.decode(claims).ok());
            let says = String::from_utf8(says.expect("claims")).expect("JSON");
            if book.cannot_read.is_some_and(|what| says.contains(what)) {
                return (StatusCode::BAD_REQUEST, json!({ "err": "invalid_request" }).to_string());
            }
            book.told.push(body);
            (StatusCode::ACCEPTED, String::new())
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let endpoint = format!("http://{}/linking/v1", listener.local_addr().expect("an address"));
        let router = Router::new().route("/linking/v1", describe).route("/linking/v1/events", take);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { endpoint, book }
    }

    async fn scene(&self) -> Scene {
        let portal = Client { linking_endpoint: Some(self.endpoint.clone()), ..haiduong() };
        Scene::with(&[portal, house()]).await
    }

    fn is(&self, change: impl FnOnce(&mut Book)) {
        change(&mut self.book.lock().expect("whole"));
    }

    /// What it was told, verified as it would.
    async fn told(&self, scene: &Scene) -> Vec<Happened> {
        let keys = VerificationKeys::from_jwks(&scene.keys().await);
        let now = scene.identity.site.now().seconds();
        let told = self.book.lock().expect("whole").told.clone();
        let read = |token: &String| validate_security_event(token, &keys, (ISSUER, &self.endpoint), now);
        told.iter().map(|token| read(token).expect("a good token")).collect()
    }
}

async fn works(scene: &Scene) {
    let jobs = onedoor_identity::jobs(&scene.identity, Jobs::new());
    jobs.round(&scene.identity.site).await.expect("a round");
}

async fn renames(scene: &Scene, from: &'static str, to: &'static str) {
    let site = Arc::clone(&scene.identity.site);
    let now = site.now();
    let within = Arc::clone(&site);
    let done: Result<(), StorageError> = site
        .store
        .write(move |tx| {
            let site = Arc::clone(&within);
            Box::pin(async move {
                subject_changed(tx, &site, "haiduong", (from, to), now).await.map(Change::Unrecorded)
            })
        })
        .await;
    done.expect("put down");
}

#[tokio::test]
async fn what_a_portal_cannot_read_keeps_the_rest_from_it_for_a_day_and_no_longer() {
    let portal = Portal::start(&[SUBJECT_CHANGED]).await;
    let scene = portal.scene().await;
    portal.is(|book| book.cannot_read = Some("\"first\""));
    renames(&scene, "former", "first").await;
    pass(&scene, 1);
    renames(&scene, "former", "second").await;
    works(&scene).await;
    assert!(portal.told(&scene).await.is_empty(), "in the order in which it happened");
    for _ in 0..30 {
        pass(&scene, 3600);
        onedoor_site::upkeep::round(&scene.identity.site).await.expect("upkeep");
        works(&scene).await;
    }
    let mut told = portal.told(&scene).await;
    // Two nodes may tell it at once: the portal takes it once.
    told.dedup_by(|one, two| one.jti == two.jti);
    let told: Vec<_> = told.into_iter().map(|told| told.detail).collect();
    assert_eq!(told, [json!({ "subject": "second" })]);
    let refused =
        scene.actions().await.into_iter().filter(|action| action == "linking.event.refused").count();
    assert_eq!(refused, 1, "and whoever runs the site finds it in the record");
}

#[tokio::test]
async fn a_changed_subject_is_told_until_it_is_taken_and_then_no_more() {
    let portal = Portal::start(&[SUBJECT_CHANGED]).await;
    let scene = portal.scene().await;
    portal.is(|book| book.down = true);
    renames(&scene, "former", "now").await;
    works(&scene).await;
    assert!(portal.told(&scene).await.is_empty());
    portal.is(|book| (book.down, book.refuses) = (false, true));
    pass(&scene, 10);
    works(&scene).await;
    portal.is(|book| book.refuses = false);
    pass(&scene, 60);
    works(&scene).await;
    let told = portal.told(&scene).await;
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].subject.as_str(), told[0].event.as_str()), ("former", SUBJECT_CHANGED));
    assert_eq!(told[0].detail, json!({ "subject": "now" }));
    assert!(told[0].issued_at <= scene.identity.site.now().seconds() - 60, "as of when it happened");
    for _ in 0..3 {
        pass(&scene, 3600);
        onedoor_site::upkeep::round(&scene.identity.site).await.expect("upkeep");
        works(&scene).await;
    }
    assert_eq!(portal.told(&scene).await.len(), 1);
}

#[tokio::test]
async fn an_event_is_told_after_days_of_silence() {
    let portal = Portal::start(&[SUBJECT_CHANGED]).await;
    let scene = portal.scene().await;
    portal.is(|book| book.down = true);
    renames(&scene, "former", "now").await;
    for _ in 0..80 {
        scene.world.clock.advance(Duration::from_hours(1));
        works(&scene).await;
    }
    portal.is(|book| book.down = false);
    pass(&scene, 7200);
    works(&scene).await;
    assert!(portal.told(&scene).await.is_empty(), "given up");
    onedoor_site::upkeep::round(&scene.identity.site).await.expect("upkeep");
    works(&scene).await;
    assert_eq!(portal.told(&scene).await.len(), 1, "and taken up again");
}

#[tokio::test]
async fn a_portal_that_does_not_want_an_event_is_not_told() {
    let portal = Portal::start(&[CONTACT_CHANGED]).await;
    let scene = portal.scene().await;
    renames(&scene, "former", "now").await;
    works(&scene).await;
    // Since then it wants to; what was of no interest stays untold, and it is asked anew.
    portal.is(|book| book.wants.push(SUBJECT_CHANGED));
    pass(&scene, 60);
    onedoor_site::upkeep::round(&scene.identity.site).await.expect("upkeep");
    works(&scene).await;
    assert!(portal.told(&scene).await.is_empty());
    renames(&scene, "former", "now").await;
    works(&scene).await;
    assert_eq!(portal.told(&scene).await.len(), 1);
}

#[tokio::test]
async fn a_new_phone_is_told_of_without_the_number_to_whom_may_know_it() {
    let portal = Portal::start(&[CONTACT_CHANGED]).await;
    let scene = portal.scene().await;
    put(&scene, link(&scene, 1, scene.khai)).await;
    let before = messages(&scene.identity.site).await.len();
    // She has not let the portal have her phone.
    scene.tokens("openid profile").await;
    let changed = change_phone(&scene.identity, "minh.khai", "0987654321").await.expect("changed");
    assert_eq!(changed, PhoneChanged::Done(Vec::new()));
    scene.tokens("openid profile phone").await;
    pass(&scene, 1);
    let changed = change_phone(&scene.identity, "minh.khai", "0987654322").await.expect("changed");
    assert_eq!(changed, PhoneChanged::Done(vec!["haiduong".to_owned()]));
    works(&scene).await;
    let told = portal.told(&scene).await;
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].subject.as_str(), &told[0].detail),
        ("khai-at-haiduong", &json!({ "claims": ["phone_number"] }))
    );
    assert!(!portal.book.lock().expect("whole").told[0].contains("98765"));
    // Both the old phone and the new were told, both times.
    let sent = messages(&scene.identity.site).await;
    assert_eq!(sent.len() - before, 4);
    assert!(
        sent.iter()
            .rev()
            .take(4)
            .all(|sms| sms.text.contains("phone number") || sms.text.contains("Số điện thoại"))
    );
    assert!(scene.actions().await.contains(&"people.phone.changed".to_owned()));
    assert_eq!(
        change_phone(&scene.identity, "minh.khai", "0987654322").await.ok(),
        Some(PhoneChanged::AlreadySo)
    );
    let nobody = change_phone(&scene.identity, "nobody.here", "0987654323").await;
    assert!(matches!(nobody, Err(NotChanged::Nobody)));
    // A link that has ended is no reason to tell.
    let mut browser = khai(&scene).await;
    let path = "/account/links/link_01010101-0101-0101-0101-010101010101/end";
    let page = browser.get(path).await;
    browser.submit(&page, path, &[]).await;
    let changed = change_phone(&scene.identity, "minh.khai", "0987654324").await.expect("changed");
    assert_eq!(changed, PhoneChanged::Done(Vec::new()));
}

#[tokio::test]
async fn a_portal_that_takes_no_calls_hears_of_an_end_by_an_event_and_that_is_its_receipt() {
    let portal = Portal::start(&[ENDED]).await;
    let scene = portal.scene().await;
    let id = put(&scene, link(&scene, 1, scene.khai)).await;
    let mut browser = khai(&scene).await;
    let path = format!("/account/links/{id}/end");
    let page = browser.get(&path).await;
    portal.is(|book| book.down = true);
    browser.submit(&page, &path, &[]).await;
    assert_eq!(life(&scene, id).await, onedoor_linking::Life::Ended);
    assert!(scene.link(id).await.expect("a link").handshake.owes());
    portal.is(|book| book.down = false);
    pass(&scene, 10);
    works(&scene).await;
    let told = portal.told(&scene).await;
    assert_eq!((told.len(), told[0].event.as_str()), (1, ENDED));
    assert_eq!(told[0].detail["link"], json!(id.to_string()));
    assert_eq!(
        (&told[0].detail["part"]["number"], &told[0].detail["part"]["why"]),
        (&json!(2), &json!("by_person"))
    );
    assert!(!scene.link(id).await.expect("a link").handshake.owes());
}

#[tokio::test]
async fn a_portal_that_takes_calls_is_not_asked_what_it_is_before_each() {
    let portal = Portal::start(&[]).await;
    let scene = portal.scene().await;
    let id = put(&scene, link(&scene, 1, scene.khai)).await;
    let mut browser = khai(&scene).await;
    let path = format!("/account/links/{id}/end");
    let page = browser.get(&path).await;
    browser.submit(&page, &path, &[]).await;
    for _ in 0..2 {
        pass(&scene, 60);
        works(&scene).await;
    }
    // This one does not answer them, so that it is told again.
    assert!(scene.link(id).await.expect("a link").handshake.owes());
    assert_eq!(portal.book.lock().expect("whole").asked, 1);
}

/// Hải Dương is merged into Hải Phòng, whose portal tells of a link that it has taken over.
#[tokio::test]
async fn s1_3_a_link_that_is_carried_over_tells_the_portal_what_its_person_was_called() {
    let portal = Portal::start(&[SUBJECT_CHANGED]).await;
    let haiphong = Client {
        client_id: "haiphong".to_owned(),
        redirect_uris: vec!["https://haiphong.example/callback".to_owned()],
        linking_endpoint: Some(portal.endpoint.clone()),
        ..haiduong()
    };
    let scene = Scene::with(&[haiduong(), haiphong]).await;
    let old = link(&scene, 1, scene.khai);
    put(&scene, old.clone()).await;
    let merge = Wanted::Merge("haiphong".to_owned());
    assert!(systems::change(&scene.identity, "haiduong", merge, "a test").await.expect("merged"));

    let (address, http) = (scene.listens().await, reqwest::Client::new());
    let calls = async |method: reqwest::Method, path: String, body: String| {
        let request = http.request(method, format!("{address}/linking/v1{path}")).body(body);
        let request = request.header("authorization", basic_authorization("haiphong", SECRET));
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), 200);
        answer.text().await.expect("a body")
    };
    let asked = json!({ "links": [old.id.to_string()] }).to_string();
    let answer = calls(reqwest::Method::POST, "/merged".to_owned(), asked).await;
    let merged: Merged = serde_json::from_str(&answer).expect("an answer");
    let [named] = merged.links.as_slice() else { panic!("{merged:?}") };
    assert_eq!(named.account, old.account, "which account it opened is said");
    assert_ne!(named.subject, old.subject);

    let new = LinkId::from_bytes([2; 16]);
    let about = About {
        subject: named.subject.clone(),
        system: "haiphong".to_owned(),
        account: old.account.clone(),
        label: String::new(),
        proof: old.id.to_string(),
    };
    let mine = Handshake::NEW.confirm(scene.identity.site.now()).expect("new");
    let told =
        Told { report: words::report(&mine.report()), evidence: Some(words::evidence(about, &old.evidence)) };
    let told = serde_json::to_string(&told).expect("JSON");
    calls(reqwest::Method::PUT, format!("/links/{new}"), told).await;
    assert_eq!((life(&scene, new).await, life(&scene, old.id).await), (Life::Active, Life::Ended));

    works(&scene).await;
    let told = portal.told(&scene).await;
    let [event] = told.as_slice() else { panic!("{} events", told.len()) };
    assert_eq!((event.subject.as_str(), event.event.as_str()), (old.subject.as_str(), SUBJECT_CHANGED));
    assert_eq!(event.detail, json!({ "subject": named.subject }));
}
