use onedoor_base::{Email, Phone};

use crate::accounts::{AccountState, LocalAccount};

/// What a request to reset a password does behind a page that says the same in every case: "if
/// there is such an account, a code is on its way".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResetOutcome {
    /// Send a code to the phone of the account.
    SendCode(Phone),
    /// Send it to the confirmed mail address.
    SendLetter(Email),
    /// Send nothing: no account of that name, closed or locked, or nothing is known where to.
    SendNothing,
}

/// Decides on a request to reset the password of `account`. `mailbox` is its confirmed mail address, `linked` whether
/// a national identity opens it.
///
/// The code goes only to the phone that was on record before; a phone typed with the request counts
/// for nothing. A mailbox is the weaker proof: it counts only where there is no phone and no national identity, which
/// is a better way in. An account that came with a national identity may give itself a password in this
/// way. After the reset all other sessions end, and a new password obeys
/// [`onedoor_base::check_new_password`].
pub fn decide_reset(account: Option<&LocalAccount>, mailbox: Option<&Email>, linked: bool) -> ResetOutcome {
    let Some(account) = account.filter(|account| account.state == AccountState::Active) else {
        return ResetOutcome::SendNothing;
    };
    match (&account.phone, mailbox) {
        (Some(phone), _) => ResetOutcome::SendCode(phone.clone()),
        (None, Some(mailbox)) if !linked => ResetOutcome::SendLetter(mailbox.clone()),
        _ => ResetOutcome::SendNothing,
    }
}
