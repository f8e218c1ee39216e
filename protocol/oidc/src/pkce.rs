//! Proof key for code exchange (RFC 7636), method S256 only.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The challenge that belongs to a verifier (section 4.2).
pub fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()))
}

/// Whether a text has the shape of an S256 challenge: 32 bytes in base64url.
pub fn is_challenge(text: &str) -> bool {
    text.len() == 43 && URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 32)
}

/// Whether a text has the shape of a verifier (section 4.1): 43 to 128 unreserved characters.
pub fn is_verifier(text: &str) -> bool {
    let unreserved = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    (43..=128).contains(&text.len()) && text.bytes().all(unreserved)
}

/// Whether a verifier answers a challenge (section 4.6); takes the same time either way.
pub fn answers(verifier: &str, to: &str) -> bool {
    is_verifier(verifier) && verify_slices_are_equal(challenge(verifier).as_bytes(), to.as_bytes()).is_ok()
}
