//! Security event tokens (RFC 8417), as the linking interface pushes them (RFC 8935).

use onedoor_oidc::keys::{Algorithm, SigningKey, Typ};
use onedoor_oidc::security_event::{
    Happened, SecurityEvent, SecurityEventError, TAKEN_FOR, validate_security_event,
};
use serde_json::{Value, json};

use crate::fixtures::{ES256, ISSUER, NOW, RS256, keys};

const PORTAL: &str = "https://portal.example/linking/v1";
const EVENT: &str = "urn:onedoor:event:contact-changed";
const DAY: i64 = 24 * 3600;

fn validate(token: &str, now: i64) -> Result<Happened, SecurityEventError> {
    validate_security_event(token, &keys(), (ISSUER, PORTAL), now)
}

fn claims() -> Value {
    json!({ "iss": ISSUER, "aud": PORTAL, "iat": NOW, "jti": "j",
        "sub_id": { "format": "iss_sub", "iss": ISSUER, "sub": "me" }, "events": { EVENT: { "claims": ["email"] } } })
}

#[test]
fn rfc_8417_section_2_told_and_believed_for_weeks() {
    for key in [&*ES256, &*RS256] {
        let detail = json!({ "claims": ["email"] });
        let event = SecurityEvent {
            issuer: ISSUER,
            audience: PORTAL,
            subject: "me",
            event: EVENT,
            detail: &detail,
            jti: "j",
            issued_at: NOW,
        };
        let token = event.sign(key).unwrap();
        // Clocks may differ by hours; no answer of ours hangs on theirs.
        for now in [NOW - 20 * 3600, NOW, NOW + 30 * DAY, NOW + TAKEN_FOR] {
            let told = validate(&token, now).unwrap();
            assert_eq!((told.subject.as_str(), told.event.as_str(), &told.detail), ("me", EVENT, &detail));
            assert_eq!((told.jti.as_str(), told.issued_at), ("j", NOW));
        }
        assert_eq!(validate(&token, NOW + TAKEN_FOR + 1), Err(SecurityEventError::Time));
        assert_eq!(validate(&token, NOW - DAY - 1), Err(SecurityEventError::Time));
    }
}

#[test]
fn each_rule_has_its_name_and_each_name_its_word_of_rfc_8935() {
    let refused = |change: fn(&mut Value)| {
        let mut claims = claims();
        change(&mut claims);
        let token = ES256.sign(Typ::SecurityEvent, claims.to_string().as_bytes()).unwrap();
        validate(&token, NOW).err()
    };
    assert_eq!(refused(|_| ()), None);
    assert_eq!(refused(|c| c["iss"] = json!("https://evil.example")), Some(SecurityEventError::Issuer));
    assert_eq!(
        refused(|c| c["sub_id"]["iss"] = json!("https://evil.example")),
        Some(SecurityEventError::Issuer)
    );
    assert_eq!(refused(|c| c["aud"] = json!("another")), Some(SecurityEventError::Audience));
    assert_eq!(refused(|c| c["aud"] = json!([PORTAL, "another"])), Some(SecurityEventError::Audience));
    assert_eq!(refused(|c| c["sub_id"]["format"] = json!("email")), Some(SecurityEventError::Claims));
    assert_eq!(refused(|c| c["sub_id"]["sub"] = json!("")), Some(SecurityEventError::Claims));
    assert_eq!(refused(|c| c["events"] = json!({})), Some(SecurityEventError::Claims));
    assert_eq!(refused(|c| c["events"]["another"] = json!({})), Some(SecurityEventError::Claims));
    assert_eq!(refused(|c| c["events"] = json!({ EVENT: 1 })), Some(SecurityEventError::Claims));
    assert_eq!(refused(|c| c["jti"] = Value::Null), Some(SecurityEventError::Claims));
    assert_eq!(SecurityEventError::Issuer.word(), "invalid_issuer");
    assert_eq!(SecurityEventError::Audience.word(), "invalid_audience");
    assert_eq!(SecurityEventError::Claims.word(), "invalid_request");
}

#[test]
fn neither_other_tokens_nor_strangers() {
    let claims = claims().to_string();
    for typ in [Typ::Jwt, Typ::Logout, Typ::Linking] {
        let token = ES256.sign(typ, claims.as_bytes()).unwrap();
        assert_eq!(validate(&token, NOW), Err(SecurityEventError::Typ));
    }
    let stranger = SigningKey::generate(Algorithm::Es256).unwrap();
    let forged = stranger.sign(Typ::SecurityEvent, claims.as_bytes()).unwrap();
    let error = validate(&forged, NOW).unwrap_err();
    assert_eq!((matches!(error, SecurityEventError::Signature(_)), error.word()), (true, "invalid_key"));
    assert!(matches!(validate("e30.e30.", NOW), Err(SecurityEventError::Malformed(_))));
}
