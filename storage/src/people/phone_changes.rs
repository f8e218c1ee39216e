//! Another phone for an account, which waits until nobody objects any more.

use onedoor_base::{AccountId, ContactId, Digest, Phone, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const REPLACE: Statement = Statement::new(
    "people.phone_change.replace",
    "UPDATE phone_changes SET state = 'replaced', settled_at = $2 WHERE account_id = $1 AND state = 'waiting'",
);
const INSERT: Statement = Statement::new(
    "people.phone_change.insert",
    "INSERT INTO phone_changes (id, account_id, phone, objection, state, begun_at, due_at) \
     VALUES ($1, $2, $3, $4, 'waiting', $5, $6)",
);

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, account_id, phone, begun_at, due_at FROM phone_changes WHERE state = 'waiting' AND ", $rest)
    };
}

const BY_ID: Statement = Statement::new("people.phone_change.by_id", select!("id = $1"));
const OF: Statement = Statement::new("people.phone_change.of", select!("account_id = $1"));
const BY_OBJECTION: Statement = Statement::new("people.phone_change.by_objection", select!("objection = $1"));
const SETTLE: Statement = Statement::new(
    "people.phone_change.settle",
    "UPDATE phone_changes SET state = $2, settled_at = $3 WHERE id = $1 AND state = 'waiting'",
);
const RELEASE: Statement = Statement::new(
    "people.phone_change.release",
    "DELETE FROM contacts WHERE value = $1 AND kind = 'phone' AND account_id <> $2",
);

pub(super) const STATEMENTS: &[&Statement] = &[&REPLACE, &INSERT, &BY_ID, &OF, &BY_OBJECTION, &SETTLE, &RELEASE];

/// A phone that waits to become an account's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneChange {
    /// Under which the phone will be kept.
    pub id: ContactId,
    /// Whose it will be.
    pub account: AccountId,
    /// The phone, which somebody has shown by a code.
    pub phone: Phone,
    /// When it was asked for.
    pub begun_at: Timestamp,
    /// When it will be done.
    pub due_at: Timestamp,
}

/// How the waiting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneChangeEnd {
    /// The phone is the account's.
    Done,
    /// Somebody whom it concerns said no.
    Objected,
    /// Whoever asked for it, or the account, does not want it any more.
    Withdrawn,
}

impl PhoneChangeEnd {
    const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Objected => "objected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Lets a phone wait, in the place of another that waits for the same account.
pub async fn wait_for_phone(
    tx: &mut Tx<'_>,
    change: &PhoneChange,
    objection: Digest,
) -> Result<(), StorageError> {
    let PhoneChange { id, account, phone, begun_at, due_at } = change;
    tx.execute(&REPLACE, params![*account, *begun_at]).await?;
    tx.execute_one(&INSERT, params![*id, *account, phone.as_str(), objection, *begun_at, *due_at]).await
}

/// The phone that waits for an account.
pub async fn waiting_phone(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<PhoneChange>, StorageError> {
    tx.row(&OF, params![account]).await?.as_ref().map(read).transpose()
}

/// A phone that waits, by its id.
pub async fn waiting_phone_by_id(
    tx: &mut Tx<'_>,
    id: ContactId,
) -> Result<Option<PhoneChange>, StorageError> {
    tx.row(&BY_ID, params![id]).await?.as_ref().map(read).transpose()
}

/// A phone that waits, by the value in the link with which one objects.
pub async fn waiting_phone_by_objection(
    tx: &mut Tx<'_>,
    objection: Digest,
) -> Result<Option<PhoneChange>, StorageError> {
    tx.row(&BY_OBJECTION, params![objection]).await?.as_ref().map(read).transpose()
}

/// It waits no more; false if it did not.
pub async fn settle_phone_change(
    tx: &mut Tx<'_>,
    id: ContactId,
    end: PhoneChangeEnd,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&SETTLE, params![id, end.word(), now]).await? == 1)
}

/// Takes a phone away from whoever has it besides this account.
pub async fn release_phone(tx: &mut Tx<'_>, phone: &Phone, keeps: AccountId) -> Result<bool, StorageError> {
    Ok(tx.execute(&RELEASE, params![phone.as_str(), keeps]).await? > 0)
}

fn read(row: &Row) -> Result<PhoneChange, StorageError> {
    Ok(PhoneChange {
        id: row.id("id")?,
        account: row.id("account_id")?,
        phone: Phone::from_stored(row.text("phone")?),
        begun_at: row.time("begun_at")?,
        due_at: row.time("due_at")?,
    })
}
