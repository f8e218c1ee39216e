use onedoor_base::{IdentityLevel, LinkId, LocalAccountId, Timestamp};

use crate::{Evidence, Handshake, Life, NationalEvidence, Proven, Reason, Unfit};

/// A person as an issuer names them: only both together mean somebody.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NationalSubject {
    /// The issuer.
    pub issuer: String,
    /// Its name for the person, at this portal.
    pub subject: String,
}

/// A link between a national identity and a local account, as the portal keeps it: a record of evidence with
/// a life.
///
/// The evidence is never edited; what lives is the handshake.
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
    /// The issuer's name for the proof of the national side (the `jti` of the identity token), by which it finds
    /// it again. One proof makes one link.
    pub proof: Option<String>,
    /// How the national side was proven.
    pub national_proof: NationalEvidence,
    /// How the local side was proven.
    pub local_proof: Proven,
    /// How sure the link is; see [`crate::link_assurance`].
    pub assurance: IdentityLevel,
    /// Who made it.
    pub made_by: MadeBy,
    /// Where both sides stand; `mine` is the portal's part.
    pub handshake: Handshake,
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
    /// The portal's staff prepared it in bulk, and the person proved both sides.
    Bulk,
    /// The portal by itself, on a number that its staff made sure of at the counter; the person was told.
    Officer,
}

impl Link {
    /// Where it is in its life.
    pub const fn life(&self) -> Life {
        self.handshake.life()
    }

    /// Whether it opens the account.
    pub const fn is_active(&self) -> bool {
        matches!(self.life(), Life::Active)
    }

    /// Ends it on the portal's side; a link ends once.
    pub fn end(self, at: Timestamp, why: Reason) -> Result<Self, Unfit> {
        Ok(Self { handshake: self.handshake.end(at, why)?, ..self })
    }

    /// What travels to the other side with the first report.
    pub const fn evidence(&self) -> Evidence {
        Evidence {
            national: self.national_proof,
            local: self.local_proof,
            assurance: self.assurance,
            made_by: self.made_by,
        }
    }
}

impl MadeBy {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Person, Self::Automatic, Self::Bulk, Self::Officer];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Automatic => "automatic",
            Self::Bulk => "bulk",
            Self::Officer => "officer",
        }
    }

    /// From the word in the database.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|made_by| made_by.word() == word)
    }
}
