//! What an issuer may do at the portal's linking interface, and what nobody may.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{LinkId, Timestamp};
use onedoor_linking::{Handshake, Life, Link, Reason, Report};
use onedoor_linking_client::words;
use onedoor_linking_protocol::{Code, Told};
use onedoor_oidc::signed_request::Request;
use serde_json::{Value, json};

use super::fake::Fake;
use super::town::{PROVINCE, Town, lan};

const ENDPOINT: &str = "http://portal.localhost/linking/v1";

/// A call, and the proof that it is shown with.
struct Calling {
    method: reqwest::Method,
    path: String,
    body: String,
    proof: Option<String>,
}

fn url(path: &str) -> String {
    format!("http://portal.localhost{path}")
}

impl Calling {
    fn tell(fake: &Fake, id: LinkId, report: &Report, jti: &str) -> Self {
        let told = Told { report: words::report(report), evidence: None };
        let body = serde_json::to_string(&told).expect("JSON");
        let path = format!("/linking/v1/links/{id}");
        let request = Request {
            issuer: fake.issuer(),
            audience: ENDPOINT,
            method: "PUT",
            url: &url(&path),
            body: body.as_bytes(),
        };
        let proof = Some(fake.proves(&request, jti));
        Self { method: reqwest::Method::PUT, path, body, proof }
    }

    async fn at(&self, address: &str) -> (StatusCode, Value) {
        let mut request = reqwest::Client::new()
            .request(self.method.clone(), format!("{address}{}", self.path))
            .body(self.body.clone());
        if let Some(proof) = &self.proof {
            request = request.bearer_auth(proof);
        }
        let answer = request.send().await.expect("an answer");
        let status = StatusCode::from_u16(answer.status().as_u16()).expect("a status");
        (status, serde_json::from_str(&answer.text().await.expect("a body")).unwrap_or_default())
    }
}

/// Lan is signed in through a link that both sides have confirmed.
async fn linked() -> (Town, String, Link) {
    let town = Town::two_sided(PROVINCE).await;
    town.comes_back(&mut town.browser(), &lan(), "/").await.assert_leads_to("/");
    let (address, link) = (town.listens().await, town.newest_link().await.expect("a link"));
    (town, address, link)
}

/// What the issuer says after it has ended the link.
fn ended(town: &Town, link: &Link, at: Timestamp) -> Report {
    let there: Handshake = town.fake.link(link.id).expect("known");
    there.end(at, Reason::ByPerson).expect("alive").report()
}

async fn life(town: &Town) -> Life {
    town.newest_link().await.expect("a link").life()
}

#[track_caller]
fn is_refused((status, body): &(StatusCode, Value), code: Code) {
    assert_eq!((status.as_u16(), body["code"].as_str()), (code.status(), Some(code.word())), "{body}");
}

#[tokio::test]
async fn an_end_at_the_issuer_ends_the_link_and_its_sessions_here() {
    let (town, address, link) = linked().await;
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/").await;
    assert!(browser.is_signed_in().await);
    let report = ended(&town, &link, town.now());
    let (status, answer) = Calling::tell(&town.fake, link.id, &report, "j-1").at(&address).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!(
        answer["heard"],
        json!({ "number": 2, "standing": "ended", "at": town.now().millis(), "why": "by_person" })
    );
    assert_eq!(answer["part"]["standing"], "confirmed");
    assert_eq!(life(&town).await, Life::Ended);
    assert!(!browser.is_signed_in().await);
    let audit = town.audit_of(link.account).await;
    assert!(audit.contains("linking.link.ended") && audit.contains("site.session.ended"), "{audit:?}");
    // The same once more, and one from before: nothing changes.
    let again = Calling::tell(&town.fake, link.id, &report, "j-2").at(&address).await;
    assert_eq!(again, (status, answer));
    let before = town.fake.link(link.id).expect("known").report();
    Calling::tell(&town.fake, link.id, &before, "j-3").at(&address).await;
    assert_eq!(life(&town).await, Life::Ended);
}

#[tokio::test]
async fn a_proof_of_a_call_is_good_once_and_for_a_minute() {
    let (town, address, link) = linked().await;
    let there = town.fake.link(link.id).expect("known").report();
    let call = Calling::tell(&town.fake, link.id, &there, "j-1");
    assert_eq!(call.at(&address).await.0, StatusCode::OK);
    is_refused(&call.at(&address).await, Code::Replayed);
    let stale = Calling::tell(&town.fake, link.id, &there, "j-2");
    town.world.clock.advance(Duration::from_secs(121));
    is_refused(&stale.at(&address).await, Code::Unauthenticated);
    assert_eq!(life(&town).await, Life::Active);
}

