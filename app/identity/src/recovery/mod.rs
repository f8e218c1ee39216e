//! `/recover`: getting back into an account without its password.
//!
//! Somebody says whose account it is, shows what they have, and sets a new password. What is enough stands in
//! [`onedoor_people::recovery`]; where it is not, they wait, and the owner is told everywhere and stops it with one
//! tap. Until something right was shown, an account that is not there is answered as one that is: the same row, the
//! same limits, the same work; the codes are made and sent by a job.

mod begin;
mod case;
mod deliver;
mod outlook;
mod owner;
mod pages;
mod password;
mod questions;
mod replaced;
mod show;
mod stop;
mod wait;
mod ways;

use std::time::Duration;

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::RecoveryId;
use onedoor_people::recovery::Proof;
use onedoor_site::Visit;
use onedoor_site::jobs::Jobs;
use onedoor_site::telling;

pub(crate) use owner::{STOP_HERE, owner_signed_in};
pub(crate) use pages::{question_key, samples};
pub(crate) use questions::answers_secret;
pub(crate) use replaced::end_with_password;

use crate::Identity;

/// Where it begins.
pub(crate) const PATH: &str = "/recover";

/// Where an owner sees what they would be asked.
pub(crate) const OUTLOOK: &str = "/account/security/recovery";

/// What the codes are for.
const PURPOSE: &str = "recovery";

const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

/// The pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route(PATH, get(begin::show).post(begin::begin))
        .route("/recover/ways", get(ways::show).post(ways::choose))
        .route("/recover/show", get(show::page).post(show::check))
        .route("/recover/show/again", post(ways::again))
        .route("/recover/questions", get(questions::show).post(questions::check))
        .route("/recover/wait", post(wait::wait))
        .route("/recover/waiting", get(wait::show))
        .route("/recover/stop", get(stop::show).post(stop::stop))
        .route("/recover/password", get(password::show).post(password::set))
        .route(STOP_HERE, post(owner::stop))
        .route(OUTLOOK, get(outlook::show))
}

/// What is done outside of requests.
pub(crate) fn jobs(state: &Identity, jobs: Jobs) -> Jobs {
    jobs.with(deliver::JOB, telling::handler(state, deliver::deliver))
        .with(owner::JOB, telling::handler(state, owner::tell))
}

/// The address of a page about one attempt.
fn at(page: &str, id: RecoveryId) -> String {
    format!("/recover/{page}?id={id}")
}

/// The address where a thing is shown.
fn shown_at(id: RecoveryId, way: Proof) -> String {
    match way {
        Proof::Questions => at("questions", id),
        way => format!("{}&way={}", at("show", id), way.word()),
    }
}

/// Too late, or in another browser: it begins anew.
fn over(visit: &Visit) -> Response {
    visit.sends("/recover?notice=over")
}
