//! Messages to be sent, and what became of them.

use onedoor_base::{CodeId, MessageId, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "site.message.insert",
    "INSERT INTO messages (id, channel, content, state, created_at, prefix, code_id) \
     VALUES ($1, $2, $3, 'waiting', $4, $5, $6)",
);

const WAITING: Statement = Statement::new(
    "site.message.waiting",
    "SELECT content, unanswered FROM messages WHERE id = $1 AND state = 'waiting'",
);

const TRIED: Statement = Statement::new(
    "site.message.tried",
    "UPDATE messages SET attempts = COALESCE(attempts, 0) + 1, last_error = $2 \
     WHERE id = $1 AND state = 'waiting'",
);

const GOES_OUT: Statement = Statement::new(
    "site.message.goes_out",
    "UPDATE messages SET unanswered = COALESCE(unanswered, 0) + 1 WHERE id = $1 AND state = 'waiting'",
);

const ANSWERED: Statement = Statement::new(
    "site.message.answered",
    "UPDATE messages SET unanswered = unanswered - 1 WHERE id = $1 AND unanswered > 0",
);

const LOST: Statement = Statement::new(
    "site.message.lost",
    "UPDATE messages SET state = 'undelivered', settled_at = $2, last_error = $3 \
     WHERE id = $1 AND state = 'waiting'",
);

const SENT: Statement = Statement::new(
    "site.message.sent",
    "UPDATE messages SET state = 'sent', sent_at = $2, gateway_id = $3 WHERE id = $1 AND state = 'waiting'",
);

const REFUSED: Statement = Statement::new(
    "site.message.refused",
    "UPDATE messages SET state = 'refused', settled_at = $2, last_error = $3 \
     WHERE id = $1 AND state = 'waiting'",
);

const SWEEP: Statement = Statement::new("site.message.sweep", "DELETE FROM messages WHERE created_at < $1");

const EXPIRED: Statement = Statement::new(
    "site.message.expired",
    "UPDATE messages SET state = 'expired', settled_at = $2 WHERE id = $1 AND state = 'waiting'",
);

// The outbox has given up on them by then.
const ABANDON: Statement = Statement::new(
    "site.message.abandon",
    "UPDATE messages SET state = 'expired', settled_at = $2 WHERE state = 'waiting' AND created_at < $1",
);

const PART: Statement = Statement::new(
    "site.message.part",
    "INSERT INTO message_parts (message_id, gateway_id, sent_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
);

// Operators' ids come round again: the latest is meant.
const PART_OF: Statement = Statement::new(
    "site.message.part_of",
    "SELECT message_id FROM message_parts WHERE gateway_id = $1 ORDER BY sent_at DESC LIMIT 1",
);

const PART_DELIVERED: Statement = Statement::new(
    "site.message.part_delivered",
    "UPDATE message_parts SET delivered_at = $3 WHERE message_id = $1 AND gateway_id = $2",
);

const PARTS_OUT: Statement = Statement::new(
    "site.message.parts_out",
    "SELECT COUNT(*) AS out FROM message_parts WHERE message_id = $1 AND delivered_at IS NULL",
);

const SETTLE: Statement = Statement::new(
    "site.message.settle",
    "UPDATE messages SET state = $2, settled_at = $3, last_error = $4 WHERE id = $1 AND state = 'sent'",
);

const SWEEP_PARTS: Statement =
    Statement::new("site.message.sweep_parts", "DELETE FROM message_parts WHERE sent_at < $1");

// A receipt may come twice, or after another that settles it.
const RECEIPT: Statement = Statement::new(
    "site.message.receipt",
    "UPDATE messages SET state = $2, settled_at = $3, last_error = $4 WHERE state = 'sent' AND id = \
     (SELECT id FROM messages WHERE gateway_id = $1 AND channel = 'sms' ORDER BY sent_at DESC LIMIT 1)",
);

const CONFIRMED: Statement = Statement::new(
    "site.message.confirmed",
    "UPDATE messages SET confirmed_at = $2 WHERE code_id = $1 AND confirmed_at IS NULL",
);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, channel, content, state, created_at, sent_at, settled_at, gateway_id, attempts, \
             last_error, confirmed_at, code_id, unanswered, prefix FROM messages ",
            $rest
        )
    };
}

const GET: Statement = Statement::new("site.message.get", select!("WHERE id = $1"));
const LIST: Statement =
    Statement::new("site.message.list", select!("ORDER BY created_at DESC, id DESC LIMIT $1"));
const LIST_STATE: Statement = Statement::new(
    "site.message.list_state",
    select!("WHERE state = $2 ORDER BY created_at DESC, id DESC LIMIT $1"),
);

const COUNTS: Statement = Statement::new(
    "site.message.counts",
    "SELECT state, COUNT(*) AS messages FROM messages GROUP BY state ORDER BY state",
);

const COUNT: Statement =
    Statement::new("site.message.count", "SELECT COUNT(*) AS messages FROM messages WHERE state = $1");

