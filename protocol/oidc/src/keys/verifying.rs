use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::jwt::CompactJws;
use crate::keys::{Algorithm, Jwk, Jwks};

/// Public keys, parsed, that tokens of one issuer are verified with.
#[derive(Debug, Clone, Default)]
pub struct VerificationKeys(Vec<Key>);

#[derive(Debug, Clone)]
struct Key {
    kid: Option<String>,
    algorithm: Algorithm,
    public: ParsedPublicKey,
}

/// A token that is not signed by one of the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VerifyError {
    /// No key has this name; fetch the keys again, they may have been changed.
    #[error("no key of the issuer has this kid")]
    UnknownKey,
    /// The signature is not that of the key.
    #[error("the signature is wrong")]
    WrongSignature,
}

impl VerificationKeys {
    /// Parses every key of a set that can verify ES256 or RS256; the others are passed over.
    pub fn from_jwks(set: &Jwks) -> Self {
        Self(set.keys.iter().filter_map(parsed).collect())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of the keys signed this. Without `kid` in the header, every key of the algorithm is
    /// tried.
    pub fn verify(&self, jws: &CompactJws<'_>) -> Result<(), VerifyError> {
        let named = |key: &&Key| match (&jws.kid, &key.kid) {
            (Some(wanted), Some(kid)) => wanted == kid,
            (Some(_), None) => false,
            (None, _) => true,
        };
        let mut found = VerifyError::UnknownKey;
        for key in self.0.iter().filter(named).filter(|key| key.algorithm == jws.algorithm) {
            if key.public.verify_sig(jws.signed.as_bytes(), &jws.signature).is_ok() {
                return Ok(());
            }
            found = VerifyError::WrongSignature;
        }
        Err(found)
    }
}

fn parsed(jwk: &Jwk) -> Option<Key> {
    if jwk.usage.as_deref().is_some_and(|usage| usage != "sig") {
        return None;
    }
    let (algorithm, public) = match (jwk.kty.as_str(), jwk.crv.as_deref()) {
        ("EC", Some("P-256")) => (Algorithm::Es256, ec(jwk)?),
        ("RSA", None) => (Algorithm::Rs256, rsa(jwk)?),
        _ => return None,
    };
    if jwk.alg.as_deref().is_some_and(|alg| alg != algorithm.as_str()) {
        return None;
    }
    Some(Key { kid: jwk.kid.clone(), algorithm, public })
}

fn ec(jwk: &Jwk) -> Option<ParsedPublicKey> {
    let (x, y) = (decoded(jwk.x.as_deref())?, decoded(jwk.y.as_deref())?);
    if x.len() != 32 || y.len() != 32 {
        return None;
    }
    ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, [&[4][..], &x, &y].concat()).ok()
}

fn rsa(jwk: &Jwk) -> Option<ParsedPublicKey> {
    let (n, e) = (decoded(jwk.n.as_deref())?, decoded(jwk.e.as_deref())?);
    if n.len() > 1024 || e.len() > 8 {
        return None;
    }
    RsaPublicKeyComponents { n, e }.to_parsed_public_key(&RSA_PKCS1_2048_8192_SHA256).ok()
}

fn decoded(text: Option<&str>) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text?).ok()
}
