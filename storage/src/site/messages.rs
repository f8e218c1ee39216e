//! Messages to be sent, and what became of them.

use onedoor_base::{MessageId, Timestamp};

use crate::{Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "site.message.insert",
    "INSERT INTO messages (id, channel, content, state, created_at) VALUES ($1, $2, $3, 'waiting', $4)",
);

const WAITING: Statement = Statement::new(
    "site.message.waiting",
    "SELECT content FROM messages WHERE id = $1 AND state = 'waiting'",
);

const SENT: Statement = Statement::new(
    "site.message.sent",
    "UPDATE messages SET state = 'sent', sent_at = $2, gateway_id = $3 WHERE id = $1 AND state = 'waiting'",
);

const REFUSED: Statement = Statement::new(
    "site.message.refused",
    "UPDATE messages SET state = 'refused', sent_at = $2 WHERE id = $1 AND state = 'waiting'",
);

const SWEEP: Statement = Statement::new("site.message.sweep", "DELETE FROM messages WHERE created_at < $1");

const EXPIRED: Statement = Statement::new(
    "site.message.expired",
    "UPDATE messages SET state = 'expired' WHERE id = $1 AND state = 'waiting'",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &WAITING, &SENT, &REFUSED, &EXPIRED, &SWEEP];

/// Records a text message to be sent; `content` is sealed.
pub async fn insert(
    tx: &mut Tx<'_>,
    id: MessageId,
    content: &[u8],
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.execute_one(&INSERT, params![id, "sms", content, now]).await
}

/// The sealed content of a message that still waits.
pub async fn waiting(tx: &mut Tx<'_>, id: MessageId) -> Result<Option<Vec<u8>>, StorageError> {
    tx.row(&WAITING, params![id]).await?.map(|row| row.bytes("content")).transpose()
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

/// The gateway will never take it.
pub async fn refused(tx: &mut Tx<'_>, id: MessageId, now: Timestamp) -> Result<(), StorageError> {
    tx.execute(&REFUSED, params![id, now]).await.map(drop)
}

/// It is of no use any more and was not sent; false if another node has sent or dropped it.
pub async fn expired(tx: &mut Tx<'_>, id: MessageId) -> Result<bool, StorageError> {
    Ok(tx.execute(&EXPIRED, params![id]).await? == 1)
}

/// Forgets messages from before `then`.
pub async fn sweep(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![then]).await
}
