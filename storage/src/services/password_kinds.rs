//! Which kinds of password hash an import has brought.

use onedoor_base::LocalAccountId;

use crate::{Row, Statement, StorageError, Tx, params};

const NOTE: Statement = Statement::new(
    "services.password_kind.note",
    "INSERT INTO password_kinds (kind) VALUES ($1) ON CONFLICT DO NOTHING",
);

const ALL: Statement =
    Statement::new("services.password_kind.all", "SELECT kind FROM password_kinds ORDER BY kind");

const HASHES: Statement = Statement::new(
    "services.password_kind.hashes",
    "SELECT id, password_hash FROM local_accounts WHERE id > $1 AND password_hash IS NOT NULL ORDER BY id LIMIT $2",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&NOTE, &ALL, &HASHES];

/// Some account has a hash of this kind.
pub async fn note(tx: &mut Tx<'_>, kind: &str) -> Result<(), StorageError> {
    tx.execute(&NOTE, params![kind]).await.map(drop)
}

/// All kinds that were noted.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<String>, StorageError> {
    tx.rows(&ALL, &[]).await?.iter().map(|row| row.text("kind")).collect()
}

/// The hashes of the accounts that come after this one by their ids, at most `most`: for whoever looks through
/// all of them.
pub async fn hashes(
    tx: &mut Tx<'_>,
    after: LocalAccountId,
    most: i64,
) -> Result<Vec<(LocalAccountId, String)>, StorageError> {
    let read = |row: &Row| Ok((row.id("id")?, row.text("password_hash")?));
    tx.rows(&HASHES, params![after, most]).await?.iter().map(read).collect()
}
