//! Work to be done later by whichever node takes it first, put down in the transaction that wants it.
//!
//! A node leases what is due and does it outside of any transaction. It then completes it, or fails
//! it and it is due again later. If the node dies, the lease ends and another node takes the work: a
//! job may be done twice, so what it does must bear that.

use std::time::Duration;

use onedoor_base::{JobId, Randomness, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const ENQUEUE: Statement = Statement::new(
    "jobs.job.enqueue",
    "INSERT INTO jobs (id, kind, payload, unique_key, due_at, attempts, created_at)
     VALUES ($1, $2, $3, $4, $5, 0, $6) ON CONFLICT DO NOTHING",
);
// The lease is the number of the attempt: who comes back after another took over holds an old one.
const LEASE: Statement = Statement::new(
    "jobs.job.lease",
    "UPDATE jobs SET due_at = $2, attempts = attempts + 1
     WHERE dead_at IS NULL AND due_at <= $1 AND id IN
       (SELECT id FROM jobs WHERE dead_at IS NULL AND due_at <= $1 AND $4 NOT LIKE '%,' || kind || ',%'
        ORDER BY due_at, id LIMIT $3)
     RETURNING id, kind, payload, attempts",
);
const COMPLETE: Statement = Statement::new(
    "jobs.job.complete",
    "DELETE FROM jobs WHERE id = $1 AND attempts = $2 AND dead_at IS NULL",
);
const FAIL: Statement = Statement::new(
    "jobs.job.fail",
    "UPDATE jobs SET due_at = $3, dead_at = $4, last_error = $5
     WHERE id = $1 AND attempts = $2 AND dead_at IS NULL",
);
const NEXT: Statement =
    Statement::new("jobs.job.next", "SELECT MIN(due_at) AS due_at FROM jobs WHERE dead_at IS NULL");
const DEAD: Statement = Statement::new(
    "jobs.job.dead",
    "SELECT id, kind, attempts, last_error, dead_at FROM jobs
     WHERE dead_at IS NOT NULL ORDER BY dead_at DESC LIMIT $1",
);
const KINDS: Statement = Statement::new(
    "jobs.job.kinds",
    "SELECT kind, COUNT(*) AS jobs, COUNT(dead_at) AS dead, \
     CAST(SUM(CASE WHEN dead_at IS NULL AND due_at <= $1 THEN 1 ELSE 0 END) AS BIGINT) AS due, \
     MIN(CASE WHEN dead_at IS NULL THEN due_at END) AS next_at FROM jobs GROUP BY kind ORDER BY kind",
);
const REVIVE: Statement = Statement::new(
    "jobs.job.revive",
    "UPDATE jobs SET dead_at = NULL, due_at = $2, attempts = 0 WHERE id = $1 AND dead_at IS NOT NULL AND NOT EXISTS
       (SELECT 1 AS one FROM jobs AS other WHERE other.kind = jobs.kind AND other.unique_key = jobs.unique_key
        AND other.dead_at IS NULL)",
);
const COUNT_DEAD: Statement =
    Statement::new("jobs.job.count_dead", "SELECT COUNT(*) AS dead FROM jobs WHERE dead_at IS NOT NULL");
const GIVEN_UP: Statement = Statement::new(
    "jobs.job.given_up",
    "SELECT kind, payload FROM jobs WHERE id = $1 AND dead_at IS NOT NULL",
);
const FORGET: Statement =
    Statement::new("jobs.job.forget", "DELETE FROM jobs WHERE id = $1 AND dead_at IS NOT NULL");
const SWEEP: Statement = Statement::new("jobs.job.sweep", "DELETE FROM jobs WHERE dead_at < $1");

pub(crate) const STATEMENTS: &[&Statement] = &[
    &ENQUEUE,
    &LEASE,
    &COMPLETE,
    &FAIL,
    &NEXT,
    &DEAD,
    &KINDS,
    &REVIVE,
    &COUNT_DEAD,
    &GIVEN_UP,
    &FORGET,
    &SWEEP,
];

/// Work to be put down.
#[derive(Debug, Clone, Copy)]
pub struct NewJob<'a> {
    /// Which work: `messages.send`.
    pub kind: &'a str,
    /// What it needs, as JSON. Nothing that must not be read in a copy of the database.
    pub payload: &'a str,
    /// When it is due.
    pub due_at: Timestamp,
    /// Among those that wait, no two of a kind have the same.
    pub unique_key: Option<&'a str>,
}

/// Work that this node has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leased {
    /// Which job.
    pub id: JobId,
    /// Which work.
    pub kind: String,
    /// What it needs, as JSON.
    pub payload: String,
    /// The how manieth attempt this is, from 1.
    pub attempt: i64,
}

/// Work that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dead {
    /// Which job.
    pub id: JobId,
    /// Which work.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Why it failed last.
    pub last_error: String,
    /// When it was given up.
    pub dead_at: Timestamp,
}

/// How much work of one kind there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindOfWork {
    /// Which work.
    pub kind: String,
    /// How much waits, due or not.
    pub waiting: i64,
    /// How much of that is due, or being done.
    pub due: i64,
    /// How much was given up.
    pub dead: i64,
    /// When the next of it is due.
    pub next_at: Option<Timestamp>,
}

