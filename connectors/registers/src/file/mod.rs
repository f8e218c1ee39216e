//! A population register as a file, from which a site fills a copy of its own: one person a row, columns by their names.
//! `docs/REGISTER.md` describes it.

mod columns;
mod row;

#[cfg(test)]
mod tests;

use std::io::Read;

use onedoor_base::Country;
use onedoor_csv::{Bounded, Endless};
use onedoor_proofing::register::Entry;

use columns::Columns;
pub use columns::NAMES;

/// A register's file, read row by row.
#[derive(Debug)]
pub struct RegisterFile<R> {
    rows: csv::Reader<Bounded<R>>,
    columns: Columns,
    country: Country,
    record: csv::StringRecord,
}

/// Why a file is not read on.
#[derive(Debug, thiserror::Error)]
pub enum BadFile {
    /// The first line does not name the columns that are needed.
    #[error("line 1: {0}")]
    Columns(String),
    /// A row that does not end.
    #[error("{0}")]
    Endless(Endless),
    /// The file cannot be read.
    #[error("{0}")]
    Unreadable(csv::Error),
}

/// A row that is no person, in words that tell nothing of whom it is about.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct BadRow {
    /// Its line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub why: &'static str,
}

impl<R: Read> RegisterFile<R> {
    /// Begins to read the register of a country.
    ///
    /// # Errors
    /// [`BadFile`] if the first line does not name the columns, or cannot be read.
    pub fn open(inner: R, country: Country) -> Result<Self, BadFile> {
        let mut rows = onedoor_csv::open(inner).map_err(|error| BadFile::Unreadable(error.into()))?;
        let columns = Columns::of(rows.headers().map_err(bad)?).map_err(BadFile::Columns)?;
        Ok(Self { rows, columns, country, record: csv::StringRecord::new() })
    }

    /// Passes this many rows over.
    ///
    /// # Errors
    /// [`BadFile`] if they cannot be read.
    pub fn skip(&mut self, rows: u64) -> Result<(), BadFile> {
        for _ in 0..rows {
            if !self.advance()? {
                break;
            }
        }
        Ok(())
    }

    /// The next person, or the row that is none; nothing at the end of the file.
    ///
    /// # Errors
    /// [`BadFile`] if the file cannot be read on.
    #[expect(clippy::should_implement_trait, reason = "a row may be bad without ending the file")]
    pub fn next(&mut self) -> Result<Option<Result<Entry, BadRow>>, BadFile> {
        self.read(row::entry)
    }

    /// As [`RegisterFile::next`] for a file of those who are taken out, of which the number alone is read.
    ///
    /// # Errors
    /// [`BadFile`] if the file cannot be read on.
    pub fn next_number(&mut self) -> Result<Option<Result<String, BadRow>>, BadFile> {
        self.read(row::number)
    }

    fn read<T>(
        &mut self,
        make: impl Fn(&row::Fields<'_>) -> Result<T, &'static str>,
    ) -> Result<Option<Result<T, BadRow>>, BadFile> {
        if !self.advance()? {
            return Ok(None);
        }
        let fields = row::Fields { columns: &self.columns, record: &self.record, country: self.country };
        let line = self.record.position().map_or(0, csv::Position::line);
        Ok(Some(make(&fields).map_err(|why| BadRow { line, why })))
    }

    fn advance(&mut self) -> Result<bool, BadFile> {
        self.rows.read_record(&mut self.record).map_err(bad)
    }
}

fn bad(error: csv::Error) -> BadFile {
    Endless::of(&error).map_or(BadFile::Unreadable(error), BadFile::Endless)
}
