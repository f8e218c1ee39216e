//! `/app`: registering from the phone, as an application that can be put on its home screen (S3.1 to S3.4, S3.10).

mod front;
mod installed;
mod pages;
mod register;
mod sign_in;

use axum::Router;
use axum::routing::get;
use onedoor_site::Refused;
use onedoor_ui::ErrorKind;

pub(crate) use pages::samples;
pub(crate) use register::BEGIN;

use crate::Identity;

/// Where it begins.
pub(crate) const PATH: &str = "/app";

/// Where it leads whoever has registered.
const DONE: &str = "/app/registered";

/// Where its owners sign in.
pub(crate) const SIGN_IN: &str = "/app/sign-in";

/// Its pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route(PATH, get(front::show))
        .route(DONE, get(front::done))
        .route(SIGN_IN, get(sign_in::show))
        .route(installed::OFFLINE, get(installed::offline))
        .merge(register::pages())
}

/// What is no page: files of the application.
pub(crate) fn endpoints() -> Router<Identity> {
    Router::new()
        .route(installed::MANIFEST, get(installed::manifest))
        .route(installed::WORKER_PATH, get(installed::worker))
}

/// A site that gives no level 1 has none of this.
pub(crate) fn only_where_given(identity: &Identity) -> Result<(), Refused> {
    identity.level1.map(drop).ok_or_else(|| Refused::kind(ErrorKind::NotFound))
}