/// How long to wait after a failure, and how often to try.
#[derive(Debug, Clone, Copy)]
pub struct Backoff {
    /// After the first failure; doubled after each further one.
    pub first: Duration,
    /// The longest wait.
    pub most: Duration,
    /// Given up after so many attempts.
    pub attempts: i64,
}

/// What becomes of work that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is due again then.
    Again(Timestamp),
    /// It was given up.
    GivenUp,
    /// The lease had ended and somebody else has it.
    Lost,
}

/// Puts work down; false if the like of it (same kind, same unique key) already waits.
pub async fn enqueue(
    tx: &mut Tx<'_>,
    job: &NewJob<'_>,
    id: JobId,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let values = params![id, job.kind, job.payload, job.unique_key, job.due_at, now];
    Ok(tx.execute(&ENQUEUE, values).await? == 1)
}

/// Takes what is due, at most `most` and nothing of the kinds `but_for`, for so long as `lease`.
pub async fn lease(
    tx: &mut Tx<'_>,
    (now, lease): (Timestamp, Duration),
    most: i64,
    but_for: &[String],
) -> Result<Vec<Leased>, StorageError> {
    let but_for = format!(",{},", but_for.join(","));
    tx.rows(&LEASE, params![now, now.after(lease), most, but_for]).await?.iter().map(leased).collect()
}

/// The work is done; false if the lease had ended and somebody else has it.
pub async fn complete(tx: &mut Tx<'_>, job: &Leased) -> Result<bool, StorageError> {
    Ok(tx.execute(&COMPLETE, params![job.id, job.attempt]).await? == 1)
}

/// The work failed with `error`, which an operator will read.
pub async fn fail(
    tx: &mut Tx<'_>,
    job: &Leased,
    error: &str,
    backoff: &Backoff,
    now: Timestamp,
    random: &dyn Randomness,
) -> Result<Fate, StorageError> {
    let dead = job.attempt >= backoff.attempts;
    let due = now.after(backoff.after(job.attempt, random));
    let values = params![job.id, job.attempt, due, dead.then_some(now), error];
    Ok(match tx.execute(&FAIL, values).await? {
        0 => Fate::Lost,
        _ if dead => Fate::GivenUp,
        _ => Fate::Again(due),
    })
}

/// When the next work is due, so that nobody need ask before.
pub async fn next_due(tx: &mut Tx<'_>) -> Result<Option<Timestamp>, StorageError> {
    tx.row(&NEXT, &[]).await?.map_or(Ok(None), |row| row.opt_time("due_at"))
}

/// What was given up, latest first.
pub async fn dead(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Dead>, StorageError> {
    let rows = tx.rows(&DEAD, params![most]).await?;
    let read = |row: &Row| {
        Ok(Dead {
            id: row.id("id")?,
            kind: row.text("kind")?,
            attempts: row.int("attempts")?,
            last_error: row.text("last_error")?,
            dead_at: row.time("dead_at")?,
        })
    };
    rows.iter().map(read).collect()
}

/// How much work there is, by kind.
pub async fn kinds(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<KindOfWork>, StorageError> {
    let read = |row: &Row| {
        let dead = row.int("dead")?;
        Ok(KindOfWork {
            kind: row.text("kind")?,
            waiting: row.int("jobs")? - dead,
            due: row.int("due")?,
            dead,
            next_at: row.opt_time("next_at")?,
        })
    };
    tx.rows(&KINDS, params![now]).await?.iter().map(read).collect()
}

/// Work that was given up is due again, from the first attempt; false if it was not given up, or the like of it waits.
pub async fn revive(tx: &mut Tx<'_>, id: JobId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&REVIVE, params![id, now]).await? == 1)
}

/// How much was given up.
pub async fn count_dead(tx: &mut Tx<'_>) -> Result<i64, StorageError> {
    tx.row(&COUNT_DEAD, &[]).await?.map_or(Ok(0), |row| row.int("dead"))
}

/// Kind and payload of work that was given up.
pub async fn given_up(tx: &mut Tx<'_>, id: JobId) -> Result<Option<(String, String)>, StorageError> {
    let read = |row: Row| Ok((row.text("kind")?, row.text("payload")?));
    tx.row(&GIVEN_UP, params![id]).await?.map(read).transpose()
}

/// Forgets work that was given up: something else is done in its place.
pub async fn forget(tx: &mut Tx<'_>, id: JobId) -> Result<bool, StorageError> {
    Ok(tx.execute(&FORGET, params![id]).await? == 1)
}

/// Forgets what was given up before `then`; how much it was.
pub async fn sweep(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![then]).await
}

fn leased(row: &Row) -> Result<Leased, StorageError> {
    Ok(Leased {
        id: row.id("id")?,
        kind: row.text("kind")?,
        payload: row.text("payload")?,
        attempt: row.int("attempts")?,
    })
}

impl Backoff {
    /// The wait after the `attempt`th failure: from half to all of the doubled span, so that what
    /// failed together does not come back together.
    fn after(&self, attempt: i64, random: &dyn Randomness) -> Duration {
        let doublings = u32::try_from(attempt.clamp(1, 32) - 1).unwrap_or(31);
        let span = self.first.saturating_mul(1_u32.checked_shl(doublings).unwrap_or(u32::MAX)).min(self.most);
        let mut bytes = [0; 2];
        random.fill(&mut bytes);
        span / 2 + (span / 2).mul_f64(f64::from(u16::from_le_bytes(bytes)) / f64::from(u16::MAX))
    }
}
