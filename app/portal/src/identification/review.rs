//! What did not quite agree with the register, handed to the portal's staff: what its owner said and whom the register
//! has, side by side for the staff, and for nobody else.

use onedoor_base::{AuditEvent, LocalAccountId, Subject, Timestamp};
use onedoor_proofing::register::{Entry, Sought};
use onedoor_site::session::actor;
use onedoor_site::{Refused, SignedInVisit};
use onedoor_storage::services::accounts;
use onedoor_storage::services::number_reviews as stored;
use onedoor_storage::{Change, StorageError, Vault};
use serde::{Deserialize, Serialize};

use crate::Portal;

/// How many working days the staff have.
const DAYS: u16 = 3;

/// What is kept for the staff.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Content {
    /// What the owner said.
    pub(crate) said: Sought,
    /// Whom the register has.
    pub(crate) found: Vec<Entry>,
}

impl Content {
    fn seal(&self, vault: &Vault, account: LocalAccountId) -> Result<Vec<u8>, Refused> {
        let text = serde_json::to_vec(self).map_err(|error| Refused::internal(error.to_string()))?;
        Ok(vault.seal(&context(account), &text))
    }

    /// Opens what is kept for an account.
    pub(crate) fn open(vault: &Vault, account: LocalAccountId, sealed: &[u8]) -> Result<Self, Refused> {
        let text = vault.open(&context(account), sealed)?;
        serde_json::from_slice(&text).map_err(|error| Refused::internal(error.to_string()))
    }
}

fn context(account: LocalAccountId) -> String {
    format!("number_reviews/{account}")
}

/// When the staff should have decided what is handed to them now.
fn due(portal: &Portal, now: Timestamp) -> Timestamp {
    portal.site.settings.calendar.due(now, DAYS)
}

/// Hands it to the staff. One that waits already stays as it is.
pub(super) async fn hand_over(
    portal: &Portal,
    visit: &SignedInVisit,
    account: LocalAccountId,
    content: &Content,
) -> Result<(), Refused> {
    let (now, due) = (visit.now, due(portal, visit.now));
    let sealed = content.seal(&portal.site.vault, account)?;
    let subject = Subject::LocalAccount(account);
    let event = AuditEvent::new(now, actor(subject), "services.number.review_asked").about(subject);
    let write = portal.site.store.write::<_, StorageError, _>(move |tx| {
        let (sealed, event) = (sealed.clone(), event.clone());
        Box::pin(async move {
            if !stored::ask(tx, account, &sealed, due, now).await? {
                return Ok(Change::Unrecorded(()));
            }
            accounts::skip_number(tx, account, now).await?;
            Ok(Change::Recorded((), vec![event]))
        })
    });
    Ok(write.await?)
}

/// How the last one of an account stands.
pub(super) async fn of(
    portal: &Portal,
    account: LocalAccountId,
) -> Result<Option<stored::Review>, StorageError> {
    portal.site.store.read(move |tx| Box::pin(async move { stored::get(tx, account).await })).await
}
