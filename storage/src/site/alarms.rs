//! What an operator must look at: one row for each thing, however often it is met, until somebody settles it.

use onedoor_base::{AlarmId, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const AGAIN: Statement = Statement::new(
    "site.alarm.again",
    "UPDATE alarms SET count = count + 1, last_at = $4, detail = $3 \
     WHERE kind = $1 AND subject = $2 AND state <> 'settled'",
);

const INSERT: Statement = Statement::new(
    "site.alarm.insert",
    "INSERT INTO alarms (id, kind, subject, detail, count, raised_at, last_at, state) \
     VALUES ($1, $2, $3, $4, 1, $5, $5, 'open')",
);

const STANDS: Statement = Statement::new(
    "site.alarm.stands",
    "SELECT id FROM alarms WHERE kind = $1 AND subject = $2 AND state <> 'settled'",
);

const SETTLED_AT: Statement = Statement::new(
    "site.alarm.settled_at",
    "SELECT MAX(settled_at) AS at FROM alarms WHERE kind = $1 AND subject = $2 AND state = 'settled'",
);

const SEE: Statement = Statement::new(
    "site.alarm.see",
    "UPDATE alarms SET state = 'seen', seen_at = $2 WHERE id = $1 AND state = 'open'",
);

const SETTLE: Statement = Statement::new(
    "site.alarm.settle",
    "UPDATE alarms SET state = 'settled', settled_at = $3, settled_by = $2 WHERE id = $1 AND state <> 'settled'",
);

const SWEEP: Statement =
    Statement::new("site.alarm.sweep", "DELETE FROM alarms WHERE last_at < $1 AND state = 'settled'");

const COUNT: Statement =
    Statement::new("site.alarm.count", "SELECT COUNT(*) AS open FROM alarms WHERE state = 'open'");

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, kind, subject, detail, count, raised_at, last_at, state, seen_at, settled_at, \
             settled_by FROM alarms ",
            $rest
        )
    };
}

const GET: Statement = Statement::new("site.alarm.get", select!("WHERE id = $1"));
const LIST: Statement = Statement::new("site.alarm.list", select!("ORDER BY last_at DESC, id DESC LIMIT $1"));
const LIST_OPEN: Statement = Statement::new(
    "site.alarm.list_open",
    select!("WHERE state <> 'settled' ORDER BY last_at DESC, id DESC LIMIT $1"),
);

pub(crate) const STATEMENTS: &[&Statement] =
    &[&AGAIN, &INSERT, &STANDS, &SETTLED_AT, &SEE, &SETTLE, &SWEEP, &COUNT, &GET, &LIST, &LIST_OPEN];

/// Something that an operator must look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// Its id.
    pub id: AlarmId,
    /// `sms_site`, `sms_prefix`, `sms_country`, `sms_conversion`
    pub kind: String,
    /// What of: `+84912`; empty for the whole site.
    pub subject: String,
    /// Figures, in English: for operators.
    pub detail: String,
    /// How often it was met.
    pub count: i64,
    /// When it was met first.
    pub raised_at: Timestamp,
    /// When it was met last.
    pub last_at: Timestamp,
    /// `open`, `seen`, `settled`
    pub state: String,
    /// When somebody saw it.
    pub seen_at: Option<Timestamp>,
    /// When somebody settled it.
    pub settled_at: Option<Timestamp>,
    /// Who that was.
    pub settled_by: Option<String>,
}

/// Raises an alarm, or counts it again if it stands; true if it is new.
pub async fn raise(
    tx: &mut Tx<'_>,
    id: AlarmId,
    (kind, subject): (&str, &str),
    detail: &str,
    now: Timestamp,
) -> Result<bool, StorageError> {
    if tx.execute(&AGAIN, params![kind, subject, detail, now]).await? > 0 {
        return Ok(false);
    }
    tx.execute_one(&INSERT, params![id, kind, subject, detail, now]).await?;
    Ok(true)
}

/// Whether an alarm stands that nobody has settled.
pub async fn stands(tx: &mut Tx<'_>, kind: &str, subject: &str) -> Result<bool, StorageError> {
    Ok(tx.row(&STANDS, params![kind, subject]).await?.is_some())
}

/// When such an alarm was settled last.
pub async fn settled_at(
    tx: &mut Tx<'_>,
    kind: &str,
    subject: &str,
) -> Result<Option<Timestamp>, StorageError> {
    tx.row(&SETTLED_AT, params![kind, subject]).await?.map_or(Ok(None), |row| row.opt_time("at"))
}

/// The latest, all or those that are not settled.
pub async fn list(tx: &mut Tx<'_>, open_only: bool, most: i64) -> Result<Vec<Alarm>, StorageError> {
    let statement = if open_only { &LIST_OPEN } else { &LIST };
    tx.rows(statement, params![most]).await?.iter().map(read).collect()
}

/// One.
pub async fn get(tx: &mut Tx<'_>, id: AlarmId) -> Result<Option<Alarm>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// How many nobody has seen.
pub async fn count_open(tx: &mut Tx<'_>) -> Result<i64, StorageError> {
    tx.row(&COUNT, params![]).await?.map_or(Ok(0), |row| row.int("open"))
}

/// Somebody has seen it; false if that is not so or not new.
pub async fn see(tx: &mut Tx<'_>, id: AlarmId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&SEE, params![id, now]).await? == 1)
}

/// Somebody says that it is over; false if it was, or is not there. Met again it is a new one.
pub async fn settle(tx: &mut Tx<'_>, id: AlarmId, by: &str, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&SETTLE, params![id, by, now]).await? == 1)
}

/// Forgets settled ones that were met last before `then`.
pub async fn sweep(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![then]).await
}

fn read(row: &Row) -> Result<Alarm, StorageError> {
    Ok(Alarm {
        id: row.id("id")?,
        kind: row.text("kind")?,
        subject: row.text("subject")?,
        detail: row.text("detail")?,
        count: row.int("count")?,
        raised_at: row.time("raised_at")?,
        last_at: row.time("last_at")?,
        state: row.text("state")?,
        seen_at: row.opt_time("seen_at")?,
        settled_at: row.opt_time("settled_at")?,
        settled_by: row.opt_text("settled_by")?,
    })
}
