use onedoor_base::{AccountId, IdentityLevel, LinkId, Timestamp};

use crate::{Handshake, Life, MadeBy, NationalEvidence, Proven, Reason, Unfit};

/// How a link was proven, how sure it is and who made it. Both sides keep it, and neither edits it: another
/// evidence under the id of a link is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// How the national side was proven.
    pub national: NationalEvidence,
    /// How the local side was proven, as the portal says.
    pub local: Proven,
    /// How sure the link is.
    pub assurance: IdentityLevel,
    /// Who made it.
    pub made_by: MadeBy,
}

/// A link as the national identity keeps it. It knows of the account what the portal tells, and no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityLink {
    /// Its id, the same on both sides.
    pub id: LinkId,
    /// Whose it is.
    pub person: AccountId,
    /// The client as which the portal is registered here.
    pub client: String,
    /// The system that owns the account, by its key there.
    pub system: String,
    /// Our name for the person, at that client.
    pub subject: String,
    /// The portal's name for the account. It means something only there.
    pub account: String,
    /// What the portal calls the account to its owner.
    pub label: String,
    /// The identity's name for its own proof: what it granted, or what it asked with. One proof makes one link.
    pub proof: Option<String>,
    /// How it was proven.
    pub evidence: Evidence,
    /// Where both sides stand; `mine` is the identity's part.
    pub handshake: Handshake,
    /// When it was first heard of here.
    pub created_at: Timestamp,
}

impl IdentityLink {
    /// Where it is in its life.
    pub const fn life(&self) -> Life {
        self.handshake.life()
    }

    /// Ends it on the identity's side; a link ends once.
    pub fn end(self, at: Timestamp, why: Reason) -> Result<Self, Unfit> {
        Ok(Self { handshake: self.handshake.end(at, why)?, ..self })
    }

    /// Whether both records are of the same link: same id, same person, same account, same evidence. What the
    /// account is called may have changed.
    pub fn is_same(&self, other: &Self) -> bool {
        let fixed = |link: &Self| Self {
            handshake: Handshake::NEW,
            created_at: self.created_at,
            label: String::new(),
            ..link.clone()
        };
        fixed(self) == fixed(other)
    }
}
