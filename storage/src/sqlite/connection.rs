use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OpenFlags};

use crate::dialect::{sqlite_failure, sqlite_placeholders};
use crate::error::Failure;
use crate::{Row, Statement, StorageError, Value};

/// More than there are statements, so that none is prepared twice.
const PREPARED: usize = 512;

/// A connection with its prepared statements.
#[derive(Debug)]
pub(crate) struct SqliteConnection {
    raw: Connection,
    /// By the address of the statement's text.
    shapes: HashMap<(usize, usize), Shape>,
}

/// The names of the columns of an answer, shared by its rows.
pub(crate) type Columns = Arc<[Box<str>]>;

/// What stays the same each time a statement runs.
#[derive(Debug)]
struct Shape {
    sql: Box<str>,
    columns: Columns,
}

impl SqliteConnection {
    /// The one that writes: durable at every commit. Pages that change again and again go from the log
    /// (16 MiB) into the file once, and those in use stay in memory (16 MiB at most).
    pub(crate) fn writer(path: &Path) -> Result<Self, StorageError> {
        Self::open(
            path,
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
             PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 4096; \
             PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;",
        )
    }

    /// One that only reads, from mapped memory.
    pub(crate) fn reader(path: &Path) -> Result<Self, StorageError> {
        Self::open(path, "PRAGMA query_only = ON; PRAGMA mmap_size = 1073741824; PRAGMA temp_store = MEMORY;")
    }

    fn open(path: &Path, pragmas: &str) -> Result<Self, StorageError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let raw = Connection::open_with_flags(path, flags).map_err(|e| unavailable(path, &e))?;
        raw.set_prepared_statement_cache_capacity(PREPARED);
        raw.busy_timeout(Duration::from_secs(5)).map_err(|e| unavailable(path, &e))?;
        raw.execute_batch(pragmas).map_err(|e| unavailable(path, &e))?;
        // A plan does not depend on the values; else SQLite would prepare anew for each of them.
        raw.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(|e| unavailable(path, &e))?;
        Ok(Self { raw, shapes: HashMap::new() })
    }

    pub(crate) fn rows(&mut self, statement: &Statement, values: &[Value]) -> Result<Vec<Row>, Failure> {
        let failure = |error| sqlite_failure(statement.name(), &error);
        let (mut prepared, columns) = self.prepared(statement)?;
        bind(&mut prepared, statement, values)?;
        let mut found = prepared.raw_query();
        let mut rows = Vec::new();
        while let Some(row) = found.next().map_err(failure)? {
            let cells = (0..columns.len()).map(|at| row.get_ref(at).map(owned)).collect::<Result<_, _>>();
            rows.push(Row::sqlite(statement.name(), Arc::clone(columns), cells.map_err(failure)?));
        }
        Ok(rows)
    }

    pub(crate) fn execute(&mut self, statement: &Statement, values: &[Value]) -> Result<u64, Failure> {
        let (mut prepared, _) = self.prepared(statement)?;
        bind(&mut prepared, statement, values)?;
        let affected = prepared.raw_execute().map_err(|error| sqlite_failure(statement.name(), &error))?;
        Ok(affected as u64)
    }

    pub(crate) fn script(&mut self, name: &'static str, sql: &str) -> Result<(), Failure> {
        self.raw.execute_batch(sql).map_err(|error| sqlite_failure(name, &error))
    }

    pub(crate) fn prepare(&mut self, statement: &Statement) -> Result<(), Failure> {
        self.prepared(statement).map(drop)
    }

    /// Begins, ends or divides a transaction.
    pub(crate) fn control(&mut self, sql: &'static str) -> Result<(), StorageError> {
        let run = || self.raw.prepare_cached(sql)?.raw_execute();
        run().map(drop).map_err(|error| sqlite_failure(sql, &error).error)
    }

    /// Whether a transaction is open.
    pub(crate) fn in_transaction(&self) -> bool {
        !self.raw.is_autocommit()
    }

    /// Moves what the log holds into the file, as far as nobody reads it.
    pub(crate) fn checkpoint(&self) {
        if let Err(error) = self.raw.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)") {
            tracing::warn!(%error, "the write-ahead log stays until the next start");
        }
    }

    /// How often a statement was prepared again since it was prepared first.
    #[cfg(test)]
    pub(super) fn prepared_again(&mut self, statement: &Statement) -> i32 {
        let (prepared, _) = self.prepared(statement).expect("it is prepared");
        prepared.get_status(rusqlite::StatementStatus::RePrepare)
    }

    fn prepared(&mut self, statement: &Statement) -> Result<(CachedStatement<'_>, &Columns), Failure> {
        let failure = |error| sqlite_failure(statement.name(), &error);
        let shape = self.shapes.entry(statement.address()).or_insert_with(|| Shape {
            sql: sqlite_placeholders(statement.sql()).into(),
            columns: Arc::default(),
        });
        let prepared = self.raw.prepare_cached(&shape.sql).map_err(failure)?;
        if shape.columns.len() != prepared.column_count() {
            shape.columns = prepared.column_names().map(Box::from).collect();
        }
        Ok((prepared, &shape.columns))
    }
}

fn bind(prepared: &mut CachedStatement<'_>, statement: &Statement, values: &[Value]) -> Result<(), Failure> {
    let wanted = prepared.parameter_count();
    if wanted != values.len() {
        let problem = format!("{wanted} parameters, {} values", values.len());
        return Err(StorageError::Statement { statement: statement.name(), problem }.into());
    }
    for (at, value) in values.iter().enumerate() {
        prepared
            .raw_bind_parameter(at + 1, value)
            .map_err(|error| sqlite_failure(statement.name(), &error))?;
    }
    Ok(())
}

fn owned(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(value) => Value::Int(value),
        // No column is of this type; as a text it will be refused where it is read.
        ValueRef::Real(value) => Value::Text(value.to_string()),
        ValueRef::Text(value) => Value::Text(String::from_utf8_lossy(value).into_owned()),
        ValueRef::Blob(value) => Value::Bytes(value.to_vec()),
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Bytes(value) => ValueRef::Blob(value),
        }))
    }
}

fn unavailable(path: &Path, error: &rusqlite::Error) -> StorageError {
    StorageError::Unavailable(format!("{}: {error}", path.display()))
}
