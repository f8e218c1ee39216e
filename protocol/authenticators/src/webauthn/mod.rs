//! The relying party's side of Web Authentication (Level 3, section 7), for passkeys: credentials that the
//! authenticator finds by itself and that verify their user.
//!
//! Attestation is not asked for: who made an authenticator says nothing about a person, and `none` is what browsers
//! send then. What is asked is proof of this site, this challenge and this user.

mod assertion;
mod authenticator_data;
mod client_data;
mod public_key;
mod registration;

pub use assertion::{Asserted, Assertion, Known, verify_assertion};
pub use authenticator_data::Backup;
pub use public_key::{ALGORITHMS, PublicKey};
pub use registration::{Registered, Registration, verify_registration};

/// The site that asks.
#[derive(Debug, Clone, Copy)]
pub struct RelyingParty<'a> {
    /// The host of the site, without port: the RP ID.
    pub id: &'a str,
    /// Scheme, host and port, as browsers name them.
    pub origin: &'a str,
}

/// The longest answer of a browser that is read, in bytes of JSON.
pub const LONGEST_ANSWER: usize = 16 * 1024;
/// The longest name of a credential (section 5.8.3 allows up to 1023 bytes).
pub const LONGEST_CREDENTIAL: usize = 1023;

/// Why an answer of an authenticator is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It cannot be read at all.
    #[error("unreadable: {0}")]
    Unreadable(&'static str),
    /// It is an answer to something else: `webauthn.get` where `webauthn.create` is wanted.
    #[error("an answer to another question")]
    Kind,
    /// Another challenge than the one that was put.
    #[error("another challenge")]
    Challenge,
    /// Made on another site.
    #[error("another origin")]
    Origin,
    /// Made for another relying party.
    #[error("another relying party")]
    RelyingParty,
    /// Nobody was there, or the authenticator did not make sure who.
    #[error("the user was not verified")]
    User,
    /// A kind of key that is not supported.
    #[error("an unknown kind of key")]
    Algorithm,
    /// The signature is wrong.
    #[error("a wrong signature")]
    Signature,
    /// What the authenticator says of its copies contradicts itself or what it said before.
    #[error("contradicting backup flags")]
    Backup,
    /// The counter has not grown: there may be a copy of the authenticator.
    #[error("the counter went back")]
    Counter,
    /// Made for another account.
    #[error("another account")]
    Account,
}
