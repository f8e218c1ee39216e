use std::collections::BTreeSet;

/// Why nothing came of a prepared link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PreparedRefusal {
    /// The person says that the account is not theirs.
    Denied,
    /// The account was linked by somebody who is not known to be this person.
    Taken,
    /// The person linked another account, and the portal allows but one.
    Elsewhere,
    /// The account carries another number now.
    NumberChanged,
    /// The account was closed.
    AccountClosed,
}

impl PreparedRefusal {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Denied, Self::Taken, Self::Elsewhere, Self::NumberChanged, Self::AccountClosed];

    /// The word in databases and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Taken => "taken",
            Self::Elsewhere => "elsewhere",
            Self::NumberChanged => "number_changed",
            Self::AccountClosed => "account_closed",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.word() == word)
    }
}

/// How far a file of links is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BatchState {
    /// It is on its way through the browser.
    Receiving,
    /// Its rows are being looked at; nothing is prepared.
    Checking,
    /// They were looked at, and nobody has said yet that they are to be prepared.
    Checked,
    /// They are being prepared.
    Writing,
    /// The same, and somebody stopped it.
    Stopped,
    /// They are prepared.
    Done,
    /// What still waits is being taken back.
    Withdrawing,
    /// What still waited was taken back.
    Withdrawn,
}

impl BatchState {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Receiving,
        Self::Checking,
        Self::Checked,
        Self::Writing,
        Self::Stopped,
        Self::Done,
        Self::Withdrawing,
        Self::Withdrawn,
    ];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Receiving => "receiving",
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Writing => "writing",
            Self::Stopped => "stopped",
            Self::Done => "done",
            Self::Withdrawing => "withdrawing",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// From the word in the database.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Why a row of a file of links is not prepared. Each stands in the report under its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Finding {
    /// The row cannot be read: another encoding, or more or fewer fields than the heading line.
    BadRow,
    /// There is no such organisation, or the portal has none.
    BadOrganisation,
    /// The user name is missing, or none.
    BadUserName,
    /// The number is missing, or none of the portal's country.
    BadNumber,
    /// Another row has the same number: one person gets one prepared account, further ones they link themselves.
    DoubleNumber,
    /// Another row has the same account.
    DoubleAccount,
    /// There is no account of this name.
    NoAccount,
    /// The account is closed.
    AccountClosed,
    /// The account is locked.
    AccountLocked,
    /// The account is linked, with this very number.
    Linked,
    /// The account is linked with a person of another number.
    LinkedOther,
    /// The account is linked with a person whose number is not known here.
    LinkedUnknown,
    /// The account carries another number.
    OtherNumber,
    /// The account carries a number that differs by one digit, or by two neighbours swapped.
    NearNumber,
    /// Another account carries the number, proven by its owner.
    NumberElsewhere,
    /// Another account carries the number, which nobody has proven.
    NumberClaimedElsewhere,
    /// Another number is prepared for the account.
    PreparedOther,
    /// Another account is prepared for the number.
    NumberPrepared,
    /// The person with this number said before that the account is not theirs.
    Denied,
    /// The name of the account's owner is another one.
    OtherName,
}

impl Finding {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::BadRow,
        Self::BadOrganisation,
        Self::BadUserName,
        Self::BadNumber,
        Self::DoubleNumber,
        Self::DoubleAccount,
        Self::NoAccount,
        Self::AccountClosed,
        Self::AccountLocked,
        Self::Linked,
        Self::LinkedOther,
        Self::LinkedUnknown,
        Self::OtherNumber,
        Self::NearNumber,
        Self::NumberElsewhere,
        Self::NumberClaimedElsewhere,
        Self::PreparedOther,
        Self::NumberPrepared,
        Self::Denied,
        Self::OtherName,
    ];

    /// The explanation code of the report.
    pub const fn word(self) -> &'static str {
        match self {
            Self::BadRow => "bad_row",
            Self::BadOrganisation => "bad_organisation",
            Self::BadUserName => "bad_user_name",
            Self::BadNumber => "bad_number",
            Self::DoubleNumber => "double_number",
            Self::DoubleAccount => "double_account",
            Self::NoAccount => "no_account",
            Self::AccountClosed => "account_closed",
            Self::AccountLocked => "account_locked",
            Self::Linked => "linked",
            Self::LinkedOther => "linked_other",
            Self::LinkedUnknown => "linked_unknown",
            Self::OtherNumber => "other_number",
            Self::NearNumber => "near_number",
            Self::NumberElsewhere => "number_elsewhere",
            Self::NumberClaimedElsewhere => "number_claimed_elsewhere",
            Self::PreparedOther => "prepared_other",
            Self::NumberPrepared => "number_prepared",
            Self::Denied => "denied",
            Self::OtherName => "other_name",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|finding| finding.word() == word)
    }
}

