//! Whether the record is what was sealed: pure, fed with seals and rows in order, from a database or
//! from a file.

use std::collections::{BTreeMap, BTreeSet};

use aws_lc_rs::hmac;
use onedoor_base::{Digest, Timestamp};

use super::entry::Entry;
use super::finding::{Finding, SealFault, Witness};
use super::hashing::root;
use super::log::Head;
use super::seal::Seal;
use super::walk::Visitor;

/// More findings than anybody reads are only counted.
const MOST: usize = 1000;

/// Looks at seals and rows in order and notes what is not as it was sealed.
#[derive(Debug)]
pub struct Verifier {
    /// With the site's key it can also tell which rows the site never wrote.
    marks: Option<hmac::Key>,
    /// A batch with a marked row was seen: from then on every row has a mark.
    marked: bool,
    last_seal: i64,
    last_row: i64,
    hash: Digest,
    expected: BTreeMap<i64, Vec<Expected>>,
    /// The seals that the record's own list has statements about.
    listed: BTreeSet<i64>,
    /// Those that others say there are statements about.
    spoken_of: BTreeSet<i64>,
    report: Report,
}

/// What a signed statement says about a seal.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Expected {
    witness: Witness,
    rows: i64,
    hash: Digest,
}

/// What a verification found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Rows that are sealed.
    pub rows: i64,
    /// Seals.
    pub seals: i64,
    /// Rows that wait to be sealed.
    pub waiting: i64,
    /// The oldest of those.
    pub waiting_since: Option<Timestamp>,
    /// When the last seal was made.
    pub sealed_at: Option<Timestamp>,
    /// Signed statements that agree.
    pub agreeing: i64,
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// How much more is wrong.
    pub more: usize,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_good(&self) -> bool {
        self.findings.is_empty()
    }
}

impl Verifier {
    /// At the beginning of the record called `log`.
    pub fn new(log: &[u8], marks: Option<hmac::Key>) -> Self {
        Self {
            marks,
            marked: false,
            last_seal: 0,
            last_row: 0,
            hash: Head::genesis(log),
            expected: BTreeMap::new(),
            listed: BTreeSet::new(),
            spoken_of: BTreeSet::new(),
            report: Report::default(),
        }
    }

    /// Notes something that was found elsewhere, such as a statement with a wrong signature.
    pub fn note(&mut self, finding: Finding) {
        if self.report.findings.len() < MOST {
            self.report.findings.push(finding);
        } else {
            self.report.more += 1;
        }
    }

    /// A statement, with a good signature, that the seal `seal` ends at the row `rows` and has this hash.
    /// To be told before the seals.
    pub fn expect(&mut self, witness: Witness, seal: i64, rows: i64, hash: Digest) {
        self.expected.entry(seal).or_default().push(Expected { witness, rows, hash });
    }

    /// A statement with a good signature about the seal `seal`, and the one that was made before it.
    pub fn stated(&mut self, witness: &Witness, seal: i64, after: Option<i64>) {
        match witness {
            Witness::Record { .. } => drop(self.listed.insert(seal)),
            Witness::Kept { .. } => drop(self.spoken_of.insert(seal)),
        }
        self.spoken_of.extend(after.filter(|after| *after > 0));
    }

    fn rows(&mut self, seal: &Seal, first: i64, rows: &[Entry]) {
        let any_marked = rows.iter().any(|row| row.mark.is_some());
        let mut rows = rows.iter().peekable();
        let mut before = None;
        for (seq, leaf) in (first..).zip(&seal.leaves) {
            while rows.next_if(|row| row.seq.is_none_or(|there| there < seq)).is_some() {}
            let Some(row) = rows.next_if(|row| row.seq == Some(seq)) else {
                self.note(Finding::RowMissing { seq });
                continue;
            };
            if row.leaf(seq) != *leaf {
                self.note(Finding::RowChanged { seq, id: row.id });
            }
            // Within a batch, numbers were given in the order of ids.
            if before.is_some_and(|before| before >= row.id) {
                self.note(Finding::RowMoved { seq, id: row.id });
            }
            before = Some(row.id);
            self.mark_of(row);
        }
        self.marked |= any_marked;
    }

