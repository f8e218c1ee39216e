use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_oidc::jwt::{CompactJws, MalformedJws};
use onedoor_oidc::keys::{Algorithm, Jwks, KeyError, SigningKey, Typ, VerificationKeys, VerifyError};

use crate::fixtures::{ES256, RS256, keys};

fn with_header(header: &str) -> String {
    format!("{}.e30.AAAA", URL_SAFE_NO_PAD.encode(header))
}

#[test]
fn section_4_1_headers_that_are_not_accepted() {
    for (header, error) in [
        (r#"{"alg":"none"}"#, MalformedJws::Algorithm),
        (r#"{"alg":"HS256"}"#, MalformedJws::Algorithm),
        (r#"{"alg":"es256"}"#, MalformedJws::Algorithm),
        (r#"{"alg":"ES256","crit":["exp"]}"#, MalformedJws::Critical),
        (r#"{"alg":"ES256","alg":"none"}"#, MalformedJws::Shape),
        (r#"{"kid":"x"}"#, MalformedJws::Shape),
        ("[]", MalformedJws::Shape),
    ] {
        assert_eq!(CompactJws::parse(&with_header(header)), Err(error), "{header}");
    }
    for text in ["", ".", "..", "a.b", "e30.e30.e30.e30", "é.é.é", &"x".repeat(20_000)] {
        assert_eq!(CompactJws::parse(text), Err(MalformedJws::Shape), "{text}");
    }
}

#[test]
fn section_5_signed_and_verified() {
    for key in [&*ES256, &*RS256] {
        let token = key.sign(Typ::Jwt, br#"{"a":1}"#).unwrap();
        let jws = CompactJws::parse(&token).unwrap();
        assert_eq!((jws.algorithm, jws.kid.as_deref()), (key.algorithm(), Some(key.kid())));
        assert_eq!((jws.typ.as_deref(), jws.payload.as_slice()), (Some("JWT"), &br#"{"a":1}"#[..]));
        assert_eq!(keys().verify(&jws), Ok(()));
        for at in [0, jws.signature.len() / 2, jws.signature.len() - 1] {
            let mut spoilt = jws.clone();
            spoilt.signature[at] ^= 1;
            assert_eq!(keys().verify(&spoilt), Err(VerifyError::WrongSignature));
        }
        let mut other = jws.clone();
        other.signed = "e30.e30";
        assert_eq!(keys().verify(&other), Err(VerifyError::WrongSignature));
    }
}

#[test]
fn section_5_2_one_keys_name_with_the_others_algorithm_finds_no_key() {
    let token = ES256.sign(Typ::Jwt, b"{}").unwrap();
    let mut jws = CompactJws::parse(&token).unwrap();
    jws.algorithm = Algorithm::Rs256;
    assert_eq!(keys().verify(&jws), Err(VerifyError::UnknownKey));
}

#[test]
fn section_6_without_a_name_every_key_of_the_algorithm_is_tried() {
    let token = ES256.sign(Typ::Jwt, b"{}").unwrap();
    let mut jws = CompactJws::parse(&token).unwrap();
    jws.kid = None;
    assert_eq!(keys().verify(&jws), Ok(()));
}

#[test]
fn appendix_a_2_and_a_3_the_examples() {
    let set = br#"{"keys":[
        {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}"#;
    let token = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    let keys = VerificationKeys::from_jwks(&Jwks::parse(set).unwrap());
    assert_eq!(keys.verify(&CompactJws::parse(token).unwrap()), Ok(()));
}

#[test]
fn rfc5208_keys_survive_storing() {
    for key in [&*ES256, &*RS256] {
        let stored = key.to_pkcs8().unwrap();
        let again = SigningKey::from_pkcs8(key.algorithm(), &stored).unwrap();
        assert_eq!((again.kid(), again.jwk()), (key.kid(), key.jwk()));
        let token = again.sign(Typ::Jwt, b"{}").unwrap();
        assert_eq!(keys().verify(&CompactJws::parse(&token).unwrap()), Ok(()));
    }
    let es256 = ES256.to_pkcs8().unwrap();
    assert_eq!(SigningKey::from_pkcs8(Algorithm::Rs256, &es256).unwrap_err(), KeyError::Malformed);
}

#[test]
fn rfc7517_section_5_keys_of_other_kinds_are_passed_over() {
    let set = format!(
        r#"{{"keys":[{{"kty":"OKP","crv":"Ed25519","x":"AA"}},7,{{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}},
        {{"kty":"RSA","n":"","e":"AQAB"}},{}]}}"#,
        serde_json::to_string(ES256.jwk()).unwrap()
    );
    let keys = VerificationKeys::from_jwks(&Jwks::parse(set.as_bytes()).unwrap());
    let token = ES256.sign(Typ::Jwt, b"{}").unwrap();
    assert_eq!(keys.verify(&CompactJws::parse(&token).unwrap()), Ok(()));
    let mut for_encryption = ES256.jwk().clone();
    for_encryption.usage = Some("enc".to_owned());
    assert!(VerificationKeys::from_jwks(&Jwks { keys: vec![for_encryption] }).is_empty());
    assert_eq!(Jwks::parse(b"{}"), Err(KeyError::MalformedSet));
}
