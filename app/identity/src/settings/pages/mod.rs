//! The pages of the settings.

mod address;
mod addresses;
mod closing;
mod copy;
mod hub;
mod language;
mod personal;
mod place;

pub(super) use address::AddressPage;
pub(super) use addresses::{AddressNotice, AddressShown, AddressesPage};
pub(super) use closing::ClosingPage;
pub(super) use copy::copy_page;
pub(crate) use hub::BornShown;
pub(super) use hub::{SettingsNotice, SettingsPage};
pub(super) use language::LanguagePage;
pub(super) use personal::PersonalPage;
pub(crate) use personal::sex_key;
pub(super) use place::{FormerShown, PlacePage, PlaceShown};

use onedoor_ui::{Localizer, Page, Samples, samples};

/// All of them, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    let mut all = samples![
        SettingsPage,
        PersonalPage,
        LanguagePage,
        AddressesPage,
        PlacePage,
        AddressPage,
        ClosingPage
    ];
    all.extend(copy::copy_samples().into_iter().map(|page| ("CopyPage", Box::new(page) as Box<dyn Page>)));
    all
}

/// The way back to the settings.
fn trail(t: &Localizer) -> Vec<(String, String)> {
    vec![(t.get("account-title"), "/account".to_owned()), (t.get("settings-title"), super::PATH.to_owned())]
}
