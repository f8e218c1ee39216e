use super::Lock;

/// Who does a step. That it is really they, and that no officer decides on themselves or their kin, is checked before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// The person.
    Person,
    /// An officer of the desk.
    Officer,
    /// An authority, by an order that is recorded.
    Authority,
    /// The site: its clock, its counters, a register's word.
    Site,
}

impl By {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Person, Self::Officer, Self::Authority, Self::Site];

    /// As stored, and the last part of its catalogue key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Officer => "officer",
            Self::Authority => "authority",
            Self::Site => "site",
        }
    }
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Number and telephone were confirmed.
    Begin,
    /// The card's data are given, or given again.
    GiveData,
    /// The face is given.
    GiveFace,
    /// Data are wanting or wrong: sent back.
    AskForData,
    /// The face cannot be compared: sent back.
    AskForFace,
    /// Approved, and the notice sent.
    Approve,
    /// Refused, with reasons.
    Refuse,
    /// Taken back.
    Withdraw,
    /// Passcode and questions are set, on a device.
    Activate,
    /// The missed window opens for another seven days.
    OpenWindow,
    /// Locked.
    Lock(Lock),
    /// One lock taken off.
    Unlock(Lock),
    /// For good.
    Close,
}

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAllowed {
    /// In this state nobody may.
    #[error("not in this state")]
    NotNow,
    /// Somebody else may.
    #[error("not by this actor")]
    NotYou,
}

impl Step {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        let plain = [
            Self::Begin,
            Self::GiveData,
            Self::GiveFace,
            Self::AskForData,
            Self::AskForFace,
            Self::Approve,
            Self::Refuse,
            Self::Withdraw,
            Self::Activate,
            Self::OpenWindow,
            Self::Close,
        ];
        let locks = Lock::ALL.into_iter().flat_map(|lock| [Self::Lock(lock), Self::Unlock(lock)]);
        plain.into_iter().chain(locks)
    }

    /// As stored, and the last part of its catalogue key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::GiveData => "give-data",
            Self::GiveFace => "give-face",
            Self::AskForData => "ask-for-data",
            Self::AskForFace => "ask-for-face",
            Self::Approve => "approve",
            Self::Refuse => "refuse",
            Self::Withdraw => "withdraw",
            Self::Activate => "activate",
            Self::OpenWindow => "open-window",
            Self::Lock(Lock::Person) => "lock-person",
            Self::Lock(Lock::Passcode) => "lock-passcode",
            Self::Lock(Lock::Authority) => "lock-authority",
            Self::Lock(Lock::CardExpired) => "lock-card-expired",
            Self::Unlock(Lock::Person) => "unlock-person",
            Self::Unlock(Lock::Passcode) => "unlock-passcode",
            Self::Unlock(Lock::Authority) => "unlock-authority",
            Self::Unlock(Lock::CardExpired) => "unlock-card-expired",
            Self::Close => "close",
        }
    }

    /// Whether this actor ever may.
    pub const fn may(self, by: By) -> bool {
        use By::{Authority, Officer, Person, Site};
        match self {
            Self::Begin
            | Self::GiveData
            | Self::GiveFace
            | Self::Withdraw
            | Self::Activate
            | Self::Lock(Lock::Person) => {
                matches!(by, Person)
            }
            Self::AskForData | Self::AskForFace | Self::Approve | Self::Refuse | Self::OpenWindow => {
                matches!(by, Officer)
            }
            Self::Close => matches!(by, Person | Authority),
            Self::Lock(Lock::Passcode | Lock::CardExpired) => matches!(by, Site),
            Self::Lock(Lock::Authority) | Self::Unlock(Lock::Authority) => matches!(by, Authority),
            // With the means of a recovery, or at the desk.
            Self::Unlock(Lock::Person | Lock::Passcode) => matches!(by, Person | Officer),
            // When the register or an officer has seen a new card.
            Self::Unlock(Lock::CardExpired) => matches!(by, Officer | Site),
        }
    }
}
