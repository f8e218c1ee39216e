//! Sign-ins that failed: they stand in the record of the account, and its owner is told of a burst of them, not of
//! each: at the fifth within an hour, and twice a day at most. Where there is no account it is the same work, down to
//! the job that finds nobody to tell. Whoever knows the password and fails at the second step is a graver matter
//! ([`second_step`]).

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{AccountId, Actor, AuditEvent, Subject};
use onedoor_site::jobs::Jobs;
use onedoor_site::limits::{self, Limit};
use onedoor_site::{HasSite, Refused, Visit, refusals, telling};
use onedoor_storage::{Change, StorageError, Tx};

use crate::Identity;
use crate::notices::{self, Notice};

const JOB: &str = "people.sign_in_refused";
/// So many second steps within an hour are a burst: two slips of the finger are the owner's own.
const SECOND_BURST: i64 = 3;
const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);
const NOBODY: AccountId = AccountId::from_bytes([0; 16]);

/// Writes a failed sign-in down; `name` is what was typed, in the form that all spellings of it share.
pub(crate) async fn record(visit: &Visit, account: Option<AccountId>, name: &str) -> Result<(), Refused> {
    let (site, now) = (&visit.site, visit.now);
    let key = account.map_or_else(|| format!("nobody {name}"), |account| account.to_string());
    let payload = account.unwrap_or(NOBODY).to_string();
    let event = AuditEvent::new(now, Actor::Visitor, "people.sign_in.refused")
        .with("network", visit.network.to_string());
    let event = match account {
        Some(account) => event.about(Subject::Person(account)),
        None => event,
    };
    let within = Arc::clone(site);
    let written = site.store.write::<_, StorageError, _>(move |tx| {
        let (site, event, key, payload) = (Arc::clone(&within), event.clone(), key.clone(), payload.clone());
        Box::pin(async move {
            refusals::count(tx, &site, &key, (JOB, &payload), now).await?;
            Ok(Change::Recorded((), vec![event]))
        })
    });
    Ok(written.await?)
}

/// Tells the owner that somebody gives the right password and fails at the second step: at the third time within an
/// hour, and once a day at most. Part of the transaction that writes the failure down.
pub(crate) async fn second_step(
    tx: &mut Tx<'_>,
    (identity, visit): (&Identity, &Visit),
    account: AccountId,
) -> Result<(), StorageError> {
    let (site, key, now) = (&visit.site, account.to_string(), visit.now);
    let burst = Limit::of(site, "refused.second", &key, SECOND_BURST, HOUR);
    let day = Limit::of(site, "refused.second.day", &key, 1, DAY);
    limits::take(tx, &[burst], now).await?;
    if limits::used(tx, &burst, now).await? == SECOND_BURST && limits::take(tx, &[day], now).await?.is_none()
    {
        let notice = Notice::of("notice-second-refused").then("notice-else-password").by(visit);
        notices::tell(tx, identity, account, &notice, now).await?;
    }
    Ok(())
}

/// The work that tells.
pub(crate) fn jobs(state: &Identity, jobs: Jobs) -> Jobs {
    jobs.with(JOB, telling::handler(state, tell))
}

async fn tell(identity: Identity, account: AccountId) -> Result<(), StorageError> {
    let now = identity.site().now();
    let within = identity.clone();
    identity
        .site()
        .store
        .write(move |tx| {
            let identity = within.clone();
            Box::pin(async move {
                let notice = Notice::of("notice-sign-in-refused").then("notice-else-refused");
                notices::tell(tx, &identity, account, &notice, now).await?;
                Ok(Change::Unrecorded(()))
            })
        })
        .await
}
