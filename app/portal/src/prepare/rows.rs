use std::io::Read;

use csv::StringRecord;
use onedoor_base::{Digest, Digesting};
use onedoor_linking::Finding;
use onedoor_national_id::NationalNumber;
use onedoor_services::accounts::UserName;
use onedoor_storage::linking::batches::FoundRow;

use super::{ColumnsProblem, PrepareError};
use crate::{Portal, numbers};
use onedoor_csv::Bounded;

/// The columns, in the order of [`Columns`].
pub(super) const NAMES: [&str; 4] = ["user_name", "national_number", "organisation", "display_name"];
const USER_NAME: usize = 0;
const NATIONAL_NUMBER: usize = 1;
const ORGANISATION: usize = 2;
const DISPLAY_NAME: usize = 3;

/// The most of a field that a report repeats, in characters.
const LONGEST_TOLD: usize = 80;

/// A row that was read.
pub(super) enum Line {
    Row(Row),
    Bad(FoundRow),
}

impl Line {
    /// The line of the file, from 1.
    pub(super) fn number(&self) -> u64 {
        match self {
            Self::Row(row) => row.line,
            Self::Bad(found) => found.line,
        }
    }
}

/// A row that names an account and a number.
pub(super) struct Row {
    pub(super) line: u64,
    /// The code of the organisation; empty where there are none.
    pub(super) organisation: String,
    pub(super) user_name: String,
    /// By which the account is found.
    pub(super) key: String,
    pub(super) number: NationalNumber,
    pub(super) fingerprint: Digest,
    pub(super) name: Option<String>,
}

impl Row {
    /// What keeps it from being prepared.
    pub(super) fn found(&self, finding: Finding, other_line: Option<u64>) -> FoundRow {
        FoundRow {
            line: self.line,
            finding,
            other_line,
            organisation: told(&self.organisation),
            user_name: told(&self.user_name),
        }
    }
}

/// The rows of a file, one after the other.
pub(super) struct Rows<'p> {
    portal: &'p Portal,
    file: csv::Reader<Bounded<Hashing>>,
    columns: Columns,
    record: StringRecord,
}

/// Reads, and makes the digest of what was read.
struct Hashing {
    inner: Box<dyn Read + Send>,
    digesting: Digesting,
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.digesting.update(&buffer[..count]);
        Ok(count)
    }
}

impl<'p> Rows<'p> {
    pub(super) fn of(portal: &'p Portal, inner: Box<dyn Read + Send>) -> Result<Self, PrepareError> {
        let mut file = onedoor_csv::open(Hashing { inner, digesting: Digesting::new() })?;
        let columns = match file.headers() {
            Ok(headings) => Columns::of(headings)?,
            Err(error) if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) => {
                return Err(PrepareError::Encoding);
            }
            Err(error) => return Err(error.into()),
        };
        Ok(Self { portal, file, columns, record: StringRecord::new() })
    }

    /// The next row; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Line>, PrepareError> {
        match self.file.read_record(&mut self.record) {
            Ok(false) => Ok(None),
            Ok(true) => Ok(Some(self.read())),
            // One row in another encoding does not stop the others.
            Err(error) if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) => {
                let line = error.position().map_or(0, csv::Position::line);
                Ok(Some(Line::Bad(FoundRow {
                    line,
                    finding: Finding::BadRow,
                    other_line: None,
                    organisation: String::new(),
                    user_name: String::new(),
                })))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The digest of the whole file, once it was read to its end.
    pub(super) fn digest(self) -> Digest {
        self.file.into_inner().into_inner().digesting.finish()
    }

    fn read(&self) -> Line {
        let line = self.record.position().map_or(0, csv::Position::line);
        let field = |column| self.columns.field(&self.record, column);
        let bad = |finding| {
            Line::Bad(FoundRow {
                line,
                finding,
                other_line: None,
                organisation: told(field(ORGANISATION)),
                user_name: told(field(USER_NAME)),
            })
        };
        if self.record.len() != self.columns.count {
            return bad(Finding::BadRow);
        }
        let organisation = field(ORGANISATION);
        let known = match self.portal.profile.organisations {
            Some(all) => all.find(organisation).is_some(),
            None => organisation.is_empty(),
        };
        if !known {
            return bad(Finding::BadOrganisation);
        }
        let Ok(user_name) = UserName::imported(field(USER_NAME)) else { return bad(Finding::BadUserName) };
        let settings = &self.portal.site.settings;
        let Ok(number) = numbers::parse(settings.country, field(NATIONAL_NUMBER)) else {
            return bad(Finding::BadNumber);
        };
        Line::Row(Row {
            line,
            organisation: organisation.to_owned(),
            user_name: user_name.as_str().to_owned(),
            key: user_name.key().to_owned(),
            fingerprint: numbers::fingerprint(&self.portal.site.vault, &number),
            number,
            name: Some(field(DISPLAY_NAME)).filter(|name| !name.is_empty()).map(str::to_owned),
        })
    }
}

fn told(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(LONGEST_TOLD).collect()
}

/// Where each column stands in the file.
#[derive(Debug, Clone, Copy)]
struct Columns {
    places: [Option<usize>; NAMES.len()],
    count: usize,
}

impl Columns {
    /// Reads the heading line.
    fn of(headings: &StringRecord) -> Result<Self, PrepareError> {
        let mut places = [None; NAMES.len()];
        for (place, heading) in headings.iter().enumerate() {
            let known = NAMES.iter().position(|name| name.eq_ignore_ascii_case(heading));
            let Some(column) = known else {
                let heading = heading.chars().filter(|c| !c.is_control()).take(LONGEST_TOLD).collect();
                return Err(ColumnsProblem::Unknown(heading).into());
            };
            if places[column].replace(place).is_some() {
                return Err(ColumnsProblem::Twice(NAMES[column]).into());
            }
        }
        for wanted in [USER_NAME, NATIONAL_NUMBER] {
            if places[wanted].is_none() {
                return Err(ColumnsProblem::Missing(NAMES[wanted]).into());
            }
        }
        Ok(Self { places, count: headings.len() })
    }

    fn field<'r>(&self, record: &'r StringRecord, column: usize) -> &'r str {
        self.places[column].and_then(|place| record.get(place)).unwrap_or_default()
    }
}
