//! Passkeys at the edge: an authenticator of our own makes and uses them.

use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256};
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ciborium::Value;
use onedoor_site::testing::{Answer, Browser, messages};

use crate::actors::{PASSWORD, Town};
use crate::steps;

const ADD: &str = "/account/security/passkey";

enum Key {
    Es256(EcdsaKeyPair),
    /// As Windows Hello makes it where the computer's chip knows nothing newer.
    Rs256(rsa::KeyPair),
}

impl Key {
    fn cose(&self) -> Value {
        let (int, bytes) = (|n: i64| Value::Integer(n.into()), |bytes: &[u8]| Value::Bytes(bytes.to_vec()));
        Value::Map(match self {
            Self::Es256(key) => {
                let point = key.public_key().as_ref();
                vec![
                    (int(1), int(2)),
                    (int(3), int(-7)),
                    (int(-1), int(1)),
                    (int(-2), bytes(&point[1..33])),
                    (int(-3), bytes(&point[33..])),
                ]
            }
            Self::Rs256(key) => {
                // RSAPublicKey (RFC 8017 appendix A.1.1): 256 octets after a nought, then the exponent.
                let der = key.public_key().as_ref();
                let (modulus, exponent) = (bytes(&der[9..265]), bytes(&der[der.len() - 3..]));
                vec![(int(1), int(3)), (int(3), int(-257)), (int(-1), modulus), (int(-2), exponent)]
            }
        })
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match self {
            Self::Es256(key) => key.sign(&random, message).expect("it signs").as_ref().to_vec(),
            Self::Rs256(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).expect("it signs");
                signature
            }
        }
    }
}

/// An authenticator with one passkey, that knows who uses it.
struct Authenticator {
    key: Key,
    credential: Vec<u8>,
    handle: String,
    counter: u32,
}

