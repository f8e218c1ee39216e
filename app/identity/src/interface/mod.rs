//! The linking interface of an identity (`docs/LINKING.md`): portals tell where they stand to a link and hear
//! where the identity stands; the identity tells them when its own part has changed.
//!
//! The walk: [`hear`] takes a portal's report; the domain judges the evidence; [`heard`] draws the consequences; [`tell`] tells a portal, at once and as work to be
//! done later; [`events`] tells it what else has happened to the person.

pub(crate) mod ask;
mod caller;
mod carried;
pub(crate) mod events;
pub(crate) mod fingerprints;
mod hear;
pub(crate) mod heard;
mod list;
pub(crate) mod tell;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::response::Response;
use axum::routing::{get, post, put};
use onedoor_linking_protocol::{LARGEST, VERSION};
use onedoor_site::jobs::Jobs;
use onedoor_storage::linking::events::EVENT_JOB;
use onedoor_storage::linking::owed::TELL_JOB;

use crate::Identity;

/// The endpoints, outside of the frame.
pub(crate) fn endpoints() -> Router<Identity> {
    Router::new()
        .route("/linking/v1", get(describe))
        .route("/linking/v1/links", get(list::list))
        .route("/linking/v1/links/{id}", put(hear::hear))
        .route("/linking/v1/merged", post(carried::merged))
        .route("/linking/v1/fingerprints", get(fingerprints::keys).post(fingerprints::evaluate))
        .layer(DefaultBodyLimit::max(LARGEST))
}

/// `GET /linking/v1`: which version is spoken here.
async fn describe() -> Response {
    onedoor_site::interface::json(&serde_json::json!({ "version": VERSION }))
}

/// Adds the work of telling portals.
pub(crate) fn jobs(state: &Identity, jobs: Jobs) -> Jobs {
    // However long a portal was down, it must come to know.
    jobs.with_patient(TELL_JOB, tell::handler(state)).with_patient(EVENT_JOB, events::handler(state))
}