#[tokio::test]
async fn a_call_is_believed_only_with_the_issuers_proof_of_this_very_call() {
    let (town, address, link) = linked().await;
    let report = ended(&town, &link, town.now());
    let right = Calling::tell(&town.fake, link.id, &report, "j");
    let other_body = Calling { body: right.body.replace("by_person", "by_staff"), ..call(&right) };
    let other_link =
        Calling { path: format!("/linking/v1/links/{}", LinkId::from_bytes([9; 16])), ..call(&right) };
    let no_proof = Calling { proof: None, ..call(&right) };
    let signed = |change: fn(&mut Request<'_>)| {
        let address = url(&right.path);
        let mut request = Request {
            issuer: town.fake.issuer(),
            audience: ENDPOINT,
            method: "PUT",
            url: &address,
            body: right.body.as_bytes(),
        };
        change(&mut request);
        Calling { proof: Some(town.fake.proves(&request, "other")), ..call(&right) }
    };
    let other_audience = signed(|request| request.audience = "http://haiphong.localhost/linking/v1");
    let other_method = signed(|request| request.method = "POST");
    let stranger = signed(|request| request.issuer = "https://evil.example");
    // Somebody else's key, under the name of the issuer.
    let key = onedoor_oidc::keys::SigningKey::generate(onedoor_oidc::keys::Algorithm::Es256).expect("a key");
    let address_of = url(&right.path);
    let request = Request {
        issuer: town.fake.issuer(),
        audience: ENDPOINT,
        method: "PUT",
        url: &address_of,
        body: right.body.as_bytes(),
    };
    let forged = request.sign(&key, "forged", town.now().seconds()).expect("signed");
    let forged = Calling { proof: Some(forged), ..call(&right) };
    let rubbish = Calling { proof: Some("e30.e30.".to_owned()), ..call(&right) };
    for wrong in [other_body, other_link, no_proof, other_audience, other_method, stranger, forged, rubbish] {
        is_refused(&wrong.at(&address).await, Code::Unauthenticated);
    }
    assert_eq!(life(&town).await, Life::Active);
    assert_eq!(right.at(&address).await.0, StatusCode::OK, "and the right one is believed");
    assert_eq!(life(&town).await, Life::Ended);
}

fn call(one: &Calling) -> Calling {
    Calling {
        method: one.method.clone(),
        path: one.path.clone(),
        body: one.body.clone(),
        proof: one.proof.clone(),
    }
}

#[tokio::test]
async fn a_link_that_is_not_there_any_more_is_not_vouched_for() {
    let (town, address, link) = linked().await;
    let there = town.fake.link(link.id).expect("known").report();
    let lost = Calling::tell(&town.fake, LinkId::from_bytes([7; 16]), &there, "j").at(&address).await;
    assert_eq!((lost.0, &lost.1["part"]["why"]), (StatusCode::OK, &json!("forgotten")), "{}", lost.1);
    // What nobody claims to have heard is nothing.
    let nothing = Calling::tell(&town.fake, LinkId::from_bytes([8; 16]), &Report::NOTHING, "k");
    assert_eq!(nothing.at(&address).await.1["part"], json!({ "number": 0, "standing": "unknown" }));
}

#[tokio::test]
async fn what_is_no_report_is_refused_and_what_is_too_large_is_not_read() {
    let (town, address, link) = linked().await;
    let path = format!("/linking/v1/links/{}", link.id);
    let sent = |body: String, jti: &str| {
        let address_of = url(&path);
        let request = Request {
            issuer: town.fake.issuer(),
            audience: ENDPOINT,
            method: "PUT",
            url: &address_of,
            body: body.as_bytes(),
        };
        let proof = Some(town.fake.proves(&request, jti));
        Calling { method: reqwest::Method::PUT, path: path.clone(), body: body.clone(), proof }
    };
    is_refused(&sent("{}".to_owned(), "a").at(&address).await, Code::Malformed);
    let lie = json!({ "part": { "number": 5_000_000, "standing": "confirmed", "at": 1 },
        "heard": { "number": 1, "standing": "confirmed", "at": 1 } });
    is_refused(&sent(lie.to_string(), "b").at(&address).await, Code::Malformed);
    is_refused(&sent(" ".repeat(17_000), "c").at(&address).await, Code::TooLarge);
    assert_eq!(life(&town).await, Life::Active);
}

#[tokio::test]
async fn whoever_cannot_prove_themselves_is_soon_refused_and_silences_no_identity() {
    let (town, address, link) = linked().await;
    let there = town.fake.link(link.id).expect("known").report();
    let wrong = Calling { proof: None, ..Calling::tell(&town.fake, link.id, &there, "j") };
    for _ in 0..60 {
        is_refused(&wrong.at(&address).await, Code::Unauthenticated);
    }
    let (status, body) = wrong.at(&address).await;
    is_refused(&(status, body.clone()), Code::TooManyRequests);
    assert!(body["retry_after"].as_u64().is_some_and(|seconds| seconds > 0), "{body}");
    // The identity calls from the same address as the stranger.
    let right = Calling::tell(&town.fake, link.id, &there, "k");
    assert_eq!(right.at(&address).await.0, StatusCode::OK);
    is_refused(&right.at(&address).await, Code::Replayed);
    is_refused(&wrong.at(&address).await, Code::TooManyRequests);
}

#[tokio::test]
async fn the_owner_gets_one_message_of_an_end_that_is_heard() {
    let (town, address, link) = linked().await;
    town.confirm_phone(link.account, "+84912345678").await;
    let report = ended(&town, &link, town.now());
    for jti in ["j-1", "j-2", "j-3"] {
        Calling::tell(&town.fake, link.id, &report, jti).at(&address).await;
    }
    let sent = onedoor_site::testing::messages(&town.site).await;
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].to, "+84912345678");
    assert!(sent[0].text.contains("unlinked"), "{}", sent[0].text);
}
