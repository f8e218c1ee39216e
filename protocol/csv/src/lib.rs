//! CSV files as spreadsheets and older systems write them: what stands between fields is found out, and a row that does
//! not end is not read into memory.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read};

/// The longest row, in bytes. The longest that has a meaning is a tenth of it.
pub const LONGEST_ROW: usize = 16 * 1024;

/// A row does not end: mostly because of a quotation mark that is never closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "line {line}: a quotation mark is opened here and never closed, or the row is longer than {LONGEST_ROW} bytes"
)]
pub struct Endless {
    /// Where the quotation mark is, or the row begins; from 1.
    pub line: u64,
}

impl Endless {
    /// If this is why a file could not be read.
    pub fn of(error: &csv::Error) -> Option<Self> {
        match error.kind() {
            csv::ErrorKind::Io(error) => Self::of_io(error),
            _ => None,
        }
    }

    fn of_io(error: &Error) -> Option<Self> {
        error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()).copied()
    }
}

/// Where in a row a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    FieldStart,
    Field,
    Quoted,
    /// After a quotation mark in a quoted field: it ends the field, or is the first of two.
    QuoteInQuoted,
}

/// Follows a file, in pieces of any size, and notices a row that does not end.
#[derive(Debug, Clone)]
pub struct RowEnds {
    delimiter: u8,
    place: Place,
    /// Bytes of the row until now.
    length: usize,
    line: u64,
    /// Where the row begins, or the last quotation mark in it was opened.
    since: u64,
}

impl RowEnds {
    /// For a file that begins so.
    pub fn of(beginning: &[u8]) -> Self {
        Self { delimiter: delimiter(beginning), place: Place::FieldStart, length: 0, line: 1, since: 1 }
    }

    /// The next piece.
    pub fn follow(&mut self, piece: &[u8]) -> Result<(), Endless> {
        for byte in piece {
            self.step(*byte);
            if self.length > LONGEST_ROW {
                return Err(Endless { line: self.since });
            }
        }
        Ok(())
    }

    /// There are no more pieces.
    pub fn end(&self) -> Result<(), Endless> {
        if self.place == Place::Quoted { Err(Endless { line: self.since }) } else { Ok(()) }
    }

    fn step(&mut self, byte: u8) {
        self.length += 1;
        self.line += u64::from(byte == b'\n');
        self.place = match (self.place, byte) {
            (Place::Quoted, b'"') => Place::QuoteInQuoted,
            (Place::Quoted, _) | (Place::QuoteInQuoted, b'"') => Place::Quoted,
            (_, b'\n' | b'\r') => {
                (self.length, self.since) = (0, self.line);
                Place::FieldStart
            }
            (_, byte) if byte == self.delimiter => Place::FieldStart,
            (Place::FieldStart, b'"') => {
                self.since = self.line;
                Place::Quoted
            }
            // The mark at the beginning of a file in UTF-8.
            (Place::FieldStart, 0xEF | 0xBB | 0xBF) if self.line == 1 && self.length <= 3 => {
                Place::FieldStart
            }
            _ => Place::Field,
        };
    }
}

/// A file whose rows end.
#[derive(Debug)]
pub struct Bounded<R> {
    inner: BufReader<R>,
    ends: RowEnds,
}

impl<R> Bounded<R> {
    /// What it is read from.
    pub fn into_inner(self) -> R {
        self.inner.into_inner()
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let followed = if count == 0 { self.ends.end() } else { self.ends.follow(&buffer[..count]) };
        followed.map_err(|endless| Error::new(ErrorKind::InvalidData, endless))?;
        Ok(count)
    }
}

/// The rows of a file, whose fields are trimmed; a read that fails says with [`Endless::of`] whether a row has no end.
pub fn open<R: Read>(inner: R) -> std::io::Result<csv::Reader<Bounded<R>>> {
    let mut inner = BufReader::new(inner);
    let ends = RowEnds::of(inner.fill_buf()?);
    let mut file = csv::ReaderBuilder::new();
    let file = file.flexible(true).trim(csv::Trim::All).delimiter(ends.delimiter);
    Ok(file.from_reader(Bounded { inner, ends }))
}

/// What stands between fields: a comma, or what spreadsheets write where numbers have one.
fn delimiter(beginning: &[u8]) -> u8 {
    let heading = beginning.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let often = |one: &u8| heading.split(|byte| byte == one).count();
    [b'\t', b';', b','].into_iter().max_by_key(often).unwrap_or(b',')
}

#[cfg(test)]
mod tests;
