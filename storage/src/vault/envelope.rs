//! How a sealed value looks: format (1 byte), name of the key, nonce (12 bytes), ciphertext and tag of
//! AES-256-GCM (NIST SP 800-38D). Format, name and context are authenticated with it.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use onedoor_base::Randomness;
use zeroize::Zeroizing;

const FORMAT: u8 = 1;

/// A key, ready for use.
pub(super) struct Key(LessSafeKey);

impl Key {
    pub(super) fn new(bytes: &[u8; 32]) -> Self {
        Self(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, bytes).expect("the length is right")))
    }

    /// Seals under a random nonce: a key must be changed before it has sealed 2³² values.
    pub(super) fn seal(
        &self,
        name: &[u8],
        context: &str,
        plaintext: &[u8],
        random: &dyn Randomness,
    ) -> Vec<u8> {
        let mut nonce = [0; NONCE_LEN];
        random.fill(&mut nonce);
        let mut sealed = Vec::with_capacity(1 + name.len() + NONCE_LEN + plaintext.len() + 16);
        sealed.push(FORMAT);
        sealed.extend_from_slice(name);
        sealed.extend_from_slice(&nonce);
        let body = sealed.len();
        sealed.extend_from_slice(plaintext);
        let nonce = Nonce::assume_unique_for_key(nonce);
        let aad = Aad::from(authenticated(name, context));
        let tag = self.0.seal_in_place_separate_tag(nonce, aad, &mut sealed[body..]);
        sealed.extend_from_slice(tag.expect("no value is longer than 64 GiB").as_ref());
        sealed
    }

    /// Opens what [`Key::seal`] sealed; nothing if it is not that, or under another context.
    pub(super) fn open(&self, name: &[u8], context: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let rest = sealed.strip_prefix(&[FORMAT])?.strip_prefix(name)?;
        let (nonce, body) = rest.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut plaintext = Zeroizing::new(body.to_vec());
        let length =
            self.0.open_in_place(nonce, Aad::from(authenticated(name, context)), &mut plaintext).ok()?.len();
        plaintext.truncate(length);
        Some(plaintext)
    }
}

/// The name of the key that sealed it, if it looks like a sealed value at all.
pub(super) fn name<const N: usize>(sealed: &[u8]) -> Option<[u8; N]> {
    sealed.strip_prefix(&[FORMAT])?.first_chunk().copied()
}

fn authenticated(name: &[u8], context: &str) -> Vec<u8> {
    [&[FORMAT], name, context.as_bytes()].concat()
}
