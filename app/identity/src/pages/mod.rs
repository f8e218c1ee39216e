//! The pages of an identity site: what each shows, and what it looks like.

mod credentials;
mod front;
mod phone_code;
mod register;
mod sign_in;
mod signed_out;
mod stopped;
mod words;

pub(crate) use credentials::CredentialsPage;
pub(crate) use front::{FrontPage, Greeted};
pub(crate) use phone_code::{CodeNotice, PhoneCodePage};
pub(crate) use register::RegisterPage;
pub(crate) use sign_in::SignInPage;
pub(crate) use signed_out::SignedOutPage;
pub(crate) use stopped::{Stopped, StoppedPage};
pub(crate) use words::{credentials_problem, draft_problem};

/// Samples of every page of the person, for the test that renders them and for the gallery.
pub fn samples() -> onedoor_ui::Samples {
    onedoor_ui::samples![
        FrontPage,
        RegisterPage,
        PhoneCodePage,
        CredentialsPage,
        StoppedPage,
        SignInPage,
        SignedOutPage,
    ]
}
