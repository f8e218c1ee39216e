//! What activating looks like.

mod begin;
mod passcode;
mod state;

pub(super) use begin::BeginPage;
pub(super) use passcode::PasscodePage;
pub(super) use state::StatePage;

use onedoor_ui::{Samples, samples};

/// The pages, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![BeginPage, PasscodePage, StatePage]
}
