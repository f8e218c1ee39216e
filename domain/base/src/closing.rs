//! Closing an account: asked for by its owner, done only after a time in which they can stay.

use std::time::Duration;

use crate::Timestamp;

/// For how long an owner can stay who asked for the account to be closed, where nothing else is set.
pub const CLOSING_WAIT: Duration = Duration::from_hours(24 * 30);

/// For how long after that nobody gets the login name: whoever wrote it down somewhere shall not meet a stranger.
pub const LOGIN_RESERVED: Duration = Duration::from_hours(24 * 180);

/// Where a closing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClosingState {
    /// The owner can stay.
    Waiting,
    /// The owner stayed.
    Stayed,
    /// The account opens nothing any more; what stood on it is being ended.
    Closing,
    /// Everything is gone but the login name, which nobody gets yet.
    Reserved,
    /// Nothing is left to be done.
    Done,
}

impl ClosingState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Stayed, Self::Closing, Self::Reserved, Self::Done];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Stayed => "stayed",
            Self::Closing => "closing",
            Self::Reserved => "reserved",
            Self::Done => "done",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// The closing of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closing {
    /// Where it stands.
    pub state: ClosingState,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When the next step is due.
    pub due_at: Timestamp,
}

impl Closing {
    /// Whether the owner can still stay.
    pub fn waits(&self) -> bool {
        self.state == ClosingState::Waiting
    }

    /// Whether something is to be done for it now.
    pub fn is_due(&self, now: Timestamp) -> bool {
        let works =
            matches!(self.state, ClosingState::Waiting | ClosingState::Closing | ClosingState::Reserved);
        works && self.due_at <= now
    }
}
