//! How the owner of an account is reached: the mail addresses and the phone, and changing them.

mod email;
mod pages;

use axum::Router;

use crate::Identity;

pub(crate) use pages::samples;

/// Where mail addresses are kept.
pub(crate) const EMAIL: &str = "/account/email";

/// The person's pages.
pub(crate) fn pages() -> Router<Identity> {
    email::pages()
}
