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

/// The report as CSV: a line for everything that was found.
pub struct ReportFile<W: Write>(csv::Writer<W>);

impl<W: Write> ReportFile<W> {
    /// Begins with the heading line.
    pub fn new(out: W) -> std::io::Result<Self> {
        let mut file = csv::Writer::from_writer(out);
        file.write_record(["line", "code", "other_line", "organisation", "user_name"])?;
        Ok(Self(file))
    }

    /// Adds what was found.
    pub fn add(&mut self, found: &FoundRow) -> std::io::Result<()> {
        let other = found.other_line.map(|line| line.to_string()).unwrap_or_default();
        let line = found.line.to_string();
        let (organisation, user_name) = (harmless(&found.organisation), harmless(&found.user_name));
        self.0.write_record([&line, found.finding.word(), &other, &organisation, &user_name])?;
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