    /// Whether the site itself wrote a row. Rows from before there were marks have none; they are at the
    /// beginning, at most up to the batch in which the first mark stands.
    fn mark_of(&mut self, row: &Entry) {
        let Some(key) = &self.marks else { return };
        let foreign = match row.mark {
            None => self.marked,
            Some(_) => !row.is_marked_by(key),
        };
        if foreign {
            self.note(Finding::RowForeign { seq: row.seq, id: row.id });
        }
    }

    /// What was found. Statements about seals that never came mean that the end was cut off.
    pub fn finish(mut self) -> Report {
        // Those about seals that are gone are said to be cut off.
        let missing: Vec<i64> =
            self.spoken_of.difference(&self.listed).copied().filter(|seal| *seal <= self.last_seal).collect();
        for seal in missing {
            self.note(Finding::StatementMissing { seal });
        }
        for (seal, expected) in std::mem::take(&mut self.expected) {
            for Expected { witness, rows, .. } in expected {
                self.note(Finding::CutOff { seal, rows, last: self.last_row, witness });
            }
        }
        self.report
    }
}

impl Visitor for Verifier {
    fn seal(&mut self, seal: &Seal, rows: &[Entry]) {
        let number = seal.number;
        let follows = number == self.last_seal + 1;
        if !follows {
            self.note(Finding::SealsMissing { first: self.last_seal + 1, last: number - 1 });
            // What stood in between is lost; what follows can still be looked at.
            (self.last_row, self.hash) = (seal.first_row.saturating_sub(1), seal.previous);
        }
        let count = i64::try_from(seal.leaves.len()).unwrap_or(i64::MAX);
        let first = self.last_row + 1;
        let range = (first, first.saturating_add(count - 1));
        let faults = [
            (count == 0 || (seal.first_row, seal.last_row) != range, SealFault::Range),
            (root(&seal.leaves) != seal.root, SealFault::Root),
            (seal.computed() != seal.hash, SealFault::Hash),
            (seal.previous != self.hash, SealFault::Previous),
        ];
        for (_, fault) in faults.into_iter().filter(|(wrong, _)| *wrong) {
            self.note(Finding::SealBroken { number, fault });
        }
        self.rows(seal, first, rows);
        self.last_seal = number;
        self.last_row = range.1;
        self.hash = seal.hash;
        self.report.seals += 1;
        self.report.rows += count;
        self.report.sealed_at = Some(seal.sealed_at);
        for expected in self.expected.remove(&number).unwrap_or_default() {
            if (expected.rows, expected.hash) == (self.last_row, self.hash) {
                self.report.agreeing += 1;
            } else {
                self.note(Finding::Contradicted { seal: number, witness: expected.witness });
            }
        }
    }

    fn waiting(&mut self, row: &Entry) {
        self.report.waiting += 1;
        let since = self.report.waiting_since;
        self.report.waiting_since = Some(since.map_or(row.at, |since| since.min(row.at)));
        self.mark_of(row);
    }

    fn stray(&mut self, row: &Entry) {
        self.note(Finding::RowUnsealed { seq: row.seq.unwrap_or(0), id: row.id });
    }

    fn head(&mut self, head: &Head) {
        if head.last_seal > self.last_seal {
            self.note(Finding::SealsMissing { first: self.last_seal + 1, last: head.last_seal });
        }
        let there = (head.last_seal, head.last_row, head.hash);
        let marked = |key| head.mark.as_ref() == Some(&head.digest_with(key));
        let forged = self.marks.as_ref().is_some_and(|key| !marked(key));
        if there != (self.last_seal, self.last_row, self.hash) || forged {
            self.note(Finding::HeadBroken);
        }
    }
}
