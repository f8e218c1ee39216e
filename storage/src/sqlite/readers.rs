use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{SqliteConnection, closed};
use crate::StorageError;

/// Connections that wait to be read from: as many as were ever in use at once, the last used first.
#[derive(Debug)]
pub(super) struct Readers {
    path: PathBuf,
    idle: Mutex<Option<Vec<SqliteConnection>>>,
}

impl Readers {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), idle: Mutex::new(Some(Vec::new())) }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// One for the caller alone. It is not given back after a panic or an error: its state is unknown.
    pub(super) fn take(&self) -> Result<SqliteConnection, StorageError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).as_mut().map(Vec::pop);
        match idle {
            None => Err(closed()),
            Some(Some(connection)) => Ok(connection),
            Some(None) => SqliteConnection::reader(&self.path),
        }
    }

    pub(super) fn give_back(&self, connection: SqliteConnection) {
        if let Some(idle) = self.idle.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            idle.push(connection);
        }
    }

    pub(super) fn close(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}