/// A row that could be read, beside what the portal knows.
#[derive(Debug, Clone, Copy)]
pub struct RowFacts {
    /// The account of that name.
    pub account: Option<RowAccount>,
    /// How many other accounts carry the number: proven by their owners, and not.
    pub number_on_others: (u64, u64),
    /// Whether another account is prepared for the number.
    pub number_prepared: bool,
    /// Whether the person with this number has said that the account is not theirs.
    pub denied: bool,
    /// Whether the row names another person than the account.
    pub other_name: bool,
}

/// The account of a row.
#[derive(Debug, Clone, Copy)]
pub struct RowAccount {
    /// Whether it can be used.
    pub state: RowAccountState,
    /// Its own number beside the row's.
    pub number: RowNumber,
    /// Whether its own number is proven.
    pub number_proven: bool,
    /// Whether a link holds it.
    pub held: bool,
    /// What is prepared for it.
    pub prepared: RowNumber,
}

/// Whether an account can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowAccountState {
    /// It can.
    Active,
    /// Its staff locked it.
    Locked,
    /// It was closed.
    Closed,
}

/// A number beside that of the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowNumber {
    /// There is none.
    None,
    /// The same.
    Same,
    /// A slip of the finger away.
    Near,
    /// Another one.
    Other,
}

/// What is to be done with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowVerdict {
    /// The link is prepared; the account gets the number, if it has none.
    Prepare {
        /// Whether the account has no number yet.
        give_number: bool,
    },
    /// It was prepared before, just so.
    There,
    /// It is not prepared, for these reasons.
    Not(BTreeSet<Finding>),
}

/// Judges a row that could be read.
pub fn judge_row(facts: &RowFacts) -> RowVerdict {
    let Some(account) = facts.account else { return RowVerdict::Not([Finding::NoAccount].into()) };
    let proven = account.number_proven;
    let held = account.held.then_some(match account.number {
        RowNumber::Same if proven => Finding::Linked,
        RowNumber::Near | RowNumber::Other if proven => Finding::LinkedOther,
        _ => Finding::LinkedUnknown,
    });
    let state = match account.state {
        RowAccountState::Active => None,
        RowAccountState::Locked => Some(Finding::AccountLocked),
        RowAccountState::Closed => Some(Finding::AccountClosed),
    };
    let number = match account.number {
        RowNumber::None | RowNumber::Same => None,
        RowNumber::Near => Some(Finding::NearNumber),
        RowNumber::Other => Some(Finding::OtherNumber),
    };
    let elsewhere = match facts.number_on_others {
        (0, 0) => None,
        (0, _) => Some(Finding::NumberClaimedElsewhere),
        _ => Some(Finding::NumberElsewhere),
    };
    let prepared = match account.prepared {
        RowNumber::None | RowNumber::Same => None,
        RowNumber::Near | RowNumber::Other => Some(Finding::PreparedOther),
    };
    let number_prepared = facts.number_prepared.then_some(Finding::NumberPrepared);
    let denied = facts.denied.then_some(Finding::Denied);
    let name = facts.other_name.then_some(Finding::OtherName);
    let all = [held, state, number, elsewhere, prepared, number_prepared, denied, name];
    let found: BTreeSet<Finding> = all.into_iter().flatten().collect();
    if !found.is_empty() {
        return RowVerdict::Not(found);
    }
    match account.prepared {
        RowNumber::Same => RowVerdict::There,
        _ => RowVerdict::Prepare { give_number: account.number == RowNumber::None },
    }
}

/// Whether two different numbers are a slip of the finger apart: one character replaced, or two neighbours swapped.
pub fn numbers_near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len() != other.len() {
        return false;
    }
    let differ: Vec<usize> = (0..one.len()).filter(|&at| one[at] != other[at]).collect();
    match differ[..] {
        [_] => true,
        [first, second] => second == first + 1 && one[first] == other[second] && one[second] == other[first],
        _ => false,
    }
}
