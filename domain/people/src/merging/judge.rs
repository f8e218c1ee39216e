use onedoor_base::{AccountId, IdentityLevel};

use crate::{AccountState, PersonName};

/// One of the two accounts, in the order in which they were proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The account from which the merge was begun.
    First,
    /// The account that was proven afterwards, in the same browser.
    Second,
}

/// What waits at an account and keeps it from being merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// Another phone, which whoever has the old one may object to.
    Phone,
    /// A recovery.
    Recovery,
    /// Its end.
    Closing,
}

/// What is known of one of the two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Which account.
    pub account: AccountId,
    /// Whether it opens doors.
    pub state: AccountState,
    /// How well it was proven who its owner is.
    pub identity: IdentityLevel,
    /// Whether it has a national number. No two accounts have the same.
    pub has_number: bool,
    /// What its owner is called.
    pub name: PersonName,
    /// What waits.
    pub waits: Option<Waits>,
}

/// Why two accounts are not merged. Each has a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It is one account.
    Itself,
    /// One of them does not open doors.
    Shut(Which, AccountState),
    /// They were proven to be of different people.
    DifferentPeople,
    /// Something waits there that its owner must be able to stop.
    Waits(Which, Waits),
}

impl Side {
    /// Who its owner is was compared with a register or a document.
    pub fn is_proven(&self) -> bool {
        self.identity >= IdentityLevel::Basic
    }

    fn proven_number(&self) -> bool {
        self.is_proven() && self.has_number
    }
}

/// Which of two accounts is kept if they are merged, or why they are not: the one with a proven number, because that
/// stays where it was proven; else the one whose owner is better proven, and between equals the second. Who lures somebody into signing in where the lurer has begun a merge gains nothing of
/// an equal: it is their own account that is absorbed.
pub fn judge(first: &Side, second: &Side) -> Result<Which, Refusal> {
    if first.account == second.account {
        return Err(Refusal::Itself);
    }
    for (which, side) in [(Which::First, first), (Which::Second, second)] {
        if side.state != AccountState::Active {
            return Err(Refusal::Shut(which, side.state));
        }
    }
    if are_different(first, second) {
        return Err(Refusal::DifferentPeople);
    }
    for (which, side) in [(Which::First, first), (Which::Second, second)] {
        if let Some(waits) = side.waits {
            return Err(Refusal::Waits(which, waits));
        }
    }
    let worth = |side: &Side| (side.proven_number(), side.identity);
    Ok(if worth(first) > worth(second) { Which::First } else { Which::Second })
}

/// A number is of one account only: two that are proven are of two people. Without both of them the names tell.
fn are_different(first: &Side, second: &Side) -> bool {
    if first.proven_number() && second.proven_number() {
        return true;
    }
    let fold = |side: &Side| side.name.as_str().to_lowercase();
    first.is_proven() && second.is_proven() && fold(first) != fold(second)
}
