//! Another phone for an account: done at once, or waiting until nobody objects any more. Either can be objected to for a
//! while, with the value of a link.

use onedoor_base::{AccountId, ContactId, Digest, Phone, Timestamp};
use onedoor_people::{Account, PhoneChangeState};

use super::{by_phone, merges};
use crate::{Row, Statement, StorageError, Tx, params};

const REPLACE: Statement = Statement::new(
    "people.phone_change.replace",
    "UPDATE phone_changes SET state = 'replaced', settled_at = $2 WHERE account_id = $1 AND state = 'waiting'",
);
const INSERT: Statement = Statement::new(
    "people.phone_change.insert",
    "INSERT INTO phone_changes (id, account_id, phone, objection, state, begun_at, due_at, settled_at, owner_id, \
     owner_objection, former) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, phone, owner_id, former, state, begun_at, due_at FROM phone_changes WHERE ",
            $rest
        )
    };
}

const BY_ID: Statement = Statement::new("people.phone_change.by_id", select!("id = $1"));
const OF: Statement =
    Statement::new("people.phone_change.of", select!("account_id = $1 AND state = 'waiting'"));
const BY_OBJECTION: Statement = Statement::new("people.phone_change.by_objection", select!("objection = $1"));
const BY_OWNER_OBJECTION: Statement =
    Statement::new("people.phone_change.by_owner_objection", select!("owner_objection = $1"));
const SETTLE: Statement = Statement::new(
    "people.phone_change.settle",
    "UPDATE phone_changes SET state = $3, settled_at = $4 WHERE id = $1 AND state = $2",
);
const STOPPED: Statement = Statement::new(
    "people.phone_change.stopped",
    "SELECT settled_at FROM phone_changes WHERE account_id = $1 AND state = 'objected' \
     ORDER BY settled_at DESC LIMIT 1",
);
const RELEASE: Statement = Statement::new(
    "people.phone_change.release",
    "DELETE FROM contacts WHERE value = $1 AND kind = 'phone' AND account_id = $2",
);

pub(super) const STATEMENTS: &[&Statement] =
    &[&REPLACE, &INSERT, &BY_ID, &OF, &BY_OBJECTION, &BY_OWNER_OBJECTION, &SETTLE, &STOPPED, &RELEASE];

/// Another phone for an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneChange {
    /// Under which the phone is, or will be, kept.
    pub id: ContactId,
    /// Whose it is, or will be.
    pub account: AccountId,
    /// The phone, which somebody has shown by a code.
    pub phone: Phone,
    /// Whose it was when it was asked for.
    pub owner: Option<AccountId>,
    /// The phone before, where it was changed at once.
    pub former: Option<Phone>,
    /// How it stands.
    pub state: PhoneChangeState,
    /// When it was asked for.
    pub begun_at: Timestamp,
    /// Until when one may object; a phone that waits becomes the account's then.
    pub due_at: Timestamp,
}

/// Who objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectedBy {
    /// A contact of the account that gets the phone.
    Own,
    /// A contact of the account that it leaves.
    Owner,
}

/// Writes a change down, in the place of another that waits for the same account. `objection` and `owner_objection` are
/// the digests of the values with which the one and the other account object.
pub async fn put_phone_change(
    tx: &mut Tx<'_>,
    change: &PhoneChange,
    (objection, owner_objection): (Digest, Option<Digest>),
) -> Result<(), StorageError> {
    let PhoneChange { id, account, phone, owner, former, state, begun_at, due_at } = change;
    replace_phone_change(tx, *account, *begun_at).await?;
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
        *owner,
        owner_objection,
        former
    ];
    tx.execute_one(&INSERT, values).await
}

/// What waits for this account waits no more, because its phone was changed in another way.
pub async fn replace_phone_change(
    tx: &mut Tx<'_>,
    account: AccountId,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&REPLACE, params![account, now]).await? > 0)
}

/// The change that waits for an account.
pub async fn waiting_phone(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<PhoneChange>, StorageError> {
    tx.row(&OF, params![account]).await?.as_ref().map(read).transpose()
}

/// A change by its id, however it stands.
pub async fn phone_change(tx: &mut Tx<'_>, id: ContactId) -> Result<Option<PhoneChange>, StorageError> {
    tx.row(&BY_ID, params![id]).await?.as_ref().map(read).transpose()
}

/// A change by the value in a link with which one objects, and who has that link.
pub async fn phone_change_by_objection(
    tx: &mut Tx<'_>,
    objection: Digest,
) -> Result<Option<(PhoneChange, ObjectedBy)>, StorageError> {
    if let Some(row) = tx.row(&BY_OBJECTION, params![objection]).await? {
        return Ok(Some((read(&row)?, ObjectedBy::Own)));
    }
    let row = tx.row(&BY_OWNER_OBJECTION, params![objection]).await?;
    row.as_ref().map(|row| Ok((read(row)?, ObjectedBy::Owner))).transpose()
}

/// Leads a change on; false if it does not stand in `from`.
pub async fn settle_phone_change(
    tx: &mut Tx<'_>,
    id: ContactId,
    (from, to): (PhoneChangeState, PhoneChangeState),
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&SETTLE, params![id, from.word(), to.word(), now]).await? == 1)
}

/// When a change of this account was last stopped by somebody whom it concerned.
pub async fn phone_change_stopped(
    tx: &mut Tx<'_>,
    account: AccountId,
) -> Result<Option<Timestamp>, StorageError> {
    Ok(match tx.row(&STOPPED, params![account]).await? {
        Some(row) => row.opt_time("settled_at")?,
        None => None,
    })
}

/// The account that has a phone, unless that is this one or was merged into it: what rests there is the same owner's.
pub async fn phone_owner_besides(
    tx: &mut Tx<'_>,
    phone: &Phone,
    account: AccountId,
) -> Result<Option<Account>, StorageError> {
    let Some(owner) = by_phone(tx, phone).await? else { return Ok(None) };
    let is_own = merges::now_is(tx, owner.id).await? == account;
    Ok((!is_own).then_some(owner))
}

/// Takes a phone away from an account; false if it has another.
pub async fn release_phone(tx: &mut Tx<'_>, phone: &Phone, from: AccountId) -> Result<bool, StorageError> {
    Ok(tx.execute(&RELEASE, params![phone.as_str(), from]).await? > 0)
}

fn read(row: &Row) -> Result<PhoneChange, StorageError> {
    let state = PhoneChangeState::from_word(row.str("state")?).ok_or_else(|| row.bad("state", "no state"))?;
    Ok(PhoneChange {
        id: row.id("id")?,
        account: row.id("account_id")?,
        phone: Phone::from_stored(row.text("phone")?),
        owner: row.opt_id("owner_id")?,
        former: row.opt_text("former")?.map(Phone::from_stored),
        state,
        begun_at: row.time("begun_at")?,
        due_at: row.time("due_at")?,
    })
}
