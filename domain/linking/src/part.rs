use onedoor_base::Timestamp;

use crate::Reason;

/// One side's part of a link. Only that side writes it; the other keeps a copy of what it has heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// Grows by one with each change, from 0. Two copies of a part are told apart by it, never by the hour.
    pub number: u64,
    /// Where that side stands.
    pub standing: Standing,
}

/// Where one side stands to a link. The hours are of that side's clock and are only shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It has proven nothing yet, or nothing was heard of it.
    Unknown,
    /// It has proven its side.
    Confirmed {
        /// Since when.
        at: Timestamp,
    },
    /// It has proven its side, and lets the link open nothing for the time being.
    Suspended {
        /// Since when.
        at: Timestamp,
        /// Why.
        why: Reason,
    },
    /// It has ended the link, for ever.
    Ended {
        /// Since when.
        at: Timestamp,
        /// Why.
        why: Reason,
    },
}

impl Part {
    /// Nothing proven, nothing heard.
    pub const UNKNOWN: Self = Self { number: 0, standing: Standing::Unknown };

    /// No link changes so often. A number beyond it is an error or a lie, and is not listened to: otherwise
    /// somebody could use all numbers up.
    pub const MOST: u64 = 1_000_000;

    /// Of two copies of one part the one to keep. An end stays whatever comes later; otherwise the greater
    /// number counts, and of two with one number (their side was restored from a backup) the more cautious.
    ///
    /// It is a join: order, repetition and grouping of what is heard make no difference to the result.
    #[must_use]
    pub fn or_newer(self, heard: Self) -> Self {
        match (self.is_ended(), heard.is_ended()) {
            (true, false) => self,
            (false, true) => heard,
            // The order of the variants of `Standing` is the order of caution.
            _ => self.max(heard),
        }
    }

    /// Whether this side has ended the link.
    pub const fn is_ended(self) -> bool {
        matches!(self.standing, Standing::Ended { .. })
    }

    /// Whether this side has proven its side, and not ended the link.
    pub const fn is_proven(self) -> bool {
        matches!(self.standing, Standing::Confirmed { .. } | Standing::Suspended { .. })
    }

    pub(crate) const fn is_suspended(self) -> bool {
        matches!(self.standing, Standing::Suspended { .. })
    }

    pub(crate) const fn next(self, standing: Standing) -> Self {
        Self { number: self.number + 1, standing }
    }
}

impl Standing {
    /// The word in databases and in messages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Confirmed { .. } => "confirmed",
            Self::Suspended { .. } => "suspended",
            Self::Ended { .. } => "ended",
        }
    }

    /// Since when it stands so, by that side's clock.
    pub const fn at(self) -> Option<Timestamp> {
        match self {
            Self::Unknown => None,
            Self::Confirmed { at } | Self::Suspended { at, .. } | Self::Ended { at, .. } => Some(at),
        }
    }

    /// Why that side suspended or ended it.
    pub const fn why(self) -> Option<Reason> {
        match self {
            Self::Suspended { why, .. } | Self::Ended { why, .. } => Some(why),
            Self::Unknown | Self::Confirmed { .. } => None,
        }
    }

    /// As the other side remembers it of this side, which does not.
    pub(crate) const fn recalled(self) -> Self {
        match self {
            Self::Unknown | Self::Confirmed { .. } => self,
            Self::Suspended { at, why } => Self::Suspended { at, why: why.recalled() },
            Self::Ended { at, why } => Self::Ended { at, why: why.recalled() },
        }
    }

    /// Put together again from [`Self::word`], [`Self::at`] and [`Self::why`]; `None` if they do not fit.
    pub fn from_words(word: &str, at: Option<Timestamp>, why: Option<Reason>) -> Option<Self> {
        match (word, at, why) {
            ("unknown", None, None) => Some(Self::Unknown),
            ("confirmed", Some(at), None) => Some(Self::Confirmed { at }),
            ("suspended", Some(at), Some(why)) => Some(Self::Suspended { at, why }),
            ("ended", Some(at), Some(why)) => Some(Self::Ended { at, why }),
            _ => None,
        }
    }
}
