use std::time::Duration;

use onedoor_storage::linking::{attempts, logouts, proposals};
use onedoor_storage::{Change, StorageError};

use crate::Portal;

/// How long attempts and proposals are kept after they were made: long enough to say "too late".
const KEPT: Duration = Duration::from_hours(24);

/// Forgets attempts, proposals and logout tokens that nobody will come back with. For the site's upkeep.
pub async fn sweep(portal: &Portal) -> Result<(), StorageError> {
    let now = portal.site.now();
    let then = now.before(KEPT);
    portal
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                attempts::sweep(tx, then).await?;
                proposals::sweep(tx, then).await?;
                logouts::sweep(tx, now).await?;
                Ok(Change::Unrecorded(()))
            })
        })
        .await
}
