//! A request that an issuer signs: one method, one address, one body, once, for one listener, now.
//!
//! What a bearer token would open for whoever copies it, this opens for nothing else. The claims are those of
//! DPoP (RFC 9449 section 4.2: `htm`, `htu`) with a digest of the body.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use serde_json::json;

use crate::id_token::Audience;
use crate::jwt::{CompactJws, MalformedJws};
use crate::keys::{KeyError, SigningKey, Typ, VerificationKeys, VerifyError};

/// For how many seconds such a proof is good.
pub const LIFETIME: i64 = 60;

/// The `typ` of the linking interface's requests.
const LINKING: &str = "onedoor-linking+jwt";

/// The request as both sides see it.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Who asks: the issuer whose keys sign.
    pub issuer: &'a str,
    /// Whom: the interface, by the address under which the issuer knows it.
    pub audience: &'a str,
    /// The method.
    pub method: &'a str,
    /// The whole address, with its query.
    pub url: &'a str,
    /// The body, byte for byte.
    pub body: &'a [u8],
}

/// A proof that was believed. It is good once: remember `jti` until `expires_at`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Believed {
    /// Its name.
    pub jti: String,
    /// Until when it would be taken, in seconds.
    pub expires_at: i64,
}

/// Why a proof is not believed: one name for each rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// It cannot be taken apart, or is signed in a way that we do not accept.
    #[error(transparent)]
    Malformed(#[from] MalformedJws),
    /// Its key is unknown or its signature wrong.
    #[error(transparent)]
    Signature(#[from] VerifyError),
    /// It is another kind of token.
    #[error("the typ is not {LINKING}")]
    Typ,
    /// Its claims are not those of a request.
    #[error("the claims are not those of a request")]
    Claims,
    /// Somebody else signed it.
    #[error("the issuer is another")]
    Issuer,
    /// It is for somebody else.
    #[error("the audience is somebody else")]
    Audience,
    /// It is over, from the future, or good for too long.
    #[error("the proof is not of this moment")]
    Time,
    /// It is of another method, address or body.
    #[error("the proof is of another request")]
    OtherRequest,
}

/// The digest of a body, as `htb` has it.
fn body_digest(body: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, body))
}

impl Request<'_> {
    /// The signed proof. `jti` must never be the same twice; `now` is in seconds.
    pub fn sign(&self, key: &SigningKey, jti: &str, now: i64) -> Result<String, KeyError> {
        let claims = json!({
            "iss": self.issuer,
            "aud": self.audience,
            "htm": self.method,
            "htu": self.url,
            "htb": body_digest(self.body),
            "jti": jti,
            "iat": now,
            "exp": now.saturating_add(LIFETIME),
        });
        key.sign(Typ::Linking, claims.to_string().as_bytes())
    }
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    htm: String,
    htu: String,
    htb: String,
    jti: String,
    iat: i64,
    exp: i64,
}

/// Verifies a proof, rule by rule. `now` and `leeway` are in seconds.
pub fn validate_request(
    token: &str,
    keys: &VerificationKeys,
    request: &Request<'_>,
    now: i64,
    leeway: i64,
) -> Result<Believed, RequestError> {
    let jws = CompactJws::parse(token)?;
    if !jws.typ.as_deref().is_some_and(|typ| typ.eq_ignore_ascii_case(LINKING)) {
        return Err(RequestError::Typ);
    }
    keys.verify(&jws)?;
    let claims: Claims = serde_json::from_slice(&jws.payload).map_err(|_| RequestError::Claims)?;
    if !(1..=255).contains(&claims.jti.len()) {
        return Err(RequestError::Claims);
    }
    if claims.iss != request.issuer {
        return Err(RequestError::Issuer);
    }
    // For one listener alone: another could show it here.
    if claims.aud != Audience::One(request.audience.to_owned()) {
        return Err(RequestError::Audience);
    }
    let future = claims.iat > now.saturating_add(leeway);
    let over = now.saturating_sub(leeway) >= claims.exp;
    if future || over || claims.exp > claims.iat.saturating_add(LIFETIME) {
        return Err(RequestError::Time);
    }
    let same = claims.htm == request.method && claims.htu == request.url;
    if !same || claims.htb != body_digest(request.body) {
        return Err(RequestError::OtherRequest);
    }
    Ok(Believed { jti: claims.jti, expires_at: claims.exp })
}
