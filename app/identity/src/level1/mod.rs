//! `/app/level1`: how somebody who has an account comes to level 1 from the phone. Their card's data are shown and may
//! be put right ([`data`]), the register is asked about them ([`register`]), pictures of the face are taken ([`face`])
//! and may be compared by a program ([`compare`]), and then an officer decides. Everything may be left and gone on with elsewhere: it stands in the application.

mod card;
mod claimed;
mod compare;
mod data;
mod face;
mod give;
mod pages;
mod picture;
mod policy;
mod register;
mod standing;
mod tasks;
mod withdraw;

use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};
use onedoor_base::{AccountId, Actor, ApplicationId, AuditEvent, JobId, Subject, Timestamp};
use onedoor_site::jobs::Jobs;
use onedoor_site::{Site, telling};
use onedoor_storage::jobs::{NewJob, enqueue};
use onedoor_storage::{StorageError, Tx};

pub(crate) use claimed::judged;
pub(crate) use compare::reference;
pub(crate) use pages::{samples, shot_key};
pub use policy::{Faces, Level1, SecondOfficer};
pub(crate) use policy::{bears, speaks_against};
pub(crate) use tasks::{task_list, tasks};
pub(crate) use withdraw::withdraw_open;

use crate::Identity;

/// Where somebody's application stands, and what is to be done next.
pub(crate) const PATH: &str = "/app/level1";
const CARD: &str = "/app/level1/card";
const PHOTOGRAPH: &str = "/app/level1/card/photograph";
const DATA: &str = "/app/level1/data";
const FACE: &str = "/app/level1/face";
const CONFIRM: &str = "/app/level1/face/confirm";
const AGAIN: &str = "/app/level1/face/again";
const TAKE_BACK: &str = "/app/level1/withdraw";

/// The pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route(PATH, get(standing::show))
        .route(CARD, get(card::show).post(card::keep))
        .route(PHOTOGRAPH, post(card::photograph))
        .route(DATA, get(data::show).post(data::give))
        .route(FACE, get(face::show))
        .route("/app/level1/face/{place}", get(face::picture).post(face::keep))
        .route("/app/level1/face/{place}/camera", post(face::keep_from_camera))
        .route(AGAIN, post(face::again))
        .route(CONFIRM, post(give::give))
        .route(TAKE_BACK, post(withdraw::withdraw))
}

/// What is done by and by: a register that did not answer is asked again, and faces are compared.
pub(crate) fn jobs(state: &Identity, jobs: Jobs) -> Jobs {
    jobs.with_patient(register::JOB, telling::handler(state, register::again))
        .with_patient(compare::JOB, telling::handler(state, compare::again))
}

/// Puts work about an application down, in the transaction that makes it needed.
async fn put_down(
    tx: &mut Tx<'_>,
    site: &Site,
    (kind, id): (&'static str, ApplicationId),
    wait: Duration,
) -> Result<(), StorageError> {
    let (payload, now) = (id.to_string(), site.now());
    let job = NewJob { kind, payload: &payload, due_at: now.after(wait), unique_key: Some(&payload) };
    enqueue(tx, &job, JobId::new(now, site.random.as_ref()), now).await.map(drop)
}

/// What its owner did with an application, for the record.
fn event(account: AccountId, action: &'static str, application: ApplicationId, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Person(account), action)
        .about(Subject::Person(account))
        .with("application", application.to_string())
}