const REPEATED: Statement = Statement::new(
    "site.message.repeated",
    "UPDATE messages SET state = 'repeated', settled_at = $2 \
     WHERE id = $1 AND state IN ('refused', 'undelivered', 'expired')",
);

const CONVERSION: Statement = Statement::new(
    "site.message.conversion",
    "SELECT prefix, COUNT(*) AS sent, COUNT(confirmed_at) AS confirmed FROM messages \
     WHERE created_at >= $1 AND created_at < $2 AND code_id IS NOT NULL AND prefix IS NOT NULL \
     GROUP BY prefix ORDER BY prefix",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &INSERT,
    &WAITING,
    &TRIED,
    &GOES_OUT,
    &ANSWERED,
    &LOST,
    &SENT,
    &REFUSED,
    &EXPIRED,
    &ABANDON,
    &PART,
    &PART_OF,
    &PART_DELIVERED,
    &PARTS_OUT,
    &SETTLE,
    &SWEEP_PARTS,
    &RECEIPT,
    &CONFIRMED,
    &SWEEP,
    &GET,
    &LIST,
    &LIST_STATE,
    &COUNTS,
    &COUNT,
    &REPEATED,
    &CONVERSION,
];

/// The states of a message.
pub const STATES: [&str; 7] =
    ["waiting", "sent", "delivered", "undelivered", "refused", "expired", "repeated"];

/// A message to be sent.
#[derive(Debug, Clone, Copy)]
pub struct NewMessage<'m> {
    /// Its id.
    pub id: MessageId,
    /// `sms` or `mail`.
    pub channel: &'static str,
    /// Destination and text, sealed.
    pub content: &'m [u8],
    /// Country code and the first digits inside, of a text message.
    pub prefix: Option<&'m str>,
    /// The code that it carries.
    pub code: Option<CodeId>,
}

/// What stands of a message.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its id.
    pub id: MessageId,
    /// `sms` or `mail`.
    pub channel: String,
    /// Destination and text, sealed.
    pub content: Vec<u8>,
    /// One of [`STATES`].
    pub state: String,
    /// When it was put down.
    pub created_at: Timestamp,
    /// When the gateway took it.
    pub sent_at: Option<Timestamp>,
    /// When it was delivered, refused or dropped.
    pub settled_at: Option<Timestamp>,
    /// The gateway's id for it.
    pub gateway_id: Option<String>,
    /// How often it was tried in vain.
    pub attempts: i64,
    /// Why it failed last.
    pub last_error: Option<String>,
    /// How many tries went out without an answer: one that was sent may have arrived so many times more.
    pub unanswered: i64,
    /// Whether it carries a code.
    pub has_code: bool,
    /// When that was given back.
    pub confirmed_at: Option<Timestamp>,
    /// Country code and the first digits inside, of a text message.
    pub prefix: Option<String>,
}

/// How many codes went to one prefix, and how many came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// `+84912`
    pub prefix: String,
    /// Codes put down for it.
    pub sent: i64,
    /// Those that were given back.
    pub confirmed: i64,
}

/// Records a message to be sent.
pub async fn insert(tx: &mut Tx<'_>, new: &NewMessage<'_>, now: Timestamp) -> Result<(), StorageError> {
    tx.execute_one(&INSERT, params![new.id, new.channel, new.content, now, new.prefix, new.code]).await
}

/// The sealed content of a message that still waits, and how many tries of it went out without an answer.
pub async fn waiting(tx: &mut Tx<'_>, id: MessageId) -> Result<Option<(Vec<u8>, i64)>, StorageError> {
    let read = |row: Row| Ok((row.bytes("content")?, row.opt_int("unanswered")?.unwrap_or(0)));
    tx.row(&WAITING, params![id]).await?.map(read).transpose()
}

/// It goes out by a way that cannot tell a second try from a second message: until [`answered`], nobody knows whether it
/// was taken, not even if this process ends.
pub async fn goes_out(tx: &mut Tx<'_>, id: MessageId) -> Result<(), StorageError> {
    tx.execute(&GOES_OUT, params![id]).await.map(drop)
}

/// What became of the last try that went out is known.
pub async fn answered(tx: &mut Tx<'_>, id: MessageId) -> Result<(), StorageError> {
    tx.execute(&ANSWERED, params![id]).await.map(drop)
}

/// It went out as often as may be, and nobody ever said whether it was taken.
pub async fn lost(tx: &mut Tx<'_>, id: MessageId, why: &str, now: Timestamp) -> Result<(), StorageError> {
    tx.execute(&LOST, params![id, now, why]).await.map(drop)
}

/// It was tried in vain.
pub async fn tried(tx: &mut Tx<'_>, id: MessageId, error: &str) -> Result<(), StorageError> {
    tx.execute(&TRIED, params![id, error]).await.map(drop)
}

/// The gateway took it, under its own id.
pub async fn sent(
    tx: &mut Tx<'_>,
    id: MessageId,
    gateway_id: &str,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.execute(&SENT, params![id, now, gateway_id]).await.map(drop)
}

