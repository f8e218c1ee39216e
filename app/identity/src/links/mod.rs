//! `/account/links`: the accounts elsewhere that a person's national account opens; linking one (S1.2), ending one.
//!
//! The portal's own description chooses the way: user name and password are typed here and checked by the portal,
//! or the person is sent to the portal's own page. Either way only somebody who has just signed in here may do it.

mod add;
pub mod by_command;
mod client;
pub(crate) mod end;
mod find;
mod list;
mod organisation;
mod pages;

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_linking::is_fresh;
use onedoor_site::{ReturnTo, SignedInVisit, see_other};

pub(crate) use pages::{samples, state_words};

use crate::Identity;

/// The list.
pub(crate) const PATH: &str = "/account/links";

/// The pages of a person's links.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route(PATH, get(list::list))
        .route("/account/links/new", get(add::choose))
        .route("/account/links/new/{client}", get(add::ask).post(add::link))
        .route("/account/links/new/{client}/find", post(find::find))
        .route("/account/links/{id}/end", get(end::ask).post(end::end))
}

/// Off to prove once more that it is they, and back, if the last time is too long ago: whoever finds or steals a
/// session links and ends nothing.
fn prove_first(visit: &SignedInVisit, path: &str) -> Option<Response> {
    let fresh = is_fresh(visit.session.authenticated_at, visit.now);
    let back = ReturnTo::parse(path).encoded();
    (!fresh).then(|| see_other(&format!("/sign-in?again=yes&return_to={back}")))
}