/// The question that a form puts.
fn options(page: &Answer) -> serde_json::Value {
    let text = page.body.split("data-options=\"").nth(1).and_then(|rest| rest.split('"').next());
    serde_json::from_str(&text.expect("a question").replace("&quot;", "\"")).expect("it is JSON")
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Authenticator {
    fn new(credential: &[u8]) -> Self {
        let key = Key::Es256(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key"));
        Self { key, credential: credential.to_vec(), handle: String::new(), counter: 0 }
    }

    fn of_windows(credential: &[u8]) -> Self {
        let key = Key::Rs256(rsa::KeyPair::generate(rsa::KeySize::Rsa2048).expect("a key"));
        Self { key, ..Self::new(credential) }
    }

    fn client_data(kind: &str, challenge: &serde_json::Value, origin: &str) -> String {
        serde_json::json!({ "type": kind, "challenge": challenge, "origin": origin }).to_string()
    }

    fn head(&self, flags: u8, party: &str) -> Vec<u8> {
        let mut data = digest(&SHA256, party.as_bytes()).as_ref().to_vec();
        data.push(flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// Makes the passkey that a page asks for.
    fn make(&mut self, page: &Answer, origin: &str) -> String {
        let asked = options(page);
        asked["user"]["id"].as_str().expect("a handle").clone_into(&mut self.handle);
        let mut data = self.head(0x45, asked["rp"]["id"].as_str().expect("an id"));
        data.extend([0; 16]);
        data.extend(u16::try_from(self.credential.len()).expect("short").to_be_bytes());
        data.extend(&self.credential);
        ciborium::into_writer(&self.key.cose(), &mut data).expect("it can be written");
        let mut attestation = Vec::new();
        let object = Value::Map(vec![
            (Value::Text("fmt".to_owned()), Value::Text("none".to_owned())),
            (Value::Text("attStmt".to_owned()), Value::Map(Vec::new())),
            (Value::Text("authData".to_owned()), Value::Bytes(data)),
        ]);
        ciborium::into_writer(&object, &mut attestation).expect("it can be written");
        let client_data = Self::client_data("webauthn.create", &asked["challenge"], origin);
        serde_json::json!({
            "id": encode(&self.credential),
            "response": { "clientDataJSON": encode(client_data), "attestationObject": encode(attestation) },
        })
        .to_string()
    }

    /// Uses it for what a page asks.
    fn sign(&self, page: &Answer, origin: &str) -> String {
        let asked = options(page);
        let data = self.head(0x05, asked["rpId"].as_str().expect("an id"));
        let client_data = Self::client_data("webauthn.get", &asked["challenge"], origin);
        let mut message = data.clone();
        message.extend_from_slice(digest(&SHA256, client_data.as_bytes()).as_ref());
        let signature = self.key.sign(&message);
        serde_json::json!({
            "id": encode(&self.credential),
            "response": {
                "clientDataJSON": encode(client_data), "authenticatorData": encode(data),
                "signature": encode(signature), "userHandle": self.handle,
            },
        })
        .to_string()
    }
}

/// Makes a passkey for whoever is signed in.
async fn add(browser: &mut Browser, authenticator: &mut Authenticator) -> Answer {
    let page = browser.get(ADD).await;
    let answer = authenticator.make(&page, browser.origin());
    browser.submit(&page, ADD, &[("answer", &answer), ("label", "Điện thoại")]).await
}

async fn sign_in(browser: &mut Browser, authenticator: &Authenticator) -> Answer {
    let page = browser.get("/sign-in").await;
    let answer = authenticator.sign(&page, browser.origin());
    browser.submit(&page, "/sign-in/passkey", &[("answer", &answer)]).await
}

#[tokio::test]
async fn a_passkey_signs_in_without_a_password_and_is_two_factors() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let mut phone = Authenticator::new(b"one");
    add(&mut here, &mut phone).await.assert_leads_to("/account/security?notice=passkey-added");
    let told = messages(&town.identity.site).await;
    assert!(told.last().expect("the owner is told").text.contains("Một khóa đăng nhập vừa được thêm"));

    let mut there = town.browser();
    phone.counter = 1;
    sign_in(&mut there, &phone).await.assert_leads_to("/account");
    assert!(there.is_signed_in().await);
    let begun = &town.record_of(town.khai).await[0];
    assert_eq!(begun.action, "site.session.begun");
    assert_eq!(begun.detail["factors"], serde_json::json!(["hwk", "mfa"]));
    there.get("/account/security").await.assert_says(StatusCode::OK, "Điện thoại");
}

#[tokio::test]
async fn after_the_password_the_passkey_is_the_second_step() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let mut phone = Authenticator::new(b"one");
    add(&mut here, &mut phone).await.assert_leads_to("/account/security?notice=passkey-added");
    let mut there = town.browser();
    let answer = steps::sign_in(&mut there, "minh.khai", PASSWORD).await;
    let page = there.follow(answer).await;
    page.assert_says(StatusCode::OK, "Confirm with your passkey");
    let answer = phone.sign(&page, there.origin());
    there.submit(&page, "/sign-in/second", &[("answer", &answer)]).await.assert_leads_to("/account");
}

#[tokio::test]
async fn an_answer_is_good_once_in_its_browser_for_its_question() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let mut phone = Authenticator::new(b"one");
    add(&mut here, &mut phone).await.assert_leads_to("/account/security?notice=passkey-added");
    let origin = here.origin().to_owned();
    let wrong = "This passkey doesn’t open an account here.";

    let mut there = town.browser();
    let page = there.get("/sign-in").await;
    let answer = phone.sign(&page, &origin);
    let challenge = page.field("/sign-in/passkey", "challenge").expect("a challenge");
    // In another browser.
    let mut thief = town.browser();
    let other = thief.get("/sign-in").await;
    let stolen = [("answer", answer.as_str()), ("challenge", challenge.as_str())];
    let refused = thief.submit(&other, "/sign-in/passkey", &stolen).await;
    refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, wrong);
    // To another question, and made on another site.
    let second = there.get("/sign-in").await;
    for answer in
        [answer.clone(), phone.sign(&second, "http://evil.localhost"), "{}".to_owned(), String::new()]
    {
        let refused = there.submit(&second, "/sign-in/passkey", &[("answer", &answer)]).await;
        refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, wrong);
    }
    // Once, and not after half an hour.
    let first = there.submit(&page, "/sign-in/passkey", &[("answer", &answer)]).await;
    first.assert_leads_to("/account");
    let own = there.get("/account").await;
    there.submit(&own, "/sign-out", &[]).await;
    let fresh = there.get("/sign-in").await;
    let again = there.submit(&fresh, "/sign-in/passkey", &stolen).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, wrong);
    let answer = phone.sign(&fresh, &origin);
    town.world.clock.advance(Duration::from_mins(31));
    let late = there.submit(&fresh, "/sign-in/passkey", &[("answer", &answer)]).await;
    late.assert_says(StatusCode::UNPROCESSABLE_ENTITY, wrong);
}

