use std::collections::BTreeMap;

use onedoor_site::Refused;
use onedoor_storage::StorageError;
use onedoor_storage::linking::days::{self, Counts};

use crate::Portal;
use onedoor_base::Timestamp;

/// How many days are shown.
const DAYS: u64 = 31;

/// The counts of the last days, the oldest first; the last is today as it is now.
pub(super) async fn of(portal: &Portal) -> Result<BTreeMap<String, Counts>, Refused> {
    let now: Timestamp = portal.site.now();
    let offset = portal.site.settings.country.utc_offset_minutes();
    let first = portal.day(now.before(std::time::Duration::from_hours(24 * (DAYS - 1))));
    let today = portal.day(now).to_string();
    let read: Result<_, StorageError> = portal
        .site
        .store
        .read(move |tx| {
            Box::pin(async move { Ok((days::since(tx, first).await?, days::now(tx, now, offset).await?)) })
        })
        .await;
    let (mut all, live) = read?;
    all.insert(today, live);
    Ok(all)
}

/// The sum of what begins with this word: `refused` of `refused.denied` and the others.
pub(super) fn sum(counts: &Counts, word: &str) -> i64 {
    let of = |measure: &str| measure.split('.').next() == Some(word);
    counts.iter().filter(|(measure, _)| of(measure)).map(|(_, count)| count).sum()
}
