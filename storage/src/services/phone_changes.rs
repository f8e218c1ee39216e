//! Another phone for a portal's own account: done at once, or waiting until nobody objects any more. Either can be
//! objected to for a while, with the value of a link. Nobody else's account is concerned: one phone may be several
//! accounts'.

use onedoor_base::{ContactId, Digest, LocalAccountId, Phone, PhoneChangeState, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const END_WAITING: Statement = Statement::new(
    "services.phone_change.end_waiting",
    "UPDATE local_phone_changes SET state = $2, settled_at = $3 WHERE local_account_id = $1 AND state = 'waiting'",
);
const INSERT: Statement = Statement::new(
    "services.phone_change.insert",
    "INSERT INTO local_phone_changes (id, local_account_id, phone, objection, state, begun_at, due_at, settled_at, former) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, local_account_id, phone, former, state, begun_at, due_at FROM local_phone_changes WHERE ",
            $rest
        )
    };
}

const BY_ID: Statement = Statement::new("services.phone_change.by_id", select!("id = $1"));
const OF: Statement =
    Statement::new("services.phone_change.of", select!("local_account_id = $1 AND state = 'waiting'"));
const BY_OBJECTION: Statement =
    Statement::new("services.phone_change.by_objection", select!("objection = $1"));
const SETTLE: Statement = Statement::new(
    "services.phone_change.settle",
    "UPDATE local_phone_changes SET state = $3, settled_at = $4 WHERE id = $1 AND state = $2",
);
const STOPPED: Statement = Statement::new(
    "services.phone_change.stopped",
    "SELECT settled_at FROM local_phone_changes WHERE local_account_id = $1 AND state = 'objected' \
     ORDER BY settled_at DESC LIMIT 1",
);

pub(crate) const STATEMENTS: &[&Statement] =
    &[&END_WAITING, &INSERT, &BY_ID, &OF, &BY_OBJECTION, &SETTLE, &STOPPED];

/// Another phone for an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalPhoneChange {
    /// Its id.
    pub id: ContactId,
    /// Whose it is, or will be.
    pub account: LocalAccountId,
    /// The phone, which somebody has shown.
    pub phone: Phone,
    /// The phone before, where it was changed at once.
    pub former: Option<Phone>,
    /// How it stands.
    pub state: PhoneChangeState,
    /// When it was asked for.
    pub begun_at: Timestamp,
    /// Until when one may object; a phone that waits becomes the account's then.
    pub due_at: Timestamp,
}

/// Writes a change down, in the place of another that waits. `objection` is the digest of the value with which somebody
/// objects.
pub async fn put(tx: &mut Tx<'_>, change: &LocalPhoneChange, objection: Digest) -> Result<(), StorageError> {
    let LocalPhoneChange { id, account, phone, former, state, begun_at, due_at } = change;
    end_waiting(tx, *account, PhoneChangeState::Replaced, *begun_at).await?;
    let settled_at = (*state == PhoneChangeState::Done).then_some(*begun_at);
    let former = former.as_ref().map(Phone::as_str);
    let values = params![
        *id,
        *account,
        phone.as_str(),
        objection,
        state.word(),
        *begun_at,
        *due_at,
        settled_at,
        former
    ];
    tx.execute_one(&INSERT, values).await
}

/// What waits for this account waits no more; false if nothing does.
pub async fn end_waiting(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    to: PhoneChangeState,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&END_WAITING, params![account, to.word(), now]).await? > 0)
}

/// The change that waits for an account.
pub async fn waiting(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
) -> Result<Option<LocalPhoneChange>, StorageError> {
    tx.row(&OF, params![account]).await?.as_ref().map(read).transpose()
}

/// A change by its id, however it stands.
pub async fn get(tx: &mut Tx<'_>, id: ContactId) -> Result<Option<LocalPhoneChange>, StorageError> {
    tx.row(&BY_ID, params![id]).await?.as_ref().map(read).transpose()
}

/// A change by the value in a link with which one objects.
pub async fn by_objection(
    tx: &mut Tx<'_>,
    objection: Digest,
) -> Result<Option<LocalPhoneChange>, StorageError> {
    tx.row(&BY_OBJECTION, params![objection]).await?.as_ref().map(read).transpose()
}

/// Leads a change on; false if it does not stand in `from`.
pub async fn settle(
    tx: &mut Tx<'_>,
    id: ContactId,
    (from, to): (PhoneChangeState, PhoneChangeState),
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&SETTLE, params![id, from.word(), to.word(), now]).await? == 1)
}

/// When a change of this account was last stopped while it waited.
pub async fn stopped(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<Option<Timestamp>, StorageError> {
    Ok(match tx.row(&STOPPED, params![account]).await? {
        Some(row) => row.opt_time("settled_at")?,
        None => None,
    })
}

fn read(row: &Row) -> Result<LocalPhoneChange, StorageError> {
    let state = PhoneChangeState::from_word(row.str("state")?).ok_or_else(|| row.bad("state", "no state"))?;
    Ok(LocalPhoneChange {
        id: row.id("id")?,
        account: row.id("local_account_id")?,
        phone: Phone::from_stored(row.text("phone")?),
        former: row.opt_text("former")?.map(Phone::from_stored),
        state,
        begun_at: row.time("begun_at")?,
        due_at: row.time("due_at")?,
    })
}
