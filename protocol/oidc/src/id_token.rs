//! The ID token (OpenID Connect Core section 2): its claims, and how a relying party verifies it
//! (section 3.1.3.7).

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::jwt::{CompactJws, MalformedJws};
use crate::keys::{Algorithm, KeyError, SigningKey, Typ, VerificationKeys, VerifyError};

/// What an ID token says. Times are seconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IdTokenClaims {
    /// The provider.
    pub iss: String,
    /// The person, as this client knows them.
    pub sub: String,
    /// The client.
    pub aud: Audience,
    /// Until when.
    pub exp: i64,
    /// Since when.
    pub iat: i64,
    /// When the person proved themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<i64>,
    /// The request's nonce.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// The assurance reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acr: Option<String>,
    /// How they proved themselves (RFC 8176).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amr: Vec<String>,
    /// The party it was issued to, where there are several in `aud`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub azp: Option<String>,
    /// Ties the access token to it: see [`at_hash`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_hash: Option<String>,
    /// The session at the provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// One or several parties (RFC 7519 section 4.1.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Audience {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

impl Audience {
    /// Whether a party is among them.
    pub fn contains(&self, party: &str) -> bool {
        match self {
            Self::One(one) => one == party,
            Self::Several(several) => several.iter().any(|one| one == party),
        }
    }

    /// Whether it is for this party and for nobody else.
    pub fn is_only(&self, party: &str) -> bool {
        match self {
            Self::One(one) => one == party,
            Self::Several(several) => !several.is_empty() && several.iter().all(|one| one == party),
        }
    }
}

impl IdTokenClaims {
    /// The signed token.
    pub fn sign(&self, key: &SigningKey) -> Result<String, KeyError> {
        key.sign(Typ::Jwt, &serde_json::to_vec(self).expect("strings and numbers serialise"))
    }
}

/// What ties an access token to an ID token (section 3.1.3.6): the left half of its SHA-256.
pub fn at_hash(access_token: &str) -> String {
    URL_SAFE_NO_PAD.encode(&digest(&SHA256, access_token.as_bytes()).as_ref()[..16])
}

/// What a relying party expects of an ID token.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The provider that was asked.
    pub issuer: &'a str,
    /// Who we are there.
    pub client_id: &'a str,
    /// How it has to be signed; `None` for any way that we know.
    pub algorithm: Option<Algorithm>,
    /// The nonce of the request; `None` for a token that came with a refresh.
    pub nonce: Option<&'a str>,
    /// The access token that came along.
    pub access_token: Option<&'a str>,
    /// The `max_age` of the request, in seconds.
    pub max_age: Option<i64>,
    /// By how many seconds the two clocks may differ.
    pub leeway: i64,
}

