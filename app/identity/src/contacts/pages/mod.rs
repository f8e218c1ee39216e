//! The pages of a person's contacts.

mod email;
mod objection;
mod phone;
mod phone_old;

pub(super) use email::{EmailCodePage, EmailNotice, EmailPage, EmailShown};
pub(super) use objection::{ObjectionPage, ObjectionState};
pub(super) use phone::{PhoneCodePage, PhoneNotice, PhonePage};
pub(super) use phone_old::{OldPhonePage, TakenPhonePage};

use onedoor_ui::{Localizer, Samples, samples};

/// All of them, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![EmailPage, EmailCodePage, PhonePage, PhoneCodePage, OldPhonePage, TakenPhonePage, ObjectionPage]
}

/// The way back to the account.
fn trail(t: &Localizer) -> Vec<(String, String)> {
    vec![(t.get("account-title"), "/account".to_owned())]
}
