//! Compact JSON Web Signatures (RFC 7515) taken apart, before anything in them is believed.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use crate::keys::Algorithm;

/// The longest token that is read.
const LONGEST: usize = 16 * 1024;

/// A token taken apart; its signature is not verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompactJws<'a> {
    /// How it says it is signed; only what we can verify.
    pub algorithm: Algorithm,
    /// The name of the key.
    pub kid: Option<String>,
    /// What it says it is.
    pub typ: Option<String>,
    /// The claims, decoded.
    pub payload: Vec<u8>,
    /// Header and payload as they were signed.
    pub signed: &'a str,
    /// The signature, decoded.
    pub signature: Vec<u8>,
}

/// Not a token that could be verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MalformedJws {
    /// Not three parts of base64url with a JSON header.
    #[error("not a compact JWS")]
    Shape,
    /// Signed in no way, or in one that is not ES256 or RS256.
    #[error("the alg is not ES256 or RS256")]
    Algorithm,
    /// A header that must be understood and is not (RFC 7515 section 4.1.11).
    #[error("the header has a crit member")]
    Critical,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<serde::de::IgnoredAny>,
}

impl<'a> CompactJws<'a> {
    /// Takes a token apart.
    pub fn parse(token: &'a str) -> Result<Self, MalformedJws> {
        if token.len() > LONGEST {
            return Err(MalformedJws::Shape);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(MalformedJws::Shape)?;
        let (header, payload) = signed.split_once('.').ok_or(MalformedJws::Shape)?;
        let header = decoded(header)?;
        let header: Header = serde_json::from_slice(&header).map_err(|_| MalformedJws::Shape)?;
        if header.crit.is_some() {
            return Err(MalformedJws::Critical);
        }
        let algorithm = Algorithm::from_alg(&header.alg).ok_or(MalformedJws::Algorithm)?;
        let (payload, signature) = (decoded(payload)?, decoded(signature)?);
        Ok(Self { algorithm, kid: header.kid, typ: header.typ, payload, signed, signature })
    }
}

fn decoded(part: &str) -> Result<Vec<u8>, MalformedJws> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| MalformedJws::Shape)
}
