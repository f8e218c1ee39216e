use std::collections::BTreeMap;
use std::io::Write;

use onedoor_linking::Finding;
use onedoor_storage::linking::batches::{FoundRow, Tally};

/// What became of the rows of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// How many rows were looked at.
    pub rows: u64,
    /// What became of them.
    pub tally: Tally,
    /// How often each thing was found; a row may have several.
    pub findings: BTreeMap<Finding, u64>,
}

impl Report {
    pub(super) fn add(&mut self, rows: u64, tally: Tally, found: &[FoundRow]) {
        self.rows += rows;
        self.tally.prepared += tally.prepared;
        self.tally.there += tally.there;
        self.tally.refused += tally.refused;
        for one in found {
            *self.findings.entry(one.finding).or_default() += 1;
        }
    }
}

/// The names of its columns.
const COLUMNS: [&str; 5] = ["line", "code", "other_line", "organisation", "user_name"];

/// The report as CSV: a line for everything that was found.
pub struct ReportFile<W: Write>(csv::Writer<W>);

impl<W: Write> ReportFile<W> {
    /// Begins with the heading line.
    pub fn new(out: W) -> std::io::Result<Self> {
        let mut file = Self(csv::Writer::from_writer(out));
        file.0.write_record(COLUMNS)?;
        Ok(file)
    }

    /// Begins with the heading line, for people: each finding will be said in words too, in a column of this name.
    pub fn in_words(mut out: W, column: &str) -> std::io::Result<Self> {
        // Spreadsheets take a file for UTF-8 by this mark alone.
        out.write_all("\u{feff}".as_bytes())?;
        let mut file = Self(csv::Writer::from_writer(out));
        file.0.write_record(COLUMNS.into_iter().chain([column]))?;
        Ok(file)
    }

    /// Goes on without another heading line.
    pub fn going_on(out: W) -> Self {
        Self(csv::Writer::from_writer(out))
    }

    /// Adds what was found.
    pub fn add(&mut self, found: &FoundRow) -> std::io::Result<()> {
        self.write(found, None)
    }

    /// Adds what was found, and says it in words.
    pub fn say(&mut self, found: &FoundRow, words: &str) -> std::io::Result<()> {
        self.write(found, Some(words))
    }

    fn write(&mut self, found: &FoundRow, words: Option<&str>) -> std::io::Result<()> {
        let other = found.other_line.map(|line| line.to_string()).unwrap_or_default();
        let line = found.line.to_string();
        let (organisation, user_name) = (harmless(&found.organisation), harmless(&found.user_name));
        let fields = [line.as_str(), found.finding.word(), &other, &organisation, &user_name];
        self.0.write_record(fields.into_iter().chain(words))?;
        Ok(())
    }

    /// Writes out what waits.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.0.flush()
    }

    /// The whole of it.
    pub fn into_inner(self) -> std::io::Result<W> {
        self.0.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

/// A spreadsheet would run what begins like a formula (OWASP, CSV injection).
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() }
}
