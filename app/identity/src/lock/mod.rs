//! `/app/lock`: an electronic identity that is locked, by whom and why, and how each lock comes off (Decree 59/2022
//! article 20; Decree 69/2024). Locked, its owner can sign in and counts as nobody proven; see
//! `storage/src/proofing/acts.rs`.

mod ask;
mod cards;
mod officer;
mod order;
mod pages;
mod person;
mod settle;
mod show;
mod unlock;

use axum::Router;
use axum::routing::get;
use onedoor_base::{AccountId, Actor, AuditEvent, Subject, Timestamp};
use onedoor_proofing::application::Lock;

pub(crate) use cards::look as look_at_cards;
pub(crate) use officer::by_officer;
pub(crate) use order::{by_order, stands};
pub(crate) use pages::{lock_key, samples};
pub(crate) use settle::by_site;

use crate::Identity;

/// Where it stands, and where it is locked.
pub(crate) const PATH: &str = "/app/lock";
/// Where an officer is asked to unlock it.
const ASK: &str = "/app/lock/ask";

/// Its pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route(PATH, get(show::show).post(person::lock))
        .route(ASK, get(ask::show).post(ask::send))
        .merge(unlock::pages())
}

/// What happened to an electronic identity, for the record.
fn event(
    action: &'static str,
    actor: Actor,
    (account, lock): (AccountId, Lock),
    now: Timestamp,
) -> AuditEvent {
    AuditEvent::new(now, actor, action).about(Subject::Person(account)).with("lock", lock.code())
}
