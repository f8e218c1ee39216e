//! One-time codes: six digits by text message, for one purpose, in one browser, once.

use std::time::Duration;

use crate::{Randomness, Secret, Timestamp};

/// How long a code may be used.
pub const CODE_LIFE: Duration = Duration::from_mins(10);
/// How often a code may be tried before it is dead.
pub const CODE_ATTEMPTS: i64 = 5;

/// Six random digits, each as likely as the other.
pub fn random_code(random: &dyn Randomness) -> Secret {
    let mut bytes = [0; 16];
    random.fill(&mut bytes);
    // 2^128 is no multiple of a million, but the bias is below 2^-100.
    Secret::new(format!("{:06}", u128::from_be_bytes(bytes) % 1_000_000))
}

/// What stands in the record of a code that somebody presents.
#[derive(Debug, Clone, Copy)]
pub struct CodeFacts {
    /// Whether the digits are the right ones.
    pub matches: bool,
    /// Whether the browser is the one that asked for it.
    pub same_browser: bool,
    /// How often it was tried before.
    pub attempts: i64,
    /// When it stops being good.
    pub expires_at: Timestamp,
    /// When the right digits were given, if they were.
    pub confirmed_at: Option<Timestamp>,
}

/// What becomes of a presented code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeVerdict {
    /// Right: confirm it.
    Right,
    /// The right digits were given before, by a double click or the back button: go on.
    AlreadyConfirmed,
    /// Wrong, with so many tries left.
    Wrong {
        /// Tries that remain.
        left: i64,
    },
    /// Tried too often: ask for a new one.
    Exhausted,
    /// Too late: ask for a new one.
    Expired,
    /// Asked for by another browser; told like a wrong one, so that nothing is learned.
    OtherBrowser,
}

/// Decides on a presented code.
pub fn decide_code(facts: CodeFacts, now: Timestamp) -> CodeVerdict {
    if !facts.same_browser {
        return CodeVerdict::OtherBrowser;
    }
    if now >= facts.expires_at {
        return CodeVerdict::Expired;
    }
    if facts.attempts >= CODE_ATTEMPTS {
        return CodeVerdict::Exhausted;
    }
    match (facts.matches, facts.confirmed_at) {
        (true, Some(_)) => CodeVerdict::AlreadyConfirmed,
        (true, None) => CodeVerdict::Right,
        (false, _) if facts.attempts + 1 >= CODE_ATTEMPTS => CodeVerdict::Exhausted,
        (false, _) => CodeVerdict::Wrong { left: CODE_ATTEMPTS - facts.attempts - 1 },
    }
}
