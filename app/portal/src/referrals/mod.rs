//! Applying at a province by way of the national portal.
//!
//! At the national portal: [`refer`] sends a person to the province's portal that serves the place they
//! chose; [`vouch`] lets the browser come back once, so that the person stands behind what arrived;
//! [`hear`] takes the reports. At the province's portal: [`arrive`] keeps what came with the browser,
//! signs the person in and leads to the form; [`report`] tells the national portal of the dossier, as
//! work to be done later. The rules are `onedoor_services::referrals`.

mod arrive;
mod go_on;
mod hear;
mod listed;
mod pages;
mod refer;
mod report;
mod settings;
mod vouch;

use axum::Router;
use axum::routing::{get, post};
use onedoor_site::jobs::Jobs;
use onedoor_storage::services::arrivals::REPORT_JOB;

pub(crate) use arrive::{Sent, arrive, seal_again, unsealed};
pub(crate) use listed::listed;
pub use pages::samples;
pub use settings::{DEFAULT_SUBMISSION, ProvincialPortal, Referrals, Referrer};
#[cfg(test)]
pub(crate) use vouch::written;

use crate::Portal;

/// Where the owner of a referral vouches for an arrival.
const VOUCH_PATH: &str = "/referrals/vouch";
/// Where a province's portal reports.
const REPORT_PATH: &str = "/referrals/report";

/// The pages, for the frame of the site.
pub(crate) fn pages() -> Router<Portal> {
    Router::new()
        .route("/procedures/{code}/refer", post(refer::refer))
        .route(VOUCH_PATH, get(vouch::vouch))
        .route("/arrivals/{handle}", get(go_on::go_on))
}

/// The endpoint for programs, outside of the frame.
pub(crate) fn endpoints() -> Router<Portal> {
    Router::new().route(REPORT_PATH, post(hear::hear))
}

/// Adds the work that referrals make.
pub fn jobs(portal: &Portal, jobs: Jobs) -> Jobs {
    jobs.with(REPORT_JOB, report::handler(portal))
}
