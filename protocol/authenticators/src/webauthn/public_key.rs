use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ED25519, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use ciborium::Value;

use super::Refused;

/// The kinds of signature that are taken, the preferred first (COSE algorithm numbers): EdDSA, ES256, RS256, which is
/// what some computers' own authenticators still make.
pub const ALGORITHMS: [i64; 3] = [-8, -7, -257];

/// The public key of a credential (RFC 9052 section 7, RFC 9053, RFC 8230).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// ECDSA on P-256: the uncompressed point.
    Es256(Vec<u8>),
    /// Ed25519.
    EdDsa(Vec<u8>),
    /// RSA with PKCS#1 v1.5: modulus and exponent.
    Rs256 {
        /// The modulus.
        modulus: Vec<u8>,
        /// The exponent.
        exponent: Vec<u8>,
    },
}

impl PublicKey {
    /// Reads a key in COSE; what follows it (extensions) is let be.
    pub fn read(mut cose: &[u8]) -> Result<Self, Refused> {
        let value = ciborium::de::from_reader_with_recursion_limit::<Value, _>(&mut cose, 4)
            .map_err(|_| Refused::Unreadable("public key"))?;
        let map = value.into_map().map_err(|_| Refused::Unreadable("public key"))?;
        let int = |label: i64| find(&map, label).and_then(|value| i64::try_from(value.as_integer()?).ok());
        let bytes = |label: i64, of: std::ops::RangeInclusive<usize>| {
            let bytes =
                find(&map, label).and_then(Value::as_bytes).ok_or(Refused::Unreadable("public key"))?;
            if of.contains(&bytes.len()) { Ok(bytes.clone()) } else { Err(Refused::Unreadable("public key")) }
        };
        // Key type, algorithm, curve.
        match (int(1), int(3), int(-1)) {
            (Some(2), Some(-7), Some(1)) => {
                let mut point = vec![4];
                point.extend(bytes(-2, 32..=32)?);
                point.extend(bytes(-3, 32..=32)?);
                Ok(Self::Es256(point))
            }
            (Some(1), Some(-8), Some(6)) => Ok(Self::EdDsa(bytes(-2, 32..=32)?)),
            (Some(3), Some(-257), _) => {
                Ok(Self::Rs256 { modulus: bytes(-1, 256..=1024)?, exponent: bytes(-2, 1..=8)? })
            }
            _ => Err(Refused::Algorithm),
        }
    }

    pub(super) fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), Refused> {
        let right =
            match self {
                Self::Es256(point) => {
                    UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, point).verify(message, signature)
                }
                Self::EdDsa(key) => UnparsedPublicKey::new(&ED25519, key).verify(message, signature),
                Self::Rs256 { modulus, exponent } => RsaPublicKeyComponents { n: modulus, e: exponent }
                    .verify(&RSA_PKCS1_2048_8192_SHA256, message, signature),
            };
        right.map_err(|_| Refused::Signature)
    }
}

fn find(map: &[(Value, Value)], label: i64) -> Option<&Value> {
    let is = |key: &Value| key.as_integer().is_some_and(|key| key == label.into());
    map.iter().find(|(key, _)| is(key)).map(|(_, value)| value)
}
