use std::time::Duration;

use crate::AccountState;

/// What is known of the password that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordFact {
    /// It is the account's.
    Right,
    /// It is not, or there is no account.
    Wrong,
}

/// All that a sign-in is decided on.
#[derive(Debug, Clone, Copy)]
pub struct SignInFacts {
    /// How long to wait, if there were too many attempts.
    pub wait: Option<Duration>,
    /// The state of the account, if there is one.
    pub account: Option<AccountState>,
    /// The password.
    pub password: PasswordFact,
}

/// What becomes of a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignInOutcome {
    /// Come in.
    SignedIn,
    /// The identifier or the password is wrong; which of them nobody is told.
    WrongCredentials,
    /// The account is gone; said only to who knows its password.
    Closed,
    /// The account was merged into another of its owner; said only to who knows its password.
    Merged,
    /// Too many attempts; the next one after so long. The account itself stays open.
    TooManyAttempts(Duration),
}

/// Decides on a sign-in.
pub fn decide_sign_in(facts: SignInFacts) -> SignInOutcome {
    match (facts.wait, facts.account, facts.password) {
        // The attempt doesn't count, whatever it was.
        (Some(wait), _, _) => SignInOutcome::TooManyAttempts(wait),
        // Nobody learns whether the account or the password was wrong. Whoever an account was locked against may
        // well have the password, and is not told that it is right: the owner was told at every contact.
        (None, None | Some(AccountState::Locked), _) | (None, Some(_), PasswordFact::Wrong) => {
            SignInOutcome::WrongCredentials
        }
        (None, Some(AccountState::Active), PasswordFact::Right) => SignInOutcome::SignedIn,
        (None, Some(AccountState::Closed), PasswordFact::Right) => SignInOutcome::Closed,
        (None, Some(AccountState::Merged), PasswordFact::Right) => SignInOutcome::Merged,
    }
}
