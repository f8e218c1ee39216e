//! What a person can do at an identity site, one file for each matter.

mod account;
mod front;
mod password;
pub(crate) mod register;
mod sessions;
pub(crate) mod sign_in;
mod sign_out;

use axum::Router;
use onedoor_site::ReturnTo;

pub(crate) use account::{Known, standing};
pub(crate) use password::refused;

use crate::Identity;

/// The person's pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .merge(front::pages())
        .merge(register::pages())
        .merge(sign_in::pages())
        .merge(sign_out::pages())
        .merge(account::pages())
        .merge(sessions::pages())
        .merge(password::pages())
        .merge(onedoor_site::activity::pages())
}

/// Where somebody goes on to who has signed in.
pub(crate) fn onward(to: &ReturnTo) -> &str {
    if to.is_deep() { to.as_str() } else { "/account" }
}
