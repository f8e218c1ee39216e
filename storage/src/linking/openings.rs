//! When links last opened their accounts: what their owner is shown where they choose among several.

use std::collections::BTreeMap;

use onedoor_base::{LinkId, LocalAccountId, Timestamp};

use crate::{Statement, StorageError, Tx, params};

const NOTE: Statement = Statement::new(
    "linking.opening.note",
    "UPDATE links SET opened_at = $2 WHERE id = $1 AND state = 'active'",
);

const LAST: Statement = Statement::new(
    "linking.opening.last",
    "SELECT local_account_id, opened_at FROM links
     WHERE local_account_id IN ($1, $2, $3, $4, $5, $6, $7, $8)
       AND state IN ('proposed', 'active', 'suspended') AND opened_at IS NOT NULL",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&NOTE, &LAST];

/// Writes down that the link has opened its account.
pub async fn note(tx: &mut Tx<'_>, link: LinkId, now: Timestamp) -> Result<(), StorageError> {
    tx.execute(&NOTE, params![link, now]).await.map(drop)
}

/// When the links that hold these accounts last opened them; those that never were are left out.
pub async fn last_of(
    tx: &mut Tx<'_>,
    accounts: &[LocalAccountId],
) -> Result<BTreeMap<LocalAccountId, Timestamp>, StorageError> {
    let mut opened = BTreeMap::new();
    for ids in accounts.chunks(8) {
        let id = |place: usize| ids[place.min(ids.len() - 1)];
        let values = params![id(0), id(1), id(2), id(3), id(4), id(5), id(6), id(7)];
        for row in tx.rows(&LAST, values).await? {
            opened.insert(row.id("local_account_id")?, row.time("opened_at")?);
        }
    }
    Ok(opened)
}
