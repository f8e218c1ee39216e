//! When links last opened their accounts: what their owner is shown where they choose among several.

use onedoor_base::{LinkId, LocalAccountId, Timestamp};

use crate::{Statement, StorageError, Tx, params};

const NOTE: Statement = Statement::new(
    "linking.opening.note",
    "UPDATE links SET opened_at = $2 WHERE id = $1 AND state = 'active'",
);

const LAST: Statement = Statement::new(
    "linking.opening.last",
    "SELECT opened_at FROM links WHERE local_account_id = $1 AND state IN ('proposed', 'active', 'suspended')",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&NOTE, &LAST];

/// Writes down that the link has opened its account.
pub async fn note(tx: &mut Tx<'_>, link: LinkId, now: Timestamp) -> Result<(), StorageError> {
    tx.execute(&NOTE, params![link, now]).await.map(drop)
}

/// When the link that holds this account last opened it, if it ever did.
pub async fn last(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<Option<Timestamp>, StorageError> {
    match tx.row(&LAST, params![account]).await? {
        Some(row) => row.opt_time("opened_at"),
        None => Ok(None),
    }
}
