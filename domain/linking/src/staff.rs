use onedoor_base::Timestamp;

use crate::{Handshake, Reason, Unfit};

/// What the staff of a side do with its part of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffAct {
    /// It opens nothing for the time being.
    Suspend(Reason),
    /// It opens again.
    Resume,
    /// It is over.
    End(Reason),
}

impl StaffAct {
    /// The part afterwards.
    pub fn on(self, handshake: Handshake, at: Timestamp) -> Result<Handshake, Unfit> {
        match self {
            Self::Suspend(why) => handshake.suspend(at, why),
            Self::Resume => handshake.resume(at),
            Self::End(why) => handshake.end(at, why),
        }
    }

    /// Whether the link is over with it.
    pub const fn ends(self) -> bool {
        matches!(self, Self::End(_))
    }

    /// Why, where there is a reason.
    pub const fn why(self) -> Option<Reason> {
        match self {
            Self::Suspend(why) | Self::End(why) => Some(why),
            Self::Resume => None,
        }
    }

    /// What the record calls it.
    pub const fn action(self) -> &'static str {
        match self {
            Self::Suspend(_) => "linking.link.suspended",
            Self::Resume => "linking.link.resumed",
            Self::End(_) => "linking.link.ended",
        }
    }
}
