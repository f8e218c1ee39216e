//! Sign-ins that failed: the owner of an account is told of a burst of them, not of each: at the fifth within an hour, and
//! twice a day at most. Where there is no account it is the same work, down to the job that finds nobody to tell.

use std::time::Duration;

use onedoor_base::{JobId, Timestamp};
use onedoor_storage::jobs::{NewJob, enqueue};
use onedoor_storage::{StorageError, Tx};

use crate::Site;
use crate::limits::{self, Limit};

const BURST: i64 = 5;
const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

/// Counts a failed sign-in, and puts the telling down if it ends a burst. `key` says whose account it is, or what was typed
/// where there is none; the job is of this kind, and its payload names the account, or nobody.
pub async fn count(
    tx: &mut Tx<'_>,
    site: &Site,
    key: &str,
    (kind, payload): (&'static str, &str),
    now: Timestamp,
) -> Result<(), StorageError> {
    let burst = Limit::of(site, "refused.burst", key, BURST, HOUR);
    let day = Limit::of(site, "refused.day", key, 2, DAY);
    limits::take(tx, &[burst], now).await?;
    if limits::used(tx, &burst, now).await? == BURST && limits::take(tx, &[day], now).await?.is_none() {
        let new = NewJob { kind, payload, due_at: now, unique_key: None };
        enqueue(tx, &new, JobId::new(now, site.random.as_ref()), now).await?;
    }
    Ok(())
}
