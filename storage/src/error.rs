use std::path::PathBuf;

/// Why the state could not be read or changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The database cannot be reached, is full or overloaded. If it happened while a write was being
    /// answered, the write may or may not have taken place.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// A constraint refused; `name` is the same on both engines (`accounts__login_key`).
    #[error("the constraint \"{name}\" refused the statement \"{statement}\"")]
    Constraint {
        /// Name of the index, primary key or check; `foreign_key` for every foreign key, and
        /// `<table>__<column>__not_null` for an absent value.
        name: String,
        /// The statement.
        statement: &'static str,
    },
    /// A statement that must touch one row touched another number.
    #[error("\"{statement}\" touched {affected} rows, not one")]
    NotOneRow {
        /// The statement.
        statement: &'static str,
        /// How many it did touch.
        affected: u64,
    },
    /// A row holds what the program cannot read.
    #[error("bad row: \"{statement}\", column \"{column}\": {problem}")]
    BadRow {
        /// The statement.
        statement: &'static str,
        /// The column.
        column: &'static str,
        /// What is wrong with it.
        problem: String,
    },
    /// The engine refused the statement: our mistake.
    #[error("the statement \"{statement}\" failed: {problem}")]
    Statement {
        /// The statement.
        statement: &'static str,
        /// What the engine said.
        problem: String,
    },
    /// The change met others each time it was tried.
    #[error("still in conflict with others after {attempts} attempts")]
    Contended {
        /// How often it was tried.
        attempts: u32,
    },
    /// The transaction went on after a statement had failed; nothing of it was kept.
    #[error("the transaction had already ended with the failure of \"{statement}\"")]
    Aborted {
        /// The statement that failed.
        statement: &'static str,
    },
    /// Something other than the transaction was awaited inside it: our mistake.
    #[error("something other than the transaction was awaited inside it")]
    Foreign,
    /// The work panicked; nothing of it was kept.
    #[error("the work panicked")]
    Panicked,
    /// Another process uses the database file.
    #[error("{} is in use by another process; SQLite serves one process at a time", .path.display())]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// The schema cannot be brought up to date.
    #[error("migration: {0}")]
    Migration(String),
    /// The configuration of the database is wrong.
    #[error("database configuration: {0}")]
    Configuration(String),
}

/// What an engine said about a statement.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What to tell the caller.
    pub(crate) error: StorageError,
    /// Whether the whole transaction may succeed when it is run again.
    pub(crate) passing: bool,
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self { error, passing: false }
    }
}
