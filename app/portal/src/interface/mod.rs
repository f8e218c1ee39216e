//! The linking interface of a portal (`docs/LINKING.md`): an identity tells where it stands to a link and hears
//! where the portal stands, or tells what else has happened to a person.

mod ask;
mod caller;
mod describe;
mod events;
mod hear;

use axum::Router;
use axum::routing::{get, post, put};

use crate::Portal;

/// The endpoints, outside of the frame.
pub(crate) fn endpoints() -> Router<Portal> {
    Router::new()
        .route("/linking/v1", get(describe::describe))
        .route("/linking/v1/events", post(events::take))
        .route("/linking/v1/links", post(ask::link))
        .route("/linking/v1/links/{id}", put(hear::hear))
}