#[tokio::test]
async fn a_passkey_of_windows_is_taken() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let page = here.get(ADD).await;
    let kinds: Vec<i64> = options(&page)["pubKeyCredParams"]
        .as_array()
        .expect("kinds")
        .iter()
        .filter_map(|kind| kind["alg"].as_i64())
        .collect();
    assert!(kinds.contains(&-257), "{kinds:?}");
    let mut hello = Authenticator::of_windows(b"hello");
    add(&mut here, &mut hello).await.assert_leads_to("/account/security?notice=passkey-added");
    let mut there = town.browser();
    sign_in(&mut there, &hello).await.assert_leads_to("/account");
    assert!(there.is_signed_in().await);
}

/// Whoever has a copy is not told from the owner; so neither comes in with it alone, and the owner is told.
#[tokio::test]
async fn a_counter_that_went_back_asks_for_another_way_and_tells_the_owner() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let mut phone = Authenticator { counter: 5, ..Authenticator::new(b"one") };
    add(&mut here, &mut phone).await.assert_leads_to("/account/security?notice=passkey-added");
    phone.counter = 6;

    // A second click is no copy: nobody is told anything.
    let mut clicks = town.browser();
    let page = clicks.get("/sign-in").await;
    let answer = phone.sign(&page, clicks.origin());
    let mut second = clicks.clone();
    clicks.submit(&page, "/sign-in/passkey", &[("answer", &answer)]).await.assert_leads_to("/account");
    let refused = second.submit(&page, "/sign-in/passkey", &[("answer", &answer)]).await;
    refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "This passkey doesn’t open an account here.");
    let told = messages(&town.identity.site).await.len();

    // A copy that was made before; and then the owner's, which is further on.
    for (counter, doubted) in [(6, 1), (7, 1), (5, 1)] {
        phone.counter = counter;
        town.world.clock.advance(Duration::from_millis(1));
        let refused = sign_in(&mut town.browser(), &phone).await;
        refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "There may be a copy of this passkey.");
        assert_eq!(town.actions_of(town.khai).await[0], "people.passkey.doubted", "at {counter}");
        let now = messages(&town.identity.site).await;
        assert_eq!(now.len(), told + doubted, "told once");
        let said = &now.last().expect("a message").text;
        assert!(said.contains("Có thể đã có bản sao của khóa đăng nhập “Điện thoại”"), "{said}");
    }

    // The password still asks for a second step, and the passkey is none of the ways.
    let mut there = town.browser();
    let answer = steps::sign_in(&mut there, "minh.khai", PASSWORD).await;
    let page = there.follow(answer).await;
    page.assert_says(StatusCode::OK, "text message");
    assert!(!page.says("Confirm with your passkey"), "{}", page.body);
    let own = here.get("/account/security").await;
    own.assert_says(StatusCode::OK, "There may be a copy");
}

#[tokio::test]
async fn a_counter_that_goes_back_as_a_second_step_is_asked_otherwise() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let mut phone = Authenticator { counter: 5, ..Authenticator::new(b"one") };
    add(&mut here, &mut phone).await.assert_leads_to("/account/security?notice=passkey-added");
    phone.counter = 4;
    town.world.clock.advance(Duration::from_millis(1));
    let mut there = town.browser();
    let answer = steps::sign_in(&mut there, "minh.khai", PASSWORD).await;
    let page = there.follow(answer).await;
    let answer = phone.sign(&page, there.origin());
    let refused = there.submit(&page, "/sign-in/second", &[("answer", &answer)]).await;
    refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "There may be a copy of this passkey");
    assert_eq!(town.actions_of(town.khai).await[0], "people.passkey.doubted");
    assert!(!there.is_signed_in().await);
    // The same page again asks in another way.
    let id = page.field("/sign-in/second", "id").expect("the sign-in");
    let again = there.get(&format!("/sign-in/second?id={id}")).await;
    assert!(!again.says("Confirm with your passkey"), "{}", again.body);
}

#[tokio::test]
async fn a_passkey_of_somebody_else_opens_nothing() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let mut phone = Authenticator { counter: 5, ..Authenticator::new(b"one") };
    add(&mut here, &mut phone).await.assert_leads_to("/account/security?notice=passkey-added");
    let wrong = "This passkey doesn’t open an account here.";

    // Nobody takes over a passkey by its name, with a key of their own.
    let mut an = town.an_in(town.browser()).await;
    let mut copy = Authenticator::new(b"one");
    let taken = add(&mut an, &mut copy).await;
    taken.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The passkey was not taken.");
    phone.counter = 6;
    sign_in(&mut town.browser(), &phone).await.assert_leads_to("/account");
    let stranger = Authenticator::new(b"two");
    let refused = sign_in(&mut town.browser(), &stranger).await;
    refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, wrong);
}
