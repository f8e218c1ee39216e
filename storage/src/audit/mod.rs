//! The record of who did what to whom, written in the transaction that it speaks of, and sealed
//! afterwards so that no tampering with it stays hidden.

mod entry;
mod finding;
mod hashing;
mod log;
mod seal;
mod verify;
mod walk;

use aws_lc_rs::hmac;
use onedoor_base::{Actor, AuditEvent, AuditId, Randomness, Subject, Timestamp};
use serde_json::{Map, Value as Json};

pub use entry::Entry;
pub use finding::{Finding, SealFault, Witness};
pub use log::{
    AuditKey, Checkpoint, Head, checkpoints, entries, head, keep_checkpoint, keep_key, keys, seals, unsealed,
};
pub use seal::{Seal, Sealed, let_go, seal};
pub use verify::{Report, Verifier};
pub use walk::{Visitor, walk};

use crate::{Row, Statement, StorageError, Tx, params};

const APPEND: Statement = Statement::new(
    "audit.event.append",
    "INSERT INTO audit (id, at, actor, action, subject_kind, subject_id, detail, mark)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
const OF_SUBJECT: Statement = Statement::new(
    "audit.event.of_subject",
    "SELECT id, at, actor, action, detail, seq FROM audit
     WHERE subject_id = $1 AND subject_kind = $2 AND at < $3 ORDER BY at DESC, id DESC LIMIT $4",
);
const PAGE_OF_SUBJECT: Statement = Statement::new(
    "audit.event.page_of_subject",
    "SELECT id, at, actor, action, detail, seq FROM audit
     WHERE subject_id = $1 AND subject_kind = $2 AND at <= $3 AND (at < $3 OR id < $4)
     ORDER BY at DESC, id DESC LIMIT $5",
);

/// How what concerns everybody is kept.
const EVERYBODY: (&str, [u8; 16]) = ("everybody", [0; 16]);

pub(crate) const STATEMENTS: &[&[&Statement]] =
    &[&[&APPEND, &OF_SUBJECT, &PAGE_OF_SUBJECT], seal::STATEMENTS, log::STATEMENTS];

/// An event as it stands in the record.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditRecord {
    /// The record's own id.
    pub id: AuditId,
    /// When.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// What was done, as `room.thing.verb`.
    pub action: String,
    /// What else matters.
    pub detail: Map<String, Json>,
    /// The number in the sealed record, once it is sealed.
    pub seq: Option<i64>,
}

/// What concerns `subject`, latest first: at most `most`, before the moment `before`.
pub async fn of_subject(
    tx: &mut Tx<'_>,
    subject: Subject,
    before: Timestamp,
    most: i64,
) -> Result<Vec<AuditRecord>, StorageError> {
    let (kind, id) = columns(subject);
    tx.rows(&OF_SUBJECT, params![id, kind, before, most]).await?.iter().map(record).collect()
}

/// The page that follows the record `last`, latest first: nothing is left out between two pages,
/// even where several things happened in one moment. What concerned everybody is among it, from when the
/// subject was there.
pub async fn page_of_subject(
    tx: &mut Tx<'_>,
    subject: Subject,
    last: (Timestamp, AuditId),
    most: i64,
) -> Result<Vec<AuditRecord>, StorageError> {
    let own = page_of(tx, columns(subject), last, most).await?;
    let mut all = page_of(tx, EVERYBODY, last, most).await?;
    // After the first record of their own there was nobody yet whom anything could concern.
    let reaches_back = i64::try_from(own.len()).is_ok_and(|found| found < most);
    let first = own.last().map(|record| (record.at, record.id));
    all.retain(|record| !reaches_back || first.is_some_and(|first| (record.at, record.id) > first));
    all.extend(own);
    all.sort_unstable_by_key(|record| std::cmp::Reverse((record.at, record.id)));
    all.truncate(usize::try_from(most).unwrap_or_default());
    Ok(all)
}

async fn page_of(
    tx: &mut Tx<'_>,
    (kind, id): (&str, [u8; 16]),
    (at, last): (Timestamp, AuditId),
    most: i64,
) -> Result<Vec<AuditRecord>, StorageError> {
    tx.rows(&PAGE_OF_SUBJECT, params![id, kind, at, last, most]).await?.iter().map(record).collect()
}

/// Adds events to the record, with the site's mark if its keys are open; [`crate::Change::Recorded`]
/// does it.
pub(crate) async fn append(
    tx: &mut Tx<'_>,
    events: &[AuditEvent],
    random: &dyn Randomness,
    marks: Option<&hmac::Key>,
) -> Result<(), StorageError> {
    for event in events {
        let mut entry = entry(event, AuditId::new(event.at, random));
        entry.mark = marks.map(|key| entry.marked(key));
        let Entry { id, at, actor, action, subject_kind, subject_id, detail, mark, seq: _ } = entry;
        let values = params![id, at, actor, action, subject_kind, subject_id, detail, mark];
        tx.execute_one(&APPEND, values).await?;
    }
    Ok(())
}

/// An event as it will lie in the database.
fn entry(event: &AuditEvent, id: AuditId) -> Entry {
    let whom = event.subject.map(columns).or(event.everybody.then_some(EVERYBODY));
    let (kind, subject) = whom.unzip();
    Entry {
        id,
        at: event.at,
        actor: serde_json::to_string(&event.actor).expect("an actor is a plain JSON value"),
        action: event.action.to_owned(),
        subject_kind: kind.map(str::to_owned),
        subject_id: subject.map(|id| id.to_vec()),
        detail: Json::Object(event.detail.clone()).to_string(),
        mark: None,
        seq: None,
    }
}

fn columns(subject: Subject) -> (&'static str, [u8; 16]) {
    match subject {
        Subject::Person(id) => ("person", *id.as_bytes()),
        Subject::LocalAccount(id) => ("local_account", *id.as_bytes()),
    }
}

fn record(row: &Row) -> Result<AuditRecord, StorageError> {
    Ok(AuditRecord {
        id: row.id("id")?,
        at: row.time("at")?,
        actor: serde_json::from_str(row.str("actor")?).map_err(|e| row.bad("actor", e.to_string()))?,
        action: row.text("action")?,
        detail: serde_json::from_str(row.str("detail")?).map_err(|e| row.bad("detail", e.to_string()))?,
        seq: row.opt_int("seq")?,
    })
}
