//! The pages of merging.

mod preview;
mod refused;
mod start;
mod undo;

pub(super) use preview::{AccountShown, PreviewPage, SiteShown};
pub(super) use refused::{RefusedMergePage, WhyNot};
pub(super) use start::{MergeNotice, MergedShown, StartPage};
pub(super) use undo::{PartedPage, UndoPage};

use onedoor_ui::{Localizer, Samples, samples};

/// All of them, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![StartPage, PreviewPage, RefusedMergePage, UndoPage, PartedPage]
}

/// The way back to the account.
fn trail(t: &Localizer) -> Vec<(String, String)> {
    vec![(t.get("account-title"), "/account".to_owned())]
}
