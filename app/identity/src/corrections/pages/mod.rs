//! The pages of corrections.

mod ask;
mod list;
mod one;
mod words;

pub(super) use ask::{AskPage, WORDS_LONGEST};
pub(super) use list::ListPage;
pub(super) use one::OnePage;
pub(super) use words::CorrectionNotice;
pub(crate) use words::{field_key, reason_key, state_shown};

use onedoor_base::{AccountId, CorrectionId, Timestamp};
use onedoor_proofing::correction::{Field, Reason, State};
use onedoor_storage::people::Correction;
use onedoor_ui::{Localizer, Samples, samples};

/// Samples of the pages.
pub(crate) fn samples() -> Samples {
    samples![ListPage, AskPage, OnePage]
}

/// The way back to the account.
fn trail(t: &Localizer) -> Vec<(String, String)> {
    vec![(t.get("account-title"), "/account".to_owned())]
}

/// The moment of the samples.
const AT: Timestamp = Timestamp::from_seconds(1_795_244_709);

/// A request in this state.
fn sample(field: Field, state: State, due_at: Timestamp) -> Correction {
    let officer = AccountId::from_bytes([7; 16]);
    Correction {
        id: CorrectionId::from_bytes([1; 16]),
        account: AccountId::from_bytes([2; 16]),
        field,
        said: Vec::new(),
        state,
        sent_at: AT,
        due_at,
        taken: (state != State::Sent).then_some((officer, AT)),
        settled_by: None,
        settled_at: (!state.is_open()).then_some(AT),
        reason: (state == State::Refused).then_some(Reason::PaperWanting),
        paper: state == State::InWork,
    }
}
