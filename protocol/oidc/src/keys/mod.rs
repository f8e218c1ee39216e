//! Keys that sign tokens and keys that verify them: ES256 and RS256 (RFC 7518 section 3.1).
//! Each is parsed once and kept.

mod jwk;
mod signing;
mod verifying;

pub use jwk::{Jwk, Jwks};
pub use signing::{SigningKey, Typ};
pub use verifying::{VerificationKeys, VerifyError};

use serde::{Deserialize, Serialize};

/// How a token is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Algorithm {
    /// ECDSA with P-256 and SHA-256.
    #[serde(rename = "ES256")]
    Es256,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    #[serde(rename = "RS256")]
    Rs256,
}

impl Algorithm {
    /// The value of `alg`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::Rs256 => "RS256",
        }
    }

    /// From the value of `alg`; anything else, `none` above all, is nothing.
    pub fn from_alg(alg: &str) -> Option<Self> {
        match alg {
            "ES256" => Some(Self::Es256),
            "RS256" => Some(Self::Rs256),
            _ => None,
        }
    }
}

/// A key that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The bytes are not a PKCS#8 private key of this algorithm.
    #[error("not a PKCS#8 private key of this algorithm")]
    Malformed,
    /// The cryptographic library refused.
    #[error("the cryptographic library refused")]
    Refused,
    /// Not a JWK set.
    #[error("not a JWK set")]
    MalformedSet,
}
