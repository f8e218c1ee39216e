//! Signing in at a computer with the phone: the computer shows a QR code and a number ([`desktop`]); the phone, on
//! which its owner is signed in and has just proven it, opens the code's address, sees which computer it is and says which
//! number stands there ([`phone`]). Without scripts the computer's page looks again by itself.

mod desktop;
mod pages;
mod phone;

use axum::Router;
use axum::routing::{get, post};

pub(crate) use pages::samples;

use crate::Identity;

/// Where a computer begins.
pub(crate) const BEGIN: &str = "/sign-in/phone";

/// The pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route(BEGIN, post(desktop::begin))
        .route("/sign-in/phone/{id}", get(desktop::show))
        .route("/sign-in/phone/{id}/state", get(desktop::state))
        .route("/sign-in/phone/{id}/finish", post(desktop::finish))
        .route("/phone/{token}", get(phone::show).post(phone::answer))
}
