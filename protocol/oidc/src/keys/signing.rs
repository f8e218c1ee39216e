use aws_lc_rs::encoding::AsDer;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, RSA_PKCS1_SHA256, RsaKeyPair,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::keys::{Algorithm, Jwk, KeyError};

/// What a token is, in its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typ {
    /// `JWT`: an ID token.
    Jwt,
    /// `logout+jwt` (OpenID Connect Back-Channel Logout section 2.4).
    Logout,
    /// `audit-checkpoint+jwt`, ours: a statement of how far the record of a site goes.
    AuditCheckpoint,
    /// `onedoor-linking+jwt`, ours: a request of the linking interface ([`crate::signed_request`]).
    Linking,
    /// `secevent+jwt` (RFC 8417 section 2.3).
    SecurityEvent,
}

/// A private key, parsed, with all that every token of it begins with.
///
/// A signature draws its randomness within the cryptographic library.
pub struct SigningKey {
    pair: Pair,
    jwk: Jwk,
    kid: String,
    jwt_header: String,
    logout_header: String,
    checkpoint_header: String,
    linking_header: String,
    event_header: String,
}

enum Pair {
    Es256(EcdsaKeyPair),
    Rs256(RsaKeyPair),
}

impl SigningKey {
    /// A new key; RSA ones have 2048 bits. The library draws the randomness.
    pub fn generate(algorithm: Algorithm) -> Result<Self, KeyError> {
        let pair = match algorithm {
            Algorithm::Es256 => EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map(Pair::Es256),
            Algorithm::Rs256 => RsaKeyPair::generate(KeySize::Rsa2048).map(Pair::Rs256),
        };
        Self::from_pair(pair.map_err(|_| KeyError::Refused)?)
    }

    /// From the bytes that [`SigningKey::to_pkcs8`] gave, or any PKCS#8 key of this algorithm.
    pub fn from_pkcs8(algorithm: Algorithm, pkcs8: &[u8]) -> Result<Self, KeyError> {
        let pair = match algorithm {
            Algorithm::Es256 => {
                EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8).map(Pair::Es256)
            }
            Algorithm::Rs256 => RsaKeyPair::from_pkcs8(pkcs8).map(Pair::Rs256),
        };
        Self::from_pair(pair.map_err(|_| KeyError::Malformed)?)
    }

    /// The private key in the clear; seal it before it is stored.
    pub fn to_pkcs8(&self) -> Result<Vec<u8>, KeyError> {
        match &self.pair {
            Pair::Es256(pair) => pair.to_pkcs8v1().map(|der| der.as_ref().to_vec()),
            Pair::Rs256(pair) => pair.as_der().map(|der| der.as_ref().to_vec()),
        }
        .map_err(|_| KeyError::Refused)
    }

    fn from_pair(pair: Pair) -> Result<Self, KeyError> {
        let (algorithm, jwk) = match &pair {
            Pair::Es256(pair) => {
                let point = pair.public_key().as_ref();
                let [4, coordinates @ ..] = point else { return Err(KeyError::Refused) };
                let (x, y) = coordinates.split_at_checked(32).ok_or(KeyError::Refused)?;
                (Algorithm::Es256, Jwk::ec(x, y))
            }
            Pair::Rs256(pair) => {
                let (n, e) = rsa_public_key(pair.public_key().as_ref()).ok_or(KeyError::Refused)?;
                (Algorithm::Rs256, Jwk::rsa(n, e))
            }
        };
        let kid = jwk.kid.clone().ok_or(KeyError::Refused)?;
        let header = |typ: &str| {
            let alg = algorithm.as_str();
            URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"{alg}","typ":"{typ}","kid":"{kid}"}}"#))
        };
        Ok(Self {
            jwt_header: header("JWT"),
            logout_header: header("logout+jwt"),
            checkpoint_header: header("audit-checkpoint+jwt"),
            linking_header: header("onedoor-linking+jwt"),
            event_header: header("secevent+jwt"),
            pair,
            jwk,
            kid,
        })
    }

    /// How it signs.
    pub fn algorithm(&self) -> Algorithm {
        match self.pair {
            Pair::Es256(_) => Algorithm::Es256,
            Pair::Rs256(_) => Algorithm::Rs256,
        }
    }

    /// Its name: the thumbprint of the public key (RFC 7638).
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// Its public half.
    pub fn jwk(&self) -> &Jwk {
        &self.jwk
    }

    /// A compact JWS (RFC 7515 section 7.1) over claims that are JSON already.
    pub fn sign(&self, typ: Typ, claims: &[u8]) -> Result<String, KeyError> {
        let header = match typ {
            Typ::Jwt => &self.jwt_header,
            Typ::Logout => &self.logout_header,
            Typ::AuditCheckpoint => &self.checkpoint_header,
            Typ::Linking => &self.linking_header,
            Typ::SecurityEvent => &self.event_header,
        };
        let mut token = String::with_capacity(header.len() + claims.len() * 4 / 3 + 400);
        token.push_str(header);
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(claims, &mut token);
        match &self.pair {
            Pair::Es256(pair) => {
                let signature =
                    pair.sign(&SystemRandom::new(), token.as_bytes()).map_err(|_| KeyError::Refused)?;
                token.push('.');
                URL_SAFE_NO_PAD.encode_string(signature.as_ref(), &mut token);
            }
            Pair::Rs256(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), token.as_bytes(), &mut signature)
                    .map_err(|_| KeyError::Refused)?;
                token.push('.');
                URL_SAFE_NO_PAD.encode_string(&signature, &mut token);
            }
        }
        Ok(token)
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({} {})", self.algorithm().as_str(), self.kid)
    }
}

/// Modulus and exponent out of an `RSAPublicKey` (RFC 8017 appendix A.1.1): a DER sequence of two
/// positive integers.
fn rsa_public_key(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (sequence, []) = der_value(0x30, der)? else { return None };
    let (modulus, rest) = der_value(0x02, sequence)?;
    let (exponent, []) = der_value(0x02, rest)? else { return None };
    Some((unsigned(modulus), unsigned(exponent)))
}

/// A zero byte in front keeps a DER integer positive; JWK leaves it out (RFC 7518 section 6.3.1).
fn unsigned(integer: &[u8]) -> &[u8] {
    match integer {
        [0, rest @ ..] => rest,
        integer => integer,
    }
}

/// The content of one DER value with this tag, and what follows it.
fn der_value(tag: u8, der: &[u8]) -> Option<(&[u8], &[u8])> {
    let [first, length, rest @ ..] = der else { return None };
    let (length, rest) = match (length, rest) {
        (short @ 0..=0x7f, rest) => (usize::from(*short), rest),
        (0x81, [length, rest @ ..]) => (usize::from(*length), rest),
        (0x82, [high, low, rest @ ..]) => (usize::from(*high) << 8 | usize::from(*low), rest),
        _ => return None,
    };
    if *first == tag { rest.split_at_checked(length) } else { None }
}
