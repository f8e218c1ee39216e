//! A key that a browser made by WebCrypto and cannot give away: ECDSA with P-256 and SHA-256 (W3C Web Cryptography
//! section 23; RFC 5480 for the key, the signature is r and s side by side).

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ParsedPublicKey};

/// What stands before the point in a SubjectPublicKeyInfo of P-256 (RFC 5480 section 2): `id-ecPublicKey`, `secp256r1`, a
/// bit string of 66 bytes.
const BEFORE: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
    0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
];

/// The public half.
pub struct DeviceKey(ParsedPublicKey);

impl DeviceKey {
    /// From a SubjectPublicKeyInfo in DER; `None` if it is no point of P-256 in that form.
    pub fn parse(spki: &[u8]) -> Option<Self> {
        let point = spki.strip_prefix(&BEFORE)?;
        if point.len() != 65 || point[0] != 4 {
            return None;
        }
        ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).ok().map(Self)
    }

    /// Whether the other half signed this.
    pub fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.verify_sig(message, signature).is_ok()
    }
}

/// What stands before the point, for tests that make such a key.
pub fn spki_of(point: &[u8]) -> Vec<u8> {
    [&BEFORE[..], point].concat()
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::rand::SystemRandom;
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};

    use super::{DeviceKey, spki_of};

    #[test]
    fn what_the_other_half_signed_is_known() {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
        let spki = spki_of(pair.public_key().as_ref());
        let key = DeviceKey::parse(&spki).expect("a key");
        let signature = pair.sign(&SystemRandom::new(), b"this").expect("a signature");
        assert!(key.has_signed(b"this", signature.as_ref()));
        assert!(!key.has_signed(b"that", signature.as_ref()));
        assert!(!key.has_signed(b"this", &signature.as_ref()[..63]));
        assert!(!key.has_signed(b"this", &[]));
    }

    #[test]
    fn what_is_no_key_is_none() {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key");
        let spki = spki_of(pair.public_key().as_ref());
        for length in 0..spki.len() {
            assert!(DeviceKey::parse(&spki[..length]).is_none(), "{length}");
        }
        assert!(DeviceKey::parse(&[&spki[..], &[0]].concat()).is_none());
        assert!(DeviceKey::parse(&spki_of(&[4; 65])).is_none(), "not on the curve");
        assert!(DeviceKey::parse(&spki_of(&[0; 65])).is_none());
    }
}
