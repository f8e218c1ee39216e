//! Words for what the database has words for.

use onedoor_base::Timestamp;
use onedoor_proofing::correction::{Field, Reason, State, is_late};
use onedoor_storage::people::Correction;
use onedoor_ui::components::{Notice, Tone, status};
use onedoor_ui::{Localizer, Markup, html};

pub(crate) const fn field_key(field: Field) -> &'static str {
    match field {
        Field::Name => "correction-field-name",
        Field::Born => "correction-field-born",
        Field::Sex => "correction-field-sex",
        Field::Residence => "correction-field-residence",
        Field::Number => "correction-field-number",
    }
}

pub(crate) const fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::RegisterRight => "correction-reason-register-right",
        Reason::PaperWanting => "correction-reason-paper-wanting",
        Reason::PaperUnreadable => "correction-reason-paper-unreadable",
        Reason::OtherOffice => "correction-reason-other-office",
    }
}

/// How it stands, and whether it is late: in words, not by colour alone.
pub(crate) fn state_shown(t: &Localizer, one: &Correction, now: Timestamp) -> Markup {
    let (key, tone) = match one.state {
        State::Sent => ("correction-state-sent", Tone::Attention),
        State::InWork => ("correction-state-in-work", Tone::Active),
        State::Corrected => ("correction-state-corrected", Tone::Good),
        State::Refused => ("correction-state-refused", Tone::Bad),
        State::Withdrawn => ("correction-state-withdrawn", Tone::Neutral),
    };
    html! {
        (status(t.get(key), tone))
        @if is_late(one.state, one.due_at, now) { " " (status(t.get("correction-late"), Tone::Bad)) }
    }
}

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corrections) enum CorrectionNotice {
    Sent,
    Paper,
    Withdrawn,
    Over,
}

impl CorrectionNotice {
    /// From the word in an address.
    pub(in crate::corrections) fn from_word(word: &str) -> Option<Self> {
        match word {
            "sent" => Some(Self::Sent),
            "paper" => Some(Self::Paper),
            "withdrawn" => Some(Self::Withdrawn),
            "over" => Some(Self::Over),
            _ => None,
        }
    }

    pub(super) fn shown(self, t: &Localizer) -> Notice {
        match self {
            Self::Sent => Notice::success(t.get("correction-sent")),
            Self::Paper => Notice::success(t.get("correction-paper-kept")),
            Self::Withdrawn => Notice::success(t.get("correction-withdrawn")),
            Self::Over => Notice::info(t.get("correction-over")),
        }
    }
}
