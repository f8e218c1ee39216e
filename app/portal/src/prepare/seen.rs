use std::collections::BTreeSet;

use onedoor_base::{Actor, AuditEvent, Subject};
use onedoor_services::accounts::UserName;
use onedoor_site::HasSite;
use onedoor_storage::linking::batches::FoundRow;
use onedoor_storage::services::accounts;
use onedoor_storage::{Change, StorageError};

use super::ROWS_AT_ONCE;
use crate::Portal;

/// The owners of the accounts that a report names find in their record that staff have read it.
pub async fn note_seen(portal: &Portal, by: &Actor, found: &[FoundRow]) -> Result<(), StorageError> {
    let key = |row: &FoundRow| (row.organisation.clone(), UserName::key_of(&row.user_name));
    let named: BTreeSet<(String, String)> = found.iter().map(key).collect();
    let named: Vec<_> = named.into_iter().collect();
    for some in named.chunks(ROWS_AT_ONCE) {
        let (some, by, now) = (some.to_vec(), by.clone(), portal.site().now());
        portal
            .site()
            .store
            .write(move |tx| {
                let (some, by) = (some.clone(), by.clone());
                Box::pin(async move {
                    let mut events = Vec::new();
                    for (organisation, key) in &some {
                        if let Some(record) = accounts::by_name(tx, organisation, key).await? {
                            let seen = AuditEvent::new(now, by.clone(), "services.account.seen");
                            events.push(seen.about(Subject::LocalAccount(record.account.id)));
                        }
                    }
                    Ok::<_, StorageError>(Change::Recorded((), events))
                })
            })
            .await?;
    }
    Ok(())
}
