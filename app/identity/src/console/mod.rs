//! `/console`: what the staff of an identity do here, each by the least role that does it.
//!
//! To everybody else these pages are not there. Whoever is on the staff proves it with two factors, lately, and again
//! when the console was left alone for a while ([`door`]). A person is found by what they gave, one at a time and for a
//! written reason that they read in their own activity; what shuts or opens an account, or makes somebody staff, takes
//! two ([`onedoor_people::staff`]). Roles given at the command line: [`roles`].

mod alarms;
mod applications;
mod corrections;
mod decide;
mod done;
mod door;
mod find;
mod look;
mod operate;
mod pages;
mod proposals;
mod propose;
mod record;
pub mod roles;
mod staff;
mod typed;
mod unlocks;
mod upkeep;

use axum::Router;
use axum::routing::{get, post};

pub(crate) use door::{is_here, is_staff};
pub(crate) use pages::samples;
pub(crate) use upkeep::keep_up;

use crate::Identity;

/// Where it begins.
pub(crate) const PATH: &str = "/console";
const PEOPLE: &str = "/console/people";
const CORRECTIONS: &str = "/console/corrections";
const APPLICATIONS: &str = "/console/applications";
const UNLOCKS: &str = "/console/unlocks";
const PROPOSALS: &str = "/console/proposals";
const STAFF: &str = "/console/staff";
const RECORD: &str = "/console/record";
const SYSTEMS: &str = "/console/systems";
const MESSAGES: &str = "/console/messages";
const JOBS: &str = "/console/jobs";
const LIMITS: &str = "/console/limits";
const ALARMS: &str = "/console/alarms";

/// Its pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route(PATH, get(record::desk))
        .route(PEOPLE, get(find::show).post(find::look))
        .route("/console/looks/{look}", get(look::show))
        .route("/console/looks/{look}/sessions/end", post(look::end_session))
        .route("/console/looks/{look}/propose", get(propose::ask).post(propose::about_person))
        .route(CORRECTIONS, get(corrections::queue))
        .route("/console/corrections/{correction}", get(corrections::show))
        .route("/console/corrections/{correction}/paper", get(corrections::paper))
        .route("/console/corrections/{correction}/take", post(corrections::take))
        .route("/console/corrections/{correction}/decide", post(corrections::decide))
        .route(PROPOSALS, get(proposals::list))
        .route("/console/proposals/{proposal}", get(proposals::show))
        .route("/console/proposals/{proposal}/decide", post(decide::decide))
        .route("/console/proposals/{proposal}/withdraw", post(decide::withdraw))
        .route(STAFF, get(staff::show).post(staff::propose))
        .route(RECORD, get(record::show))
        .route(SYSTEMS, get(operate::systems))
        .route("/console/systems/{client}", get(operate::system))
        .route(MESSAGES, get(operate::messages))
        .route("/console/messages/{message}/retry", post(operate::retry_message))
        .route(JOBS, get(operate::jobs))
        .route("/console/jobs/{job}/retry", post(operate::retry_job))
        .route(LIMITS, get(operate::limits))
        .route(ALARMS, get(alarms::list))
        .route("/console/alarms/{alarm}/see", post(alarms::see))
        .route("/console/alarms/{alarm}/settle", post(alarms::settle))
        .merge(applications::pages())
        .merge(unlocks::pages())
}
