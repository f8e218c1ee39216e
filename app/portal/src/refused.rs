//! Sign-ins that failed: they stand in the record of the account, and its owner is told of a burst of them.

use std::sync::Arc;

use onedoor_base::{AuditEvent, LocalAccountId};
use onedoor_services::accounts::AccountState;
use onedoor_site::jobs::Jobs;
use onedoor_site::{HasSite, Refused, Site, refusals, telling};
use onedoor_storage::services::accounts;
use onedoor_storage::{Change, StorageError};

use crate::Portal;
use crate::told::Notice;

const JOB: &str = "portal.sign_in_refused";
const NOBODY: LocalAccountId = LocalAccountId::from_bytes([0; 16]);

/// Writes a failed sign-in down; `name` is what was typed, in the form that all spellings of it share.
pub(crate) async fn record(
    site: &Arc<Site>,
    account: Option<LocalAccountId>,
    name: &str,
    refusal: AuditEvent,
) -> Result<(), Refused> {
    let key = account.map_or_else(|| format!("nobody {name}"), |account| account.to_string());
    let payload = account.unwrap_or(NOBODY).to_string();
    let within = Arc::clone(site);
    let written = site.store.write::<_, StorageError, _>(move |tx| {
        let (site, refusal, key, payload) =
            (Arc::clone(&within), refusal.clone(), key.clone(), payload.clone());
        Box::pin(async move {
            refusals::count(tx, &site, &key, (JOB, &payload), refusal.at).await?;
            Ok(Change::Recorded((), vec![refusal]))
        })
    });
    Ok(written.await?)
}

/// The work that tells.
pub(crate) fn jobs(portal: &Portal, jobs: Jobs) -> Jobs {
    jobs.with(JOB, telling::handler(portal, tell))
}

async fn tell(portal: Portal, account: LocalAccountId) -> Result<(), StorageError> {
    let (now, site) = (portal.site().now(), Arc::clone(portal.site()));
    let write = portal.site().store.write::<_, StorageError, _>(move |tx| {
        let site = Arc::clone(&site);
        Box::pin(async move {
            let record = accounts::get(tx, account).await?;
            let Some(record) = record.filter(|record| record.account.state != AccountState::Closed) else {
                return Ok(Change::Unrecorded(()));
            };
            let (key, otherwise) = ("portal-sms-sign-in-refused", site.settings.default_language);
            // It can only fail to seal text, which it does not.
            if let Ok(notice) = Notice::of(&site, now, &record, key, otherwise) {
                notice.queue_among(tx, (&site, &record), "portal.sms.notice", now).await?;
            }
            Ok(Change::Unrecorded(()))
        })
    });
    write.await
}
