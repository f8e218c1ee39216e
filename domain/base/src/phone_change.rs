//! Another phone for an account: at once, after a time in which everybody whom it concerns may object, or not now.

use std::time::Duration;

use crate::Timestamp;

/// For how long one may object. Whoever lost a phone is told at their other contacts, and somebody on a journey has a
/// week.
pub const PHONE_WAIT: Duration = Duration::from_hours(24 * 7);

/// For how long nothing waits again after somebody objected. Showing the present phone works all the time.
pub const PHONE_SHUT: Duration = Duration::from_hours(24 * 30);

/// How a change of phone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneChangeState {
    /// Until it is due somebody may object.
    Waiting,
    /// The phone is the account's.
    Done,
    /// Somebody whom it concerns objected while it waited.
    Objected,
    /// Somebody objected after it was done at once: the former phone is the account's again.
    Undone,
    /// Somebody who is signed in does not want it any more, or the password was recovered.
    Withdrawn,
    /// Another change took its place.
    Replaced,
    /// When it was due it could not be done any more.
    Lapsed,
}

impl PhoneChangeState {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Waiting,
        Self::Done,
        Self::Objected,
        Self::Undone,
        Self::Withdrawn,
        Self::Replaced,
        Self::Lapsed,
    ];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Objected => "objected",
            Self::Undone => "undone",
            Self::Withdrawn => "withdrawn",
            Self::Replaced => "replaced",
            Self::Lapsed => "lapsed",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// What speaks for and against a change by somebody who has shown the new phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhoneFacts {
    /// Whether the account has a phone.
    pub has_old: bool,
    /// Whether that was shown, too.
    pub old_shown: bool,
    /// Whether the new one is another account's.
    pub taken: bool,
    /// When somebody last objected to a change of this account.
    pub stopped_at: Option<Timestamp>,
}

/// What becomes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneMove {
    /// It is the account's from now on.
    AtOnce,
    /// It is the account's from then on, if nobody objects.
    Waits(Timestamp),
    /// Not without the present phone before then.
    Shut(Timestamp),
}

/// Decides it. What another account has is taken away from it only after its owner was told.
pub fn decide_phone_change(facts: PhoneFacts, now: Timestamp) -> PhoneMove {
    if !facts.taken && (facts.old_shown || !facts.has_old) {
        return PhoneMove::AtOnce;
    }
    match facts.stopped_at.map(|at| at.after(PHONE_SHUT)) {
        Some(until) if now < until => PhoneMove::Shut(until),
        _ => PhoneMove::Waits(now.after(PHONE_WAIT)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::from_seconds(1_795_237_200);

    #[test]
    fn a_change_is_done_at_once_only_where_nobody_loses_anything() {
        let facts = PhoneFacts { has_old: true, old_shown: false, taken: false, stopped_at: None };
        let waits = PhoneMove::Waits(NOON.after(PHONE_WAIT));
        for (facts, expected) in [
            (facts, waits),
            (PhoneFacts { old_shown: true, ..facts }, PhoneMove::AtOnce),
            (PhoneFacts { has_old: false, ..facts }, PhoneMove::AtOnce),
            (PhoneFacts { old_shown: true, taken: true, ..facts }, waits),
            (PhoneFacts { has_old: false, taken: true, ..facts }, waits),
        ] {
            assert_eq!(decide_phone_change(facts, NOON), expected, "{facts:?}");
        }
    }

    #[test]
    fn after_an_objection_nothing_waits_for_a_month() {
        let facts = PhoneFacts { has_old: true, old_shown: false, taken: false, stopped_at: Some(NOON) };
        let until = NOON.after(PHONE_SHUT);
        assert_eq!(decide_phone_change(facts, NOON.after(PHONE_WAIT)), PhoneMove::Shut(until));
        assert_eq!(decide_phone_change(facts, until), PhoneMove::Waits(until.after(PHONE_WAIT)));
        let shown = PhoneFacts { old_shown: true, ..facts };
        assert_eq!(decide_phone_change(shown, NOON), PhoneMove::AtOnce, "whoever has it is not kept waiting");
        assert_eq!(decide_phone_change(PhoneFacts { taken: true, ..shown }, NOON), PhoneMove::Shut(until));
    }

    #[test]
    fn states_survive_the_database() {
        for state in PhoneChangeState::ALL {
            assert_eq!(PhoneChangeState::from_word(state.word()), Some(state));
        }
        assert_eq!(PhoneChangeState::from_word("lost"), None);
    }
}
