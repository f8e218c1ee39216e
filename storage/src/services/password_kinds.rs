//! Which kinds of password hash an import has brought.

use crate::{Statement, StorageError, Tx, params};

const NOTE: Statement = Statement::new(
    "services.password_kind.note",
    "INSERT INTO password_kinds (kind) VALUES ($1) ON CONFLICT DO NOTHING",
);

const ALL: Statement =
    Statement::new("services.password_kind.all", "SELECT kind FROM password_kinds ORDER BY kind");

pub(crate) const STATEMENTS: &[&Statement] = &[&NOTE, &ALL];

/// Some account has a hash of this kind.
pub async fn note(tx: &mut Tx<'_>, kind: &str) -> Result<(), StorageError> {
    tx.execute(&NOTE, params![kind]).await.map(drop)
}

/// All kinds that were noted.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<String>, StorageError> {
    tx.rows(&ALL, &[]).await?.iter().map(|row| row.text("kind")).collect()
}
