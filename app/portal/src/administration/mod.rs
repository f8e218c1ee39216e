//! What the portal's own staff see of links: how many there are, over days, and what is prepared in bulk; and where
//! they give the file of accounts that it is prepared from.
//!
//! Accounts that the configuration names, signed in through a national identity with two factors; nobody else finds
//! that these pages are there. A file is checked, written and taken back by jobs, piece by piece: any node goes on
//! where another has stopped. What is done with its rows is [`crate::prepare`], as on the command line.

mod counts;
mod door;
mod numbers;
mod pages;
mod report;
mod routes;
mod steps;
mod upload;
mod work;

use axum::Router;
use axum::routing::{get, post};
use onedoor_site::jobs::Jobs;

pub(crate) use door::is_administrator;
pub(crate) use pages::samples;

use crate::Portal;

/// Where it begins.
pub(crate) const PATH: &str = "/administration";
/// Where a file is given.
const UPLOAD: &str = "/administration/upload";
/// The work of going over the rows of a file, to check or to prepare them.
const RUN_JOB: &str = "linking.batch";
/// The work of taking a batch back.
const WITHDRAW_JOB: &str = "linking.withdraw";

pub(crate) fn pages() -> Router<Portal> {
    Router::new()
        .route(PATH, get(routes::show))
        .route("/administration/counts.csv", get(routes::download))
        .route(numbers::PATH, get(numbers::list))
        .route("/administration/numbers/{account}", get(numbers::look).post(numbers::decide))
        .route(UPLOAD, get(upload::show).post(upload::take))
        .route("/administration/batches/{batch}", get(routes::batch))
        .route("/administration/batches/{batch}/report.csv", get(report::download))
        .route("/administration/batches/{batch}/write", post(steps::write))
        .route("/administration/batches/{batch}/stop", post(steps::stop))
        .route("/administration/batches/{batch}/go-on", post(steps::go_on))
        .route("/administration/batches/{batch}/withdraw", post(steps::withdraw))
}

/// Adds the work on files.
pub fn jobs(portal: &Portal, jobs: Jobs) -> Jobs {
    jobs.with_patient(RUN_JOB, work::running(portal)).with(WITHDRAW_JOB, work::withdrawing(portal))
}
