//! Relying parties.

use onedoor_base::{ClientKey, Timestamp};

use crate::{Statement, StorageError, Tx, params};

const REGISTRATION: Statement = Statement::new(
    "provider.client.registration",
    "SELECT registration FROM clients WHERE client_id = $1 AND ended_at IS NULL",
);
const ACTIVE: Statement = Statement::new(
    "provider.client.active",
    "SELECT client_id, registration FROM clients WHERE ended_at IS NULL ORDER BY client_id",
);
// A registration that is the same already is left alone, so that nothing is recorded for it.
const PUT: Statement = Statement::new(
    "provider.client.put",
    "INSERT INTO clients (id, client_id, registration, created_at, changed_at) VALUES ($1, $2, $3, $4, $4)
     ON CONFLICT (client_id) DO UPDATE
     SET registration = excluded.registration, changed_at = excluded.changed_at, ended_at = NULL
     WHERE clients.registration <> excluded.registration OR clients.ended_at IS NOT NULL",
);
const END: Statement = Statement::new(
    "provider.client.end",
    "UPDATE clients SET ended_at = $2 WHERE client_id = $1 AND ended_at IS NULL",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&REGISTRATION, &ACTIVE, &PUT, &END];

/// The registration of a client, as JSON.
pub async fn registration(tx: &mut Tx<'_>, client_id: &str) -> Result<Option<String>, StorageError> {
    tx.row(&REGISTRATION, params![client_id]).await?.map(|row| row.text("registration")).transpose()
}

/// Every client with its registration, as JSON.
pub async fn active(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, StorageError> {
    let rows = tx.rows(&ACTIVE, &[]).await?;
    rows.iter().map(|row| Ok((row.text("client_id")?, row.text("registration")?))).collect()
}

/// Registers a client, or changes its registration; false if it is registered like that already.
pub async fn put(
    tx: &mut Tx<'_>,
    key: ClientKey,
    client_id: &str,
    registration: &str,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&PUT, params![key, client_id, registration, now]).await? == 1)
}

/// Ends a registration; false if there is none.
pub async fn end(tx: &mut Tx<'_>, client_id: &str, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&END, params![client_id, now]).await? == 1)
}
