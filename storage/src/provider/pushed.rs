//! Authorization requests that were pushed (RFC 9126).

use onedoor_base::{Digest, Timestamp};

use crate::{Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "provider.pushed.insert",
    "INSERT INTO pushed_requests (digest, client_id, request, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
);
const TAKE: Statement = Statement::new(
    "provider.pushed.take",
    "UPDATE pushed_requests SET used_at = $2 WHERE digest = $1 AND used_at IS NULL RETURNING request, expires_at",
);
const SWEEP: Statement =
    Statement::new("provider.pushed.sweep", "DELETE FROM pushed_requests WHERE expires_at < $1");

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &TAKE, &SWEEP];

/// Keeps a request, under the digest of its reference.
pub async fn insert(
    tx: &mut Tx<'_>,
    digest: Digest,
    client_id: &str,
    request: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StorageError> {
    tx.execute_one(&INSERT, params![digest, client_id, request, now, expires_at]).await
}

/// Takes a request, which can be done once: the request as JSON, and until when it was good.
pub async fn take(
    tx: &mut Tx<'_>,
    digest: Digest,
    now: Timestamp,
) -> Result<Option<(String, Timestamp)>, StorageError> {
    let row = tx.row(&TAKE, params![digest, now]).await?;
    row.map(|row| Ok((row.text("request")?, row.time("expires_at")?))).transpose()
}

pub(super) async fn sweep(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![then]).await
}
