//! What comes after the right password, and signing in without one.
//!
//! A session begins only when everything that its account asks for was shown ([`admit`]): the right password of an
//! account with a second step makes a *begun sign-in*, which goes on at `/sign-in/second` ([`second`]) in the same
//! browser. The same room asks for one more factor where a session is to be worth more. A passkey is two factors at
//! once and needs no password ([`passkey`]).

pub(crate) mod admit;
pub(crate) mod by_phone;
pub(crate) mod ceremony;
pub(crate) mod judge;
mod pages;
pub(crate) mod passkey;
mod second;
mod text_code;
mod waiting;

use axum::Router;
use axum::routing::{get, post};
use onedoor_base::BegunSignInId;

pub(crate) use pages::{Ceremony, PasskeyForm, samples};

use crate::Identity;

/// The pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route("/sign-in/second", get(second::show).post(second::check))
        .route("/sign-in/second/text", post(text_code::send))
        .route("/sign-in/passkey", post(passkey::sign_in))
}

/// Where a begun sign-in goes on.
pub(crate) fn second_step(id: BegunSignInId) -> String {
    format!("/sign-in/second?id={id}")
}
