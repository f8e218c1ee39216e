//! Sealing: rows that were committed get numbers, a batch of them a Merkle root, and each batch the
//! hash of the one before.
//!
//! It happens after the commit, so no writer waits for another: a writer's row only has no number yet.
//! What is sealed is *whatever has no number*, not *what came since*: a transaction that commits late
//! with an older id is sealed with the next batch, and none is passed over.

use std::time::Duration;

use onedoor_base::{Digest, Timestamp};

use super::entry::Entry;
use super::hashing::{Canonical, root};
use super::log::Head;
use crate::{Change, Row, Statement, StorageError, Store, Tx, params};

/// The most rows of a batch: few enough that nobody notices that the writer of SQLite is busy.
const BATCH: i64 = 512;
/// For how long a node goes on alone; another takes over when it has been silent so long.
const LEASE: Duration = Duration::from_secs(30);

const ANY: Statement =
    Statement::new("audit.seal.any", "SELECT id FROM audit WHERE seq IS NULL ORDER BY id LIMIT 1");
const FOUND: Statement = Statement::new(
    "audit.seal.found",
    "INSERT INTO audit_head (id, log, last_seal, last_row, hash, mark) VALUES (1, $1, 0, 0, $2, $3)
     ON CONFLICT DO NOTHING",
);
// Comes first, so that two nodes at once meet at this row and nowhere else.
const TAKE: Statement = Statement::new(
    "audit.seal.take",
    "UPDATE audit_head SET holder = $1, held_until = $3
     WHERE id = 1 AND (holder IS NULL OR holder = $1 OR held_until <= $2)
     RETURNING log, last_seal, last_row, hash, mark",
);
const LET_GO: Statement =
    Statement::new("audit.seal.let_go", "UPDATE audit_head SET holder = NULL WHERE id = 1 AND holder = $1");
const NUMBER: Statement = Statement::new(
    "audit.seal.number",
    "UPDATE audit SET seq = batch.place + $1
     FROM (SELECT chosen, ROW_NUMBER() OVER (ORDER BY chosen) AS place
           FROM (SELECT id AS chosen FROM audit WHERE seq IS NULL ORDER BY id LIMIT $2) AS waiting) AS batch
     WHERE id = batch.chosen
     RETURNING id, at, actor, action, subject_kind, subject_id, detail, mark, seq",
);
const KEEP: Statement = Statement::new(
    "audit.seal.keep",
    "INSERT INTO audit_seals (number, first_row, last_row, root, leaves, previous, hash, sealed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
const ADVANCE: Statement = Statement::new(
    "audit.seal.advance",
    "UPDATE audit_head SET last_seal = $1, last_row = $2, hash = $3, mark = $4 WHERE id = 1",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&ANY, &FOUND, &TAKE, &LET_GO, &NUMBER, &KEEP, &ADVANCE];

/// A batch as it is bound to those before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// From 1, without gaps.
    pub number: i64,
    /// The number of its first row.
    pub first_row: i64,
    /// The number of its last row.
    pub last_row: i64,
    /// The Merkle root of its rows.
    pub root: Digest,
    /// The digests of its rows.
    pub leaves: Vec<Digest>,
    /// The hash of the seal before; of the first, the [genesis](Head::genesis) of the record.
    pub previous: Digest,
    /// The hash of all this but the leaves, for which the root stands.
    pub hash: Digest,
    /// When.
    pub sealed_at: Timestamp,
}

impl Seal {
    /// Over the rows that follow `head`, in the order of their numbers.
    fn over(head: &Head, leaves: Vec<Digest>, sealed_at: Timestamp) -> Self {
        let count = i64::try_from(leaves.len()).unwrap_or(i64::MAX);
        let seal = Self {
            number: head.last_seal + 1,
            first_row: head.last_row + 1,
            last_row: head.last_row + count,
            root: root(&leaves),
            leaves,
            previous: head.hash,
            hash: Digest([0; 32]),
            sealed_at,
        };
        Self { hash: seal.computed(), ..seal }
    }

