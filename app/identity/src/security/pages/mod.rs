//! What the security centre shows.

mod authenticator;
mod bound;
mod codes;
mod hub;
mod level;
mod new_passkey;
mod questions;
mod totp;

pub(super) use authenticator::{AuthenticatorPage, AuthenticatorShown};
pub(crate) use bound::BoundShown;
pub(super) use codes::{CodesPage, NewCodesPage};
pub(super) use hub::{Added, DeviceShown, Lately, SecurityNotice, SecurityPage};
pub(super) use level::LevelPage;
pub(super) use new_passkey::NewPasskeyPage;
pub(crate) use questions::{QuestionsPage, Slot};
pub(super) use totp::TotpPage;

use onedoor_ui::Localizer;

/// The way back.
fn breadcrumb(t: &Localizer) -> Vec<(String, String)> {
    vec![(t.get("account-title"), "/account".to_owned()), (t.get("security-title"), super::PATH.to_owned())]
}

/// Samples of the pages.
pub(crate) fn samples() -> onedoor_ui::Samples {
    onedoor_ui::samples![
        SecurityPage,
        TotpPage,
        NewPasskeyPage,
        CodesPage,
        NewCodesPage,
        AuthenticatorPage,
        QuestionsPage,
        LevelPage,
    ]
}

/// A browser in samples.
const SAMPLED_BROWSER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
