use onedoor_base::{IdentityLevel, LinkId, LocalAccountId, Timestamp};

use crate::{NationalEvidence, Proven};

/// A person as an issuer names them: only both together mean somebody.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NationalSubject {
    /// The issuer.
    pub issuer: String,
    /// Its name for the person, at this portal.
    pub subject: String,
}

/// A link between a national identity and a local account: a record of evidence with a life.
///
/// Never edited, only ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: LinkId,
    /// The system that owns the local account, by its key.
    pub system: String,
    /// The national side.
    pub national: NationalSubject,
    /// The local side.
    pub account: LocalAccountId,
    /// How the national side was proven.
    pub national_proof: NationalEvidence,
    /// How the local side was proven.
    pub local_proof: Proven,
    /// How sure the link is; see [`crate::link_assurance`].
    pub assurance: IdentityLevel,
    /// Who made it.
    pub made_by: MadeBy,
    /// Where it is in its life.
    pub state: LinkState,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Who made a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeBy {
    /// The person, by proving both sides.
    Person,
    /// The portal by itself, on what is proven on both sides; the person was told.
    Automatic,
}

/// Where a link is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkState {
    /// It opens the account.
    Active,
    /// It opens nothing any more, and never will again.
    Ended {
        /// Since when.
        at: Timestamp,
        /// Why.
        why: LinkEnd,
    },
}

/// Why a link ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkEnd {
    /// The person ended it.
    ByPerson,
    /// The account was closed.
    AccountClosed,
}

/// The link had ended before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the link ended before")]
pub struct AlreadyEnded;

impl Link {
    /// Whether it opens the account.
    pub const fn is_active(&self) -> bool {
        matches!(self.state, LinkState::Active)
    }

    /// Ends it; a link ends once.
    pub fn end(self, at: Timestamp, why: LinkEnd) -> Result<Self, AlreadyEnded> {
        match self.state {
            LinkState::Active => Ok(Self { state: LinkState::Ended { at, why }, ..self }),
            LinkState::Ended { .. } => Err(AlreadyEnded),
        }
    }
}

impl MadeBy {
    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Automatic => "automatic",
        }
    }

    /// From the word in the database.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Person, Self::Automatic].into_iter().find(|m| m.word() == word)
    }
}

impl LinkEnd {
    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ByPerson => "by_person",
            Self::AccountClosed => "account_closed",
        }
    }

    /// From the word in the database.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::ByPerson, Self::AccountClosed].into_iter().find(|e| e.word() == word)
    }
}
