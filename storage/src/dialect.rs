//! Everything that differs between the two engines, and nothing else.

use rusqlite::ErrorCode;
use tokio_postgres::error::DbError;

use crate::StorageError;
use crate::error::Failure;

/// Which engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// SQLite 3, bundled.
    Sqlite,
    /// PostgreSQL 15 or later.
    Postgres,
}

/// SQLite has one writer; `IMMEDIATE` takes the right to write at once.
pub(crate) const SQLITE_BEGIN_WRITE: &str = "BEGIN IMMEDIATE";
/// Readers keep the snapshot of their first statement.
pub(crate) const SQLITE_BEGIN_READ: &str = "BEGIN DEFERRED";
/// What SQLite gives by having one writer, PostgreSQL gives by watching for conflicts.
pub(crate) const POSTGRES_BEGIN_WRITE: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE";
/// For work that is alone on what it changes: watching it would only make others run again.
pub(crate) const POSTGRES_BEGIN_APART: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ";
/// One snapshot for all statements, as on SQLite; it cannot fail for conflicts.
pub(crate) const POSTGRES_BEGIN_READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// After waiting for the lock a migration must see what the other node has done.
pub(crate) const POSTGRES_BEGIN_MIGRATION: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";

impl Dialect {
    /// Makes two nodes that start at once migrate one after the other; held until the transaction ends.
    pub(crate) const fn migration_lock(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None, // The file is ours alone.
            Self::Postgres => Some("SELECT pg_advisory_xact_lock(7957041317)"),
        }
    }

    /// Makes the schema, where the engine has schemas and it is not there. `IF NOT EXISTS` would want the right
    /// to make one even then.
    pub(crate) fn create_schema(self, schema: Option<&str>) -> Option<String> {
        match (self, schema) {
            (Self::Postgres, Some(name)) => Some(format!(
                "DO $body$ BEGIN
                   IF NOT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = '{name}') THEN
                     CREATE SCHEMA {name};
                   END IF;
                 END $body$"
            )),
            _ => None,
        }
    }

    /// A word of a table definition. PostgreSQL sorts text by bytes, as SQLite does.
    pub(crate) fn type_name(self, word: &str) -> &str {
        match (self, word) {
            (Self::Postgres, "INTEGER") => "BIGINT",
            (Self::Postgres, "BLOB") => "BYTEA",
            (Self::Postgres, "TEXT") => "TEXT COLLATE \"C\"",
            _ => word,
        }
    }

    /// What follows the closing bracket of `CREATE TABLE`: SQLite checks types only when asked to.
    pub(crate) const fn table_suffix(self) -> &'static str {
        match self {
            Self::Sqlite => " STRICT",
            Self::Postgres => "",
        }
    }

    /// The bytes written `x'0aff'` in a script.
    pub(crate) fn bytes_literal(self, hex: &str) -> String {
        match self {
            Self::Sqlite => format!("x'{hex}'"),
            Self::Postgres => format!("'\\x{hex}'::bytea"),
        }
    }
}

/// SQLite's numbered parameters: `$1` becomes `?1`, outside of quotes.
pub(crate) fn sqlite_placeholders(sql: &str) -> String {
    let mut quoted = false;
    sql.chars()
        .map(|c| {
            quoted ^= c == '\'';
            if c == '$' && !quoted { '?' } else { c }
        })
        .collect()
}

/// What SQLite said.
pub(crate) fn sqlite_failure(statement: &'static str, error: &rusqlite::Error) -> Failure {
    let problem = error.to_string();
    let error = match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => {
            StorageError::Constraint { name: sqlite_constraint(&problem), statement }
        }
        Some(
            ErrorCode::DiskFull
            | ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::DatabaseBusy
            | ErrorCode::DatabaseLocked
            | ErrorCode::OutOfMemory
            | ErrorCode::ReadOnly
            | ErrorCode::DatabaseCorrupt
            | ErrorCode::NotADatabase,
        ) => StorageError::Unavailable(problem),
        _ => StorageError::Statement { statement, problem },
    };
    error.into()
}

/// SQLite names the columns, not the index; the names of our indexes are made of them.
fn sqlite_constraint(message: &str) -> String {
    let Some((kind, rest)) = message.split_once(" constraint failed") else { return message.to_owned() };
    let rest = rest.trim_start_matches(": ");
    match kind {
        "FOREIGN KEY" => "foreign_key".to_owned(),
        "NOT NULL" => format!("{}__not_null", rest.replace('.', "__")),
        "UNIQUE" if rest.starts_with("index ") => rest.trim_start_matches("index ").replace('\'', ""),
        "UNIQUE" => {
            let table = rest.split('.').next().unwrap_or_default();
            let columns = rest.split(", ").filter_map(|column| column.split_once('.'));
            columns.fold(table.to_owned(), |name, (_, column)| name + "__" + column)
        }
        _ => rest.to_owned(),
    }
}

/// What PostgreSQL, or the connection to it, said.
pub(crate) fn postgres_failure(statement: &'static str, error: &tokio_postgres::Error) -> Failure {
    if let Some(refusal) = error.as_db_error() {
        return postgres_refusal(statement, refusal);
    }
    let lost = error.is_closed()
        || std::error::Error::source(error).is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
    let problem = error.to_string();
    if lost {
        StorageError::Unavailable(problem).into()
    } else {
        StorageError::Statement { statement, problem }.into()
    }
}

/// By SQLSTATE (PostgreSQL manual, appendix A).
fn postgres_refusal(statement: &'static str, refusal: &DbError) -> Failure {
    let code = refusal.code().code();
    let named = |name: &str| StorageError::Constraint { name: name.to_owned(), statement };
    let constraint = refusal.constraint().unwrap_or_default();
    let error = match code {
        // serialization_failure and deadlock_detected: others were faster, run it again.
        "40001" | "40P01" => {
            return Failure { error: StorageError::Contended { attempts: 1 }, passing: true };
        }
        "23503" => named("foreign_key"),
        "23502" => named(&format!(
            "{}__{}__not_null",
            refusal.table().unwrap_or_default(),
            refusal.column().unwrap_or_default()
        )),
        _ if code.starts_with("23") => named(constraint),
        // A server that is shutting down, starting, full, out of resources or a standby now.
        _ if code.starts_with("08")
            || code.starts_with("53")
            || code.starts_with("57P")
            || code == "25006" =>
        {
            StorageError::Unavailable(refusal.message().to_owned())
        }
        _ => StorageError::Statement { statement, problem: format!("{} ({code})", refusal.message()) },
    };
    error.into()
}
