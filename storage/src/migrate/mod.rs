//! The schema and its history: forward only, each step applied once and recorded.

mod list;
mod script;

use list::MIGRATIONS;
use onedoor_base::{Digest, Timestamp};

use crate::{Statement, StorageError, Tx, params};

pub(crate) use script::translated;

/// One step of the schema.
#[derive(Debug)]
struct Migration {
    version: i64,
    name: &'static str,
    text: &'static str,
}

/// Not of the migrations themselves: it must stand before the first.
const HISTORY: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (
  version INTEGER NOT NULL, name TEXT NOT NULL, digest BLOB NOT NULL, applied_at INTEGER NOT NULL,
  CONSTRAINT schema_migrations__version PRIMARY KEY (version));";

const APPLIED: Statement = Statement::new(
    "migrate.migration.applied",
    "SELECT version, name, digest FROM schema_migrations ORDER BY version",
);
const RECORD: Statement = Statement::new(
    "migrate.migration.record",
    "INSERT INTO schema_migrations (version, name, digest, applied_at) VALUES ($1, $2, $3, $4)",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&APPLIED, &RECORD];

/// Version and name of every step, in order; for the tests of migrations.
#[doc(hidden)]
pub fn migrations() -> Vec<(i64, &'static str)> {
    MIGRATIONS.iter().map(|migration| (migration.version, migration.name)).collect()
}

/// Brings the schema up to date within `tx`, no further than to `upto`.
pub(crate) async fn run(
    tx: &mut Tx<'_>,
    schema: Option<&str>,
    now: Timestamp,
    upto: Option<i64>,
) -> Result<(), StorageError> {
    let dialect = tx.dialect();
    if let Some(lock) = dialect.migration_lock() {
        tx.script("migrate.lock", lock).await?;
    }
    if let Some(schema) = dialect.create_schema(schema) {
        tx.script("migrate.schema", &schema).await?;
    }
    for statement in translated(dialect, HISTORY) {
        tx.script("migrate.history", &statement).await?;
    }
    for migration in pending(tx).await? {
        if upto.is_some_and(|last| migration.version > last) {
            break;
        }
        for statement in translated(dialect, migration.text) {
            tx.script(migration.name, &statement).await?;
        }
        let digest = Digest::of(migration.text);
        tx.execute_one(&RECORD, params![migration.version, migration.name, digest, now]).await?;
        tracing::info!(migration = migration.name, "schema migrated");
    }
    Ok(())
}

/// What has not been applied yet; refuses a history that is not the beginning of ours.
async fn pending(tx: &mut Tx<'_>) -> Result<&'static [Migration], StorageError> {
    let applied = tx.rows(&APPLIED, &[]).await?;
    for (at, row) in applied.iter().enumerate() {
        let name = row.str("name")?;
        let Some(ours) = MIGRATIONS.get(at) else {
            return Err(StorageError::Migration(format!(
                "the database has \"{name}\", which this program does not know: it is older than the database"
            )));
        };
        if row.int("version")? != ours.version || row.digest("digest")? != Digest::of(ours.text) {
            return Err(StorageError::Migration(format!(
                "\"{name}\" is not what was applied to the database; an applied migration never changes"
            )));
        }
    }
    Ok(&MIGRATIONS[applied.len()..])
}
