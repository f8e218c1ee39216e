use onedoor_linking::{BatchState, Finding};
use onedoor_ui::components::{Tone, status};
use onedoor_ui::{Localizer, Markup};

/// What findings have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// Perhaps a slip of the pen: worth a look.
    Near,
    /// The row and what is known do not go together.
    Collision,
    /// The row names nothing that could be prepared.
    Bad,
}

impl Group {
    pub(super) const ALL: [Self; 3] = [Self::Near, Self::Collision, Self::Bad];

    /// Title and explanation.
    pub(super) const fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::Near => ("admin-group-near", "admin-group-near-text"),
            Self::Collision => ("admin-group-collision", "admin-group-collision-text"),
            Self::Bad => ("admin-group-bad", "admin-group-bad-text"),
        }
    }

    pub(super) const fn of(finding: Finding) -> Self {
        match finding {
            Finding::NearNumber | Finding::OtherName => Self::Near,
            Finding::DoubleNumber
            | Finding::DoubleAccount
            | Finding::Linked
            | Finding::LinkedOther
            | Finding::LinkedUnknown
            | Finding::OtherNumber
            | Finding::NumberElsewhere
            | Finding::NumberClaimedElsewhere
            | Finding::PreparedOther
            | Finding::NumberPrepared
            | Finding::Denied => Self::Collision,
            Finding::BadRow
            | Finding::BadOrganisation
            | Finding::BadUserName
            | Finding::BadNumber
            | Finding::NoAccount
            | Finding::AccountClosed
            | Finding::AccountLocked => Self::Bad,
        }
    }
}

/// What a finding means.
pub(in crate::administration) fn words_of(t: &Localizer, finding: Finding) -> String {
    t.get(match finding {
        Finding::BadRow => "admin-finding-bad-row",
        Finding::BadOrganisation => "admin-finding-bad-organisation",
        Finding::BadUserName => "admin-finding-bad-user-name",
        Finding::BadNumber => "admin-finding-bad-number",
        Finding::DoubleNumber => "admin-finding-double-number",
        Finding::DoubleAccount => "admin-finding-double-account",
        Finding::NoAccount => "admin-finding-no-account",
        Finding::AccountClosed => "admin-finding-account-closed",
        Finding::AccountLocked => "admin-finding-account-locked",
        Finding::Linked => "admin-finding-linked",
        Finding::LinkedOther => "admin-finding-linked-other",
        Finding::LinkedUnknown => "admin-finding-linked-unknown",
        Finding::OtherNumber => "admin-finding-other-number",
        Finding::NearNumber => "admin-finding-near-number",
        Finding::NumberElsewhere => "admin-finding-number-elsewhere",
        Finding::NumberClaimedElsewhere => "admin-finding-number-claimed-elsewhere",
        Finding::PreparedOther => "admin-finding-prepared-other",
        Finding::NumberPrepared => "admin-finding-number-prepared",
        Finding::Denied => "admin-finding-denied",
        Finding::OtherName => "admin-finding-other-name",
    })
}

/// How far a file is.
pub(super) fn state(t: &Localizer, state: BatchState) -> Markup {
    let (key, tone) = match state {
        BatchState::Receiving | BatchState::Checking => ("admin-state-checking", Tone::Active),
        BatchState::Checked => ("admin-state-checked", Tone::Attention),
        BatchState::Writing => ("admin-state-writing", Tone::Active),
        BatchState::Stopped => ("admin-state-stopped", Tone::Attention),
        BatchState::Done => ("admin-state-done", Tone::Good),
        BatchState::Withdrawing => ("admin-state-withdrawing", Tone::Active),
        BatchState::Withdrawn => ("admin-state-withdrawn", Tone::Neutral),
    };
    status(t.get(key), tone)
}

pub(super) fn figure(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
