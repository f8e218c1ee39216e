use std::net::TcpListener;

use onedoor_signin::Trouble;
use serde_json::json;

use crate::fake::{Answer, Fake};
use crate::{NOW, REQUEST, provider, provider_at};

const DISCOVERY: &str = "/.well-known/openid-configuration";

#[tokio::test]
async fn the_request_is_pushed_where_that_is_offered() {
    let fake = Fake::start();
    let address = provider(&fake).begin(&REQUEST, NOW).await.unwrap();
    let pushed = "request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Ar1";
    assert_eq!(address, format!("{}/authorize?client_id=portal&{pushed}", fake.issuer()));
    let [asked] = fake.asked("/par").try_into().ok().unwrap();
    // "portal" and "s%3Acret": both are form-encoded before base64 (RFC 6749 section 2.3.1).
    assert!(asked.head.contains("authorization: Basic cG9ydGFsOnMlM0FjcmV0\r\n"), "{}", asked.head);
    for part in [
        "response_type=code",
        "state=the-state",
        "nonce=the-nonce",
        "code_challenge_method=S256",
        "acr_values=",
    ] {
        assert!(asked.body.contains(part), "{}", asked.body);
    }
    assert!(!asked.body.contains(REQUEST.code_verifier) && !address.contains("state"));
}

#[tokio::test]
async fn without_that_offer_it_stands_in_the_address() {
    let fake = Fake::start();
    let mut document = fake.document();
    document.as_object_mut().unwrap().remove("pushed_authorization_request_endpoint");
    fake.says(DISCOVERY, 200, &document);
    let address = provider(&fake).begin(&REQUEST, NOW).await.unwrap();
    assert!(address.contains("state=the-state&nonce=the-nonce&code_challenge="), "{address}");
}

#[tokio::test]
async fn a_refused_push_says_the_protocols_word() {
    let fake = Fake::start();
    fake.says("/par", 401, &json!({ "error": "invalid_client" }));
    let refused = provider(&fake).begin(&REQUEST, NOW).await;
    assert_eq!(refused, Err(Trouble::Refused("invalid_client".to_owned())));
}

#[tokio::test]
async fn down_slow_and_nonsense_are_told_apart() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let down = provider_at(&format!("http://{closed}")).begin(&REQUEST, NOW).await.unwrap_err();
    assert!(matches!(&down, Trouble::Down(why) if why.contains("refused")), "{down}");

    let nonsense = Trouble::Nonsense("discovery document");
    let other = json!({ "issuer": "https://other.example", "authorization_endpoint": "https://other.example/a",
        "token_endpoint": "https://other.example/t", "jwks_uri": "https://other.example/j" });
    for (answer, expected) in [
        (Answer::Silence, Some(Trouble::Slow)),
        (Answer::Given(503, String::new()), None),
        (Answer::Given(429, String::new()), None),
        (Answer::BrokenOff, None),
        (Answer::Given(404, String::new()), Some(nonsense.clone())),
        (Answer::Given(200, "<html>".to_owned()), Some(nonsense.clone())),
        (Answer::Given(200, other.to_string()), Some(nonsense.clone())),
        (Answer::Given(200, " ".repeat(300_000)), Some(Trouble::Nonsense("answer (too long)"))),
        (Answer::Redirect("/elsewhere".to_owned()), Some(nonsense.clone())),
    ] {
        let fake = Fake::start();
        fake.answers(DISCOVERY, answer);
        let trouble = provider(&fake).begin(&REQUEST, NOW).await.unwrap_err();
        match expected {
            Some(expected) => assert_eq!(trouble, expected),
            None => assert!(matches!(trouble, Trouble::Down(_)), "{trouble}"),
        }
        assert_eq!(trouble.may_pass(), matches!(trouble, Trouble::Down(_) | Trouble::Slow));
        assert!(fake.asked("/elsewhere").is_empty());
    }
}

#[tokio::test]
async fn keys_that_are_none_are_nonsense() {
    for body in [json!({ "keys": [] }), json!({}), json!({ "keys": [{ "kty": "oct", "k": "AAAA" }] })] {
        let fake = Fake::start();
        fake.says("/jwks", 200, &body);
        let trouble = provider(&fake).begin(&REQUEST, NOW).await;
        assert_eq!(trouble, Err(Trouble::Nonsense("key set")), "{body}");
    }
}

#[tokio::test]
async fn an_answer_of_another_issuer_is_not_ours() {
    let fake = Fake::start();
    let provider = provider(&fake);
    assert_eq!(provider.is_own_answer(Some(fake.issuer()), NOW).await, Ok(true));
    assert_eq!(provider.is_own_answer(Some("https://evil.example"), NOW).await, Ok(false));
    assert_eq!(provider.is_own_answer(None, NOW).await, Ok(false), "it promised to say who it is");
}
