//! What an identity still has to tell portals of people, besides their links.

use std::time::Duration;

use onedoor_base::{EventId, JobId, Randomness, Timestamp};

use crate::jobs::{self, NewJob};
use crate::{Row, Statement, StorageError, Tx, params};

/// The work of telling an event; the payload is its id.
pub const EVENT_JOB: &str = "linking.event";

/// For how long an event is told again, and for how long a settled one stays.
const KEEP: Duration = Duration::from_hours(24 * 45);

const PAGE: i64 = 200;
const PAGES: usize = 50;

const INSERT: Statement = Statement::new(
    "linking.event.insert",
    "INSERT INTO linking_events (id, client, subject, event, detail, happened_at) VALUES ($1, $2, $3, $4, $5, $6)",
);

const GET: Statement = Statement::new(
    "linking.event.get",
    "SELECT id, client, subject, event, detail, happened_at FROM linking_events
     WHERE id = $1 AND settled_at IS NULL",
);

const OF_SUBJECT: Statement = Statement::new(
    "linking.event.of_subject",
    "SELECT id, client, subject, event, detail, happened_at FROM linking_events
     WHERE client = $1 AND subject = $2 AND settled_at IS NULL ORDER BY id LIMIT 50",
);

const SETTLE: Statement = Statement::new(
    "linking.event.settle",
    "UPDATE linking_events SET settled_at = $2 WHERE id = $1 AND settled_at IS NULL",
);

const WAITING: Statement = Statement::new(
    "linking.event.waiting",
    "SELECT id FROM linking_events WHERE settled_at IS NULL AND id > $1 ORDER BY id LIMIT $2",
);

const SWEEP: Statement =
    Statement::new("linking.event.sweep", "DELETE FROM linking_events WHERE happened_at < $1");

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &GET, &OF_SUBJECT, &SETTLE, &WAITING, &SWEEP];

/// What has happened to a person, for one portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkingEvent {
    /// Its name to the portal.
    pub id: EventId,
    /// Who is told.
    pub client: String,
    /// The person, as this client knows them.
    pub subject: String,
    /// What, by its URI.
    pub event: String,
    /// What belongs to it, as JSON.
    pub detail: String,
    /// When.
    pub happened_at: Timestamp,
}

/// Puts an event and the telling of it down, in the transaction in which it happens.
pub async fn put_down(
    tx: &mut Tx<'_>,
    event: &LinkingEvent,
    random: &dyn Randomness,
) -> Result<(), StorageError> {
    let LinkingEvent { id, client, subject, event, detail, happened_at } = event;
    tx.execute_one(&INSERT, params![*id, client, subject, event, detail, *happened_at]).await?;
    enqueue(tx, *id, *happened_at, random).await
}

/// The event, as long as it is to be told.
pub async fn get(tx: &mut Tx<'_>, id: EventId) -> Result<Option<LinkingEvent>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// What a client is still to be told of somebody whom it knows by this name, in the order in which it happened.
pub async fn of_subject(
    tx: &mut Tx<'_>,
    client: &str,
    subject: &str,
) -> Result<Vec<LinkingEvent>, StorageError> {
    tx.rows(&OF_SUBJECT, params![client, subject]).await?.iter().map(read).collect()
}

/// It is not to be told any more; false if that was so before.
pub async fn settle(tx: &mut Tx<'_>, id: EventId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&SETTLE, params![id, now]).await? == 1)
}

/// Takes up again what was given up in all the attempts that work gets; what waits is left alone.
pub async fn wake(tx: &mut Tx<'_>, now: Timestamp, random: &dyn Randomness) -> Result<(), StorageError> {
    let mut after = EventId::from_bytes([0; 16]);
    for _ in 0..PAGES {
        let page = tx.rows(&WAITING, params![after, PAGE]).await?;
        for row in &page {
            after = row.id("id")?;
            enqueue(tx, after, now, random).await?;
        }
        if page.is_empty() {
            break;
        }
    }
    Ok(())
}

/// Forgets what is over, or was told in vain for too long.
pub async fn sweep(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![now.before(KEEP)]).await
}

async fn enqueue(
    tx: &mut Tx<'_>,
    id: EventId,
    now: Timestamp,
    random: &dyn Randomness,
) -> Result<(), StorageError> {
    let payload = id.to_string();
    let job = NewJob { kind: EVENT_JOB, payload: &payload, due_at: now, unique_key: Some(&payload) };
    jobs::enqueue(tx, &job, JobId::new(now, random), now).await.map(drop)
}

fn read(row: &Row) -> Result<LinkingEvent, StorageError> {
    Ok(LinkingEvent {
        id: row.id("id")?,
        client: row.text("client")?,
        subject: row.text("subject")?,
        event: row.text("event")?,
        detail: row.text("detail")?,
        happened_at: row.time("happened_at")?,
    })
}
