use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::keys::{Algorithm, KeyError};

/// The most keys of one set that are looked at.
const MOST_KEYS: usize = 64;

/// A public key as JSON (RFC 7517, RFC 7518 section 6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jwk {
    /// `EC` or `RSA`.
    pub kty: String,
    /// The name of the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    /// `sig` for a key that verifies.
    #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
    pub usage: Option<String>,
    /// The one algorithm that the key is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alg: Option<String>,
    /// The curve of an EC key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crv: Option<String>,
    /// The first coordinate of an EC key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    /// The second coordinate of an EC key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
    /// The modulus of an RSA key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<String>,
    /// The exponent of an RSA key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub e: Option<String>,
}

/// A set of public keys (RFC 7517 section 5).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Jwks {
    /// The keys, the one that signs now first.
    pub keys: Vec<Jwk>,
}

impl Jwks {
    /// Reads a set. A member that is no key in a shape we know is passed over, as RFC 7517 section 5
    /// asks.
    pub fn parse(json: &[u8]) -> Result<Self, KeyError> {
        #[derive(Deserialize)]
        struct Raw {
            keys: Vec<serde_json::Value>,
        }
        let raw: Raw = serde_json::from_slice(json).map_err(|_| KeyError::MalformedSet)?;
        let keys = raw.keys.into_iter().take(MOST_KEYS);
        Ok(Self { keys: keys.filter_map(|key| serde_json::from_value(key).ok()).collect() })
    }

    /// The set as it is published.
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings serialise")
    }
}

impl Jwk {
    pub(super) fn ec(x: &[u8], y: &[u8]) -> Self {
        let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
        let kid = thumbprint(&format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#));
        Self {
            crv: Some("P-256".to_owned()),
            x: Some(x),
            y: Some(y),
            ..Self::signing("EC", Algorithm::Es256, kid)
        }
    }

    pub(super) fn rsa(n: &[u8], e: &[u8]) -> Self {
        let (n, e) = (URL_SAFE_NO_PAD.encode(n), URL_SAFE_NO_PAD.encode(e));
        let kid = thumbprint(&format!(r#"{{"e":"{e}","kty":"RSA","n":"{n}"}}"#));
        Self { n: Some(n), e: Some(e), ..Self::signing("RSA", Algorithm::Rs256, kid) }
    }

    fn signing(kty: &str, algorithm: Algorithm, kid: String) -> Self {
        Self {
            kty: kty.to_owned(),
            kid: Some(kid),
            usage: Some("sig".to_owned()),
            alg: Some(algorithm.as_str().to_owned()),
            crv: None,
            x: None,
            y: None,
            n: None,
            e: None,
        }
    }
}

/// RFC 7638: the SHA-256 of the required members, in the order of their names, without spaces.
fn thumbprint(canonical: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, canonical.as_bytes()))
}
