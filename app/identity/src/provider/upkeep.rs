//! What the provider does every hour: forgets what is over, changes its keys when their time has come.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::Timestamp;
use onedoor_site::jobs::{JobError, JobHandler, put_down, round_of};
use onedoor_site::{HasSite, Site};
use onedoor_storage::{Change, people, provider};

use super::{ProviderError, Stored};
use crate::Identity;

pub(super) const JOB: &str = "provider.upkeep";
const EVERY: Duration = Duration::from_hours(1);
/// What is over stays so long, so that a late caller is told that it is over.
const KEEP: Duration = Duration::from_hours(24);

/// Puts the next round down, unless another node has.
pub(super) async fn plan(site: &Arc<Site>) -> Result<(), ProviderError> {
    let due_at = site.now().after(EVERY);
    Ok(put_down(site, (JOB, "{}"), due_at, &round_of(due_at, EVERY)).await?)
}

/// What runs the round.
pub(super) fn handler(state: &Identity) -> JobHandler {
    let state = state.clone();
    Arc::new(move |_| {
        let state = state.clone();
        Box::pin(async move { round(&state).await.map_err(|error| JobError(error.to_string())) })
    })
}

async fn round(state: &Identity) -> Result<(), ProviderError> {
    let site = state.site();
    plan(site).await?;
    crate::console::keep_up(site).await?;
    let now = site.now();
    let then: Timestamp = now.before(KEEP);
    let gone: Stored<u64> = site
        .store
        .write(move |tx| Box::pin(async move { Ok(Change::Unrecorded(provider::sweep(tx, then).await?)) }))
        .await;
    let settled: Stored<usize> = site
        .store
        .write(move |tx| {
            Box::pin(async move { Ok(Change::Unrecorded(people::merges::settle(tx, now, 500).await?)) })
        })
        .await;
    tracing::debug!(site = site.settings.key, merges = settled?, "can not be undone any more");
    tracing::debug!(site = site.settings.key, rows = gone?, "the provider has forgotten what is over");
    state.provider.ring.keep_up(site).await
}
