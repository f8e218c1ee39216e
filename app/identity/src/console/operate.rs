//! What an operator sees: systems, messages, jobs, limits; no people. Alarms: [`super::alarms`].

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use onedoor_base::{AuditEvent, JobId, MessageId, Timestamp};
use onedoor_oidc::Client;
use onedoor_people::staff::Part;
use onedoor_site::addressee::masked;
use onedoor_site::again::{Again, is_worth_it};
use onedoor_site::{Asked, FreshVisit, Nothing, Posted, Refused, SignedInVisit};
use onedoor_storage::jobs;
use onedoor_storage::site::messages::{self, Record, STATES};
use onedoor_storage::{Change, StorageError, Tx, Vault, limits};
use onedoor_ui::ErrorKind;
use serde::Deserialize;

use super::door::{self, Away, Staff};
use super::pages::{
    JobsPage, LimitsPage, MessageShown, MessagesPage, OperatorNotice, SystemPage, SystemShown, SystemsPage,
};
use super::{JOBS, MESSAGES};
use crate::{Identity, systems as registered};

/// How many messages and jobs are listed.
const MOST: i64 = 100;

/// `GET /console/systems`.
pub(super) async fn systems(
    State(identity): State<Identity>,
    visit: SignedInVisit,
) -> Result<Response, Away> {
    door::open(&identity, &visit, Part::Systems, None).await?;
    let all = registered::all(&visit.site.store).await?;
    Ok(visit.page(&SystemsPage { systems: all.into_iter().map(shown).collect() }))
}

/// `GET /console/systems/{client}`.
pub(super) async fn system(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Path(client): Path<String>,
) -> Result<Response, Away> {
    door::open(&identity, &visit, Part::Systems, None).await?;
    let all = registered::all(&visit.site.store).await?;
    let found = all.into_iter().find(|one| one.known.client_id == client).map(shown);
    let system = found.ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    Ok(visit.page(&SystemPage { system }))
}

/// One whose registration cannot be read stands there all the same, and says so.
fn shown(system: registered::System) -> SystemShown {
    let client: Option<Client> = serde_json::from_str(&system.known.registration)
        .inspect_err(|error| tracing::error!(client = system.known.client_id, %error, "a registration that does not read"))
        .ok();
    SystemShown { client, system }
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(default)]
    pub(super) notice: String,
}

/// `GET /console/messages`: never what they say, and to whom only as far as tells two apart.
pub(super) async fn messages(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Away> {
    door::open(&identity, &visit, Part::Messages, None).await?;
    let state = STATES.into_iter().find(|state| *state == wanted.state);
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { Ok((messages::list(tx, state, MOST).await?, messages::counts(tx).await?)) })
    });
    let (found, counts) = read.await?;
    let messages = found.into_iter().map(|one| message(&visit.site.vault, one, visit.now)).collect();
    let notice = OperatorNotice::from_word(&wanted.notice);
    Ok(visit.page(&MessagesPage { notice, state, counts, messages }))
}

pub(super) fn message(vault: &Vault, one: Record, now: Timestamp) -> MessageShown {
    MessageShown {
        id: one.id.to_string(),
        to: masked(vault, &one),
        mail: one.channel == "mail",
        may_retry: is_worth_it(vault, &one, now),
        perhaps_twice: one.sent_at.is_some() && one.unanswered > 0,
        state: one.state,
        created_at: one.created_at,
        settled_at: one.settled_at.or(one.sent_at),
        attempts: one.attempts,
        error: one.last_error,
    }
}

/// `POST /console/messages/{message}/retry`.
pub(super) async fn retry_message(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    _: Posted<Nothing>,
) -> Result<Response, Away> {
    let staff = door::open(&identity, &visit, Part::Messages, Some(MESSAGES)).await?;
    let id: MessageId = id.parse().map_err(|error| Refused::kind(ErrorKind::NotFound).because(error))?;
    let (again, site) = (Again::new(&visit.site, visit.now), Arc::clone(&visit.site));
    let event = staff.event("site.message.retried").with("message", id.to_string());
    let event = event.with("sent_as", again.id.to_string());
    let done = written(&staff, event, move |tx, _| {
        let site = Arc::clone(&site);
        Box::pin(async move { again.queue(tx, &site.vault, id).await })
    });
    Ok(visit.sends(&format!("{MESSAGES}?notice={}", if done.await? { "again" } else { "not-again" })))
}

/// `GET /console/jobs`.
pub(super) async fn jobs(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Away> {
    door::open(&identity, &visit, Part::Jobs, None).await?;
    let now = visit.now;
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { Ok((jobs::kinds(tx, now).await?, jobs::dead(tx, MOST).await?)) })
    });
    let (kinds, dead) = read.await?;
    Ok(visit.page(&JobsPage { notice: OperatorNotice::from_word(&wanted.notice), kinds, dead }))
}

/// `POST /console/jobs/{job}/retry`.
pub(super) async fn retry_job(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    _: Posted<Nothing>,
) -> Result<Response, Away> {
    let staff = door::open(&identity, &visit, Part::Jobs, Some(JOBS)).await?;
    let id: JobId = id.parse().map_err(|error| Refused::kind(ErrorKind::NotFound).because(error))?;
    let event = staff.event("site.job.retried").with("job", id.to_string());
    let (again, site) = (Again::new(&visit.site, visit.now), Arc::clone(&visit.site));
    let done = written(&staff, event, move |tx, _| {
        let site = Arc::clone(&site);
        Box::pin(async move { again.revive(tx, &site.vault, id).await })
    });
    Ok(visit.sends(&format!("{JOBS}?notice={}", if done.await? { "again" } else { "not-again" })))
}

pub(super) type Doing<'t> = std::pin::Pin<Box<dyn Future<Output = Result<bool, StorageError>> + Send + 't>>;

/// Does it, and records it if there was anything to do.
pub(super) async fn written(
    staff: &Staff,
    event: AuditEvent,
    work: impl for<'t> Fn(&'t mut Tx<'_>, Timestamp) -> Doing<'t> + Send + Sync + 'static,
) -> Result<bool, StorageError> {
    let (now, within) = (staff.now(), Arc::new((event, work)));
    let store = &staff.visit.site.store;
    store
        .write(move |tx| {
            let within = Arc::clone(&within);
            Box::pin(async move {
                let (event, work) = &*within;
                if work(tx, now).await? {
                    Ok(Change::Recorded(true, vec![event.clone()]))
                } else {
                    Ok(Change::Unrecorded(false))
                }
            })
        })
        .await
}

/// `GET /console/limits`.
pub(super) async fn limits(State(identity): State<Identity>, visit: SignedInVisit) -> Result<Response, Away> {
    door::open(&identity, &visit, Part::Limits, None).await?;
    let now = visit.now;
    let read = visit
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { limits::scopes(tx, now).await }));
    Ok(visit.page(&LimitsPage { scopes: read.await? }))
}
