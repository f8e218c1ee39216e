//! The pages of a person's links.

mod add;
mod end;
mod list;
mod organisation;
mod words;

pub(super) use add::{
    ChooseSystemPage, CredentialsPage, Found, GoTherePage, RefusedPage, System, SystemDownPage, path,
};
pub(super) use end::EndLinkPage;
pub(super) use list::{LinkShown, LinksNotice, LinksPage};
pub(super) use organisation::ChooseOrganisationPage;
pub(crate) use words::state as state_words;

use onedoor_ui::{Samples, samples};

/// All of them, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![
        LinksPage,
        ChooseSystemPage,
        ChooseOrganisationPage,
        CredentialsPage,
        GoTherePage,
        RefusedPage,
        SystemDownPage,
        EndLinkPage
    ]
}

/// The way back to the list, and before that to the account.
fn trail(t: &onedoor_ui::Localizer) -> Vec<(String, String)> {
    vec![(t.get("account-title"), "/account".to_owned()), (t.get("links-title"), super::PATH.to_owned())]
}

/// A system's name, for samples.
const SYSTEM: &str = "Một cửa Hải Dương";
