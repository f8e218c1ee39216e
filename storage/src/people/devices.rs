//! Browsers that are not asked for a second step for a while.

use onedoor_base::{AccountId, DeviceId, Digest, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const REMEMBER: Statement = Statement::new(
    "people.device.remember",
    "INSERT INTO remembered_devices (id, account_id, digest, user_agent, network, created_at, seen_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $6, $7) ON CONFLICT (account_id, digest) DO UPDATE SET \
     user_agent = excluded.user_agent, network = excluded.network, seen_at = excluded.seen_at, \
     expires_at = excluded.expires_at",
);
const SEEN: Statement = Statement::new(
    "people.device.seen",
    "UPDATE remembered_devices SET seen_at = $3 WHERE account_id = $1 AND digest = $2 AND expires_at > $3",
);
const OF_ACCOUNT: Statement = Statement::new(
    "people.device.of_account",
    "SELECT id, digest, user_agent, network, created_at, seen_at, expires_at FROM remembered_devices \
     WHERE account_id = $1 AND expires_at > $2 ORDER BY seen_at DESC LIMIT 100",
);
const FORGET: Statement = Statement::new(
    "people.device.forget",
    "DELETE FROM remembered_devices WHERE id = $1 AND account_id = $2",
);
const FORGET_ALL: Statement =
    Statement::new("people.device.forget_all", "DELETE FROM remembered_devices WHERE account_id = $1");
const SWEEP: Statement =
    Statement::new("people.device.sweep", "DELETE FROM remembered_devices WHERE expires_at < $1");

pub(super) const STATEMENTS: &[&Statement] = &[&REMEMBER, &SEEN, &OF_ACCOUNT, &FORGET, &FORGET_ALL, &SWEEP];

/// A browser that an account remembers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// Of its cookie's value.
    pub digest: Digest,
    /// What it calls itself.
    pub user_agent: String,
    /// The address that it came from when it was remembered.
    pub network: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When somebody last signed in there.
    pub seen_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

/// Remembers a browser, or remembers it for longer.
pub async fn remember_device(tx: &mut Tx<'_>, account: AccountId, new: &Device) -> Result<(), StorageError> {
    let values =
        params![new.id, account, new.digest, &new.user_agent, &new.network, new.created_at, new.expires_at];
    tx.execute(&REMEMBER, values).await.map(drop)
}

/// Whether this browser is remembered; it has been seen again.
pub async fn device_seen(
    tx: &mut Tx<'_>,
    account: AccountId,
    digest: Digest,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&SEEN, params![account, digest, now]).await? == 1)
}

/// The browsers that an account remembers, the latest seen first.
pub async fn devices(
    tx: &mut Tx<'_>,
    account: AccountId,
    now: Timestamp,
) -> Result<Vec<Device>, StorageError> {
    tx.rows(&OF_ACCOUNT, params![account, now]).await?.iter().map(read).collect()
}

/// Forgets one; false if the account has none such.
pub async fn forget_device(tx: &mut Tx<'_>, account: AccountId, id: DeviceId) -> Result<bool, StorageError> {
    Ok(tx.execute(&FORGET, params![id, account]).await? == 1)
}

/// Forgets all of an account; how many there were.
pub async fn forget_devices(tx: &mut Tx<'_>, account: AccountId) -> Result<u64, StorageError> {
    tx.execute(&FORGET_ALL, params![account]).await
}

/// Forgets those whose time is over.
pub async fn sweep_devices(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![now]).await
}

fn read(row: &Row) -> Result<Device, StorageError> {
    Ok(Device {
        id: row.id("id")?,
        digest: row.digest("digest")?,
        user_agent: row.text("user_agent")?,
        network: row.text("network")?,
        created_at: row.time("created_at")?,
        seen_at: row.time("seen_at")?,
        expires_at: row.time("expires_at")?,
    })
}
