//! What the portal has written down.

use std::collections::BTreeSet;

use onedoor_base::{BatchId, LocalAccountId, Subject};
use onedoor_storage::linking::batches::{self, Batch};
use onedoor_storage::{Statement, StorageError, audit};

use super::Town;

impl Town {
    /// What the audit trail says about an account.
    pub(in crate::linking) async fn audit_of(&self, id: LocalAccountId) -> BTreeSet<String> {
        let before = self.now().after(std::time::Duration::from_secs(1));
        let found: Result<_, StorageError> = self
            .site
            .store
            .read(move |tx| {
                Box::pin(async move { audit::of_subject(tx, Subject::LocalAccount(id), before, 50).await })
            })
            .await;
        found.expect("read").into_iter().map(|record| record.action).collect()
    }

    /// A file of prepared links.
    pub(in crate::linking) async fn batch(&self, id: BatchId) -> Batch {
        let read: Result<Option<Batch>, StorageError> =
            self.site.store.read(move |tx| Box::pin(async move { batches::get(tx, id).await })).await;
        read.expect("read").expect("it is there")
    }

    /// What an operator of this name did, by the record.
    pub(in crate::linking) async fn audit_by(&self, operator: &str) -> BTreeSet<String> {
        const DONE: Statement =
            Statement::new("test.done", "SELECT action, actor FROM audit WHERE action LIKE 'linking.%'");
        let found: Result<Vec<(String, String)>, StorageError> = self
            .site
            .store
            .read(|tx| {
                Box::pin(async move {
                    let rows = tx.rows(&DONE, &[]).await?;
                    rows.iter().map(|row| Ok((row.text("action")?, row.text("actor")?))).collect()
                })
            })
            .await;
        let done = found.expect("read").into_iter();
        done.filter(|(_, actor)| actor.contains(operator)).map(|(action, _)| action).collect()
    }
}