/// Why an ID token is not believed: one name for each rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdTokenError {
    /// It cannot be taken apart, or is signed in a way that we do not accept.
    #[error(transparent)]
    Malformed(#[from] MalformedJws),
    /// It is signed in another way than was agreed.
    #[error("the alg is not the one that was agreed")]
    Algorithm,
    /// Its key is unknown or its signature wrong.
    #[error(transparent)]
    Signature(#[from] VerifyError),
    /// Its claims are not those of an ID token.
    #[error("the claims are not those of an ID token")]
    Claims,
    /// It is another kind of token.
    #[error("the typ is not that of an ID token")]
    Typ,
    /// Somebody else issued it.
    #[error("the issuer is not the one that was asked")]
    Issuer,
    /// It is for somebody else.
    #[error("the audience is somebody else")]
    Audience,
    /// It is for others too, whom we do not know (section 3.1.3.7, rule 3).
    #[error("the audience has somebody else beside us")]
    AudienceOfOthers,
    /// It was issued to somebody else.
    #[error("the authorized party is somebody else")]
    AuthorizedParty,
    /// It is over.
    #[error("the token has expired")]
    Expired,
    /// It is from the future.
    #[error("the token was issued in the future")]
    IssuedInTheFuture,
    /// It says itself that its time has not come.
    #[error("the token is not good yet")]
    NotYet,
    /// It answers another request.
    #[error("the nonce is not that of the request")]
    Nonce,
    /// It belongs to another access token.
    #[error("the at_hash is not that of the access token")]
    AccessTokenHash,
    /// The person proved themselves too long ago, or it does not say when.
    #[error("the authentication is older than max_age")]
    MaxAge,
}

/// Verifies an ID token, rule by rule, and gives its claims. `now` is in seconds.
pub fn validate_id_token(
    token: &str,
    keys: &VerificationKeys,
    expected: &Expected<'_>,
    now: i64,
) -> Result<IdTokenClaims, IdTokenError> {
    let claims = verified_claims(token, keys, expected.algorithm)?;
    check_parties(&claims, expected)?;
    check_times(&claims, expected, now)?;
    check_ties(&claims, expected)?;
    Ok(claims)
}

/// Verifies a token that comes back as a hint (OpenID Connect RP-Initiated Logout section 2, Core
/// section 3.1.2.1): signature and issuer must be right, it may be over.
pub fn validate_hint(
    token: &str,
    keys: &VerificationKeys,
    issuer: &str,
) -> Result<IdTokenClaims, IdTokenError> {
    let claims = verified_claims(token, keys, None)?;
    if claims.iss == issuer { Ok(claims) } else { Err(IdTokenError::Issuer) }
}

fn verified_claims(
    token: &str,
    keys: &VerificationKeys,
    algorithm: Option<Algorithm>,
) -> Result<IdTokenClaims, IdTokenError> {
    let jws = CompactJws::parse(token)?;
    if algorithm.is_some_and(|agreed| agreed != jws.algorithm) {
        return Err(IdTokenError::Algorithm);
    }
    if jws.typ.as_deref().is_some_and(|typ| !typ.eq_ignore_ascii_case("jwt")) {
        return Err(IdTokenError::Typ);
    }
    keys.verify(&jws)?;
    let claims: IdTokenClaims = serde_json::from_slice(&jws.payload).map_err(|_| IdTokenError::Claims)?;
    let sub_fits = (1..=255).contains(&claims.sub.len());
    if sub_fits { Ok(claims) } else { Err(IdTokenError::Claims) }
}

fn check_parties(claims: &IdTokenClaims, expected: &Expected<'_>) -> Result<(), IdTokenError> {
    if claims.iss != expected.issuer {
        return Err(IdTokenError::Issuer);
    }
    if !claims.aud.contains(expected.client_id) {
        return Err(IdTokenError::Audience);
    }
    if !claims.aud.is_only(expected.client_id) {
        return Err(IdTokenError::AudienceOfOthers);
    }
    match &claims.azp {
        Some(azp) if azp != expected.client_id => Err(IdTokenError::AuthorizedParty),
        _ => Ok(()),
    }
}

fn check_times(claims: &IdTokenClaims, expected: &Expected<'_>, now: i64) -> Result<(), IdTokenError> {
    if now.saturating_sub(expected.leeway) >= claims.exp {
        return Err(IdTokenError::Expired);
    }
    if claims.iat > now.saturating_add(expected.leeway) {
        return Err(IdTokenError::IssuedInTheFuture);
    }
    // We send none, others may (RFC 7519 section 4.1.5).
    let begun = |nbf: &Value| nbf.as_i64().is_some_and(|nbf| nbf <= now.saturating_add(expected.leeway));
    if !claims.extra.get("nbf").is_none_or(begun) {
        return Err(IdTokenError::NotYet);
    }
    match (expected.max_age, claims.auth_time) {
        (None, _) => Ok(()),
        (Some(most), Some(at)) if now.saturating_sub(at) <= most.saturating_add(expected.leeway) => Ok(()),
        (Some(_), _) => Err(IdTokenError::MaxAge),
    }
}

fn check_ties(claims: &IdTokenClaims, expected: &Expected<'_>) -> Result<(), IdTokenError> {
    if expected.nonce.is_some_and(|nonce| claims.nonce.as_deref() != Some(nonce)) {
        return Err(IdTokenError::Nonce);
    }
    match (&claims.at_hash, expected.access_token) {
        (Some(hash), Some(access_token)) if *hash != at_hash(access_token) => {
            Err(IdTokenError::AccessTokenHash)
        }
        _ => Ok(()),
    }
}
