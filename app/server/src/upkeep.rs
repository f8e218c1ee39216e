//! What a site does by itself: its jobs, looking for new keys, forgetting what has run out.

use std::sync::Arc;
use std::time::Duration;

use onedoor_site::Site;
use onedoor_site::jobs::Jobs;
use onedoor_storage::site::{codes, messages, sessions};
use onedoor_storage::{Change, StorageError, limits};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// Shorter than the ten minutes that a new data key waits before it seals.
const BETWEEN: Duration = Duration::from_mins(4);
/// How long codes and messages are kept after they have run out, for whoever has to explain something.
const KEPT: Duration = Duration::from_hours(24);
/// How long ended sessions stay in their owner's list.
const SESSIONS_KEPT: Duration = Duration::from_hours(24 * 90);

/// Starts it all; it ends when `stop` becomes true.
pub fn start(site: &Arc<Site>, jobs: Jobs, stop: &watch::Receiver<bool>, tasks: &mut JoinSet<()>) {
    tasks.spawn(jobs.run(Arc::clone(site), stop.clone()));
    tasks.spawn(keep_up(Arc::clone(site), stop.clone()));
}

async fn keep_up(site: Arc<Site>, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(BETWEEN) => {}
        }
        if let Err(error) = site.vault.refresh(&site.store).await {
            tracing::warn!(site = site.settings.key, %error, "cannot look for new keys");
        }
        if let Err(error) = forget(&site).await {
            tracing::warn!(site = site.settings.key, %error, "cannot forget what has run out");
        }
    }
}

/// Removes what has run out.
async fn forget(site: &Site) -> Result<(), StorageError> {
    let now = site.now();
    site.store
        .write(move |tx| {
            Box::pin(async move {
                limits::sweep(tx, now).await?;
                codes::sweep(tx, now.before(KEPT)).await?;
                messages::sweep(tx, now.before(KEPT)).await?;
                sessions::sweep(tx, now.before(SESSIONS_KEPT)).await?;
                Ok(Change::Unrecorded(()))
            })
        })
        .await
}
