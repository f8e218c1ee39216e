use onedoor_base::Timestamp;

use crate::{Part, Reason};

/// Where a link is in its life, in the eyes of one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Life {
    /// Neither side is proven: a record from an import that waits for its person.
    Dormant,
    /// Proven here; the other side has not answered yet.
    Proposed,
    /// Proven on the other side, not here.
    ProvenThere,
    /// Proven on both sides: it opens the account.
    Active,
    /// Proven on both sides, and one of them lets it open nothing for the time being.
    Suspended,
    /// It opens nothing any more, and never will again.
    Ended,
}

impl Life {
    const ALL: [Self; 6] =
        [Self::Dormant, Self::Proposed, Self::ProvenThere, Self::Active, Self::Suspended, Self::Ended];

    /// Read from the parts of both sides.
    pub const fn of(here: Part, there: Part) -> Self {
        if here.is_ended() || there.is_ended() {
            return Self::Ended;
        }
        match (here.is_proven(), there.is_proven()) {
            (false, false) => Self::Dormant,
            (true, false) => Self::Proposed,
            (false, true) => Self::ProvenThere,
            (true, true) if here.is_suspended() || there.is_suspended() => Self::Suspended,
            (true, true) => Self::Active,
        }
    }

    /// The same life in the eyes of the other side.
    #[must_use]
    pub const fn from_there(self) -> Self {
        match self {
            Self::Proposed => Self::ProvenThere,
            Self::ProvenThere => Self::Proposed,
            Self::Dormant | Self::Active | Self::Suspended | Self::Ended => self,
        }
    }

    /// Whether the link keeps others from linking the account: it does as soon as it is proven here. A record
    /// that waits, or what only the other side says, does not.
    pub const fn holds_account(self) -> bool {
        matches!(self, Self::Proposed | Self::Active | Self::Suspended)
    }

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Dormant => "dormant",
            Self::Proposed => "proposed",
            Self::ProvenThere => "proven_there",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Ended => "ended",
        }
    }

    /// From the word in the database.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|life| life.word() == word)
    }
}

/// Which of the two sides, as one of them sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// The side that looks.
    Here,
    /// The other.
    There,
}

/// Who stopped a link, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stopped {
    /// Who.
    pub by: Side,
    /// When, by the clock of that side.
    pub at: Timestamp,
    /// Why.
    pub why: Reason,
}

impl Stopped {
    /// As it may be shown: a side's hour is its own word, and no link was stopped before it was made or after now.
    #[must_use]
    pub fn between(self, made: Timestamp, now: Timestamp) -> Self {
        Self { at: self.at.min(now).max(made), ..self }
    }
}
