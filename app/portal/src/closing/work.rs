//! What is done when the time to stay is over, each step a transaction of its own: whoever is killed in between leaves
//! a state from which the next one goes on.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{
    AuditEvent, Closing, ClosingState, JobId, LOGIN_RESERVED, LocalAccountId, SessionEnd, Subject, Timestamp,
};
use onedoor_linking::{Life, Reason};
use onedoor_services::accounts::AccountState;
use onedoor_site::jobs::{JobError, JobHandler, Jobs};
use onedoor_site::{HasSite, Site};
use onedoor_storage::jobs::{NewJob, enqueue};
use onedoor_storage::linking::links;
use onedoor_storage::services::{accounts, closings};
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError, Tx};

use super::event;
use crate::Portal;
use crate::linking::{record, tell};
use crate::sessions::ended_event;
use crate::told::Notice;

/// What closes an account.
pub(super) const JOB: &str = "portal.closing";
/// How long a locked account waits until it is looked at again: whoever locked it has not done with it.
const LOCKED_WAIT: Duration = Duration::from_hours(24);
const WEEK: Duration = Duration::from_hours(24 * 7);

/// Adds the work.
pub(crate) fn jobs(portal: &Portal, jobs: Jobs) -> Jobs {
    jobs.with_patient(JOB, handler(portal))
}

fn handler(portal: &Portal) -> JobHandler {
    let portal = portal.clone();
    Arc::new(move |payload| {
        let portal = portal.clone();
        Box::pin(async move {
            let Ok(account) = payload.parse::<LocalAccountId>() else { return Ok(()) };
            // What has become part of another portal closes nothing: its accounts are there.
            if portal.profile.moved_to.is_some() {
                return Ok(());
            }
            while step(&portal, account).await.map_err(|error| JobError(error.to_string()))? {}
            Ok(())
        })
    })
}

/// Does the next step, if one is due; false if nothing is left to be done now.
async fn step(portal: &Portal, account: LocalAccountId) -> Result<bool, StorageError> {
    let (within, now) = (portal.clone(), portal.site().now());
    let done = portal.site().store.write(move |tx| {
        let portal = within.clone();
        Box::pin(async move {
            let closing = closings::get(tx, account).await?.filter(|one| one.is_due(now));
            let Some(Closing { state, .. }) = closing else { return Ok(Change::Unrecorded(false)) };
            act(tx, portal.site(), (account, state), now).await
        })
    });
    done.await
}

async fn act(
    tx: &mut Tx<'_>,
    site: &Site,
    (account, state): (LocalAccountId, ClosingState),
    now: Timestamp,
) -> Result<Change<bool>, StorageError> {
    match state {
        ClosingState::Waiting => shut(tx, site, account, now).await,
        ClosingState::Closing => {
            let mut events = part(tx, site, account, now).await?;
            let drafts = closings::empty(tx, account).await?;
            let due_at = now.after(LOGIN_RESERVED);
            closings::go_on(tx, account, (state, ClosingState::Reserved), due_at, now).await?;
            again(tx, site, account, (due_at, now)).await?;
            events.push(event(account, "services.closing.emptied", now).with("drafts", drafts.to_string()));
            Ok(Change::Recorded(true, events))
        }
        ClosingState::Reserved => {
            closings::free_name(tx, account).await?;
            closings::go_on(tx, account, (state, ClosingState::Done), now, now).await?;
            Ok(Change::Recorded(true, vec![event(account, "services.closing.name_freed", now)]))
        }
        ClosingState::Stayed | ClosingState::Done => Ok(Change::Unrecorded(false)),
    }
}

/// From now on the account opens nothing; its owner is told for the last time.
async fn shut(
    tx: &mut Tx<'_>,
    site: &Site,
    account: LocalAccountId,
    now: Timestamp,
) -> Result<Change<bool>, StorageError> {
    let Some(record) = accounts::get(tx, account).await? else { return Ok(Change::Unrecorded(false)) };
    if record.account.state == AccountState::Locked {
        let due_at = now.after(LOCKED_WAIT);
        let waits = (ClosingState::Waiting, ClosingState::Waiting);
        closings::go_on(tx, account, waits, due_at, now).await?;
        again(tx, site, account, (due_at, now)).await?;
        return Ok(Change::Unrecorded(false));
    }
    // Closed by somebody else meanwhile: then there is nothing to close.
    if !closings::shut(tx, account).await? {
        return Ok(Change::Unrecorded(false));
    }
    // It can only fail to seal text, which it does not.
    if let Ok(told) = Notice::of(site, now, &record, "portal-sms-closed", site.settings.default_language) {
        told.queue(tx).await?;
    }
    let (subject, why) = (Subject::LocalAccount(account), SessionEnd::AccountClosed);
    let ended = sessions::end_others(tx, subject, None, why, now).await?;
    closings::go_on(tx, account, (ClosingState::Waiting, ClosingState::Closing), now, now).await?;
    let mut events = vec![event(account, "services.closing.closed", now)];
    events.extend(ended.into_iter().map(|id| ended_event(subject, id, why, now)));
    Ok(Change::Recorded(true, events))
}

/// Ends the links of the account, and has the national identity told why.
async fn part(
    tx: &mut Tx<'_>,
    site: &Site,
    account: LocalAccountId,
    now: Timestamp,
) -> Result<Vec<AuditEvent>, StorageError> {
    let mut events = Vec::new();
    for link in links::of_account(tx, account).await? {
        if link.life() == Life::Ended {
            continue;
        }
        let before = link.handshake;
        let Ok(ended) = link.end(now, Reason::AccountClosed) else { continue };
        if links::keep(tx, &ended, &before).await? {
            tell::put_down(tx, site, &ended, now).await?;
            events.push(record::ended(&ended, Reason::AccountClosed, now));
        }
    }
    Ok(events)
}

/// Puts the next step down, for then.
pub(super) async fn again(
    tx: &mut Tx<'_>,
    site: &Site,
    account: LocalAccountId,
    (due_at, now): (Timestamp, Timestamp),
) -> Result<(), StorageError> {
    let (payload, key) = (account.to_string(), format!("{account} {}", due_at.millis()));
    let new = NewJob { kind: JOB, payload: &payload, due_at, unique_key: Some(&key) };
    enqueue(tx, &new, JobId::new(now, site.random.as_ref()), now).await?;
    Ok(())
}

/// Goes on here with a closing that was begun at a portal that has become part of this one. Whoever may still stay has at
/// least a week for it here; returns when the next step is due.
pub(crate) async fn goes_on(
    tx: &mut Tx<'_>,
    site: &Site,
    account: LocalAccountId,
    (closing, now): (Closing, Timestamp),
) -> Result<Timestamp, StorageError> {
    let due_at = if closing.waits() { closing.due_at.max(now.after(WEEK)) } else { closing.due_at };
    closings::carry(tx, account, Closing { due_at, ..closing }, now).await?;
    again(tx, site, account, (due_at, now)).await?;
    Ok(due_at)
}
