//! One-time codes that were sent.

use onedoor_base::{CodeId, Digest, Timestamp};

use crate::{Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "site.code.insert",
    "INSERT INTO codes (id, purpose, browser, digest, payload, attempts, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, 0, $6, $7)",
);

const GET: Statement = Statement::new(
    "site.code.get",
    "SELECT id, browser, digest, payload, attempts, created_at, expires_at, confirmed_at, used_at FROM codes \
     WHERE id = $1 AND purpose = $2",
);

const TRIED: Statement =
    Statement::new("site.code.tried", "UPDATE codes SET attempts = attempts + 1 WHERE id = $1");

const REPLACE: Statement = Statement::new(
    "site.code.replace",
    "UPDATE codes SET digest = $2, attempts = 0, created_at = $3, expires_at = $4 \
     WHERE id = $1 AND confirmed_at IS NULL AND used_at IS NULL",
);

const ADDRESS: Statement = Statement::new(
    "site.code.address",
    "UPDATE codes SET digest = $2, payload = $3 WHERE id = $1 AND confirmed_at IS NULL AND used_at IS NULL",
);

const CONFIRM: Statement = Statement::new(
    "site.code.confirm",
    "UPDATE codes SET confirmed_at = $2 WHERE id = $1 AND confirmed_at IS NULL AND used_at IS NULL",
);

const USE: Statement = Statement::new(
    "site.code.use",
    "UPDATE codes SET used_at = $2 WHERE id = $1 AND confirmed_at IS NOT NULL AND used_at IS NULL",
);

const SWEEP: Statement = Statement::new("site.code.sweep", "DELETE FROM codes WHERE expires_at < $1");

pub(crate) const STATEMENTS: &[&Statement] =
    &[&INSERT, &GET, &TRIED, &REPLACE, &ADDRESS, &CONFIRM, &USE, &SWEEP];

/// A code that was sent, as the database knows it.
#[derive(Debug, Clone)]
pub struct SentCode {
    /// Its id, which the page carries.
    pub id: CodeId,
    /// The browser that asked for it.
    pub browser: Digest,
    /// Keyed fingerprint of id and digits.
    pub digest: Digest,
    /// What the purpose needs, sealed.
    pub payload: Vec<u8>,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was sent.
    pub created_at: Timestamp,
    /// When it stops being good.
    pub expires_at: Timestamp,
    /// When the right digits were given.
    pub confirmed_at: Option<Timestamp>,
    /// When what it was for was done.
    pub used_at: Option<Timestamp>,
}

/// Records a code that is about to be sent.
pub async fn insert(tx: &mut Tx<'_>, purpose: &str, code: &SentCode) -> Result<(), StorageError> {
    tx.execute_one(
        &INSERT,
        params![
            code.id,
            purpose,
            code.browser,
            code.digest,
            code.payload.as_slice(),
            code.created_at,
            code.expires_at
        ],
    )
    .await
}

/// The code with this id, if it is for this purpose.
pub async fn get(tx: &mut Tx<'_>, purpose: &str, id: CodeId) -> Result<Option<SentCode>, StorageError> {
    let Some(row) = tx.row(&GET, params![id, purpose]).await? else { return Ok(None) };
    Ok(Some(SentCode {
        id,
        browser: row.digest("browser")?,
        digest: row.digest("digest")?,
        payload: row.bytes("payload")?,
        attempts: row.int("attempts")?,
        created_at: row.time("created_at")?,
        expires_at: row.time("expires_at")?,
        confirmed_at: row.opt_time("confirmed_at")?,
        used_at: row.opt_time("used_at")?,
    }))
}

/// Counts one more try.
pub async fn tried(tx: &mut Tx<'_>, id: CodeId) -> Result<(), StorageError> {
    tx.execute_one(&TRIED, params![id]).await
}

/// Puts new digits in the place of the old; false if they had been confirmed or used.
pub async fn replace(
    tx: &mut Tx<'_>,
    id: CodeId,
    digest: Digest,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&REPLACE, params![id, digest, now, expires_at]).await? == 1)
}

/// Puts in the digits that are sent, and for whom they are; life and tries stay as they are, so that
/// nobody can tell it from outside. False if the code had been confirmed or used.
pub async fn address(
    tx: &mut Tx<'_>,
    id: CodeId,
    digest: Digest,
    payload: &[u8],
) -> Result<bool, StorageError> {
    Ok(tx.execute(&ADDRESS, params![id, digest, payload]).await? == 1)
}

/// Marks the digits as rightly given; false if that had been done.
pub async fn confirm(tx: &mut Tx<'_>, id: CodeId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&CONFIRM, params![id, now]).await? == 1)
}

/// Spends a confirmed code; false if it was not confirmed or has been spent.
pub async fn spend(tx: &mut Tx<'_>, id: CodeId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&USE, params![id, now]).await? == 1)
}

/// Forgets codes that ran out before `then`.
pub async fn sweep(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![then]).await
}
