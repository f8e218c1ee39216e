use onedoor_base::{Assurance, IdentityLevel, Timestamp};
use serde::{Deserialize, Serialize};

/// How one side of a link was proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// The national side: a signed identity token, given for this sign-in.
    IdentityToken,
    /// User name and password of the local account.
    Password,
    /// A fresh session of the local account.
    Session,
    /// The same national number, proven on both sides.
    SameNumber,
    /// The account was made for this person when the link was.
    MadeHere,
    /// A fresh sign-in with another national identity that the account is linked with.
    OtherIdentity,
    /// The account carries their number by a match with the population register, and they said that it is theirs.
    Confirmed,
}

impl Proof {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::IdentityToken,
        Self::Password,
        Self::Session,
        Self::SameNumber,
        Self::MadeHere,
        Self::OtherIdentity,
        Self::Confirmed,
    ];

    /// The word in the database and in the audit trail.
    pub const fn word(self) -> &'static str {
        match self {
            Self::IdentityToken => "identity_token",
            Self::Password => "password",
            Self::Session => "session",
            Self::SameNumber => "same_number",
            Self::MadeHere => "made_here",
            Self::OtherIdentity => "other_identity",
            Self::Confirmed => "confirmed",
        }
    }

    /// From the word in the database.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|proof| proof.word() == word)
    }

    /// How sure one can be, by this proof of the local side, that the account is this person's.
    ///
    /// A password can be told to somebody, and so can that of another identity; what only the register knows was said by
    /// anybody; an account that a number or the
    /// making itself ties to the person is as sure as the person is known.
    pub const fn ceiling(self) -> IdentityLevel {
        match self {
            Self::Password | Self::Session | Self::OtherIdentity | Self::Confirmed => IdentityLevel::Basic,
            Self::IdentityToken | Self::SameNumber | Self::MadeHere => IdentityLevel::High,
        }
    }
}

/// A proof and when it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proven {
    /// How.
    pub how: Proof,
    /// When.
    pub at: Timestamp,
}

/// The proof of the national side: always a verified identity token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NationalEvidence {
    /// When the person proved there that it is they (`auth_time`).
    pub at: Timestamp,
    /// How sure the issuer was.
    pub assurance: Assurance,
}
