//! Subjects that differ by sector, so that two relying parties cannot compare their people
//! (OpenID Connect Core section 8.1).

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The key that the provider's pairwise subjects hang on; if it is lost, every relying party loses
/// its people.
pub struct PairwiseKey(hmac::Key);

impl PairwiseKey {
    /// From secret bytes, at least 32 of them.
    pub fn new(bytes: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, bytes))
    }

    /// The subject of an account within a sector: base64url of
    /// HMAC-SHA256(key, sector, a zero byte, account).
    pub fn subject(&self, sector: &str, account: &[u8]) -> String {
        let mut context = hmac::Context::with_key(&self.0);
        context.update(sector.as_bytes());
        context.update(&[0]);
        context.update(account);
        URL_SAFE_NO_PAD.encode(context.sign())
    }
}

impl std::fmt::Debug for PairwiseKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PairwiseKey(…)")
    }
}
