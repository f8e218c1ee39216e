use std::time::Duration;

use onedoor_base::Timestamp;

use super::Evidence;

const DAY: Duration = Duration::from_hours(24);

/// For how long somebody who has waited may come back.
pub const COME_BACK: Duration = Duration::from_hours(24 * 7);
/// For how long one can't wait on the same proof again after the owner stopped it: whoever holds the phone of somebody
/// else shall not trouble them for ever. Showing two things works all the time.
pub const SHUT_AFTER_STOP: Duration = DAY.saturating_mul(30);
/// The same after the owner signed in while somebody waited.
pub const SHUT_AFTER_SIGN_IN: Duration = DAY.saturating_mul(7);

/// What has become of an earlier wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PastState {
    /// It goes on until this moment.
    Waiting(Timestamp),
    /// The owner stopped it then.
    Stopped(Timestamp),
    /// The owner signed in then.
    SignedIn(Timestamp),
}

/// An earlier wait for the same account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// What was shown.
    pub shown: Evidence,
    /// What has become of it.
    pub state: PastState,
}

/// How it stands with waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waiting {
    /// It can be begun.
    Free,
    /// It was begun with what was shown, and is over at this moment.
    Runs(Timestamp),
    /// It is over: go on.
    Over,
    /// It was stopped, and can't be begun with what was shown until then.
    Shut(Timestamp),
}

/// Decides it for somebody who has shown `shown`. Who has waited shows the same as when they began, by the
/// same phone or list: the wait is theirs who can do that, in whatever browser.
pub fn decide_waiting(past: &[Past], shown: &Evidence, now: Timestamp) -> Waiting {
    let mut stands = Waiting::Free;
    for wait in past.iter().filter(|wait| !wait.shown.is_empty()) {
        let this = match wait.state {
            PastState::Waiting(due) if !wait.shown.within(shown) || now >= due.after(COME_BACK) => {
                Waiting::Free
            }
            PastState::Waiting(due) if now >= due => Waiting::Over,
            PastState::Waiting(due) => Waiting::Runs(due),
            PastState::Stopped(at) => shut(&wait.shown, shown, at.after(SHUT_AFTER_STOP), now),
            PastState::SignedIn(at) => shut(&wait.shown, shown, at.after(SHUT_AFTER_SIGN_IN), now),
        };
        stands = later(stands, this);
    }
    stands
}

fn shut(then: &Evidence, shown: &Evidence, until: Timestamp, now: Timestamp) -> Waiting {
    if now < until && then.meets(shown) { Waiting::Shut(until) } else { Waiting::Free }
}

/// Of two answers the one that weighs more: what is over goes on, what runs goes on running, what is shut is shut.
fn later(one: Waiting, other: Waiting) -> Waiting {
    use Waiting::{Free, Over, Runs, Shut};
    match (one, other) {
        (Over, _) | (_, Over) => Over,
        (Runs(one), Runs(other)) => Runs(one.min(other)),
        (Runs(due), _) | (_, Runs(due)) => Runs(due),
        (Shut(one), Shut(other)) => Shut(one.max(other)),
        (Shut(until), Free) | (Free, Shut(until)) => Shut(until),
        (Free, Free) => Free,
    }
}
