//! What the provider does every hour: forgets what is over, changes its keys when their time has come.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::Timestamp;
use onedoor_site::jobs::{JobError, JobHandler, Rounds};
use onedoor_site::{HasSite, Site};
use onedoor_storage::{Change, provider};

use super::{ProviderError, Stored};
use crate::{Identity, merging};

pub(super) const ROUNDS: Rounds = Rounds { kind: "provider.upkeep", every: Duration::from_hours(1) };
/// What is over stays so long, so that a late caller is told that it is over.
const KEEP: Duration = Duration::from_hours(24);

/// Puts the first round down, unless another node has.
pub(super) async fn plan(site: &Arc<Site>) -> Result<(), ProviderError> {
    Ok(ROUNDS.put_down(site, site.now().after(ROUNDS.every)).await?)
}

/// What runs the round.
pub(super) fn handler(state: &Identity) -> JobHandler {
    let state = state.clone();
    Arc::new(move |running: String| {
        let state = state.clone();
        Box::pin(async move { round(&state, &running).await.map_err(|error| JobError(error.to_string())) })
    })
}

async fn round(state: &Identity, running: &str) -> Result<(), ProviderError> {
    let site = state.site();
    ROUNDS.follow(site, running).await?;
    let now = site.now();
    let then: Timestamp = now.before(KEEP);
    let gone: Stored<u64> = site
        .store
        .write(move |tx| Box::pin(async move { Ok(Change::Unrecorded(provider::sweep(tx, then).await?)) }))
        .await;
    merging::settle(site, now).await?;
    tracing::debug!(site = site.settings.key, rows = gone?, "the provider has forgotten what is over");
    state.provider.ring.keep_up(site).await?;
    crate::lock::look_at_cards(site).await?;
    Ok(crate::console::keep_up(site).await?)
}
