//! `/account/security`: how an account is opened, and by whom; what its owner should do about it.
//!
//! Whatever is changed here wants a proof of the last ten minutes ([`onedoor_site::FreshVisit`]), stands in the
//! record, and is told to the owner.

mod bound;
mod change;
mod codes;
mod devices;
mod hub;
mod level;
mod one;
mod pages;
mod passkeys;
pub(crate) mod qr;
mod questions;
mod text_codes;
mod totp;

use axum::Router;
use axum::routing::{get, post};

pub(crate) use pages::{QuestionsPage, samples};
pub(crate) use questions::{Form as ChosenForm, names as names_of};

use crate::Identity;

/// The security centre.
pub(crate) const PATH: &str = "/account/security";

/// Its pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route(PATH, get(hub::show))
        .route("/account/security/totp", get(totp::show).post(totp::add))
        .route("/account/security/passkey", get(passkeys::show).post(passkeys::add))
        .route("/account/security/codes", get(codes::show).post(codes::make))
        .route("/account/security/text-codes", post(text_codes::choose))
        .route("/account/security/questions", get(questions::show).post(questions::choose))
        .route("/account/security/questions/remove", post(questions::remove))
        .route("/account/security/level", get(level::show).post(level::raise))
        .route("/account/security/devices/forget", post(devices::forget))
        .route("/account/security/bound/remove", post(bound::remove))
        .route("/account/security/authenticators/{id}", get(one::show))
        .route("/account/security/authenticators/{id}/rename", post(one::rename))
        .route("/account/security/authenticators/{id}/remove", post(one::remove))
}
