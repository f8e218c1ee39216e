//! Counting attempts, so that nobody can go on trying.

use std::time::Duration;

use onedoor_base::{Digest, Timestamp};
use onedoor_site::{Refused, Visit};
use onedoor_storage::limits::{self, Verdict};
use onedoor_storage::{Change, StorageError};

/// How often something may be done.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limit {
    /// What.
    pub(crate) scope: &'static str,
    /// By whom or to whom: a keyed fingerprint, so that the table tells no names.
    pub(crate) key: Digest,
    /// How often within the span.
    pub(crate) max: i64,
    /// The span.
    pub(crate) window: Duration,
}

impl Limit {
    pub(crate) fn of(visit: &Visit, scope: &'static str, key: &str, max: i64, window: Duration) -> Self {
        Self { scope, key: visit.site.vault.fingerprint(scope, key), max, window }
    }
}

/// Counts one attempt against every limit; the moment to come back if one is used up.
pub(crate) async fn count(visit: &Visit, limits: Vec<Limit>) -> Result<Option<Timestamp>, Refused> {
    let now = visit.now;
    let wait = visit
        .site
        .store
        .write(move |tx| {
            let limits = limits.clone();
            Box::pin(async move {
                let mut longest = None;
                for limit in limits {
                    let Limit { scope, key, max, window } = limit;
                    if let Verdict::RetryAfter(wait) = limits::take(tx, scope, key, max, window, now).await? {
                        longest = longest.max(Some(wait));
                    }
                }
                Ok::<_, StorageError>(Change::Unrecorded(longest))
            })
        })
        .await?;
    Ok(wait.map(|wait| now.after(wait)))
}
