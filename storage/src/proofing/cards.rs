//! When a card is looked at next for the end of its validity. When that is stands sealed in the application.

use onedoor_base::{AccountId, ApplicationId, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const DUE: Statement = Statement::new(
    "proofing.card.due",
    "SELECT application_id, account_id, look_at, warned_at FROM card_looks WHERE look_at <= $1 \
     ORDER BY look_at, application_id LIMIT $2",
);
const PUT: Statement = Statement::new(
    "proofing.card.put",
    "INSERT INTO card_looks (application_id, account_id, look_at) VALUES ($1, $2, $3) \
     ON CONFLICT (application_id) DO UPDATE SET look_at = excluded.look_at, warned_at = NULL",
);
// Only if nobody else has looked meanwhile.
const AGAIN: Statement = Statement::new(
    "proofing.card.again",
    "UPDATE card_looks SET look_at = $3, warned_at = $4 WHERE application_id = $1 AND look_at = $2",
);
const DROP: Statement =
    Statement::new("proofing.card.drop", "DELETE FROM card_looks WHERE application_id = $1 AND look_at = $2");
const FORGET: Statement =
    Statement::new("proofing.card.forget", "DELETE FROM card_looks WHERE application_id = $1");

pub(super) const STATEMENTS: &[&Statement] = &[&DUE, &PUT, &AGAIN, &DROP, &FORGET];

/// A card that is to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CardLook {
    /// Of which application.
    pub application: ApplicationId,
    /// Whose.
    pub account: AccountId,
    /// Since when it waits.
    pub look_at: Timestamp,
    /// When its owner was told that it ends soon.
    pub warned_at: Option<Timestamp>,
}

/// Those that wait, the longest first.
pub async fn due_card_looks(
    tx: &mut Tx<'_>,
    now: Timestamp,
    most: i64,
) -> Result<Vec<CardLook>, StorageError> {
    let read = |row: &Row| {
        Ok(CardLook {
            application: row.id("application_id")?,
            account: row.id("account_id")?,
            look_at: row.time("look_at")?,
            warned_at: row.opt_time("warned_at")?,
        })
    };
    tx.rows(&DUE, params![now, most]).await?.iter().map(read).collect()
}

/// Has a card looked at then: it came into use.
pub async fn put_card_look(
    tx: &mut Tx<'_>,
    (id, account): (ApplicationId, AccountId),
    at: Timestamp,
) -> Result<(), StorageError> {
    tx.execute_one(&PUT, params![id, account, at]).await
}

/// Has it looked at again then; false if somebody else has looked meanwhile.
pub async fn look_again(
    tx: &mut Tx<'_>,
    look: &CardLook,
    at: Timestamp,
    warned_at: Option<Timestamp>,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&AGAIN, params![look.application, look.look_at, at, warned_at]).await? == 1)
}

/// It is looked at no more; false if somebody else has looked meanwhile.
pub async fn drop_card_look(tx: &mut Tx<'_>, look: &CardLook) -> Result<bool, StorageError> {
    Ok(tx.execute(&DROP, params![look.application, look.look_at]).await? == 1)
}

/// The same for a card that is another by now.
pub async fn forget_card(tx: &mut Tx<'_>, id: ApplicationId) -> Result<(), StorageError> {
    tx.execute(&FORGET, params![id]).await.map(drop)
}
