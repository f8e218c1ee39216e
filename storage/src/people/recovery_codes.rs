//! Recovery codes: each opens the account once, if everything else is lost.

use onedoor_base::{AccountId, Digest, Secret, Timestamp};

use crate::vault::Vault;
use crate::{Statement, StorageError, Tx, params};

const FORGET: Statement =
    Statement::new("people.recovery_code.forget", "DELETE FROM recovery_codes WHERE account_id = $1");
const INSERT: Statement = Statement::new(
    "people.recovery_code.insert",
    "INSERT INTO recovery_codes (account_id, digest, created_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
);
const SPEND: Statement = Statement::new(
    "people.recovery_code.spend",
    "UPDATE recovery_codes SET used_at = $3 WHERE account_id = $1 AND digest = $2 AND used_at IS NULL",
);
const SPEND_OLDER: Statement = Statement::new(
    "people.recovery_code.spend_older",
    "UPDATE recovery_codes SET used_at = $3 WHERE account_id = $1 AND digest = $2 AND used_at IS NULL \
     AND created_at < $4",
);
const LEFT: Statement = Statement::new(
    "people.recovery_code.left",
    "SELECT COUNT(*) AS codes, MAX(created_at) AS made FROM recovery_codes WHERE account_id = $1 AND used_at IS NULL",
);

pub(super) const STATEMENTS: &[&Statement] = &[&FORGET, &INSERT, &SPEND, &SPEND_OLDER, &LEFT];

/// What a recovery code of this account is known by.
pub fn recovery_digest(vault: &Vault, account: AccountId, code: &Secret) -> Digest {
    vault.fingerprint("recovery-code", &format!("{account} {}", code.reveal()))
}

/// Puts these in the place of all that the account had.
pub async fn renew_recovery_codes(
    tx: &mut Tx<'_>,
    account: AccountId,
    digests: &[Digest],
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.execute(&FORGET, params![account]).await?;
    for digest in digests {
        tx.execute(&INSERT, params![account, *digest, now]).await?;
    }
    Ok(())
}

/// Uses one up; false if the account has none such, or none such any more.
pub async fn spend_recovery_code(
    tx: &mut Tx<'_>,
    account: AccountId,
    digest: Digest,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&SPEND, params![account, digest, now]).await? == 1)
}

/// The same of one that was made before a moment: what somebody made since proves nothing about then.
pub async fn spend_older_recovery_code(
    tx: &mut Tx<'_>,
    account: AccountId,
    digest: Digest,
    (before, now): (Timestamp, Timestamp),
) -> Result<bool, StorageError> {
    Ok(tx.execute(&SPEND_OLDER, params![account, digest, now, before]).await? == 1)
}

/// How many are left, and when they were made.
pub async fn recovery_codes_left(
    tx: &mut Tx<'_>,
    account: AccountId,
) -> Result<(i64, Option<Timestamp>), StorageError> {
    match tx.row(&LEFT, params![account]).await? {
        Some(row) => Ok((row.int("codes")?, row.opt_time("made")?)),
        None => Ok((0, None)),
    }
}
