use onedoor_base::{LocalAccountId, Phone, Timestamp};

use crate::accounts::{Email, UserName};
use crate::organisations::OrganisationCode;

/// Somebody's account at a portal. Its password hash and its links are kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalAccount {
    /// Its id.
    pub id: LocalAccountId,
    /// The name to sign in with.
    pub user_name: UserName,
    /// The organisation that it belongs to, where the portal has organisations.
    pub organisation: Option<OrganisationCode>,
    /// Its owner's name, as the pages greet.
    pub display_name: String,
    /// Where codes can be sent.
    pub phone: Option<Phone>,
    /// The mail address.
    pub email: Option<Email>,
    /// Whether it can be used.
    pub state: AccountState,
    /// How it came to be.
    pub origin: Origin,
    /// When it was made.
    pub created_at: Timestamp,
}

/// How a local account came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Its owner registered at the portal.
    Registered,
    /// It came with an import.
    Imported,
    /// It was made when somebody came with a national identity; it has no password.
    NationalSignIn,
}

/// The life of a local account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccountState {
    /// In use.
    Active,
    /// Nobody can sign in until an operator unlocks it.
    Locked,
    /// Ended for good; its dossiers are kept.
    Closed,
}

/// What can happen to a local account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccountStep {
    /// An operator or the owner stops sign-ins.
    Lock,
    /// An operator allows them again.
    Unlock,
    /// The owner or an operator ends it.
    Close,
}

/// The account is in no state for that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} is not possible when {state:?}")]
pub struct AccountStepRefused {
    /// Where it stands.
    pub state: AccountState,
    /// What was tried.
    pub step: AccountStep,
}

impl AccountState {
    /// The state after `step`.
    pub const fn after(self, step: AccountStep) -> Result<Self, AccountStepRefused> {
        match (self, step) {
            (Self::Active, AccountStep::Lock) => Ok(Self::Locked),
            (Self::Locked, AccountStep::Unlock) => Ok(Self::Active),
            (Self::Active | Self::Locked, AccountStep::Close) => Ok(Self::Closed),
            (state, step) => Err(AccountStepRefused { state, step }),
        }
    }

    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Locked => "locked",
            Self::Closed => "closed",
        }
    }

    /// From the name in the database.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Active, Self::Locked, Self::Closed].into_iter().find(|state| state.name() == name)
    }
}

impl Origin {
    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Imported => "imported",
            Self::NationalSignIn => "national_sign_in",
        }
    }

    /// From the name in the database.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Registered, Self::Imported, Self::NationalSignIn]
            .into_iter()
            .find(|origin| origin.name() == name)
    }
}
