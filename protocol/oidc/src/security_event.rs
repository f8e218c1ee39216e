//! Security event tokens (RFC 8417): an issuer tells a receiver, server to server, what has happened to a
//! subject. One token carries one event; it does not run out, because it may have to be told for days.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::id_token::Audience;
use crate::jwt::{CompactJws, MalformedJws};
use crate::keys::{KeyError, SigningKey, Typ, VerificationKeys, VerifyError};

/// The content type of a token that is pushed (RFC 8935 section 2.1).
pub const CONTENT_TYPE: &str = "application/secevent+jwt";

/// For how many seconds after its `iat` a token is taken. Whoever takes it remembers its `jti` for as long.
pub const TAKEN_FOR: i64 = 60 * 24 * 3600;

/// By how many seconds the issuer's clock may be ahead: no more hangs on it than how long a token is remembered.
const AHEAD: i64 = 24 * 3600;

/// What a token is built from.
#[derive(Debug, Clone, Copy)]
pub struct SecurityEvent<'a> {
    /// Who tells.
    pub issuer: &'a str,
    /// Who is told.
    pub audience: &'a str,
    /// To whom it has happened, as the receiver knows them (RFC 9493 section 3.2.4).
    pub subject: &'a str,
    /// What, by its URI.
    pub event: &'a str,
    /// What belongs to it.
    pub detail: &'a Value,
    /// Its name: the same however often it is told.
    pub jti: &'a str,
    /// When it was put down, in seconds.
    pub issued_at: i64,
}

impl SecurityEvent<'_> {
    /// The signed token.
    pub fn sign(&self, key: &SigningKey) -> Result<String, KeyError> {
        let claims = json!({
            "iss": self.issuer,
            "aud": self.audience,
            "jti": self.jti,
            "iat": self.issued_at,
            "sub_id": { "format": "iss_sub", "iss": self.issuer, "sub": self.subject },
            "events": { self.event: self.detail },
        });
        key.sign(Typ::SecurityEvent, claims.to_string().as_bytes())
    }
}

/// A token that was believed. It counts once: remember `jti` until [`TAKEN_FOR`] after `issued_at`.
#[derive(Debug, Clone, PartialEq)]
pub struct Happened {
    /// Its name.
    pub jti: String,
    /// When it was put down, by the issuer's clock, in seconds.
    pub issued_at: i64,
    /// To whom it has happened.
    pub subject: String,
    /// What, by its URI.
    pub event: String,
    /// What belongs to it; an object.
    pub detail: Value,
}

/// Why a token is not believed: one name for each rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecurityEventError {
    /// It cannot be taken apart, or is signed in a way that we do not accept.
    #[error(transparent)]
    Malformed(#[from] MalformedJws),
    /// Its key is unknown or its signature wrong.
    #[error(transparent)]
    Signature(#[from] VerifyError),
    /// It is another kind of token.
    #[error("the typ is not secevent+jwt")]
    Typ,
    /// Its claims are not those of one event about one subject.
    #[error("the claims are not those of a security event")]
    Claims,
    /// Somebody else issued it, or it is about a subject of somebody else.
    #[error("the issuer is another")]
    Issuer,
    /// It is for somebody else.
    #[error("the audience is somebody else")]
    Audience,
    /// It is from long ago, or from days ahead.
    #[error("the token is not of these weeks")]
    Time,
}

impl SecurityEventError {
    /// The word for it (RFC 8935 section 2.4).
    pub const fn word(self) -> &'static str {
        match self {
            Self::Malformed(_) | Self::Typ | Self::Claims | Self::Time => "invalid_request",
            Self::Signature(_) => "invalid_key",
            Self::Issuer => "invalid_issuer",
            Self::Audience => "invalid_audience",
        }
    }
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    jti: String,
    iat: i64,
    sub_id: SubjectId,
    events: Map<String, Value>,
}

#[derive(Deserialize)]
struct SubjectId {
    format: String,
    iss: String,
    sub: String,
}

/// Verifies a token, rule by rule. `now` is in seconds.
pub fn validate_security_event(
    token: &str,
    keys: &VerificationKeys,
    (issuer, audience): (&str, &str),
    now: i64,
) -> Result<Happened, SecurityEventError> {
    let jws = CompactJws::parse(token)?;
    if !jws.typ.as_deref().is_some_and(|typ| typ.eq_ignore_ascii_case("secevent+jwt")) {
        return Err(SecurityEventError::Typ);
    }
    keys.verify(&jws)?;
    let claims: Claims = serde_json::from_slice(&jws.payload).map_err(|_| SecurityEventError::Claims)?;
    if claims.iss != issuer || claims.sub_id.iss != issuer {
        return Err(SecurityEventError::Issuer);
    }
    // For one listener alone: another could show it here.
    if claims.aud != Audience::One(audience.to_owned()) {
        return Err(SecurityEventError::Audience);
    }
    let named = |name: &str| (1..=255).contains(&name.len()) && !name.chars().any(char::is_control);
    if claims.sub_id.format != "iss_sub" || !named(&claims.jti) || !named(&claims.sub_id.sub) {
        return Err(SecurityEventError::Claims);
    }
    let of_these_weeks =
        claims.iat <= now.saturating_add(AHEAD) && now <= claims.iat.saturating_add(TAKEN_FOR);
    if !of_these_weeks {
        return Err(SecurityEventError::Time);
    }
    let mut events = claims.events.into_iter();
    match (events.next(), events.next()) {
        (Some((event, detail)), None) if detail.is_object() => {
            Ok(Happened { jti: claims.jti, issued_at: claims.iat, subject: claims.sub_id.sub, event, detail })
        }
        _ => Err(SecurityEventError::Claims),
    }
}
