//! The linking interface of a portal (`docs/LINKING.md`): an identity tells where it stands to a link and hears
//! where the portal stands, or tells what else has happened to a person.

mod ask;
mod caller;
mod candidates;
mod describe;
mod events;
mod hear;
mod organisations;

use axum::Router;
use axum::routing::{get, post, put};

use onedoor_site::interface::Failure;

use crate::Portal;
use crate::linking::LINKING_PATH;

/// Refuses, if the portal has become part of another: what is asked for is to be asked there.
fn here(portal: &Portal) -> Result<(), Failure> {
    match &portal.profile.moved_to {
        Some(moved) => Err(Failure::Moved(format!("{}{LINKING_PATH}", moved.origin))),
        None => Ok(()),
    }
}

/// The endpoints, outside of the frame.
pub(crate) fn endpoints() -> Router<Portal> {
    Router::new()
        .route("/linking/v1", get(describe::describe))
        .route("/linking/v1/events", post(events::take))
        .route("/linking/v1/links", post(ask::link))
        .route("/linking/v1/organisations", get(organisations::organisations))
        .route("/linking/v1/candidates", post(candidates::candidates))
        .route("/linking/v1/links/{id}", put(hear::hear))
}
