use crate::accounts::AccountState;

/// What came of checking the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordCheck {
    /// Right; `replace` if the hash is of an older kind and a new one is to be stored.
    Right {
        /// Store a new hash of the password just given.
        replace: bool,
    },
    /// Wrong, or there is no account or no password to compare with.
    Wrong,
    /// The stored hash can't be read: only a reset helps.
    Unreadable,
}

/// What becomes of an attempt to sign in with user name and password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInVerdict {
    /// Signed in.
    SignedIn {
        /// Store a new hash of the password just given.
        replace_hash: bool,
    },
    /// One of the two is wrong; it isn't said which.
    WrongNameOrPassword,
    /// The right password of an account that is locked.
    Locked,
}

/// Decides on an attempt. `state` is `None` if there is no such account.
///
/// Only who has the right password learns that there is an account and how it stands; a closed
/// account is told like none, since its name may be free again. An unreadable hash is told like a
/// wrong password: the page offers the reset in any case.
pub const fn decide_sign_in(state: Option<AccountState>, password: PasswordCheck) -> SignInVerdict {
    match (state, password) {
        (Some(AccountState::Active), PasswordCheck::Right { replace }) => {
            SignInVerdict::SignedIn { replace_hash: replace }
        }
        (Some(AccountState::Locked), PasswordCheck::Right { .. }) => SignInVerdict::Locked,
        (Some(AccountState::Closed) | None, PasswordCheck::Right { .. })
        | (_, PasswordCheck::Wrong | PasswordCheck::Unreadable) => SignInVerdict::WrongNameOrPassword,
    }
}
