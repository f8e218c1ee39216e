use std::collections::BTreeMap;

use onedoor_oidc::authorize::{AuthorizationRequest, ClaimsRequest, Prompt, ResponseMode};
use onedoor_oidc::id_token::{
    Audience, Expected, IdTokenClaims, IdTokenError, at_hash, validate_hint, validate_id_token,
};
use onedoor_oidc::keys::{Algorithm, SigningKey, Typ, VerifyError};
use onedoor_oidc::pairwise::PairwiseKey;
use onedoor_oidc::{Scopes, userinfo};
use serde_json::json;

use crate::fixtures::{ES256, ISSUER, NOW, RS256, authorize, keys, refused, scopes};

#[test]
fn section_3_1_2_1_the_whole_request_is_read_and_can_be_stored() {
    let request = authorize(&[
        ("response_mode", "form_post"),
        ("prompt", "login consent login"),
        ("max_age", "300"),
        ("login_hint", "0912345678"),
        ("acr_values", "b a"),
        ("ui_locales", "vi en"),
        (
            "claims",
            r#"{"userinfo":{"name":null},"id_token":{"acr":{"values":["b"],"essential":true}},"x":1}"#,
        ),
        ("unheard_of", "ignored"),
    ])
    .unwrap();
    assert_eq!(request.response_mode, ResponseMode::FormPost);
    assert_eq!(request.prompts.0, [Prompt::Login, Prompt::Consent]);
    assert_eq!((request.max_age, request.nonce.as_deref()), (Some(300), Some("n0nce")));
    assert_eq!(request.acr_values, ["b", "a"]);
    assert_eq!(request.essential_acr(), Some(vec!["b"]));
    let stored = serde_json::to_string(&request).unwrap();
    assert_eq!(serde_json::from_str::<AuthorizationRequest>(&stored).unwrap(), request);
}

