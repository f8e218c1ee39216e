//! Leads a visitor through the record of a database, within one snapshot.

use super::entry::Entry;
use super::log::{Head, entries, head, seals, unsealed};
use super::seal::Seal;
use crate::{StorageError, Tx};

/// How many seals are read at once; each has up to some hundreds of rows.
const SEALS: i64 = 8;
const ROWS: i64 = 1024;

/// What is shown the record from its beginning to its end.
pub trait Visitor: Send {
    /// The next seal, with the rows that have its numbers, in order.
    fn seal(&mut self, seal: &Seal, rows: &[Entry]);
    /// A row with a number that no seal has.
    fn stray(&mut self, row: &Entry);
    /// A row that waits to be sealed.
    fn waiting(&mut self, row: &Entry);
    /// The head, after all else.
    fn head(&mut self, head: &Head);
}

/// From the first row to the last, and what waits to be sealed.
pub async fn walk(tx: &mut Tx<'_>, visitor: &mut dyn Visitor) -> Result<(), StorageError> {
    for stray in entries(tx, i64::MIN, ROWS).await?.iter().filter(|row| row.seq.is_some_and(|seq| seq < 1)) {
        visitor.stray(stray);
    }
    let mut at = (0, 0);
    loop {
        let found = seals(tx, at.0, SEALS).await?;
        if found.is_empty() {
            break;
        }
        for seal in &found {
            // A seal that says that it begins elsewhere is shown the rows that it must be about; after
            // one that is gone, it is believed.
            let follows = seal.number == at.0 + 1;
            let before = if follows { at.1 } else { seal.first_row.saturating_sub(1) };
            let count = i64::try_from(seal.leaves.len()).unwrap_or(i64::MAX);
            visitor.seal(seal, &entries(tx, before, count).await?);
            at = (seal.number, before.saturating_add(count));
        }
    }
    strays(tx, visitor, at.1).await?;
    let mut after = [0; 16];
    loop {
        let rows = unsealed(tx, after, ROWS).await?;
        let Some(last) = rows.last() else { break };
        after = *last.id.as_bytes();
        for row in &rows {
            visitor.waiting(row);
        }
    }
    if let Some(head) = head(tx).await? {
        visitor.head(&head);
    }
    Ok(())
}

async fn strays(tx: &mut Tx<'_>, visitor: &mut dyn Visitor, mut after: i64) -> Result<(), StorageError> {
    loop {
        let rows = entries(tx, after, ROWS).await?;
        let Some(last) = rows.last().and_then(|row| row.seq) else { return Ok(()) };
        after = last;
        for row in &rows {
            visitor.stray(row);
        }
    }
}
