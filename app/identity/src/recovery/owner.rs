//! The owner of the account shows up while somebody waits for it.

use axum::extract::State;
use axum::response::Response;
use onedoor_base::{AccountId, Actor, AuditEvent, JobId, Subject, Timestamp};
use onedoor_site::{HasSite, Nothing, Posted, Refused, SignedInVisit, Site};
use onedoor_storage::jobs::{NewJob, enqueue};
use onedoor_storage::people::{self, RecoveryState};
use onedoor_storage::{Change, StorageError, Tx};

use crate::Identity;
use crate::notices::{self, Notice};

/// The kind of the work that tells that a wait ended with a sign-in; its payload is the account.
pub(super) const JOB: &str = "people.recovery_ended";
/// Where somebody who is signed in stops it.
pub(crate) const STOP_HERE: &str = "/account/recovery/stop";

/// Somebody signed in to this account: whoever waits for it waits in vain. The contacts are told of that, too, because
/// it may be the owner who waited.
pub(crate) async fn owner_signed_in(
    tx: &mut Tx<'_>,
    site: &Site,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    if people::settle_recovery_waits(tx, account, RecoveryState::SignedIn, now).await? == 0 {
        return Ok(None);
    }
    let payload = account.to_string();
    let job = NewJob { kind: JOB, payload: &payload, due_at: now, unique_key: None };
    enqueue(tx, &job, JobId::new(now, site.random.as_ref()), now).await?;
    Ok(Some(event(account, now)))
}

fn event(account: AccountId, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Person(account), "people.recovery.stopped").about(Subject::Person(account))
}

/// Tells the owner of the account.
pub(super) async fn tell(identity: Identity, account: AccountId) -> Result<(), StorageError> {
    let now = identity.site().now();
    let within = identity.clone();
    let told = identity.site().store.write(move |tx| {
        let identity = within.clone();
        Box::pin(async move {
            let notice = Notice::of("notice-recovery-signed-in");
            notices::tell(tx, &identity, account, &notice, now).await?;
            Ok(Change::Unrecorded(()))
        })
    });
    told.await
}

/// `POST /account/recovery/stop`.
pub(super) async fn stop(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let (account, now) = (visit.person()?, visit.now);
    let notice = Notice::of("notice-recovery-stopped").then("notice-recovery-stopped-then").by(&visit);
    let stopped = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (identity, notice) = (identity.clone(), notice.clone());
        Box::pin(async move {
            if people::settle_recovery_waits(tx, account, RecoveryState::Stopped, now).await? == 0 {
                return Ok(Change::Unrecorded(()));
            }
            notices::tell(tx, &identity, account, &notice, now).await?;
            Ok(Change::Recorded((), vec![event(account, now)]))
        })
    });
    stopped.await?;
    Ok(visit.sends("/account?notice=recovery-stopped"))
}
