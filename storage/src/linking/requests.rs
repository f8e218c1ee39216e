//! Signed requests of the linking interface that were heard: each is taken once.

use onedoor_base::Timestamp;

use crate::{Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "linking.request.insert",
    "INSERT INTO linking_requests (issuer, jti, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
);

const SWEEP: Statement =
    Statement::new("linking.request.sweep", "DELETE FROM linking_requests WHERE expires_at < $1");

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &SWEEP];

/// Remembers a request until `expires_at`; false if it was heard before.
pub async fn first_heard(
    tx: &mut Tx<'_>,
    issuer: &str,
    jti: &str,
    expires_at: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&INSERT, params![issuer, jti, expires_at]).await? == 1)
}

/// Forgets requests that nobody would take any more.
pub async fn sweep(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![now]).await
}
