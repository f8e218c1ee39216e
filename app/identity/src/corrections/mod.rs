//! `/account/corrections`: what a person says is wrong about them in the register goes to the officers of the site, who
//! are the ward's police; its state and its deadline are seen, and what comes of it flows back ([`apply`]).

pub(crate) mod again;
pub(crate) mod apply;
mod ask;
mod list;
mod one;
mod pages;
mod paper;
mod value;

use axum::Router;
use axum::routing::{get, post};
use onedoor_base::{AccountId, Actor, AuditEvent, Subject, Timestamp};

pub(crate) use pages::{field_key, reason_key, samples, state_shown};
pub(crate) use paper::read as read_paper;
pub(crate) use value::{Value, value_field};

use crate::Identity;

/// Where they are listed.
pub(crate) const PATH: &str = "/account/corrections";
const NEW: &str = "/account/corrections/new";

/// The pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route(PATH, get(list::show))
        .route(NEW, get(ask::show).post(ask::send))
        .route("/account/corrections/{correction}", get(one::show))
        .route("/account/corrections/{correction}/withdraw", post(one::withdraw))
        .route("/account/corrections/{correction}/paper", get(paper::show).post(paper::give))
}

/// What its owner did about a request, for the record.
fn event(account: AccountId, action: &'static str, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Person(account), action).about(Subject::Person(account))
}
