//! The pages of a person's contacts.

mod email;

pub(super) use email::{EmailCodePage, EmailNotice, EmailPage, EmailShown};

use onedoor_ui::{Localizer, Samples, samples};

/// All of them, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![EmailPage, EmailCodePage]
}

/// The way back to the account.
fn trail(t: &Localizer) -> Vec<(String, String)> {
    vec![(t.get("account-title"), "/account".to_owned())]
}
