//! What the operator's network says became of messages.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{JobId, Timestamp};
use onedoor_messaging::{Fate, KeepReceipt, Receipt, spellings};
use onedoor_site::Site;
use onedoor_site::jobs::{JobError, JobHandler};
use onedoor_storage::site::messages;
use onedoor_storage::{Change, StorageError, Tx, jobs};
use serde::{Deserialize, Serialize};

/// The kind of job that looks once more for the message of a receipt.
pub(super) const RECEIPT_JOB: &str = "sms.receipt";

/// A quick network tells of a message before its id is written down.
const ONCE_MORE: Duration = Duration::from_secs(5);

#[derive(Clone, Serialize, Deserialize)]
struct Told {
    id: String,
    failed: Option<String>,
}

/// Writes receipts down as they come.
pub(super) fn keep(site: &Arc<Site>) -> KeepReceipt {
    let site = Arc::clone(site);
    Arc::new(move |receipt| {
        let site = Arc::clone(&site);
        Box::pin(async move {
            let kept = put_down(&site, receipt).await;
            if let Err(error) = &kept {
                tracing::warn!(site = site.settings.key, %error, "a receipt could not be kept");
            }
            kept.is_ok()
        })
    })
}

async fn put_down(site: &Site, receipt: Receipt) -> Result<(), StorageError> {
    let failed = match receipt.fate {
        Fate::Failed(why) => Some(why),
        Fate::Delivered => None,
        Fate::UnderWay => return Ok(()),
    };
    if failed.is_some() {
        let site = &site.settings.key;
        tracing::warn!(site, monotonic_counter.messages_undelivered = 1_u64, "a message did not arrive");
    }
    let told = Told { id: receipt.id, failed };
    let (now, job) = (site.now(), JobId::new(site.now(), site.random.as_ref()));
    let payload = serde_json::to_string(&told).expect("two texts are JSON");
    let written = site.store.write(move |tx| {
        let (told, payload) = (told.clone(), payload.clone());
        Box::pin(async move {
            if !settle(tx, &told, now).await? {
                let due_at = now.after(ONCE_MORE);
                let new = jobs::NewJob { kind: RECEIPT_JOB, payload: &payload, due_at, unique_key: None };
                jobs::enqueue(tx, &new, job, now).await?;
            }
            Ok(Change::Unrecorded(()))
        })
    });
    written.await
}

/// The first message whose id it may be.
async fn settle(tx: &mut Tx<'_>, told: &Told, now: Timestamp) -> Result<bool, StorageError> {
    for id in spellings(&told.id) {
        if messages::receipt(tx, &id, told.failed.as_deref(), now).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Looks once more; a receipt whose message is still not known is another sender's, or came twice.
pub(super) fn late(site: &Arc<Site>) -> JobHandler {
    let site = Arc::clone(site);
    Arc::new(move |payload| {
        let site = Arc::clone(&site);
        Box::pin(async move {
            let told: Told = serde_json::from_str(&payload).map_err(|error| JobError(error.to_string()))?;
            let now = site.now();
            let written: Result<bool, StorageError> = site
                .store
                .write(move |tx| {
                    let told = told.clone();
                    Box::pin(async move { settle(tx, &told, now).await.map(Change::Unrecorded) })
                })
                .await;
            let known = written.map_err(|error| JobError(error.to_string()))?;
            if !known {
                tracing::debug!(site = site.settings.key, "a receipt for no message that waits for one");
            }
            Ok(())
        })
    })
}
