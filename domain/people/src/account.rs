use onedoor_base::{AccountId, Country, Email, IdentityLevel, Language, Phone, Timestamp};

use crate::{LoginName, PersonName};

/// Whether an account opens doors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// In use.
    Active,
    /// Shut by its owner or by an officer; can be opened again.
    Locked,
    /// Gone for good; its identifiers stay taken.
    Closed,
    /// Absorbed by another account of the same person; can be taken out of it for a while.
    Merged,
}

impl AccountState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Active, Self::Locked, Self::Closed, Self::Merged];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Locked => "locked",
            Self::Closed => "closed",
            Self::Merged => "merged",
        }
    }

    /// From the word in the database.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A national number as it is kept: only the site's vault opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedNumber {
    /// Whose form of number it is.
    pub country: Country,
    /// The normalised number, sealed.
    pub sealed: Vec<u8>,
}

/// A person's account at an identity site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// What its owner signs in with.
    pub login: LoginName,
    /// What its owner is called.
    pub name: PersonName,
    /// Whether it opens doors.
    pub state: AccountState,
    /// How well it was proven who the owner is.
    pub identity: IdentityLevel,
    /// The language to write to the owner in.
    pub language: Language,
    /// The Argon2id hash of the password, in PHC form.
    pub password_hash: String,
    /// When that password was set.
    pub password_changed_at: Timestamp,
    /// The owner's national number, if it is known.
    pub number: Option<SealedNumber>,
    /// When the account was made.
    pub created_at: Timestamp,
}

/// What may be told about a person to somebody they allowed it to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonClaims {
    /// The account.
    pub id: AccountId,
    /// The login name, as its owner writes it.
    pub login_name: String,
    /// What the person is called.
    pub display_name: String,
    /// The confirmed phone.
    pub phone: Option<Phone>,
    /// The confirmed mail address; others may have it too.
    pub email: Option<Email>,
    /// The language to write to the person in.
    pub language: Language,
    /// How well it was proven who the person is.
    pub identity: IdentityLevel,
    /// The national number, if it is known and the electronic identity is not locked.
    pub number: Option<SealedNumber>,
    /// When its owner changed name, language or personal data or confirmed a contact last; else when the account
    /// was made.
    pub updated_at: Timestamp,
}
