use onedoor_oidc::backchannel::{EVENT, LoggedOut, Logout, LogoutTokenError, validate_logout_token};
use onedoor_oidc::keys::{Algorithm, SigningKey, Typ};
use serde_json::{Value, json};

use crate::fixtures::{ES256, ISSUER, NOW, RS256, keys};

fn validate(token: &str, now: i64) -> Result<LoggedOut, LogoutTokenError> {
    validate_logout_token(token, &keys(), (ISSUER, "portal"), now, 10)
}

#[test]
fn section_2_4_told_and_believed() {
    for key in [&*ES256, &*RS256] {
        let logout =
            Logout { issuer: ISSUER, client_id: "portal", subject: "me", sid: "s1d", jti: "j", now: NOW };
        let token = logout.sign(key).unwrap();
        let told = validate(&token, NOW + 119).unwrap();
        assert_eq!(told.sub.as_deref(), Some("me"));
        assert_eq!((told.sid.as_deref(), told.jti.as_str()), (Some("s1d"), "j"));
        assert_eq!(validate(&token, NOW + 130), Err(LogoutTokenError::Time));
        assert_eq!(validate(&token, NOW - 11), Err(LogoutTokenError::Time));
    }
}

#[test]
fn section_2_6_each_rule_has_its_name() {
    let refused = |change: fn(&mut Value)| {
        let mut claims = json!({ "iss": ISSUER, "aud": ["portal"], "iat": NOW, "exp": NOW + 120, "jti": "j",
            "sid": "s", "events": { EVENT: {} } });
        change(&mut claims);
        let token = ES256.sign(Typ::Logout, claims.to_string().as_bytes()).unwrap();
        validate(&token, NOW).err()
    };
    assert_eq!(refused(|_| ()), None);
    assert_eq!(refused(|c| c["iss"] = json!("https://evil.example")), Some(LogoutTokenError::Issuer));
    assert_eq!(refused(|c| c["aud"] = json!("another")), Some(LogoutTokenError::Audience));
    assert_eq!(refused(|c| c["iat"] = json!(NOW + 11)), Some(LogoutTokenError::Time));
    assert_eq!(refused(|c| c["events"] = json!({ "other": {} })), Some(LogoutTokenError::Event));
    assert_eq!(refused(|c| c["events"] = json!({ EVENT: 1 })), Some(LogoutTokenError::Event));
    assert_eq!(refused(|c| c["nonce"] = json!("n")), Some(LogoutTokenError::Nonce));
    assert_eq!(refused(|c| c["sid"] = Value::Null), Some(LogoutTokenError::Nobody));
    assert_eq!(refused(|c| c["jti"] = Value::Null), Some(LogoutTokenError::Claims));
}

#[test]
fn section_2_6_neither_id_tokens_nor_strangers() {
    let claims = json!({ "iss": ISSUER, "aud": "portal", "iat": NOW, "jti": "j", "sid": "s", "events": { EVENT: {} } });
    let claims = claims.to_string();
    let as_id_token = ES256.sign(Typ::Jwt, claims.as_bytes()).unwrap();
    assert_eq!(validate(&as_id_token, NOW), Err(LogoutTokenError::Typ));
    let stranger =
        SigningKey::generate(Algorithm::Es256).unwrap().sign(Typ::Logout, claims.as_bytes()).unwrap();
    assert!(matches!(validate(&stranger, NOW), Err(LogoutTokenError::Signature(_))));
    assert!(matches!(validate("e30.e30.", NOW), Err(LogoutTokenError::Malformed(_))));
}
