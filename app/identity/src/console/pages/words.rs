//! Words for what the database has words for.

use onedoor_people::AccountState;
use onedoor_people::staff::{Asks, ProposalState, StaffRole};
use onedoor_ui::components::{Notice, Tone};
use onedoor_ui::{Localizer, View};

pub(super) const fn role(role: StaffRole) -> &'static str {
    match role {
        StaffRole::Auditor => "console-role-auditor",
        StaffRole::Support => "console-role-support",
        StaffRole::Officer => "console-role-officer",
        StaffRole::Approver => "console-role-approver",
        StaffRole::Operator => "console-role-operator",
    }
}

pub(super) const fn role_means(role: StaffRole) -> &'static str {
    match role {
        StaffRole::Auditor => "console-role-auditor-means",
        StaffRole::Support => "console-role-support-means",
        StaffRole::Officer => "console-role-officer-means",
        StaffRole::Approver => "console-role-approver-means",
        StaffRole::Operator => "console-role-operator-means",
    }
}

/// What is asked for, in words.
pub(super) fn asks(view: &View, asks: Asks) -> String {
    let t = &view.t;
    let called = |which| ("role", t.get(role(which)).into());
    match asks {
        Asks::Lock => t.get("console-asks-lock"),
        Asks::Unlock => t.get("console-asks-unlock"),
        Asks::LockIdentity => t.get("console-asks-lock-identity"),
        Asks::UnlockIdentity => t.get("console-asks-unlock-identity"),
        Asks::Grant(which, None) => t.with("console-asks-grant", &[called(which)]),
        Asks::Grant(which, Some(until)) => {
            t.with("console-asks-grant-until", &[called(which), ("until", view.long_date(until).into())])
        }
        Asks::Revoke(which) => t.with("console-asks-revoke", &[called(which)]),
    }
}

pub(super) fn proposal(t: &Localizer, state: ProposalState) -> (String, Tone) {
    let (key, tone) = match state {
        ProposalState::Open => ("console-state-open", Tone::Attention),
        ProposalState::Approved => ("console-state-approved", Tone::Good),
        ProposalState::Refused => ("console-state-refused", Tone::Bad),
        ProposalState::Withdrawn => ("console-state-withdrawn", Tone::Neutral),
        ProposalState::Expired => ("console-state-expired", Tone::Neutral),
    };
    (t.get(key), tone)
}

pub(super) fn account(t: &Localizer, state: AccountState) -> (String, Tone) {
    match state {
        AccountState::Active => (t.get("console-account-active"), Tone::Good),
        AccountState::Locked => (t.get("console-account-locked"), Tone::Bad),
        AccountState::Closed => (t.get("console-account-closed"), Tone::Neutral),
        AccountState::Merged => (t.get("console-account-merged"), Tone::Neutral),
    }
}

/// The state of a message.
pub(super) fn message(t: &Localizer, state: &str) -> (String, Tone) {
    let (key, tone) = match state {
        "waiting" => ("console-message-waiting", Tone::Active),
        "sent" => ("console-message-sent", Tone::Active),
        "delivered" => ("console-message-delivered", Tone::Good),
        "undelivered" => ("console-message-undelivered", Tone::Bad),
        "refused" => ("console-message-refused", Tone::Bad),
        "repeated" => ("console-message-repeated", Tone::Neutral),
        _ => ("console-message-expired", Tone::Neutral),
    };
    (t.get(key), tone)
}

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::console) enum OperatorNotice {
    Again,
    NotAgain,
    Seen,
    Settled,
}

impl OperatorNotice {
    pub(in crate::console) fn from_word(word: &str) -> Option<Self> {
        match word {
            "again" => Some(Self::Again),
            "not-again" => Some(Self::NotAgain),
            "seen" => Some(Self::Seen),
            "settled" => Some(Self::Settled),
            _ => None,
        }
    }

    pub(super) fn shown(self, t: &Localizer) -> Notice {
        match self {
            Self::Again => Notice::success(t.get("console-again")),
            Self::NotAgain => Notice::info(t.get("console-not-again")),
            Self::Seen => Notice::success(t.get("console-alarm-noted")),
            Self::Settled => Notice::success(t.get("console-alarm-over")),
        }
    }
}

/// Links of one life, counted; nothing here speaks to an owner.
pub(super) fn life(t: &Localizer, life: &str) -> String {
    let key = match life {
        "dormant" => "console-life-dormant",
        "proposed" => "console-life-proposed",
        "proven_there" => "console-life-proven-there",
        "active" => "console-life-active",
        "suspended" => "console-life-suspended",
        "ended" => "console-life-ended",
        other => return other.to_owned(),
    };
    t.get(key)
}

/// A step in the life of a system.
pub(super) fn step(t: &Localizer, step: &str) -> String {
    let key = match step {
        "registered" => "console-step-registered",
        "changed" => "console-step-changed",
        "suspended" => "console-step-suspended",
        "resumed" => "console-step-resumed",
        "retired" => "console-step-retired",
        "merged" => "console-step-merged",
        other => return other.to_owned(),
    };
    t.get(key)
}
