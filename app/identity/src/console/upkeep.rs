//! What the console forgets, and what it says of proposals whose day is over; once an hour.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::Timestamp;
use onedoor_site::Site;
use onedoor_storage::people;
use onedoor_storage::{Change, StorageError};

use super::done::expired;

/// The record keeps looks for ever; the console shows those of half a year.
const KEEP_LOOKS: Duration = Duration::from_hours(24 * 180);
const KEEP_VISITS: Duration = Duration::from_hours(24);
/// How many proposals are settled in one go.
const MOST: i64 = 100;

/// One round.
pub(crate) async fn keep_up(site: &Arc<Site>) -> Result<(), StorageError> {
    let now: Timestamp = site.now();
    site.store
        .write(move |tx| {
            Box::pin(async move {
                let mut events = Vec::new();
                for proposal in people::due_proposals(tx, now, MOST).await? {
                    events.extend(expired(tx, &proposal, now).await?);
                }
                people::sweep_consoles(tx, now.before(KEEP_VISITS)).await?;
                people::sweep_looks(tx, now.before(KEEP_LOOKS)).await?;
                Ok(Change::Recorded((), events))
            })
        })
        .await
}
