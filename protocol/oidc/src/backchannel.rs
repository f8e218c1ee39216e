//! Logout tokens (OpenID Connect Back-Channel Logout 1.0): the provider tells a relying party, server to
//! server, that a session has ended.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::id_token::Audience;
use crate::jwt::{CompactJws, MalformedJws};
use crate::keys::{KeyError, SigningKey, Typ, VerificationKeys, VerifyError};

/// The one event that such a token is about (section 2.4).
pub const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// For how many seconds a logout token is good; two minutes at most, says section 2.4.
pub const LIFETIME: i64 = 120;

/// What a logout token is built from.
#[derive(Debug, Clone, Copy)]
pub struct Logout<'a> {
    /// The provider.
    pub issuer: &'a str,
    /// The client that is told.
    pub client_id: &'a str,
    /// The person, as that client knows them.
    pub subject: &'a str,
    /// The session.
    pub sid: &'a str,
    /// Unguessable or at least never the same; the caller draws it.
    pub jti: &'a str,
    /// The time, in seconds.
    pub now: i64,
}

impl Logout<'_> {
    /// The signed logout token.
    pub fn sign(&self, key: &SigningKey) -> Result<String, KeyError> {
        let claims = json!({
            "iss": self.issuer,
            "aud": self.client_id,
            "sub": self.subject,
            "sid": self.sid,
            "jti": self.jti,
            "iat": self.now,
            "exp": self.now.saturating_add(LIFETIME),
            "events": { EVENT: {} },
        });
        key.sign(Typ::Logout, claims.to_string().as_bytes())
    }
}

/// What a relying party learns from a logout token: at least one of `sub` and `sid`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedOut {
    /// The person whose sessions have ended.
    pub sub: Option<String>,
    /// The session that has ended.
    pub sid: Option<String>,
    /// The name of the token; one that was seen before changes nothing.
    pub jti: String,
}

/// Why a logout token is not believed: one name for each rule of section 2.6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LogoutTokenError {
    /// It cannot be taken apart, or is signed in a way that we do not accept.
    #[error(transparent)]
    Malformed(#[from] MalformedJws),
    /// Its key is unknown or its signature wrong.
    #[error(transparent)]
    Signature(#[from] VerifyError),
    /// It is another kind of token.
    #[error("the typ is not logout+jwt")]
    Typ,
    /// Its claims are not those of a logout token.
    #[error("the claims are not those of a logout token")]
    Claims,
    /// Somebody else issued it.
    #[error("the issuer is another")]
    Issuer,
    /// It is for somebody else.
    #[error("the audience is somebody else")]
    Audience,
    /// It is over, or too old, or from the future.
    #[error("the token is not of this moment")]
    Time,
    /// It is not about a logout.
    #[error("the events are not a back-channel logout")]
    Event,
    /// An ID token in disguise.
    #[error("the token has a nonce")]
    Nonce,
    /// It says neither who nor which session.
    #[error("the token has neither sub nor sid")]
    Nobody,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    iat: i64,
    exp: Option<i64>,
    jti: String,
    sub: Option<String>,
    sid: Option<String>,
    #[serde(default)]
    events: Map<String, Value>,
    nonce: Option<Value>,
}

/// Verifies a logout token, rule by rule. `now` and `leeway` are in seconds.
pub fn validate_logout_token(
    token: &str,
    keys: &VerificationKeys,
    (issuer, client_id): (&str, &str),
    now: i64,
    leeway: i64,
) -> Result<LoggedOut, LogoutTokenError> {
    let jws = CompactJws::parse(token)?;
    if !jws.typ.as_deref().is_some_and(|typ| typ.eq_ignore_ascii_case("logout+jwt")) {
        return Err(LogoutTokenError::Typ);
    }
    keys.verify(&jws)?;
    let claims: Claims = serde_json::from_slice(&jws.payload).map_err(|_| LogoutTokenError::Claims)?;
    if claims.iss != issuer {
        return Err(LogoutTokenError::Issuer);
    }
    if !claims.aud.contains(client_id) {
        return Err(LogoutTokenError::Audience);
    }
    let expires = claims.exp.unwrap_or(claims.iat.saturating_add(LIFETIME));
    if claims.iat > now.saturating_add(leeway) || now.saturating_sub(leeway) >= expires {
        return Err(LogoutTokenError::Time);
    }
    if !claims.events.get(EVENT).is_some_and(Value::is_object) {
        return Err(LogoutTokenError::Event);
    }
    if claims.nonce.is_some() {
        return Err(LogoutTokenError::Nonce);
    }
    if claims.sub.is_none() && claims.sid.is_none() {
        return Err(LogoutTokenError::Nobody);
    }
    Ok(LoggedOut { sub: claims.sub, sid: claims.sid, jti: claims.jti })
}
