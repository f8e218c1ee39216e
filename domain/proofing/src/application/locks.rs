use serde::{Deserialize, Serialize};

/// Why an account is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lock {
    /// The person asked for it: a telephone lost, a suspicion.
    Person,
    /// Too many wrong passcodes.
    Passcode,
    /// An authority ordered it.
    Authority,
    /// The card has expired.
    CardExpired,
}

impl Lock {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Person, Self::Passcode, Self::Authority, Self::CardExpired];

    /// The last part of its catalogue key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Passcode => "passcode",
            Self::Authority => "authority",
            Self::CardExpired => "card-expired",
        }
    }

    const fn bit(self) -> u8 {
        match self {
            Self::Person => 1,
            Self::Passcode => 2,
            Self::Authority => 4,
            Self::CardExpired => 8,
        }
    }
}

/// Locks that lie on an account at the same time: each is taken off by itself, and it opens when none is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Locks(u8);

impl Locks {
    /// One.
    pub const fn of(lock: Lock) -> Self {
        Self(lock.bit())
    }

    /// As stored; `None` for what was never stored.
    pub const fn from_bits(bits: u8) -> Option<Self> {
        if bits < 16 { Some(Self(bits)) } else { None }
    }

    /// To be stored.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Whether this one lies on it.
    pub const fn has(self, lock: Lock) -> bool {
        self.0 & lock.bit() != 0
    }

    /// None at all.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those that lie on it.
    pub fn all(self) -> impl Iterator<Item = Lock> {
        Lock::ALL.into_iter().filter(move |lock| self.has(*lock))
    }

    pub(super) const fn with(self, lock: Lock) -> Self {
        Self(self.0 | lock.bit())
    }

    pub(super) const fn without(self, lock: Lock) -> Self {
        Self(self.0 & !lock.bit())
    }
}