/// The operator took it in several parts, each under an id of its own.
pub async fn sent_in_parts(
    tx: &mut Tx<'_>,
    id: MessageId,
    parts: &[String],
    now: Timestamp,
) -> Result<(), StorageError> {
    let Some(first) = parts.first() else { return Ok(()) };
    sent(tx, id, first, now).await?;
    if parts.len() > 1 {
        for part in parts {
            tx.execute(&PART, params![id, part.as_str(), now]).await?;
        }
    }
    Ok(())
}

/// The gateway will never take it.
pub async fn refused(tx: &mut Tx<'_>, id: MessageId, why: &str, now: Timestamp) -> Result<(), StorageError> {
    tx.execute(&REFUSED, params![id, now, why]).await.map(drop)
}

/// It is of no use any more and was not sent; false if another node has sent or dropped it.
pub async fn expired(tx: &mut Tx<'_>, id: MessageId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&EXPIRED, params![id, now]).await? == 1)
}

/// Those that have waited since before `then` are sent no more; how many they were.
pub async fn abandon(tx: &mut Tx<'_>, then: Timestamp, now: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&ABANDON, params![then, now]).await
}

/// The operator's network says what became of it: delivered, or not and why. False if it is settled or not known. A
/// message in parts is delivered when all of them are.
pub async fn receipt(
    tx: &mut Tx<'_>,
    gateway_id: &str,
    failed: Option<&str>,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let state = if failed.is_some() { "undelivered" } else { "delivered" };
    let delivered = failed.is_none().then_some(now);
    if let Some(part) = tx.row(&PART_OF, params![gateway_id]).await? {
        let message: MessageId = part.id("message_id")?;
        tx.execute(&PART_DELIVERED, params![message, gateway_id, delivered]).await?;
        let out = tx.row(&PARTS_OUT, params![message]).await?.map_or(Ok(0), |row| row.int("out"))?;
        if failed.is_some() || out == 0 {
            tx.execute(&SETTLE, params![message, state, now, failed]).await?;
        }
        return Ok(true);
    }
    Ok(tx.execute(&RECEIPT, params![gateway_id, state, now, failed]).await? > 0)
}

/// The code that it carries was given back.
pub async fn confirmed(tx: &mut Tx<'_>, code: CodeId, now: Timestamp) -> Result<(), StorageError> {
    tx.execute(&CONFIRMED, params![code, now]).await.map(drop)
}

/// Forgets messages from before `then`.
pub async fn sweep(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP_PARTS, params![then]).await?;
    tx.execute(&SWEEP, params![then]).await
}

/// What stands of one.
pub async fn get(tx: &mut Tx<'_>, id: MessageId) -> Result<Option<Record>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// The latest, of one state if one is named.
pub async fn list(tx: &mut Tx<'_>, state: Option<&str>, most: i64) -> Result<Vec<Record>, StorageError> {
    let rows = match state {
        Some(state) => tx.rows(&LIST_STATE, params![most, state]).await?,
        None => tx.rows(&LIST, params![most]).await?,
    };
    rows.iter().map(read).collect()
}

/// How many there are in each state.
pub async fn counts(tx: &mut Tx<'_>) -> Result<Vec<(String, i64)>, StorageError> {
    let read = |row: &Row| Ok((row.text("state")?, row.int("messages")?));
    tx.rows(&COUNTS, &[]).await?.iter().map(read).collect()
}

/// How many there are in this state.
pub async fn count(tx: &mut Tx<'_>, state: &str) -> Result<i64, StorageError> {
    tx.row(&COUNT, params![state]).await?.map_or(Ok(0), |row| row.int("messages"))
}

/// Another message is sent in the place of one that was refused, did not arrive or was dropped; false if it stands
/// otherwise.
pub async fn repeated(tx: &mut Tx<'_>, id: MessageId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&REPEATED, params![id, now]).await? == 1)
}

/// Codes that were sent in a span, by prefix.
pub async fn conversion(
    tx: &mut Tx<'_>,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Conversion>, StorageError> {
    let rows = tx.rows(&CONVERSION, params![from, until]).await?;
    let read = |row: &Row| {
        let (sent, confirmed) = (row.int("sent")?, row.int("confirmed")?);
        Ok(Conversion { prefix: row.text("prefix")?, sent, confirmed })
    };
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Record, StorageError> {
    Ok(Record {
        id: row.id("id")?,
        channel: row.text("channel")?,
        content: row.bytes("content")?,
        state: row.text("state")?,
        created_at: row.time("created_at")?,
        sent_at: row.opt_time("sent_at")?,
        settled_at: row.opt_time("settled_at")?,
        gateway_id: row.opt_text("gateway_id")?,
        attempts: row.opt_int("attempts")?.unwrap_or(0),
        last_error: row.opt_text("last_error")?,
        unanswered: row.opt_int("unanswered")?.unwrap_or(0),
        has_code: row.opt_bytes("code_id")?.is_some(),
        confirmed_at: row.opt_time("confirmed_at")?,
        prefix: row.opt_text("prefix")?,
    })
}
