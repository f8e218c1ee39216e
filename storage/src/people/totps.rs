//! Apps that make codes by the time.

use onedoor_base::{AccountId, Timestamp, TotpId};

use crate::vault::{Vault, VaultError};
use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "people.totp.insert",
    "INSERT INTO totps (id, account_id, label, secret_sealed, used_step, created_at) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
);
const OF_ACCOUNT: Statement = Statement::new(
    "people.totp.of_account",
    "SELECT id, label, secret_sealed, used_step, created_at, used_at FROM totps WHERE account_id = $1 \
     ORDER BY created_at, id",
);
const USED: Statement = Statement::new(
    "people.totp.used",
    "UPDATE totps SET used_step = $3, used_at = $4 WHERE id = $1 AND account_id = $2 AND used_step < $3",
);
const RENAME: Statement =
    Statement::new("people.totp.rename", "UPDATE totps SET label = $3 WHERE id = $1 AND account_id = $2");
const REMOVE: Statement =
    Statement::new("people.totp.remove", "DELETE FROM totps WHERE id = $1 AND account_id = $2");

pub(super) const STATEMENTS: &[&Statement] = &[&INSERT, &OF_ACCOUNT, &USED, &RENAME, &REMOVE];

/// An app that makes codes for an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totp {
    /// Its id.
    pub id: TotpId,
    /// What its owner calls it.
    pub label: String,
    /// The secret, sealed into the account.
    pub secret: Vec<u8>,
    /// The last step whose code was taken.
    pub used_step: i64,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used to sign in.
    pub used_at: Option<Timestamp>,
}

/// Seals the secret of an app of this account.
pub fn seal_totp(vault: &Vault, account: AccountId, secret: &[u8]) -> Vec<u8> {
    vault.seal(&context(account), secret)
}

/// The secret of an app of this account.
pub fn open_totp(vault: &Vault, account: AccountId, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
    Ok(vault.open(&context(account), sealed)?.to_vec())
}

fn context(account: AccountId) -> String {
    format!("totps.secret/{account}")
}

/// Adds an app; false if it was added before.
pub async fn add_totp(tx: &mut Tx<'_>, account: AccountId, new: &Totp) -> Result<bool, StorageError> {
    let values = params![new.id, account, &new.label, &new.secret, new.used_step, new.created_at];
    Ok(tx.execute(&INSERT, values).await? == 1)
}

/// The apps of an account, the oldest first.
pub async fn totps(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Totp>, StorageError> {
    tx.rows(&OF_ACCOUNT, params![account]).await?.iter().map(read).collect()
}

/// A code of this step was taken; false if one of it or of a later one was taken before.
pub async fn totp_used(
    tx: &mut Tx<'_>,
    (account, id): (AccountId, TotpId),
    step: i64,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&USED, params![id, account, step, now]).await? == 1)
}

/// Gives an app another name; false if the account has none such.
pub async fn rename_totp(
    tx: &mut Tx<'_>,
    (account, id): (AccountId, TotpId),
    label: &str,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&RENAME, params![id, account, label]).await? == 1)
}

/// Removes an app; false if the account has none such.
pub async fn remove_totp(tx: &mut Tx<'_>, (account, id): (AccountId, TotpId)) -> Result<bool, StorageError> {
    Ok(tx.execute(&REMOVE, params![id, account]).await? == 1)
}

fn read(row: &Row) -> Result<Totp, StorageError> {
    Ok(Totp {
        id: row.id("id")?,
        label: row.text("label")?,
        secret: row.bytes("secret_sealed")?,
        used_step: row.int("used_step")?,
        created_at: row.time("created_at")?,
        used_at: row.opt_time("used_at")?,
    })
}
