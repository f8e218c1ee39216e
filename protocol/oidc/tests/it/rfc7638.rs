use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::fixtures::{ES256, RS256};

/// Section 3.2: the required members alone, in the order of their names.
#[test]
fn section_3_a_key_is_named_after_its_thumbprint() {
    let ec = ES256.jwk();
    let canonical = serde_json::json!({ "crv": ec.crv, "kty": ec.kty, "x": ec.x, "y": ec.y }).to_string();
    assert_eq!(ES256.kid(), URL_SAFE_NO_PAD.encode(digest(&SHA256, canonical.as_bytes())));
    let rsa = RS256.jwk();
    let canonical = serde_json::json!({ "e": rsa.e, "kty": rsa.kty, "n": rsa.n }).to_string();
    assert_eq!(RS256.kid(), URL_SAFE_NO_PAD.encode(digest(&SHA256, canonical.as_bytes())));
    assert_eq!(rsa.e.as_deref(), Some("AQAB"));
    assert_eq!(rsa.n.as_ref().map(String::len), Some(342), "2048 bits without a leading zero");
}
