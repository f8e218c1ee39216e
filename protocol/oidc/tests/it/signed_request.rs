use onedoor_oidc::keys::{Algorithm, SigningKey, Typ};
use onedoor_oidc::signed_request::{Believed, LIFETIME, Request, RequestError, validate_request};
use serde_json::{Value, json};

use crate::fixtures::{ES256, ISSUER, NOW, RS256, keys};

const REQUEST: Request<'static> = Request {
    issuer: ISSUER,
    audience: "https://portal.example/linking/v1",
    method: "PUT",
    url: "https://portal.example/linking/v1/links/link_1?x=y",
    body: b"{}",
};

fn validate(token: &str, request: &Request<'_>, now: i64) -> Result<Believed, RequestError> {
    validate_request(token, &keys(), request, now, 10)
}

#[test]
fn a_signed_request_is_believed_for_a_minute() {
    for key in [&*ES256, &*RS256] {
        let token = REQUEST.sign(key, "j", NOW).unwrap();
        let believed = validate(&token, &REQUEST, NOW + 69).unwrap();
        assert_eq!(believed, Believed { jti: "j".to_owned(), expires_at: NOW + LIFETIME });
        assert_eq!(validate(&token, &REQUEST, NOW + 70), Err(RequestError::Time));
        assert_eq!(validate(&token, &REQUEST, NOW - 11), Err(RequestError::Time));
    }
}

#[test]
fn it_is_good_for_this_very_request_and_listener() {
    let token = REQUEST.sign(&ES256, "j", NOW).unwrap();
    let others = [
        (Request { method: "POST", ..REQUEST }, RequestError::OtherRequest),
        (
            Request { url: "https://portal.example/linking/v1/links/link_2?x=y", ..REQUEST },
            RequestError::OtherRequest,
        ),
        (
            Request { url: "https://portal.example/linking/v1/links/link_1", ..REQUEST },
            RequestError::OtherRequest,
        ),
        (Request { body: b"{ }", ..REQUEST }, RequestError::OtherRequest),
        (Request { audience: "https://other.example/linking/v1", ..REQUEST }, RequestError::Audience),
        (Request { issuer: "https://evil.example", ..REQUEST }, RequestError::Issuer),
    ];
    for (other, error) in others {
        assert_eq!(validate(&token, &other, NOW), Err(error), "{other:?}");
    }
}

#[test]
fn each_rule_has_its_name() {
    let refused = |change: fn(&mut Value)| {
        let token = REQUEST.sign(&ES256, "j", NOW).unwrap();
        let payload = onedoor_oidc::jwt::CompactJws::parse(&token).unwrap().payload;
        let mut claims: Value = serde_json::from_slice(&payload).unwrap();
        change(&mut claims);
        let token = ES256.sign(Typ::Linking, claims.to_string().as_bytes()).unwrap();
        validate(&token, &REQUEST, NOW).err()
    };
    assert_eq!(refused(|_| ()), None);
    assert_eq!(refused(|c| c["jti"] = json!("")), Some(RequestError::Claims));
    assert_eq!(refused(|c| c["jti"] = Value::Null), Some(RequestError::Claims));
    assert_eq!(refused(|c| c["exp"] = json!(NOW + 61)), Some(RequestError::Time), "good for too long");
    let several = |c: &mut Value| c["aud"] = json!(["https://portal.example/linking/v1", "b"]);
    assert_eq!(refused(several), Some(RequestError::Audience), "good for others too");
    assert_eq!(refused(|c| c["htb"] = json!("e30")), Some(RequestError::OtherRequest));
}

#[test]
fn neither_other_tokens_nor_strangers() {
    let token = REQUEST.sign(&ES256, "j", NOW).unwrap();
    let payload = onedoor_oidc::jwt::CompactJws::parse(&token).unwrap().payload;
    let as_id_token = ES256.sign(Typ::Jwt, &payload).unwrap();
    assert_eq!(validate(&as_id_token, &REQUEST, NOW), Err(RequestError::Typ));
    let stranger = SigningKey::generate(Algorithm::Es256).unwrap();
    let forged = REQUEST.sign(&stranger, "j", NOW).unwrap();
    assert!(matches!(validate(&forged, &REQUEST, NOW), Err(RequestError::Signature(_))));
    assert!(matches!(validate("e30.e30.", &REQUEST, NOW), Err(RequestError::Malformed(_))));
}
