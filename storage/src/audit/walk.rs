//! Leads a [`Verifier`] through the record of a database, within one snapshot.

use super::log::{entries, head, seals, unsealed};
use super::verify::Verifier;
use crate::{StorageError, Tx};

/// How many seals are read at once; each has up to some hundreds of rows.
const SEALS: i64 = 8;
const ROWS: i64 = 1024;

/// From the first row to the last, and what waits to be sealed.
pub async fn walk(tx: &mut Tx<'_>, verifier: &mut Verifier) -> Result<(), StorageError> {
    for stray in entries(tx, i64::MIN, ROWS).await?.iter().filter(|row| row.seq.is_some_and(|seq| seq < 1)) {
        verifier.beyond(stray);
    }
    let mut after = 0;
    loop {
        let found = seals(tx, after, SEALS).await?;
        let Some(last) = found.last() else { break };
        after = last.number;
        for seal in &found {
            let first = if seal.number == verifier.last_seal() + 1 {
                verifier.last_row()
            } else {
                seal.first_row.saturating_sub(1)
            };
            let most = i64::try_from(seal.leaves.len()).unwrap_or(i64::MAX);
            let rows = entries(tx, first, most).await?;
            verifier.seal(seal, &rows);
        }
    }
    let mut beyond = verifier.last_row();
    loop {
        let rows = entries(tx, beyond, ROWS).await?;
        let Some(last) = rows.last().and_then(|row| row.seq) else { break };
        beyond = last;
        for row in &rows {
            verifier.beyond(row);
        }
    }
    let mut after = [0; 16];
    loop {
        let rows = unsealed(tx, after, ROWS).await?;
        let Some(last) = rows.last() else { break };
        after = *last.id.as_bytes();
        for row in &rows {
            verifier.waiting(row);
        }
    }
    if let Some(head) = head(tx).await? {
        verifier.head(&head);
    }
    Ok(())
}
