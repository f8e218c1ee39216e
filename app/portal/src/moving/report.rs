use std::collections::BTreeMap;
use std::fmt;

use onedoor_base::LocalAccountId;

/// What became of an export that was taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Records that earlier runs have dealt with.
    pub before: u64,
    /// New accounts; in a check, that would be.
    pub accounts: u64,
    /// New dossiers.
    pub dossiers: u64,
    /// New links; each opens its account once the issuer has confirmed it.
    pub links: u64,
    /// Records that were there already.
    pub already_there: u64,
    /// User names that somebody else has here, and what they are now.
    pub renamed: Vec<(String, String)>,
    /// Accounts whose owner has an account here already, and their user names: both stay, and a national sign-in asks
    /// which.
    pub both: BTreeMap<LocalAccountId, String>,
    /// What was not taken.
    pub not_taken: Vec<NotTaken>,
}

/// A record that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotTaken {
    /// Its id.
    pub record: String,
    /// Why.
    pub why: Why,
}

/// Why a record was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The account belongs to an organisation that is none of this portal's, or should belong to one.
    #[error("its organisation is none of this portal's")]
    Organisation,
    /// The record is not as an export has it.
    #[error("it is not as an export has it")]
    Malformed,
    /// Every user name that it could get is taken.
    #[error("its user name is taken here, and so is every one that could stand in its place")]
    UserName,
    /// Something here that did not come from the portal that is left has its id.
    #[error("something here has its id, and did not come from there")]
    Elsewhere,
    /// The account that it belongs to was not taken, or did not come from the portal that is left.
    #[error("its account did not come from there, or was not taken")]
    NoAccount,
    /// A dossier here has its number.
    #[error("a dossier here has its number")]
    Code,
    /// People cannot sign in here with the issuer of the link.
    #[error("its issuer is none of this portal's")]
    Issuer,
    /// The issuer knows nothing of the link, or it has ended there.
    #[error("its issuer does not carry it over: it has no record of it, or it has ended there")]
    NotCarried,
    /// The issuer has the link with another account.
    #[error("its issuer knows it with another account")]
    OtherAccount,
    /// Another link holds the account.
    #[error("another link holds its account")]
    Held,
}

impl fmt::Display for NotTaken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.record, self.why)
    }
}

impl Report {
    /// What another batch came to.
    pub(super) fn add(&mut self, other: Self) {
        self.accounts += other.accounts;
        self.dossiers += other.dossiers;
        self.links += other.links;
        self.already_there += other.already_there;
        self.renamed.extend(other.renamed);
        self.both.extend(other.both);
        self.not_taken.extend(other.not_taken);
    }

    /// How many records made something new.
    pub(super) const fn taken(&self) -> u64 {
        self.accounts + self.dossiers + self.links
    }

    pub(super) fn refuse(&mut self, record: impl fmt::Display, why: Why) {
        self.not_taken.push(NotTaken { record: record.to_string(), why });
    }
}
