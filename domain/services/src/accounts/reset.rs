use onedoor_base::Phone;

use crate::accounts::{AccountState, LocalAccount};

/// What a request to reset a password does behind a page that says the same in every case: "if
/// there is such an account, a code is on its way".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResetOutcome {
    /// Send a code to the phone of the account.
    SendCode(Phone),
    /// Send nothing: no account of that name, closed or locked, or no phone is known.
    SendNothing,
}

/// Decides on a request to reset the password of `account`.
///
/// The code goes only to the phone that was on record before; a phone typed with the request counts
/// for nothing. An account that came with a national identity may give itself a password in this
/// way. After the reset all other sessions end, and a new password obeys
/// [`onedoor_base::check_new_password`].
pub fn decide_reset(account: Option<&LocalAccount>) -> ResetOutcome {
    match account {
        Some(LocalAccount { state: AccountState::Active, phone: Some(phone), .. }) => {
            ResetOutcome::SendCode(phone.clone())
        }
        _ => ResetOutcome::SendNothing,
    }
}
