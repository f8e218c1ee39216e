use onedoor_base::{CodeId, Digest, MessageId, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "site.message.insert",
    "INSERT INTO messages (id, channel, content, state, created_at, prefix, code_id, recipient) \
     VALUES ($1, $2, $3, 'waiting', $4, $5, $6, $7)",
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

const REPEATED: Statement = Statement::new(
    "site.message.repeated",
    "UPDATE messages SET state = 'repeated', settled_at = $2 \
     WHERE id = $1 AND state IN ('refused', 'undelivered', 'expired')",
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
    &REPEATED,
];

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
    /// The fingerprint of its destination; none where that could not be read.
    pub recipient: Option<Digest>,
}

/// Records a message to be sent.
pub async fn insert(tx: &mut Tx<'_>, new: &NewMessage<'_>, now: Timestamp) -> Result<(), StorageError> {
    let values = params![new.id, new.channel, new.content, now, new.prefix, new.code, new.recipient];
    tx.execute_one(&INSERT, values).await
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

/// Another message is sent in the place of one that was refused, did not arrive or was dropped; false if it stands
/// otherwise.
pub async fn repeated(tx: &mut Tx<'_>, id: MessageId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&REPEATED, params![id, now]).await? == 1)
}
