//! Getting back into an account without its password: what has to be shown, by what the account opens; when to wait
//! instead; what of the account is lowered for a while; and the security questions, which are never enough alone.

mod evidence;
mod ladder;
mod outlook;
mod questions;
mod waiting;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::time::Duration;

pub use evidence::Evidence;
pub use ladder::{Footing, LEVEL_HELD, Next, Opens, Rung, level_after, next, rung};
pub use outlook::{Outlook, outlook, stronger};
pub use questions::{
    ChosenQuestion, LONGEST_ANSWER, LONGEST_QUESTION, QUESTIONS, QUESTIONS_EACH, Question, QuestionProblem,
    SecurityQuestions, check_questions, joined_answers,
};
pub use waiting::{COME_BACK, Past, PastState, SHUT_AFTER_SIGN_IN, SHUT_AFTER_STOP, Waiting, decide_waiting};

/// For how long somebody may take to show what they have.
pub const RECOVERY_LIFE: Duration = Duration::from_hours(1);

/// Something that the owner of an account has or knows besides its password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// A code that was sent to the confirmed phone.
    Phone,
    /// A code that was sent to a confirmed mail address.
    Email,
    /// A code from the list that was printed.
    Code,
    /// A code from an app.
    App,
    /// The answers to the security questions: an extra beside something else.
    Questions,
}

impl Proof {
    /// All of them, in the order in which a page offers them.
    pub const ALL: [Self; 5] = [Self::Phone, Self::Email, Self::Code, Self::App, Self::Questions];

    /// The word in the database, in addresses and in records.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Code => "code",
            Self::App => "app",
            Self::Questions => "questions",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|proof| proof.word() == word)
    }
}

/// What somebody has shown so far; the same twice counts once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proofs(BTreeSet<Proof>);

impl Proofs {
    /// The words, between spaces.
    pub fn words(&self) -> String {
        self.0.iter().map(|proof| proof.word()).collect::<Vec<_>>().join(" ")
    }

    /// With one more.
    #[must_use]
    pub fn with(mut self, proof: Proof) -> Self {
        self.0.insert(proof);
        self
    }

    /// Whether this was shown.
    pub fn has(&self, proof: Proof) -> bool {
        self.0.contains(&proof)
    }

    /// How many different ones.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was shown.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is anything but answers to questions, which somebody close to the owner may know.
    pub fn stands(&self) -> bool {
        self.0.iter().any(|proof| *proof != Proof::Questions)
    }

    /// What was shown, in order.
    pub fn iter(&self) -> impl Iterator<Item = Proof> {
        self.0.iter().copied()
    }
}

impl FromIterator<Proof> for Proofs {
    fn from_iter<I: IntoIterator<Item = Proof>>(proofs: I) -> Self {
        Self(proofs.into_iter().collect())
    }
}