#[test]
fn section_3_1_2_1_what_cannot_be_meant_is_refused() {
    for change in [
        ("prompt", "none login"),
        ("prompt", "create"),
        ("max_age", "-1"),
        ("max_age", "soon"),
        ("claims", "[]"),
        ("claims", "{"),
        ("claims", r#"{"userinfo":1}"#),
        ("claims", r#"{"id_token":{"acr":true}}"#),
        ("claims", r#"{"id_token":{"acr":{"essential":"yes"}}}"#),
        ("response_mode", "web_message"),
    ] {
        assert_eq!(refused(&[change]), ("invalid_request", true), "{change:?}");
    }
    let long = "x".repeat(9000);
    for name in ["nonce", "login_hint", "id_token_hint", "acr_values", "claims", "ui_locales", "state"] {
        assert_eq!(refused(&[(name, &long)]), ("invalid_request", true), "{name}");
    }
}

#[test]
fn section_5_4_and_5_5_claims_by_scope_and_one_by_one() {
    let names = |scope: &Scopes, single: &[&str]| {
        userinfo::wanted(scope, single.iter().copied()).into_iter().collect::<Vec<_>>()
    };
    assert_eq!(names(&scopes("openid"), &[]), Vec::<&str>::new());
    assert_eq!(names(&scopes("openid phone"), &[]), ["phone_number", "phone_number_verified"]);
    assert_eq!(names(&scopes("openid"), &["email", "password_hash"]), ["email"]);
    let known = json!({ "name": "Ana", "email": "a@b", "gender": null });
    let known = known.as_object().unwrap();
    let wanted = userinfo::wanted(&scopes("openid profile"), []);
    assert_eq!(json!(userinfo::select(known, &wanted, &BTreeMap::new())), json!({ "name": "Ana" }));
    let other = ClaimsRequest::parse(r#"{"userinfo":{"name":{"value":"Bo"}}}"#).unwrap();
    assert!(userinfo::select(known, &wanted, &other.userinfo).is_empty(), "another value is of no use");
    let same = ClaimsRequest::parse(r#"{"userinfo":{"name":{"values":["Bo","Ana"]}}}"#).unwrap();
    assert_eq!(userinfo::select(known, &wanted, &same.userinfo).len(), 1);
}

#[test]
fn section_5_3_2_userinfo_about_somebody_else_is_not_used() {
    let answer = json!({ "sub": "me" });
    let answer = answer.as_object().unwrap();
    assert!(userinfo::is_about(answer, "me") && !userinfo::is_about(answer, "you"));
}

#[test]
fn section_8_1_pairwise_subjects() {
    let key = PairwiseKey::new(&[7; 32]);
    let subject = key.subject("portal.example", b"account");
    assert_eq!(subject, key.subject("portal.example", b"account"));
    assert_ne!(subject, key.subject("school.example", b"account"));
    assert_ne!(subject, PairwiseKey::new(&[8; 32]).subject("portal.example", b"account"));
    assert_ne!(key.subject("a", b"bc"), key.subject("ab", b"c"));
    assert_eq!(subject.len(), 43);
}

#[test]
fn section_3_1_3_6_at_hash() {
    // The left half of SHA-256("").
    assert_eq!(at_hash(""), "47DEQpj8HBSa-_TImW-5JA");
}

fn claims() -> IdTokenClaims {
    IdTokenClaims {
        iss: ISSUER.to_owned(),
        sub: "me".to_owned(),
        aud: Audience::One("portal".to_owned()),
        exp: NOW + 300,
        iat: NOW,
        auth_time: Some(NOW - 60),
        nonce: Some("n0nce".to_owned()),
        acr: Some("loa1".to_owned()),
        amr: vec!["pwd".to_owned()],
        azp: None,
        at_hash: Some(at_hash("access")),
        sid: Some("s1d".to_owned()),
        extra: [("name".to_owned(), json!("Nguyễn Thị Ánh"))].into_iter().collect(),
    }
}

const EXPECTED: Expected<'static> = Expected {
    issuer: ISSUER,
    client_id: "portal",
    algorithm: None,
    nonce: Some("n0nce"),
    access_token: Some("access"),
    max_age: Some(60),
    leeway: 10,
};

fn validate(token: &str, expected: &Expected<'_>, now: i64) -> Result<IdTokenClaims, IdTokenError> {
    validate_id_token(token, &keys(), expected, now)
}

#[test]
fn section_3_1_3_7_a_good_token_in_either_algorithm() {
    for key in [&*ES256, &*RS256] {
        let token = claims().sign(key).unwrap();
        assert_eq!(validate(&token, &EXPECTED, NOW), Ok(claims()));
        let agreed = Expected { algorithm: Some(key.algorithm()), ..EXPECTED };
        assert!(validate(&token, &agreed, NOW + 5).is_ok());
    }
    let rs256_agreed = Expected { algorithm: Some(Algorithm::Rs256), ..EXPECTED };
    let token = claims().sign(&ES256).unwrap();
    assert_eq!(validate(&token, &rs256_agreed, NOW), Err(IdTokenError::Algorithm));
}

#[test]
fn section_3_1_3_7_each_rule_has_its_name() {
    let refused = |change: fn(&mut IdTokenClaims), now: i64| {
        let mut changed = claims();
        change(&mut changed);
        validate(&changed.sign(&ES256).unwrap(), &EXPECTED, now).unwrap_err()
    };
    assert_eq!(refused(|c| c.iss.push('/'), NOW), IdTokenError::Issuer);
    assert_eq!(refused(|c| c.aud = Audience::One("other".into()), NOW), IdTokenError::Audience);
    let two = |c: &mut IdTokenClaims| c.aud = Audience::Several(vec!["portal".into(), "other".into()]);
    assert_eq!(refused(two, NOW), IdTokenError::AudienceOfOthers);
    let ours_among_two = |c: &mut IdTokenClaims| {
        c.aud = Audience::Several(vec!["portal".into(), "other".into()]);
        c.azp = Some("portal".into());
    };
    assert_eq!(refused(ours_among_two, NOW), IdTokenError::AudienceOfOthers);
    assert_eq!(refused(|c| c.aud = Audience::Several(Vec::new()), NOW), IdTokenError::Audience);
    let later = |c: &mut IdTokenClaims| drop(c.extra.insert("nbf".to_owned(), json!(NOW + 11)));
    assert_eq!(refused(later, NOW), IdTokenError::NotYet);
    let soon = |c: &mut IdTokenClaims| drop(c.extra.insert("nbf".to_owned(), json!("soon")));
    assert_eq!(refused(soon, NOW), IdTokenError::NotYet);
    assert_eq!(refused(|c| c.azp = Some("other".into()), NOW), IdTokenError::AuthorizedParty);
    assert_eq!(refused(|c| c.exp = NOW, NOW + 10), IdTokenError::Expired);
    assert_eq!(refused(|c| c.iat = NOW + 11, NOW), IdTokenError::IssuedInTheFuture);
    assert_eq!(refused(|c| c.nonce = Some("other".into()), NOW), IdTokenError::Nonce);
    assert_eq!(refused(|c| c.nonce = None, NOW), IdTokenError::Nonce);
    assert_eq!(refused(|c| c.at_hash = Some("x".into()), NOW), IdTokenError::AccessTokenHash);
    assert_eq!(refused(|c| c.auth_time = Some(NOW - 71), NOW), IdTokenError::MaxAge);
    assert_eq!(refused(|c| c.auth_time = None, NOW), IdTokenError::MaxAge);
    assert_eq!(refused(|c| c.sub.clear(), NOW), IdTokenError::Claims);
    assert_eq!(refused(|c| c.sub = "s".repeat(256), NOW), IdTokenError::Claims);
}

#[test]
fn section_3_1_3_7_leeway_is_for_clocks_only() {
    let mut brief = claims();
    brief.exp = NOW;
    brief.extra.insert("nbf".to_owned(), json!(NOW + 19));
    brief.aud = Audience::Several(vec!["portal".into()]);
    let token = brief.sign(&ES256).unwrap();
    assert!(validate(&token, &EXPECTED, NOW + 9).is_ok());
}

#[test]
fn section_10_1_keys_change() {
    let stranger = SigningKey::generate(Algorithm::Es256).unwrap();
    let token = claims().sign(&stranger).unwrap();
    assert_eq!(validate(&token, &EXPECTED, NOW), Err(IdTokenError::Signature(VerifyError::UnknownKey)));
    // A stranger's signature under a name that we know.
    let known = claims().sign(&ES256).unwrap();
    let forged = format!("{}.{}", known.rsplit_once('.').unwrap().0, token.rsplit_once('.').unwrap().1);
    assert_eq!(validate(&forged, &EXPECTED, NOW), Err(IdTokenError::Signature(VerifyError::WrongSignature)));
}

#[test]
fn section_2_other_tokens_are_no_id_tokens() {
    let payload = serde_json::to_vec(&claims()).unwrap();
    let logout = ES256.sign(Typ::Logout, &payload).unwrap();
    assert_eq!(validate(&logout, &EXPECTED, NOW), Err(IdTokenError::Typ));
    let odd = ES256.sign(Typ::Jwt, br#"{"iss":1}"#).unwrap();
    assert_eq!(validate(&odd, &EXPECTED, NOW), Err(IdTokenError::Claims));
}

#[test]
fn section_3_1_2_1_a_hint_may_be_over_but_not_forged() {
    let mut over = claims();
    over.exp = NOW - 1_000_000;
    let token = over.sign(&ES256).unwrap();
    assert_eq!(validate_hint(&token, &keys(), ISSUER), Ok(over));
    assert_eq!(validate_hint(&token, &keys(), "https://other.example"), Err(IdTokenError::Issuer));
    let stranger = claims().sign(&SigningKey::generate(Algorithm::Es256).unwrap()).unwrap();
    assert!(validate_hint(&stranger, &keys(), ISSUER).is_err());
}
