//! What is shown; most of it fits a phone's width.

mod begin;
mod card;
mod code;
mod device;
mod done;
mod front;
mod home;
mod offline;
mod password;
mod review;

pub(super) use begin::{BeginPage, NoCookiesPage};
pub(super) use card::CardPage;
pub(super) use code::CodePage;
pub(super) use done::DonePage;
pub(super) use front::FrontPage;
pub(super) use home::HomePage;
pub(super) use offline::OfflinePage;
pub(super) use password::PasswordPage;
pub(super) use review::ReviewPage;

use onedoor_ui::{Samples, samples};

/// The pages, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![
        FrontPage,
        HomePage,
        OfflinePage,
        BeginPage,
        NoCookiesPage,
        CardPage,
        ReviewPage,
        CodePage,
        PasswordPage,
        DonePage,
    ]
}
