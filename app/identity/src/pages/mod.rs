//! The pages of an identity site: what each shows, and what it looks like.

mod account;
mod credentials;
mod front;
mod password;
mod phone_code;
mod register;
mod sessions;
mod sign_in;
mod signed_out;
mod stopped;
mod words;

pub(crate) use account::{AccountNotice, AccountPage, NumberShown};
pub(crate) use credentials::{CredentialsPage, former_field, new_password_fields};
pub(crate) use front::{FrontPage, Greeted};
pub(crate) use password::PasswordPage;
pub(crate) use phone_code::{CodeNotice, PhoneCodePage};
pub(crate) use register::{RegisterPage, TermsShown, sign_in_address, terms_field};
pub(crate) use sessions::{EndOthersPage, SessionShown, SessionsNotice, SessionsPage};
pub(crate) use sign_in::SignInPage;
pub(crate) use signed_out::SignedOutPage;
pub(crate) use stopped::{Stopped, StoppedPage};
pub(crate) use words::{credentials_problem, draft_problem};

/// Samples of every page of the person, for the test that renders them and for the gallery.
pub(crate) fn samples() -> onedoor_ui::Samples {
    onedoor_ui::samples![
        FrontPage,
        RegisterPage,
        PhoneCodePage,
        CredentialsPage,
        StoppedPage,
        SignInPage,
        SignedOutPage,
        AccountPage,
        SessionsPage,
        EndOthersPage,
        PasswordPage,
        onedoor_ui::ActivityPage,
    ]
}
