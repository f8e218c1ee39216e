//! The one device of an account on which its passcode counts. Binding another ends the one before.

use onedoor_base::{AccountId, Digest, Timestamp};
use onedoor_proofing::passcode::Tries;

use crate::{Row, Statement, StorageError, Tx, params};

const BIND: Statement = Statement::new(
    "proofing.device.bind",
    "INSERT INTO app_devices (account_id, token, public_key, passcode_hash, wrong, user_agent, bound_at) \
     VALUES ($1, $2, $3, $4, 0, $5, $6) ON CONFLICT (account_id) DO UPDATE SET token = excluded.token, \
     public_key = excluded.public_key, passcode_hash = excluded.passcode_hash, wrong = 0, \
     user_agent = excluded.user_agent, bound_at = excluded.bound_at, used_at = NULL",
);
const GET: Statement = Statement::new(
    "proofing.device.get",
    "SELECT token, public_key, passcode_hash, wrong, user_agent, bound_at, used_at FROM app_devices \
     WHERE account_id = $1",
);
const OF_TOKEN: Statement = Statement::new(
    "proofing.device.of_token",
    "SELECT account_id, token, public_key, passcode_hash, wrong, user_agent, bound_at, used_at FROM app_devices \
     WHERE token = $1",
);
// Only of the passcode that was tried: another one, on another device, was not.
const RIGHT: Statement = Statement::new(
    "proofing.device.right",
    "UPDATE app_devices SET wrong = 0, used_at = $3 WHERE account_id = $1 AND passcode_hash = $2",
);
const WRONG: Statement = Statement::new(
    "proofing.device.wrong",
    "UPDATE app_devices SET wrong = wrong + 1 WHERE account_id = $1 AND passcode_hash = $2 RETURNING wrong",
);
const LOOSE: Statement =
    Statement::new("proofing.device.loose", "DELETE FROM app_devices WHERE account_id = $1");

pub(super) const STATEMENTS: &[&Statement] = &[&BIND, &GET, &OF_TOKEN, &RIGHT, &WRONG, &LOOSE];

/// The device, and the passcode that counts on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppDevice {
    /// Of the value that its browser keeps.
    pub token: Digest,
    /// Of the key that its browser made and does not give away, as SPKI; nothing for a browser without scripts.
    pub public_key: Option<Vec<u8>>,
    /// The Argon2id hash of the passcode, in PHC form.
    pub passcode_hash: String,
    /// Wrong passcodes in a row.
    pub tries: Tries,
    /// What its browser calls itself.
    pub user_agent: String,
    /// Since when.
    pub bound_at: Timestamp,
    /// When the passcode was last right.
    pub used_at: Option<Timestamp>,
}

/// Binds an account to this device, in the place of the one before.
pub async fn bind_device(
    tx: &mut Tx<'_>,
    account: AccountId,
    device: &AppDevice,
) -> Result<(), StorageError> {
    let values = params![
        account,
        device.token,
        device.public_key.clone(),
        &device.passcode_hash,
        &device.user_agent,
        device.bound_at
    ];
    tx.execute(&BIND, values).await.map(drop)
}

/// The device of an account, if it has one.
pub async fn app_device(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<AppDevice>, StorageError> {
    tx.row(&GET, params![account]).await?.as_ref().map(read).transpose()
}

/// The account that is bound to the device which shows this, and the device.
pub async fn owner_of_device(
    tx: &mut Tx<'_>,
    token: Digest,
) -> Result<Option<(AccountId, AppDevice)>, StorageError> {
    let row = tx.row(&OF_TOKEN, params![token]).await?;
    row.map(|row| Ok((row.id("account_id")?, read(&row)?))).transpose()
}

/// The passcode with this hash was right; false if it is another by now.
pub async fn passcode_right(
    tx: &mut Tx<'_>,
    (account, hash): (AccountId, &str),
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&RIGHT, params![account, hash, now]).await? == 1)
}

/// A wrong one was tried in its place; how many there were in a row now, `None` if it is another by now.
pub async fn passcode_wrong(
    tx: &mut Tx<'_>,
    (account, hash): (AccountId, &str),
) -> Result<Option<Tries>, StorageError> {
    tx.row(&WRONG, params![account, hash]).await?.as_ref().map(tries).transpose()
}

/// Nothing is bound any more; false if nothing was.
pub async fn loose_device(tx: &mut Tx<'_>, account: AccountId) -> Result<bool, StorageError> {
    Ok(tx.execute(&LOOSE, params![account]).await? == 1)
}

fn tries(row: &Row) -> Result<Tries, StorageError> {
    Ok(Tries::from_count(u8::try_from(row.int("wrong")?).unwrap_or(u8::MAX)))
}

fn read(row: &Row) -> Result<AppDevice, StorageError> {
    Ok(AppDevice {
        token: row.digest("token")?,
        public_key: row.opt_bytes("public_key")?,
        passcode_hash: row.text("passcode_hash")?,
        tries: tries(row)?,
        user_agent: row.text("user_agent")?,
        bound_at: row.time("bound_at")?,
        used_at: row.opt_time("used_at")?,
    })
}
