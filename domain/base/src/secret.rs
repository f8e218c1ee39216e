use std::fmt;

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer};
use zeroize::Zeroizing;

use crate::Randomness;

/// A password, key or code in the clear: does not print, is wiped when dropped. By default it is empty, as a
/// field that a form left out.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself; keep it out of logs, records and pages.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(Self::new)
    }
}

/// The SHA-256 of a bearer value: what the database holds instead of the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// The digest of `bytes`.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        let mut out = [0; 32];
        out.copy_from_slice(digest(&SHA256, bytes.as_ref()).as_ref());
        Self(out)
    }

    /// Half of it as text, for a form: enough to see whether what it was drawn from stands otherwise by now.
    pub fn stamp(&self) -> String {
        URL_SAFE_NO_PAD.encode(&self.0[..16])
    }
}

/// A bearer value that we hand out: 256 random bits in base64url. Only its [`Digest`] is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(Secret);

impl Token {
    /// A new one.
    pub fn random(random: &dyn Randomness) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        random.fill(&mut *bytes);
        Self(Secret::new(URL_SAFE_NO_PAD.encode(*bytes)))
    }

    /// One that somebody presents; any text will do, it is only ever digested.
    pub fn presented(text: impl Into<String>) -> Self {
        Self(Secret::new(text))
    }

    /// The text to hand out.
    pub fn reveal(&self) -> &str {
        self.0.reveal()
    }

    /// What to store and to look for.
    pub fn digest(&self) -> Digest {
        Digest::of(self.reveal())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Makes the [`Digest`] of bytes that come one after the other.
pub struct Digesting(aws_lc_rs::digest::Context);

impl Digesting {
    /// Of nothing yet.
    pub fn new() -> Self {
        Self(aws_lc_rs::digest::Context::new(&aws_lc_rs::digest::SHA256))
    }

    /// With these bytes more.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Of all of them.
    pub fn finish(self) -> Digest {
        let mut digest = [0; 32];
        digest.copy_from_slice(self.0.finish().as_ref());
        Digest(digest)
    }
}

impl Default for Digesting {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Digesting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Digesting(…)")
    }
}
