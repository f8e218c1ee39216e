//! Passkeys.

use onedoor_base::{AccountId, PasskeyId, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, label, credential, public_key, counter, backup_eligible, backed_up, created_at, \
             used_at, doubted_at FROM passkeys WHERE ",
            $rest
        )
    };
}

const INSERT: Statement = Statement::new(
    "people.passkey.insert",
    "INSERT INTO passkeys (id, account_id, label, credential, public_key, counter, backup_eligible, backed_up, \
     created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
);
const OF_ACCOUNT: Statement =
    Statement::new("people.passkey.of_account", select!("account_id = $1 ORDER BY created_at, id"));
const BY_CREDENTIAL: Statement = Statement::new("people.passkey.by_credential", select!("credential = $1"));
const USED: Statement = Statement::new(
    "people.passkey.used",
    "UPDATE passkeys SET counter = $3, backed_up = $4, used_at = $5 WHERE id = $1 AND account_id = $2 \
     AND counter <= $3",
);
const DOUBT: Statement = Statement::new(
    "people.passkey.doubt",
    "UPDATE passkeys SET doubted_at = $3 WHERE id = $1 AND account_id = $2 AND doubted_at IS NULL",
);
const RENAME: Statement = Statement::new(
    "people.passkey.rename",
    "UPDATE passkeys SET label = $3 WHERE id = $1 AND account_id = $2",
);
const REMOVE: Statement =
    Statement::new("people.passkey.remove", "DELETE FROM passkeys WHERE id = $1 AND account_id = $2");

pub(super) const STATEMENTS: &[&Statement] =
    &[&INSERT, &OF_ACCOUNT, &BY_CREDENTIAL, &USED, &DOUBT, &RENAME, &REMOVE];

/// A passkey of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Its id.
    pub id: PasskeyId,
    /// Whose it is.
    pub account: AccountId,
    /// What its owner calls it.
    pub label: String,
    /// The authenticator's name for it.
    pub credential: Vec<u8>,
    /// Its public key in COSE.
    pub public_key: Vec<u8>,
    /// Its counter when it was last used.
    pub counter: u32,
    /// Whether it may be copied to its owner's other devices.
    pub backup_eligible: bool,
    /// Whether it has been.
    pub backed_up: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
    /// Since when there may be a copy of it that is not its owner's.
    pub doubted_at: Option<Timestamp>,
}

/// Adds a passkey; false if somebody has one of that name already.
pub async fn add_passkey(tx: &mut Tx<'_>, new: &Passkey) -> Result<bool, StorageError> {
    let values = params![
        new.id,
        new.account,
        &new.label,
        &new.credential,
        &new.public_key,
        new.counter,
        new.backup_eligible,
        new.backed_up,
        new.created_at
    ];
    Ok(tx.execute(&INSERT, values).await? == 1)
}

/// The passkeys of an account, the oldest first.
pub async fn passkeys(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Passkey>, StorageError> {
    tx.rows(&OF_ACCOUNT, params![account]).await?.iter().map(read).collect()
}

/// The passkey that an authenticator calls so.
pub async fn passkey(tx: &mut Tx<'_>, credential: &[u8]) -> Result<Option<Passkey>, StorageError> {
    tx.row(&BY_CREDENTIAL, params![credential]).await?.as_ref().map(read).transpose()
}

/// A passkey was used and said this of its counter and its copies; false if it is gone, or was used meanwhile with a
/// higher counter.
pub async fn passkey_used(
    tx: &mut Tx<'_>,
    (account, id): (AccountId, PasskeyId),
    (counter, backed_up): (u32, bool),
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&USED, params![id, account, counter, backed_up, now]).await? == 1)
}

/// There may be a copy of a passkey; false if that was known.
pub async fn doubt_passkey(
    tx: &mut Tx<'_>,
    (account, id): (AccountId, PasskeyId),
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&DOUBT, params![id, account, now]).await? == 1)
}

/// Gives a passkey another name; false if the account has none such.
pub async fn rename_passkey(
    tx: &mut Tx<'_>,
    (account, id): (AccountId, PasskeyId),
    label: &str,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&RENAME, params![id, account, label]).await? == 1)
}

/// Removes a passkey; false if the account has none such.
pub async fn remove_passkey(
    tx: &mut Tx<'_>,
    (account, id): (AccountId, PasskeyId),
) -> Result<bool, StorageError> {
    Ok(tx.execute(&REMOVE, params![id, account]).await? == 1)
}

fn read(row: &Row) -> Result<Passkey, StorageError> {
    Ok(Passkey {
        id: row.id("id")?,
        account: row.id("account_id")?,
        label: row.text("label")?,
        credential: row.bytes("credential")?,
        public_key: row.bytes("public_key")?,
        counter: u32::try_from(row.int("counter")?).map_err(|_| row.bad("counter", "not of 32 bits"))?,
        backup_eligible: row.bool("backup_eligible")?,
        backed_up: row.bool("backed_up")?,
        created_at: row.time("created_at")?,
        used_at: row.opt_time("used_at")?,
        doubted_at: row.opt_time("doubted_at")?,
    })
}
