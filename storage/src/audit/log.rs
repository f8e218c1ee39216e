//! Reading the sealed record, and what bears witness to it: the head, the seals, the signed statements.

use aws_lc_rs::hmac;
use onedoor_base::{Digest, Timestamp};

use super::entry::Entry;
use super::hashing::Canonical;
use super::seal::Seal;
use crate::{Row, Statement, StorageError, Store, Tx, params};

const HEAD: Statement = Statement::new(
    "audit.head.get",
    "SELECT log, last_seal, last_row, hash, mark FROM audit_head WHERE id = 1",
);
const SEALS: Statement = Statement::new(
    "audit.seal.after",
    "SELECT number, first_row, last_row, root, leaves, previous, hash, sealed_at FROM audit_seals
     WHERE number > $1 ORDER BY number LIMIT $2",
);
const ROWS: Statement = Statement::new(
    "audit.row.after",
    "SELECT id, at, actor, action, subject_kind, subject_id, detail, mark, seq FROM audit
     WHERE seq > $1 ORDER BY seq LIMIT $2",
);
const UNSEALED: Statement = Statement::new(
    "audit.row.unsealed",
    "SELECT id, at, actor, action, subject_kind, subject_id, detail, mark, seq FROM audit
     WHERE seq IS NULL AND id > $1 ORDER BY id LIMIT $2",
);
const KEYS: Statement =
    Statement::new("audit.key.all", "SELECT number, jwk, sealed, created_at FROM audit_keys ORDER BY number");
const KEEP_KEY: Statement = Statement::new(
    "audit.key.keep",
    "INSERT INTO audit_keys (number, jwk, sealed, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
);
const CHECKPOINTS: Statement = Statement::new(
    "audit.checkpoint.before",
    "SELECT seal, made_at, statement FROM audit_checkpoints WHERE seal < $1 ORDER BY seal DESC LIMIT $2",
);
const KEEP_CHECKPOINT: Statement = Statement::new(
    "audit.checkpoint.keep",
    "INSERT INTO audit_checkpoints (seal, made_at, statement) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
);

pub(crate) const STATEMENTS: &[&Statement] =
    &[&HEAD, &SEALS, &ROWS, &UNSEALED, &KEYS, &KEEP_KEY, &CHECKPOINTS, &KEEP_CHECKPOINT];

/// How far the record is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Names this record among all others: random, made at the first sealing.
    pub log: Vec<u8>,
    /// The last seal, 0 if there is none.
    pub last_seal: i64,
    /// The last sealed row, 0 if there is none.
    pub last_row: i64,
    /// The hash of the last seal.
    pub hash: Digest,
    /// The site's keyed digest of all this.
    pub mark: Option<Vec<u8>>,
}

impl Head {
    /// Of a record where nothing is sealed.
    pub(super) fn new(log: Vec<u8>) -> Self {
        let hash = Self::genesis(&log);
        Self { log, last_seal: 0, last_row: 0, hash, mark: None }
    }

    /// What stands before the first seal of a record.
    pub fn genesis(log: &[u8]) -> Digest {
        Canonical::of("onedoor audit log 1").bytes(log).digest()
    }

    /// The site's keyed digest of it, if the site's keys are open.
    pub(super) fn marked(&self, store: &Store) -> Option<Vec<u8>> {
        store.marks().map(|key| self.digest_with(key))
    }

    pub(super) fn digest_with(&self, key: &hmac::Key) -> Vec<u8> {
        let bytes = Canonical::of("onedoor audit head 1")
            .bytes(&self.log)
            .number(self.last_seal)
            .number(self.last_row)
            .bytes(&self.hash.0);
        hmac::sign(key, bytes.as_bytes()).as_ref().to_vec()
    }

    pub(super) fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self {
            log: row.bytes("log")?,
            last_seal: row.int("last_seal")?,
            last_row: row.int("last_row")?,
            hash: row.digest("hash")?,
            mark: row.opt_bytes("mark")?,
        })
    }
}

/// A key that signs statements about the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditKey {
    /// From 1; the last one signs.
    pub number: i64,
    /// The public half, as a JSON Web Key.
    pub jwk: String,
    /// The private half, sealed.
    pub sealed: Vec<u8>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A signed statement of how far the record went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The seal that it speaks of.
    pub seal: i64,
    /// When it was made.
    pub made_at: Timestamp,
    /// The statement: a compact JWS.
    pub statement: String,
}

/// How far the record is sealed; nothing if it never was.
pub async fn head(tx: &mut Tx<'_>) -> Result<Option<Head>, StorageError> {
    tx.row(&HEAD, &[]).await?.as_ref().map(Head::read).transpose()
}

/// Seals that follow the seal `after`, in order.
pub async fn seals(tx: &mut Tx<'_>, after: i64, most: i64) -> Result<Vec<Seal>, StorageError> {
    tx.rows(&SEALS, params![after, most]).await?.iter().map(Seal::read).collect()
}

/// Numbered rows that follow the row `after`, in order.
pub async fn entries(tx: &mut Tx<'_>, after: i64, most: i64) -> Result<Vec<Entry>, StorageError> {
    tx.rows(&ROWS, params![after, most]).await?.iter().map(Entry::read).collect()
}

/// Rows that wait to be sealed and follow the id `after`.
pub async fn unsealed(tx: &mut Tx<'_>, after: [u8; 16], most: i64) -> Result<Vec<Entry>, StorageError> {
    tx.rows(&UNSEALED, params![after, most]).await?.iter().map(Entry::read).collect()
}

/// Every key, in order.
pub async fn keys(tx: &mut Tx<'_>) -> Result<Vec<AuditKey>, StorageError> {
    let read = |row: &Row| {
        Ok(AuditKey {
            number: row.int("number")?,
            jwk: row.text("jwk")?,
            sealed: row.bytes("sealed")?,
            created_at: row.time("created_at")?,
        })
    };
    tx.rows(&KEYS, &[]).await?.iter().map(read).collect()
}

/// Keeps a key; false if another node was faster.
pub async fn keep_key(tx: &mut Tx<'_>, key: &AuditKey) -> Result<bool, StorageError> {
    let values = params![key.number, &key.jwk, &key.sealed, key.created_at];
    Ok(tx.execute(&KEEP_KEY, values).await? == 1)
}

/// Statements about seals before the seal `before`, the latest first.
pub async fn checkpoints(tx: &mut Tx<'_>, before: i64, most: i64) -> Result<Vec<Checkpoint>, StorageError> {
    let read = |row: &Row| {
        Ok(Checkpoint {
            seal: row.int("seal")?,
            made_at: row.time("made_at")?,
            statement: row.text("statement")?,
        })
    };
    tx.rows(&CHECKPOINTS, params![before, most]).await?.iter().map(read).collect()
}

/// Keeps a statement; false if there is one about this seal already.
pub async fn keep_checkpoint(tx: &mut Tx<'_>, checkpoint: &Checkpoint) -> Result<bool, StorageError> {
    let values = params![checkpoint.seal, checkpoint.made_at, &checkpoint.statement];
    Ok(tx.execute(&KEEP_CHECKPOINT, values).await? == 1)
}
