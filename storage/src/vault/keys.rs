//! The data keys as they lie in the database: sealed with a master key.

use std::time::Duration;

use onedoor_base::{DataKeyId, Randomness, Timestamp};
use zeroize::Zeroizing;

use super::{KeyFile, VaultError, envelope, key_file};
use crate::{Statement, StorageError, Tx, params};

const ALL: Statement = Statement::new(
    "vault.key.all",
    "SELECT id, purpose, wrapped, created_at, retired_at FROM data_keys ORDER BY created_at, id",
);
const INSERT: Statement = Statement::new(
    "vault.key.insert",
    "INSERT INTO data_keys (id, purpose, wrapped, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
);
const RETIRE: Statement = Statement::new(
    "vault.key.retire",
    "UPDATE data_keys SET retired_at = $2 WHERE purpose = $1 AND retired_at IS NULL",
);
const REWRAP: Statement =
    Statement::new("vault.key.rewrap", "UPDATE data_keys SET wrapped = $3 WHERE id = $1 AND wrapped = $2");

pub(crate) const STATEMENTS: &[&Statement] = &[&ALL, &INSERT, &RETIRE, &REWRAP];

/// What a key is for.
pub(super) const SEALING: &str = "sealing";
pub(super) const FINGERPRINT: &str = "fingerprint";

/// A new key opens at once and seals when the one before it retires: until then every node has it.
pub(super) const GRACE: Duration = Duration::from_mins(10);

/// A key that has sealed for so long gets a successor: long before it has sealed 2³² values.
pub(super) const SEALS_FOR: Duration = Duration::from_hours(24 * 90);

/// A key as it is stored.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    pub(super) id: DataKeyId,
    pub(super) purpose: String,
    pub(super) wrapped: Vec<u8>,
    pub(super) created_at: Timestamp,
    pub(super) retired_at: Option<Timestamp>,
}

pub(super) async fn all(tx: &mut Tx<'_>) -> Result<Vec<Stored>, StorageError> {
    let rows = tx.rows(&ALL, &[]).await?;
    let stored = rows.iter().map(|row| {
        Ok(Stored {
            id: row.id("id")?,
            purpose: row.text("purpose")?,
            wrapped: row.bytes("wrapped")?,
            created_at: row.time("created_at")?,
            retired_at: row.opt_time("retired_at")?,
        })
    });
    stored.collect()
}

/// Makes a key; the one before it retires when the grace is over.
pub(super) async fn make(
    tx: &mut Tx<'_>,
    purpose: &str,
    masters: &KeyFile,
    now: Timestamp,
    random: &dyn Randomness,
) -> Result<DataKeyId, StorageError> {
    let id = DataKeyId::new(now, random);
    let mut key = Zeroizing::new([0; 32]);
    random.fill(&mut *key);
    tx.execute(&RETIRE, params![purpose, now.after(GRACE)]).await?;
    let wrapped = wrap(id, purpose, &*key, masters, random);
    tx.execute_one(&INSERT, params![id, purpose, wrapped, now]).await?;
    Ok(id)
}

/// Puts `wrapped` in the place of what was read.
pub(super) async fn rewrap(tx: &mut Tx<'_>, stored: &Stored, wrapped: Vec<u8>) -> Result<(), StorageError> {
    tx.execute_one(&REWRAP, params![stored.id, &stored.wrapped, wrapped]).await
}

/// Seals a data key with the newest master key.
pub(super) fn wrap(
    id: DataKeyId,
    purpose: &str,
    key: &[u8],
    masters: &KeyFile,
    random: &dyn Randomness,
) -> Vec<u8> {
    let master = masters.newest();
    envelope::Key::new(&master.key).seal(&master.id, &context(id, purpose), key, random)
}

/// Opens a data key with the master key that sealed it.
pub(super) fn unwrap(stored: &Stored, masters: &KeyFile) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let name: [u8; 8] = envelope::name(&stored.wrapped).ok_or(VaultError::Damaged)?;
    let master = masters.find(&name).ok_or_else(|| VaultError::NoMasterKey(key_file::hex(&name)))?;
    let context = context(stored.id, &stored.purpose);
    let key = envelope::Key::new(&master.key).open(&name, &context, &stored.wrapped);
    let key = key.ok_or(VaultError::Damaged)?;
    key.as_slice().try_into().map(Zeroizing::new).map_err(|_| VaultError::Damaged)
}

fn context(id: DataKeyId, purpose: &str) -> String {
    format!("data_keys/{id}/{purpose}")
}
