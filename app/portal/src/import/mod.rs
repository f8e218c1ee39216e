//! Taking over accounts from an older system, out of a CSV file with a heading line.
//!
//! Columns: `user_name` and `display_name`; where they are known also `organisation`, `phone`,
//! `email`, `national_number` (of the portal's country) and `password_hash` (any format that
//! [`onedoor_password::classify`] knows; it is replaced at the next sign-in). The order doesn't
//! matter. A row is taken whole or refused with its line and the reason; the others go on.
//!
//! An import that was interrupted is run again with the same file: what is there already and equal is
//! passed over, and what is there and different is reported and left as it is.

mod batch;
mod report;
mod row;
mod seen;

use std::io::Read;

pub use report::{Refusal, RefusedBecause, Report};

use crate::Portal;
use crate::import::batch::Batch;
use crate::import::row::{Columns, Reading};
use crate::import::seen::Seen;
use onedoor_csv::Endless;

/// How to import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportOptions {
    /// Reads and reports everything, and writes nothing.
    pub dry_run: bool,
    /// Whether the older system had the phones confirmed: only then are codes sent to them.
    pub phones_confirmed: bool,
    /// How many accounts one transaction takes.
    pub batch: usize,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self { dry_run: false, phones_confirmed: false, batch: 500 }
    }
}

/// Why an import ended before the end of the file. Batches before that point are written.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The heading line lacks a column, has one twice, or one that nobody knows.
    #[error("the heading line: {0}")]
    Columns(String),
    /// It is not UTF-8.
    #[error("the heading line is not UTF-8: save the file as CSV in UTF-8")]
    Encoding,
    /// A row does not end.
    #[error("{0}")]
    Endless(#[from] Endless),
    /// The file can't be read any further.
    #[error("the file: {0}")]
    File(csv::Error),
    /// The file can't be read.
    #[error("the file: {0}")]
    Io(#[from] std::io::Error),
    /// The database.
    #[error(transparent)]
    Storage(#[from] onedoor_storage::StorageError),
}

impl From<csv::Error> for ImportError {
    fn from(error: csv::Error) -> Self {
        Endless::of(&error).map_or(Self::File(error), Self::Endless)
    }
}

/// Imports the accounts of a file.
pub async fn import_accounts(
    portal: &Portal,
    reader: impl Read + Send,
    options: ImportOptions,
) -> Result<Report, ImportError> {
    let mut file = onedoor_csv::open(reader)?;
    let columns = match file.headers() {
        Err(error) if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) => {
            return Err(ImportError::Encoding);
        }
        headings => Columns::of(headings?)?,
    };
    let reading = Reading { portal, columns, phones_confirmed: options.phones_confirmed };
    let mut report = Report::default();
    let (mut batch, mut seen) = (Batch::default(), Seen::default());
    let mut record = csv::StringRecord::new();
    loop {
        match file.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            // One row in another encoding does not stop the others.
            Err(error) if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) => {
                let line = error.position().map_or(0, csv::Position::line);
                report.refuse(line, "", RefusedBecause::Encoding);
                continue;
            }
            Err(error) => return Err(error.into()),
        }
        let line = record.position().map_or(0, csv::Position::line);
        match reading.row(line, &record) {
            Ok(row) => match seen.before(&row, &record) {
                None => batch.add(row),
                Some(Ok(())) => report.already_there += 1,
                Some(Err(because)) => report.refuse(line, reading.name(&record), because),
            },
            Err(refusal) => report.refuse(line, reading.name(&record), refusal),
        }
        if batch.len() >= options.batch.max(1) {
            batch.settle(portal, options.dry_run, &mut report).await?;
        }
    }
    batch.settle(portal, options.dry_run, &mut report).await?;
    report.refused.sort_by_key(|refusal| refusal.line);
    Ok(report)
}
