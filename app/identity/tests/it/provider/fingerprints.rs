//! Fingerprints of national numbers for a portal that is not told the numbers.

use std::cell::Cell;
use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::IdentityLevel;
use onedoor_fingerprint::{Blinded, Evaluated, from_text, to_text};
use onedoor_identity::seed::SeedPerson;
use onedoor_linking_protocol::Code;
use onedoor_oidc::Client;
use onedoor_oidc::relying_party::basic_authorization;
use serde_json::{Value, json};

use super::party::{SECRET, Scene, agree, code_of, haiduong, request};
use crate::actors::{ANS_PASSWORD, NUMBER, an};

fn school() -> Client {
    let (keys, per_day) = (vec!["2027".to_owned(), "2026".to_owned()], 5);
    Client { fingerprint_keys: keys, fingerprints_per_day: per_day, ..haiduong() }
}

struct Portal {
    scene: Scene,
    address: String,
}

impl Portal {
    async fn of(clients: &[Client]) -> Self {
        let scene = Scene::with(clients).await;
        let address = scene.listens().await;
        Self { scene, address }
    }

    async fn calls(&self, client: &str, body: Option<&Value>) -> (StatusCode, Value) {
        let address = format!("{}/linking/v1/fingerprints", self.address);
        let http = reqwest::Client::new();
        let call = match body {
            Some(body) => http.post(address).body(body.to_string()),
            None => http.get(address),
        };
        let answer = call.header("authorization", basic_authorization(client, SECRET)).send().await;
        let answer = answer.expect("an answer");
        let status = StatusCode::from_u16(answer.status().as_u16()).expect("a status");
        (status, serde_json::from_str(&answer.text().await.expect("a body")).unwrap_or_default())
    }

    /// The public part of a key.
    async fn public(&self, client: &str, key: &str) -> [u8; 32] {
        let (status, said) = self.calls(client, None).await;
        assert_eq!(status, StatusCode::OK, "{said}");
        let keys = said["keys"].as_array().expect("keys");
        let known = keys.iter().find(|known| known["key"] == key).expect("the key");
        from_text(known["public"].as_str().expect("a text")).expect("32 bytes")
    }

    /// Has numbers fingerprinted.
    async fn prints(&self, client: &str, key: &str, numbers: &[&str]) -> Vec<[u8; 32]> {
        let blinded = blinded(numbers);
        let (status, said) = self.calls(client, Some(&asks(key, &blinded))).await;
        assert_eq!(status, StatusCode::OK, "{said}");
        let texts = said["evaluated"].as_array().expect("evaluated").iter();
        let elements =
            texts.map(|one| from_text(one.as_str().expect("a text")).expect("an element")).collect();
        let proof = from_text(said["proof"].as_str().expect("a text")).expect("a proof");
        let answer = Evaluated { elements, proof };
        blinded.prints(&self.public(client, key).await, &answer).expect("proven")
    }
}

fn blinded(numbers: &[&str]) -> Blinded {
    let last = Cell::new(1_u8);
    let dice = |bytes: &mut [u8]| {
        for byte in bytes {
            last.set(last.get().wrapping_mul(73).wrapping_add(41));
            *byte = last.get();
        }
    };
    Blinded::of(numbers.iter().map(|number| (*number).to_owned()).collect(), &dice).expect("blinded")
}

fn asks(key: &str, blinded: &Blinded) -> Value {
    let texts: Vec<String> = blinded.elements().iter().map(|one| to_text(one)).collect();
    json!({ "key": key, "blinded": texts })
}

#[track_caller]
fn is_refused((status, body): &(StatusCode, Value), code: Code) {
    assert_eq!((status.as_u16(), body["code"].as_str()), (code.status(), Some(code.word())), "{body}");
}

