//! Applications for level 1, as an officer works on them: what is due first, what was said beside whom the register
//! has, the pictures, and a decision with its reasons. Nobody looks before they said that it is none of their kin, and
//! the applicant reads of every look.

mod again;
mod decide;
mod frames;
mod queue;
mod settle;
mod show;
mod window;

pub(super) use settle::{FaceSaid, reason_key};

use axum::Router;
use axum::routing::{get, post};
use onedoor_base::{ApplicationId, AuditEvent, Subject};
use onedoor_people::Account;
use onedoor_people::staff::Part;
use onedoor_proofing::application::State;
use onedoor_site::{Refused, SignedInVisit};
use onedoor_storage::proofing::{self, Act, Application, Proposed};
use onedoor_storage::{StorageError, people};
use onedoor_ui::ErrorKind;

use super::door::{self, Away, Staff};
use crate::Identity;
use crate::level1::SecondOfficer;

/// Its pages.
pub(super) fn pages() -> Router<Identity> {
    Router::new()
        .route(super::APPLICATIONS, get(queue::queue))
        .route("/console/applications/{application}", get(show::show))
        .route("/console/applications/{application}/take", post(show::take))
        .route("/console/applications/{application}/frames/{position}", get(frames::show))
        .route("/console/applications/{application}/register-picture", get(frames::of_the_register))
        .route("/console/applications/{application}/decide", post(decide::decide))
        .route("/console/applications/{application}/register", post(again::ask))
        .route("/console/applications/{application}/window", post(window::open))
}

/// Lets an officer in, where level 1 is given from the phone; else there is no such page.
async fn open(
    identity: &Identity,
    visit: &SignedInVisit,
    back: Option<&str>,
) -> Result<(Staff, SecondOfficer), Away> {
    let staff = door::open(identity, visit, Part::Applications, back).await?;
    let policy = identity.level1.as_ref().ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    Ok((staff, policy.second_officer))
}

/// An application of an address, and what this officer may do with it.
#[derive(Clone)]
struct Found {
    application: Application,
    account: Account,
    acts: Vec<Act>,
    proposed: Option<Proposed>,
    /// The key of why this officer must not work on it.
    not_yours: Option<&'static str>,
    /// Whether this officer said that it is none of their kin.
    declared: bool,
}

impl Found {
    fn state(&self, staff: &Staff) -> State {
        self.application.state.at(staff.now())
    }

    /// Whether there is something to do for an officer.
    fn waits(&self, staff: &Staff) -> bool {
        matches!(self.state(staff), State::InReview { .. } | State::WindowMissed)
    }

    /// Whether this officer may look.
    fn works(&self, staff: &Staff) -> bool {
        self.not_yours.is_none() && self.declared && self.waits(staff)
    }
}

async fn found(staff: &Staff, id: &str) -> Result<Found, Away> {
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let id: ApplicationId = id.parse().map_err(|error| not_found().because(error))?;
    let me = staff.account;
    let read = staff.visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let Some(application) = proofing::application(tx, id).await? else { return Ok(None) };
            let Some(account) = people::by_id(tx, application.account).await? else { return Ok(None) };
            let not_yours = if account.id == me {
                Some("applications-own")
            } else if people::has_conflict(tx, id, me).await? {
                Some("applications-kin")
            } else {
                None
            };
            Ok(Some(Found {
                acts: proofing::acts(tx, id).await?,
                proposed: proofing::proposed_approval(tx, id).await?,
                declared: proofing::has_declared(tx, id, me, application.begun_at).await?,
                application,
                account,
                not_yours,
            }))
        })
    });
    Ok(read.await?.ok_or_else(not_found)?)
}

/// A record of what an officer does with an application.
fn event(staff: &Staff, action: &'static str, application: &Application) -> AuditEvent {
    staff
        .event(action)
        .about(Subject::Person(application.account))
        .with("application", application.id.to_string())
}
