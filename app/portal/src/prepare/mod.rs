//! Preparing links in bulk for accounts of an older system, out of a CSV file with a heading line.
//!
//! Columns: `user_name` and `national_number` (of the portal's country); `organisation` where the portal has
//! organisations; `display_name` where it is known, which is compared with the account's. The order doesn't matter.
//!
//! The file is read several times, and must be the same each time. [`survey`] reads it alone: its digest, and rows that have a number or an account in common
//! with others; of each row it keeps 24 bytes. [`check`] looks the rows up, some hundred at once, and reports every one
//! that is not clean. [`run`] does the same for a batch, a transaction for each some hundred rows: while the batch is
//! being checked it writes down what it finds, and then it prepares the clean rows. How far it came is kept in the same
//! transaction: an interrupted run goes on where it was.
//!
//! A file comes from the command line, or through the browser ([`Kept`]); the way is the same.
//!
//! What is prepared opens nothing; see [`onedoor_storage::linking::prepared`].

mod judge;
mod kept;
mod reading;
mod report;
mod rows;
mod run;
mod seen;
mod survey;

use std::io::Read;

pub use kept::{Kept, PART};
pub use report::{Report, ReportFile};
pub use run::{about_batch, begin, begin_withdrawal, check, run, withdraw};
pub use seen::note_seen;
pub use survey::{Survey, survey, unchanged};

use onedoor_storage::StorageError;
use onedoor_storage::linking::batches::FoundRow;

pub use onedoor_csv::Endless;

/// How many rows are looked up together, and written in one transaction.
pub const ROWS_AT_ONCE: usize = 500;

/// A file that can be read more than once.
pub trait Source: Send + Sync {
    /// Opens it at its beginning.
    fn open(&self) -> std::io::Result<Box<dyn Read + Send>>;
}

impl Source for std::path::PathBuf {
    fn open(&self) -> std::io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(std::fs::File::open(self)?))
    }
}

impl Source for Vec<u8> {
    fn open(&self) -> std::io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(std::io::Cursor::new(self.clone())))
    }
}

/// Whoever is told while it goes on.
pub trait Watch: Send {
    /// A row is not clean.
    fn found(&mut self, found: &FoundRow) -> std::io::Result<()>;

    /// So many rows of so many are done.
    fn done(&mut self, rows: u64, of: u64);

    /// Whether it may go on with the next rows.
    fn goes_on(&self) -> bool {
        true
    }
}

/// Whether a file that begins so has the heading line that is wanted.
pub fn heading(portal: &crate::Portal, beginning: &[u8]) -> Result<(), PrepareError> {
    rows::Rows::of(portal, Box::new(std::io::Cursor::new(beginning.to_vec()))).map(drop)
}

/// What is wrong with a heading line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ColumnsProblem {
    /// Nobody knows a column of this name.
    #[error("no column is called {0:?}, only {names:?}", names = rows::NAMES)]
    Unknown(String),
    /// It names this column twice.
    #[error("{0:?} stands there twice")]
    Twice(&'static str),
    /// It lacks this column.
    #[error("the column {0:?} is missing")]
    Missing(&'static str),
}

impl From<csv::Error> for PrepareError {
    fn from(error: csv::Error) -> Self {
        Endless::of(&error).map_or(Self::File(error), Self::Endless)
    }
}

/// Why links could not be prepared. Batches of rows before that point are written.
#[derive(Debug, thiserror::Error)]
pub enum PrepareError {
    /// The heading line lacks a column, has one twice, or one that nobody knows.
    #[error("the heading line: {0}")]
    Columns(#[from] ColumnsProblem),
    /// It is not UTF-8.
    #[error("the heading line is not UTF-8")]
    Encoding,
    /// A row does not end.
    #[error("{0}")]
    Endless(#[from] Endless),
    /// The file can't be read any further.
    #[error("the file: {0}")]
    File(csv::Error),
    /// The file, or the report, can't be read or written.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// It has more rows than can be counted here.
    #[error("the file has more than four thousand million rows")]
    TooLong,
    /// It is not the file that was looked at.
    #[error("the file is not the one that was looked at: it has changed since, or is not all there")]
    Changed,
    /// Another process prepares the same file, or somebody stopped or withdrew it.
    #[error("another process is preparing this file, or it was stopped or withdrawn")]
    Overtaken,
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A worker ended early.
    #[error("a worker ended early")]
    Worker,
}
