//! What people say of themselves besides name and phone, when they register or later: the national number as a claim
//! ([`claim`]); and the judgement of what they choose before they have sent it ([`advice`]).

pub(crate) mod advice;
pub(crate) mod claim;
pub(crate) mod number;
mod pages;

use axum::Router;
use axum::routing::{get, post};

pub(crate) use pages::samples;

use crate::Identity;

/// Where somebody says which national number is theirs.
pub(crate) const NUMBER: &str = "/account/number";

/// The pages. Showing the proven number in full is a post to [`NUMBER`], which stands with the account.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route(NUMBER, get(number::show))
        .route("/account/number/claim", post(number::claim))
        .route("/account/number/claim/remove", post(number::remove))
        .route("/register/advice", post(advice::advise))
}
