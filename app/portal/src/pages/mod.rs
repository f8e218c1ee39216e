//! What people see. Every page is a struct of what it shows.

mod account;
mod chooser;
mod code;
mod dossiers;
mod edit;
mod email;
mod fresh;
mod home;
mod needed;
mod parts;
mod password;
mod phone;
mod place;
mod procedures;
mod reset;
mod sessions;
mod sign_in;
mod submission;

pub(crate) use account::{AccountPage, Done, Waits};
pub(crate) use chooser::{chooser, problems_of};
pub(crate) use code::{CodePage, CodePurpose};
pub(crate) use dossiers::{DossierLine, DossierPage, Dossiers, Happened, Row, WithdrawPage};
pub(crate) use edit::EditPage;
pub(crate) use email::EmailPage;
pub(crate) use fresh::FreshPage;
pub(crate) use home::Home;
pub(crate) use needed::{Lacking, NeededPage};
pub(crate) use parts::state_name;
pub(crate) use password::{ADVICE, PasswordPage};
pub(crate) use phone::PhonePage;
pub(crate) use place::{PlacePage, WhichPlace};
pub(crate) use procedures::{Apply, ProcedurePage, Procedures};
pub(crate) use reset::{NewPasswordPage, RESET_ADVICE, ResetOverPage, ResetPage};
pub(crate) use sessions::{SessionLine, SessionsPage};
pub(crate) use sign_in::SignInPage;
pub(crate) use submission::{ReviewPage, SubmissionPage, SubmittedPage, Typed};

use onedoor_site::phone_change::{ObjectionPage, OldPhonePage};
use onedoor_ui::{Samples, samples};

/// Where a password is set anew: its title, and its address.
pub(crate) const RECOVERY: (&str, &str) = ("portal-reset-title", "/reset");

/// Every page in every state that differs to a reader.
pub fn all_samples() -> Samples {
    let mut all = samples![
        Home,
        SignInPage,
        ResetPage,
        CodePage,
        NewPasswordPage,
        ResetOverPage,
        AccountPage,
        EditPage,
        EmailPage,
        PhonePage,
        OldPhonePage,
        PasswordPage,
        FreshPage,
        SessionsPage,
        Procedures,
        ProcedurePage,
        PlacePage,
        NeededPage,
        SubmissionPage,
        ReviewPage,
        SubmittedPage,
        Dossiers,
        DossierPage,
        WithdrawPage,
        crate::moved::MovedPage,
        onedoor_ui::ActivityPage,
    ];
    all.extend(ObjectionPage::samples_of(RECOVERY));
    all.extend(crate::contacts::samples());
    all.extend(crate::linking::samples());
    all.extend(crate::referrals::samples());
    all.extend(crate::administration::samples());
    all.extend(crate::closing::samples());
    all.extend(crate::identification::samples());
    all.extend(crate::copy::samples());
    all
}
