//! How the owner of an account was proven: the record of evidence, sealed, because it names officers and registers.

use onedoor_base::{AccountId, IdentityLevel, Timestamp};
use onedoor_proofing::evidence::Record;

use crate::vault::{Vault, VaultError};
use crate::{Statement, StorageError, Tx, params};

const KEEP: Statement = Statement::new(
    "people.proofing.keep",
    "INSERT INTO proofings (account_id, record_sealed, identity_level, decided_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (account_id) DO UPDATE SET record_sealed = excluded.record_sealed, \
     identity_level = excluded.identity_level, decided_at = excluded.decided_at",
);
const GET: Statement = Statement::new(
    "people.proofing.get",
    "SELECT record_sealed, identity_level, decided_at FROM proofings WHERE account_id = $1",
);

pub(super) const STATEMENTS: &[&Statement] = &[&KEEP, &GET];

/// A record as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proofing {
    /// The record, sealed into the account.
    pub sealed: Vec<u8>,
    /// The level that was given last.
    pub level: IdentityLevel,
    /// When.
    pub decided_at: Timestamp,
}

impl Proofing {
    /// A record whose last decision gave a level to this account; `None` if none was given.
    pub fn seal(vault: &Vault, account: AccountId, record: &Record) -> Option<Self> {
        let last = record.decisions.last()?;
        let text = serde_json::to_vec(record).expect("a record has no keys but texts");
        Some(Self {
            sealed: vault.seal(&context(account), &text),
            level: last.given?,
            decided_at: last.act.at,
        })
    }

    /// The record of this account; in the row of another it does not open.
    pub fn open(&self, vault: &Vault, account: AccountId) -> Result<Record, VaultError> {
        let text = vault.open(&context(account), &self.sealed)?;
        serde_json::from_slice(&text).map_err(|_| VaultError::Damaged)
    }
}

fn context(account: AccountId) -> String {
    format!("proofings.record/{account}")
}

/// Keeps how the owner of an account was proven, in the place of what was kept before: a record only grows. The level
/// that counts is the account's own, see [`super::prove_owner`].
pub async fn keep_proofing(
    tx: &mut Tx<'_>,
    account: AccountId,
    proofing: &Proofing,
) -> Result<(), StorageError> {
    let values = params![account, proofing.sealed.clone(), proofing.level.rank(), proofing.decided_at];
    tx.execute(&KEEP, values).await.map(drop)
}

/// How the owner of an account was proven, if it was written down.
pub async fn proofing(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Proofing>, StorageError> {
    let Some(row) = tx.row(&GET, params![account]).await? else { return Ok(None) };
    let level = IdentityLevel::from_rank(row.int("identity_level")?)
        .ok_or_else(|| row.bad("identity_level", "no level"))?;
    Ok(Some(Proofing { sealed: row.bytes("record_sealed")?, level, decided_at: row.time("decided_at")? }))
}
