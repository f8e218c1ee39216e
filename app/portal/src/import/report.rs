use std::collections::BTreeMap;

use onedoor_password::{Format, Unreadable};
use onedoor_services::accounts::UserNameRefused;

/// What became of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Accounts that are new; in a dry run, that would be.
    pub imported: u64,
    /// Rows whose account is there already and equal.
    pub already_there: u64,
    /// Rows that were not taken, in the order of the file.
    pub refused: Vec<Refusal>,
    /// How many new accounts have a password hash of each kind, by [`Format::name`].
    pub hashes: BTreeMap<&'static str, u64>,
    /// How many new accounts have no password: their owners reset it, or come with a national identity.
    pub without_password: u64,
}

/// A row that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The line of the file, from 1; the heading is the first.
    pub line: u64,
    /// The user name as it stands there.
    pub user_name: String,
    /// Why.
    pub because: RefusedBecause,
}

/// Why a row was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RefusedBecause {
    /// The line is not UTF-8.
    #[error("the line is not in UTF-8")]
    Encoding,
    /// More or fewer fields than the heading line.
    #[error("{found} fields instead of {expected}")]
    Fields {
        /// How many the heading line has.
        expected: usize,
        /// How many this one has.
        found: usize,
    },
    /// The user name is none.
    #[error("user_name: {0}")]
    UserName(#[from] UserNameRefused),
    /// There is no name to greet its owner by, or it is too long.
    #[error("display_name: empty, or more than 120 characters")]
    DisplayName,
    /// The portal has organisations, and this is none of them; or it has none.
    #[error("organisation: not one of this portal's")]
    Organisation,
    /// The phone is no mobile number.
    #[error("phone: not a mobile number")]
    Phone,
    /// The mail address is none.
    #[error("email: not a mail address")]
    Email,
    /// The national number is none.
    #[error("national_number: {0}")]
    NationalNumber(onedoor_national_id::Refused),
    /// The hash can't be checked here.
    #[error("password_hash: {0}")]
    PasswordHash(#[from] Unreadable),
    /// The name stands in the file before, with another row.
    #[error("the name stands in line {line} already, and this row differs")]
    Twice {
        /// The line where it stands.
        line: u64,
    },
    /// An account of this name is there, with these columns different.
    #[error("an account of this name is there already and differs: {}", .0.join(", "))]
    Different(Vec<&'static str>),
}

impl Report {
    /// How many rows the file had.
    pub fn rows(&self) -> u64 {
        self.imported + self.already_there + u64::try_from(self.refused.len()).unwrap_or(u64::MAX)
    }

    pub(super) fn refuse(&mut self, line: u64, user_name: &str, because: RefusedBecause) {
        self.refused.push(Refusal { line, user_name: user_name.to_owned(), because });
    }

    pub(super) fn count(&mut self, hash: Option<Format>) {
        self.imported += 1;
        match hash {
            Some(format) => *self.hashes.entry(format.name()).or_default() += 1,
            None => self.without_password += 1,
        }
    }
}
