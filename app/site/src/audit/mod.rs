//! The evidence that the record of a site was not tampered with: seals it as it grows, signs statements
//! of how far it goes, publishes them, and verifies it.
//!
//! What a seal is and how tampering is found out is `onedoor_storage::audit`.

mod checkpoint;
mod export;
mod verify;

use std::sync::Arc;
use std::time::Duration;

use onedoor_oidc::keys::KeyError;
use onedoor_storage::audit::{self, Sealed};
use onedoor_storage::{StorageError, VaultError};

use crate::Site;

pub(crate) use checkpoint::published;
pub use export::{ExportError, export, verify_export};
pub use verify::{Kept, latest, verify};

/// How often to look for what waits to be sealed.
const EVERY: Duration = Duration::from_secs(5);

/// Why the record could not be sealed or verified.
#[derive(Debug, thiserror::Error)]
pub enum AuditError {
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The key that signs could not be opened.
    #[error("the key that signs checkpoints: {0}")]
    Vault(#[from] VaultError),
    /// The key that signs is none.
    #[error("the key that signs checkpoints: {0}")]
    Key(#[from] KeyError),
}

/// Seals what was written, every few seconds, until `stop` resolves, and once more then. Of several
/// nodes one does it.
pub async fn run(site: Arc<Site>, mut stop: tokio::sync::watch::Receiver<bool>) {
    let mut node = [0; 16];
    site.random.fill(&mut node);
    loop {
        let last = *stop.borrow();
        if let Err(error) = round(&site, node, last).await {
            tracing::error!(site = site.settings.key, %error, "the record could not be sealed");
        }
        if last {
            if let Err(error) = audit::let_go(&site.store, node).await {
                tracing::error!(site = site.settings.key, %error, "the record was not let go of");
            }
            return;
        }
        tokio::select! { () = tokio::time::sleep(EVERY) => {}, _ = stop.changed() => {} }
    }
}

/// Seals all that waits, and signs a statement when the last is some minutes old, or at once if `last`.
/// How many rows were sealed; `node` as for [`audit::seal`].
pub async fn round(site: &Site, node: [u8; 16], last: bool) -> Result<usize, AuditError> {
    let mut rows = 0;
    loop {
        match audit::seal(&site.store, node).await? {
            Sealed::Batch(count) => rows += count,
            Sealed::Nothing => break,
            Sealed::Elsewhere => return Ok(rows),
        }
    }
    checkpoint::make(site, last).await?;
    Ok(rows)
}
