//! `/account/settings`: everything about an account, reached from one place: what is known of its owner, how it is
//! opened, where its owner lives, in which language they are written to, a copy of it all, and closing it.

mod addresses;
pub(crate) mod closing;
mod copy;
mod hub;
mod language;
mod pages;
mod personal;

use axum::Router;
use axum::routing::get;
use onedoor_base::{AccountId, Actor, AuditEvent, Subject, Timestamp};

pub(crate) use closing::jobs;
pub(crate) use hub::today;
pub(crate) use pages::{BornShown, samples, sex_key};

use crate::Identity;

/// The settings.
pub(crate) const PATH: &str = "/account/settings";
const PERSONAL: &str = "/account/settings/personal";
const LANGUAGE: &str = "/account/settings/language";

/// Their pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route(PATH, get(hub::show))
        .route(PERSONAL, get(personal::show).post(personal::change))
        .route(LANGUAGE, get(language::show).post(language::choose))
        .merge(addresses::pages())
        .merge(closing::pages())
        .merge(copy::pages())
}

/// What its owner did to an account, for the record.
fn event(account: AccountId, action: &'static str, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Person(account), action).about(Subject::Person(account))
}