    /// What the hash must be.
    pub(super) fn computed(&self) -> Digest {
        Canonical::of("onedoor audit seal 1")
            .number(self.number)
            .number(self.first_row)
            .number(self.last_row)
            .bytes(&self.root.0)
            .bytes(&self.previous.0)
            .number(self.sealed_at.millis())
            .digest()
    }

    pub(super) fn read(row: &Row) -> Result<Self, StorageError> {
        let leaves = row.bytes("leaves")?;
        let leaves = leaves.chunks(32).filter_map(|leaf| leaf.try_into().ok().map(Digest));
        Ok(Self {
            number: row.int("number")?,
            first_row: row.int("first_row")?,
            last_row: row.int("last_row")?,
            root: row.digest("root")?,
            leaves: leaves.collect(),
            previous: row.digest("previous")?,
            hash: row.digest("hash")?,
            sealed_at: row.time("sealed_at")?,
        })
    }
}

/// What a round of sealing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sealed {
    /// So many rows were sealed, and more may wait.
    Batch(usize),
    /// Nothing waits.
    Nothing,
    /// Another node does it.
    Elsewhere,
}

/// Seals one batch of what has no number yet.
///
/// `node` is the same for all calls of this process and of no other. Whether anything waits is only
/// read; a site where nothing happens writes nothing.
pub async fn seal(store: &Store, node: [u8; 16]) -> Result<Sealed, StorageError> {
    let any: bool = store
        .read(|tx| Box::pin(async move { Ok::<_, StorageError>(tx.row(&ANY, &[]).await?.is_some()) }))
        .await?;
    if !any {
        return Ok(Sealed::Nothing);
    }
    let (now, context) = (store.clock().now(), store.clone());
    let mut log = [0; 16];
    store.random().fill(&mut log);
    store
        .write_apart(move |tx| {
            let store = context.clone();
            Box::pin(async move {
                let Some(head) = take(tx, &store, node, log, now).await? else {
                    return Ok(Change::Unrecorded(Sealed::Elsewhere));
                };
                Ok(Change::Unrecorded(batch(tx, &store, head, now).await?))
            })
        })
        .await
}

/// A node that ends seals no more: whoever comes next need not wait until its time is over.
pub async fn let_go(store: &Store, node: [u8; 16]) -> Result<(), StorageError> {
    store
        .write(move |tx| {
            Box::pin(async move { tx.execute(&LET_GO, params![node]).await.map(|_| Change::Unrecorded(())) })
        })
        .await
}

/// The head, if no other node holds it; made at the first sealing.
async fn take(
    tx: &mut Tx<'_>,
    store: &Store,
    node: [u8; 16],
    log: [u8; 16],
    now: Timestamp,
) -> Result<Option<Head>, StorageError> {
    let new = Head::new(log.to_vec());
    let mark = new.marked(store);
    tx.execute(&FOUND, params![&new.log, new.hash, mark]).await?;
    tx.row(&TAKE, params![node, now, now.after(LEASE)]).await?.as_ref().map(Head::read).transpose()
}

async fn batch(tx: &mut Tx<'_>, store: &Store, head: Head, now: Timestamp) -> Result<Sealed, StorageError> {
    let rows = tx.rows(&NUMBER, params![head.last_row, BATCH]).await?;
    let mut entries = rows.iter().map(Entry::read).collect::<Result<Vec<_>, _>>()?;
    if entries.is_empty() {
        return Ok(Sealed::Nothing);
    }
    entries.sort_unstable_by_key(|entry| entry.seq);
    let leaves = entries.iter().zip(head.last_row + 1..).map(|(entry, seq)| entry.leaf(seq)).collect();
    let seal = Seal::over(&head, leaves, now);
    let leaves: Vec<u8> = seal.leaves.iter().flat_map(|leaf| leaf.0).collect();
    let values =
        params![seal.number, seal.first_row, seal.last_row, seal.root, leaves, seal.previous, seal.hash, now];
    tx.execute_one(&KEEP, values).await?;
    let head = Head { last_seal: seal.number, last_row: seal.last_row, hash: seal.hash, ..head };
    let mark = head.marked(store);
    tx.execute_one(&ADVANCE, params![head.last_seal, head.last_row, head.hash, mark]).await?;
    Ok(Sealed::Batch(entries.len()))
}
