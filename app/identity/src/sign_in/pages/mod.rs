//! What the second step shows.

mod passkey_form;
mod second;

pub(crate) use passkey_form::{Ceremony, PasskeyForm};
pub(super) use second::{SecondStepPage, TextCode};

/// Samples of the pages.
pub(crate) fn samples() -> onedoor_ui::Samples {
    onedoor_ui::samples![SecondStepPage]
}
