//! An application for level 1, and the account that comes of it: all its states, and who may do what in each
//! (Decree 69/2024/ND-CP articles 12 to 18; manual of VNeID, 2022).

mod locks;
mod printed;
mod reason;
mod step;

pub use locks::{Lock, Locks};
pub use printed::Printed;
pub use reason::Reason;
pub use step::{By, NotAllowed, Step};

use std::time::Duration;

use onedoor_base::Timestamp;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;

/// Time to activate after the notice (article 14). Later only an officer opens the window again.
pub const ACTIVATION: Duration = Duration::from_hours(7 * 24);
/// Working days for a decision (article 13).
pub const DECISION_DAYS: u16 = 1;
/// Working days for an answer to a request to unlock (Decree 59/2022 article 20).
pub const UNLOCK_DAYS: u16 = 2;

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Asked for; number and telephone are known.
    Requested,
    /// The card's data are wanted, for the first time or again.
    AwaitingData,
    /// The face is wanted, for the first time or again.
    AwaitingBiometrics,
    /// An officer has everything; the time limit runs.
    InReview {
        /// When a decision is due.
        due: Timestamp,
    },
    /// Approved and told so.
    Approved {
        /// When the notice went out and the window opened.
        noticed: Timestamp,
    },
    /// Approved, but nobody activated it in time.
    WindowMissed,
    /// In use.
    Active,
    /// Locked, for at least one reason.
    Locked(Locks),
    /// Refused; another application may follow.
    Refused,
    /// The person took it back before a decision.
    Withdrawn,
    /// Over for good.
    Closed,
}

impl State {
    /// The state as a clock sees it: a window that nobody used is missed without anybody doing anything. To be asked
    /// before every step and every page.
    #[must_use]
    pub fn at(self, now: Timestamp) -> Self {
        match self {
            Self::Approved { noticed } if now >= noticed.after(ACTIVATION) => Self::WindowMissed,
            state => state,
        }
    }

    /// Decision overdue.
    pub fn is_late(self, now: Timestamp) -> bool {
        matches!(self, Self::InReview { due } if now >= due)
    }

    /// The last part of its catalogue key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::AwaitingData => "awaiting-data",
            Self::AwaitingBiometrics => "awaiting-biometrics",
            Self::InReview { .. } => "in-review",
            Self::Approved { .. } => "approved",
            Self::WindowMissed => "window-missed",
            Self::Active => "active",
            Self::Locked(_) => "locked",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Closed => "closed",
        }
    }

    /// The state after `step`, done by `by` at `now`. The state is first brought up to `now`; a refusal changes nothing.
    #[expect(clippy::match_same_arms, reason = "an arm for each situation of a person")]
    pub fn after(self, step: Step, by: By, now: Timestamp, calendar: &Calendar) -> Result<Self, NotAllowed> {
        let state = self.at(now);
        if !step.may(by) {
            return Err(NotAllowed::NotYou);
        }
        match (state, step) {
            (Self::Requested, Step::Begin) => Ok(Self::AwaitingData),
            (Self::AwaitingData, Step::GiveData) => Ok(Self::AwaitingBiometrics),
            // Typed wrong and seen in time.
            (Self::AwaitingBiometrics, Step::GiveData) => Ok(state),
            (Self::AwaitingBiometrics, Step::GiveFace) => {
                Ok(Self::InReview { due: calendar.due(now, DECISION_DAYS) })
            }
            // Sent back: the time limit begins anew when all is there again.
            (Self::InReview { .. }, Step::AskForData) => Ok(Self::AwaitingData),
            (Self::InReview { .. }, Step::AskForFace) => Ok(Self::AwaitingBiometrics),
            (Self::InReview { .. }, Step::Approve) => Ok(Self::Approved { noticed: now }),
            (Self::InReview { .. }, Step::Refuse) => Ok(Self::Refused),
            (
                Self::Requested | Self::AwaitingData | Self::AwaitingBiometrics | Self::InReview { .. },
                Step::Withdraw,
            ) => Ok(Self::Withdrawn),
            (Self::Approved { .. }, Step::Activate) => Ok(Self::Active),
            (Self::WindowMissed, Step::OpenWindow) => Ok(Self::Approved { noticed: now }),
            (Self::Active, Step::Lock(lock)) => Ok(Self::Locked(Locks::of(lock))),
            (Self::Locked(locks), Step::Lock(lock)) => Ok(Self::Locked(locks.with(lock))),
            (Self::Locked(locks), Step::Unlock(lock)) if locks.has(lock) => {
                let left = locks.without(lock);
                Ok(if left.is_empty() { Self::Active } else { Self::Locked(left) })
            }
            // Whoever is locked by an authority does not get rid of the account to get rid of the lock.
            (Self::Locked(locks), Step::Close) if by == By::Person && locks.has(Lock::Authority) => {
                Err(NotAllowed::NotYou)
            }
            (Self::Active | Self::Locked(_) | Self::WindowMissed | Self::Approved { .. }, Step::Close) => {
                Ok(Self::Closed)
            }
            _ => Err(NotAllowed::NotNow),
        }
    }
}
