//! Counters shared by all nodes: how often something may be done within a span of time.
//!
//! A span starts with the first use and ends `window` later, whatever happens in between; then the
//! count begins again. Write them through [`crate::Change::Unrecorded`], in a transaction of their
//! own: a refusal that undoes the transaction would undo the count with it.

use std::time::Duration;

use onedoor_base::{Digest, Timestamp};

use crate::{Statement, StorageError, Tx, params};

const TAKE: Statement = Statement::new(
    "limits.counter.take",
    "INSERT INTO limits (scope, key, used, ends_at) VALUES ($1, $2, 1, $3)
     ON CONFLICT (scope, key) DO UPDATE SET
       used = CASE WHEN limits.ends_at <= $4 THEN 1 ELSE limits.used + 1 END,
       ends_at = CASE WHEN limits.ends_at <= $4 THEN excluded.ends_at ELSE limits.ends_at END
     RETURNING used, ends_at",
);
const TAKE_MANY: Statement = Statement::new(
    "limits.counter.take_many",
    "INSERT INTO limits (scope, key, used, ends_at) VALUES ($1, $2, $5, $3)
     ON CONFLICT (scope, key) DO UPDATE SET
       used = CASE WHEN limits.ends_at <= $4 THEN excluded.used ELSE limits.used + excluded.used END,
       ends_at = CASE WHEN limits.ends_at <= $4 THEN excluded.ends_at ELSE limits.ends_at END
     RETURNING used, ends_at",
);
const LOOK: Statement = Statement::new(
    "limits.counter.look",
    "SELECT used, ends_at FROM limits WHERE scope = $1 AND key = $2 AND ends_at > $3",
);
const FORGET: Statement =
    Statement::new("limits.counter.forget", "DELETE FROM limits WHERE scope = $1 AND key = $2");
const GIVE_BACK: Statement = Statement::new(
    "limits.counter.give_back",
    "UPDATE limits SET used = used - 1 WHERE scope = $1 AND key = $2 AND used > 0",
);
const SCOPES: Statement = Statement::new(
    "limits.counter.scopes",
    "SELECT scope, COUNT(*) AS keys, MAX(used) AS most, MAX(ends_at) AS ends_at FROM limits WHERE ends_at > $1 \
     GROUP BY scope ORDER BY scope",
);
const SWEEP: Statement = Statement::new("limits.counter.sweep", "DELETE FROM limits WHERE ends_at <= $1");

pub(crate) const STATEMENTS: &[&Statement] =
    &[&TAKE, &TAKE_MANY, &LOOK, &FORGET, &GIVE_BACK, &SCOPES, &SWEEP];

/// Whether it may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Yes.
    Allowed,
    /// No; ask again after so long.
    RetryAfter(Duration),
}

/// Counts one use of `key` (a digest of a number, an account, a network) in `scope`
/// (`signin.password`), of which there may be `max` in a `window`.
pub async fn take(
    tx: &mut Tx<'_>,
    scope: &str,
    key: Digest,
    max: i64,
    window: Duration,
    now: Timestamp,
) -> Result<Verdict, StorageError> {
    let row = tx.row(&TAKE, params![scope, key, now.after(window), now]).await?;
    let row = row.ok_or(StorageError::NotOneRow { statement: TAKE.name(), affected: 0 })?;
    Ok(verdict(row.int("used")? <= max, row.time("ends_at")?, now))
}

/// Counts several uses at once.
pub async fn take_many(
    tx: &mut Tx<'_>,
    (scope, key): (&str, Digest),
    count: i64,
    (max, window): (i64, Duration),
    now: Timestamp,
) -> Result<Verdict, StorageError> {
    let row = tx.row(&TAKE_MANY, params![scope, key, now.after(window), now, count]).await?;
    let row = row.ok_or(StorageError::NotOneRow { statement: TAKE_MANY.name(), affected: 0 })?;
    Ok(verdict(row.int("used")? <= max, row.time("ends_at")?, now))
}

/// What the next [`take`] would answer, without counting.
pub async fn look(
    tx: &mut Tx<'_>,
    scope: &str,
    key: Digest,
    max: i64,
    now: Timestamp,
) -> Result<Verdict, StorageError> {
    match tx.row(&LOOK, params![scope, key, now]).await? {
        None => Ok(Verdict::Allowed),
        Some(row) => Ok(verdict(row.int("used")? < max, row.time("ends_at")?, now)),
    }
}

/// How often it was used in the span that is running.
pub async fn used(tx: &mut Tx<'_>, scope: &str, key: Digest, now: Timestamp) -> Result<i64, StorageError> {
    let row = tx.row(&LOOK, params![scope, key, now]).await?;
    row.map_or(Ok(0), |row| row.int("used"))
}

/// Begins anew, as after a successful sign-in.
pub async fn forget(tx: &mut Tx<'_>, scope: &str, key: Digest) -> Result<(), StorageError> {
    tx.execute(&FORGET, params![scope, key]).await.map(drop)
}

/// Takes one use back, which turned out to be none that counts.
pub async fn give_back(tx: &mut Tx<'_>, scope: &str, key: Digest) -> Result<(), StorageError> {
    tx.execute(&GIVE_BACK, params![scope, key]).await.map(drop)
}

/// What is counted in one scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// What for.
    pub scope: String,
    /// For how many numbers, accounts or networks.
    pub keys: i64,
    /// How often it was used by whoever used it most.
    pub most: i64,
    /// When the last span ends that is running.
    pub ends_at: Timestamp,
}

/// What is counted now, by scope.
pub async fn scopes(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<Scope>, StorageError> {
    let read = |row: &crate::Row| {
        let (keys, most) = (row.int("keys")?, row.int("most")?);
        Ok(Scope { scope: row.text("scope")?, keys, most, ends_at: row.time("ends_at")? })
    };
    tx.rows(&SCOPES, params![now]).await?.iter().map(read).collect()
}

/// Removes the spans that have ended; how many they were.
pub async fn sweep(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![now]).await
}

fn verdict(allowed: bool, ends_at: Timestamp, now: Timestamp) -> Verdict {
    if allowed { Verdict::Allowed } else { Verdict::RetryAfter(ends_at.since(now)) }
}
