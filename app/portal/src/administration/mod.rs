//! What the portal's own staff see of links: how many there are, over days, and what was prepared in bulk.
//!
//! Whoever is named in the configuration, signed in through a national identity with two factors; nobody else finds
//! that these pages are there.

mod counts;
mod door;
mod pages;
mod routes;

use axum::Router;
use axum::routing::{get, post};
use onedoor_site::jobs::Jobs;

pub(crate) use door::is_administrator;
pub(crate) use pages::samples;

use crate::Portal;

/// Where it begins.
pub(crate) const PATH: &str = "/administration";
/// The work of taking a batch back.
const WITHDRAW_JOB: &str = "linking.withdraw";

pub(crate) fn pages() -> Router<Portal> {
    Router::new()
        .route(PATH, get(routes::show))
        .route("/administration/counts.csv", get(routes::download))
        .route("/administration/batches/{batch}", get(routes::batch))
        .route("/administration/batches/{batch}/report.csv", get(routes::report))
        .route("/administration/batches/{batch}/withdraw", post(routes::withdraw))
}

/// Adds the work of taking batches back.
pub fn jobs(portal: &Portal, jobs: Jobs) -> Jobs {
    jobs.with(WITHDRAW_JOB, routes::withdrawing(portal))
}
