//! What authenticators say: codes that an app makes by the time ([`totp`], RFC 6238), and passkeys ([`webauthn`],
//! Web Authentication Level 3).
//!
//! Bytes in, verdict out: no clock, no randomness, no database. Digests, HMACs and signatures are those of
//! `aws-lc-rs`, CBOR is read by `ciborium`; what stands here are the rules of the two documents.

pub mod device_key;
pub mod totp;
pub mod webauthn;

#[cfg(test)]
mod tests;