#[tokio::test]
async fn what_the_portal_has_made_is_what_the_identity_token_says() {
    let portal = Portal::of(&[school()]).await;
    let tokens = portal.scene.tokens("openid profile").await;
    let claims = portal.scene.verified(&tokens, Some("n0nce")).await;
    let told = claims.extra["onedoor_match"].as_array().expect("fingerprints").clone();
    for (n, key) in ["2027", "2026"].into_iter().enumerate() {
        let made = portal.prints("haiduong", key, &[&format!("vn:{NUMBER}")]).await;
        assert_eq!(told[n], format!("{key}.{}", to_text(&made[0])));
    }
    assert_eq!(told.len(), 2);
    assert!(!claims.extra.contains_key("national_number"));
    // The question names it before it is told, and the list of who sees what names it afterwards.
    let mut asked = portal.scene.signed_in().await;
    let question = asked.visit(&super::party::request(&[("scope", "openid profile phone")])).await;
    question.assert_says(StatusCode::OK, "Fingerprint of the identity number");
    question.assert_says(StatusCode::OK, "The number cannot be told from it");
    asked.get("/account/consents").await.assert_says(StatusCode::OK, "Fingerprint of the identity number");
    // The person reads that it was told, and the operator how many were made.
    let mut browser = portal.scene.signed_in().await;
    browser.get("/account/activity").await.assert_says(StatusCode::OK, "Fingerprint of the identity number");
    assert!(portal.scene.actions().await.contains(&"linking.fingerprints.made".to_owned()));
}

#[tokio::test]
async fn one_portal_can_do_nothing_with_what_another_has() {
    let other = Client { client_id: "other".to_owned(), ..school() };
    let none = Client { client_id: "none".to_owned(), ..haiduong() };
    let portal = Portal::of(&[school(), other, none]).await;
    let number = format!("vn:{NUMBER}");
    let here = portal.prints("haiduong", "2026", &[&number]).await;
    assert_ne!(here, portal.prints("other", "2026", &[&number]).await);
    assert_ne!(portal.public("haiduong", "2026").await, portal.public("other", "2026").await);
    // A portal that does not work with them gets none, and no other key works.
    is_refused(&portal.calls("none", None).await, Code::NotOffered);
    let body = asks("2026", &blinded(&[&number]));
    is_refused(&portal.calls("none", Some(&body)).await, Code::NotOffered);
    is_refused(&portal.calls("haiduong", Some(&asks("2025", &blinded(&["x"])))).await, Code::NotOffered);
    is_refused(&portal.calls("nobody", Some(&body)).await, Code::Unauthenticated);
}

#[tokio::test]
async fn no_more_numbers_than_a_portal_may_have_in_a_day() {
    let portal = Portal::of(&[school()]).await;
    portal.prints("haiduong", "2026", &["1", "2", "3", "4"]).await;
    let paused = portal.calls("haiduong", Some(&asks("2026", &blinded(&["5", "6"])))).await;
    is_refused(&paused, Code::TooManyRequests);
    assert!(paused.1["retry_after"].as_u64().is_some_and(|seconds| seconds > 80_000), "{}", paused.1);
    portal.scene.world.clock.advance(Duration::from_hours(25));
    portal.prints("haiduong", "2026", &["5", "6"]).await;
}

#[tokio::test]
async fn what_is_no_blinded_number_is_malformed() {
    let portal = Portal::of(&[school()]).await;
    for blinded in [
        json!([]),
        json!(["short"]),
        json!([to_text(&[0xff; 32])]),
        // The neutral element: what comes of it would say something of the key alone.
        json!([to_text(&[0; 32])]),
        json!(vec![to_text(&[0xff; 32]); 201]),
    ] {
        let body = json!({ "key": "2026", "blinded": blinded });
        is_refused(&portal.calls("haiduong", Some(&body)).await, Code::Malformed);
    }
}

#[tokio::test]
async fn a_number_that_is_only_claimed_has_no_fingerprint() {
    let portal = Portal::of(&[school()]).await;
    let chi = SeedPerson {
        login: "thi.chi".to_owned(),
        phone: "0912 345 670".to_owned(),
        national_number: Some("001090012345".to_owned()),
        identity_level: IdentityLevel::Claimed,
        ..an()
    };
    onedoor_identity::seed::person(&portal.scene.identity, &chi).await.expect("an account");
    let mut browser = portal.scene.browser();
    let page = browser.get("/sign-in").await;
    let fields = [("identifier", "thi.chi"), ("password", ANS_PASSWORD)];
    browser.submit(&page, "/sign-in", &fields).await.assert_leads_to("/account");
    let page = browser.visit(&request(&[("scope", "openid profile")])).await;
    let answer = agree(&mut browser, page).await;
    let tokens = portal.scene.exchange(&code_of(&answer)).await;
    let claims = portal.scene.verified(&tokens, Some("n0nce")).await;
    assert!(!claims.extra.contains_key("onedoor_match"));
}
