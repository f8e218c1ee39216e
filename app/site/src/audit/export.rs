//! The record as a file, so that it can be verified elsewhere, without the database and its keys: lines
//! of JSON, each seal before its rows.

use std::io::{self, BufRead, Write};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_base::{AuditId, Digest, Timestamp};
use onedoor_oidc::keys::{Jwk, Jwks, VerificationKeys};
use onedoor_storage::Store;
use onedoor_storage::audit::{self, Checkpoint, Entry, Head, Report, Seal, Verifier, Visitor, Witness};
use serde::{Deserialize, Serialize};

use super::verify::{PAGE, expect, witness};
use super::{AuditError, Kept, checkpoint};

/// A line of the file. Bytes are base64url.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum Line {
    /// The first: which record, and the keys that sign about it.
    Record { version: u8, log: String, keys: Vec<Jwk> },
    /// A signed statement; all of them stand before the first seal.
    Checkpoint { seal: i64, statement: String },
    /// A seal; its rows follow.
    Seal {
        number: i64,
        first_row: i64,
        last_row: i64,
        root: String,
        leaves: String,
        previous: String,
        hash: String,
        sealed_at: i64,
    },
    /// A row, with all its columns as they lie in the database.
    Row(Row),
    /// The last: how far it is sealed.
    Head { last_seal: i64, last_row: i64, hash: String },
}

#[derive(Debug, Serialize, Deserialize)]
struct Row {
    seq: Option<i64>,
    id: AuditId,
    at: i64,
    actor: String,
    action: String,
    subject_kind: Option<String>,
    subject_id: Option<String>,
    detail: String,
    mark: Option<String>,
}

/// Why a record cannot be written to a file or read from one.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database.
    #[error(transparent)]
    Audit(#[from] AuditError),
    /// The file.
    #[error(transparent)]
    File(#[from] io::Error),
    /// A line is not what it should be.
    #[error("line {line}: {why}")]
    Line {
        /// Which, from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
}

fn text(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Writes the record to `out`, from one snapshot; false if nothing was ever sealed.
pub async fn export<W: Write + Send + 'static>(store: &Store, out: W) -> Result<bool, ExportError> {
    let written: Result<_, AuditError> = store
        .read(move |tx| {
            Box::pin(async move {
                let Some(head) = audit::head(tx).await? else { return Ok((false, Ok(()))) };
                let keys = checkpoint::public(&audit::keys(tx).await?).keys;
                let mut writer = Writer { out, done: Ok(()) };
                writer.line(&Line::Record { version: 1, log: text(&head.log), keys });
                let mut before = i64::MAX;
                loop {
                    let found = audit::checkpoints(tx, before, PAGE).await?;
                    let Some(last) = found.last() else { break };
                    before = last.seal;
                    for Checkpoint { seal, statement, .. } in found {
                        writer.line(&Line::Checkpoint { seal, statement });
                    }
                }
                audit::walk(tx, &mut writer).await?;
                Ok((true, writer.done.and_then(|()| writer.out.flush())))
            })
        })
        .await;
    let (any, done) = written?;
    done?;
    Ok(any)
}

struct Writer<W> {
    out: W,
    /// The first failure; nothing is written after it.
    done: io::Result<()>,
}

impl<W: Write> Writer<W> {
    fn line(&mut self, line: &Line) {
        if self.done.is_ok() {
            let json = serde_json::to_string(line).expect("texts and numbers serialise");
            self.done = writeln!(self.out, "{json}");
        }
    }

    fn row(&mut self, entry: &Entry) {
        self.line(&Line::Row(Row {
            seq: entry.seq,
            id: entry.id,
            at: entry.at.millis(),
            actor: entry.actor.clone(),
            action: entry.action.clone(),
            subject_kind: entry.subject_kind.clone(),
            subject_id: entry.subject_id.as_ref().map(text),
            detail: entry.detail.clone(),
            mark: entry.mark.as_ref().map(text),
        }));
    }
}

impl<W: Write + Send> Visitor for Writer<W> {
    fn seal(&mut self, seal: &Seal, rows: &[Entry]) {
        self.line(&Line::Seal {
            number: seal.number,
            first_row: seal.first_row,
            last_row: seal.last_row,
            root: text(seal.root.0),
            leaves: text(seal.leaves.iter().flat_map(|leaf| leaf.0).collect::<Vec<_>>()),
            previous: text(seal.previous.0),
            hash: text(seal.hash.0),
            sealed_at: seal.sealed_at.millis(),
        });
        for row in rows {
            self.row(row);
        }
    }

    fn stray(&mut self, row: &Entry) {
        self.row(row);
    }

    fn waiting(&mut self, row: &Entry) {
        self.row(row);
    }

    fn head(&mut self, head: &Head) {
        let Head { last_seal, last_row, hash, .. } = *head;
        self.line(&Line::Head { last_seal, last_row, hash: text(hash.0) });
    }
}

/// Verifies a record that was written to a file, without any secret; see [`super::verify()`] for what
/// only the site itself can find.
pub fn verify_export(file: impl BufRead, kept: Vec<Kept>) -> Result<Report, ExportError> {
    let mut reading = Reading { kept, record: None, open: None };
    for (line, text) in (1..).zip(file.lines()) {
        let wrong = |why: String| ExportError::Line { line, why };
        let parsed = serde_json::from_str(&text?).map_err(|error| wrong(error.to_string()))?;
        reading.line(parsed).map_err(|why| wrong(why.to_owned()))?;
    }
    let nothing = || ExportError::Line { line: 1, why: "the file is empty".to_owned() };
    reading.close();
    Ok(reading.record.ok_or_else(nothing)?.verifier.finish())
}

struct Reading {
    kept: Vec<Kept>,
    record: Option<Record>,
    /// The seal whose rows are being read.
    open: Option<(Seal, Vec<Entry>)>,
}

struct Record {
    log: Vec<u8>,
    keys: VerificationKeys,
    verifier: Verifier,
}

impl Reading {
    fn line(&mut self, line: Line) -> Result<(), &'static str> {
        if let Line::Record { version, log, keys } = line {
            if version != 1 || self.record.is_some() {
                return Err("it is of another version, or the record begins twice");
            }
            let log = bytes(&log)?;
            let mut verifier = Verifier::new(&log, None);
            let keys = VerificationKeys::from_jwks(&Jwks { keys });
            witness(&mut verifier, &log, &keys, std::mem::take(&mut self.kept));
            self.record = Some(Record { log, keys, verifier });
            return Ok(());
        }
        if !matches!(line, Line::Row(_)) {
            self.close();
        }
        let Record { log, keys, verifier } = self.record.as_mut().ok_or("the record has no beginning")?;
        match line {
            Line::Record { .. } => {}
            Line::Checkpoint { seal, statement } => {
                expect(verifier, Witness::Record { seal }, &statement, log, keys);
            }
            Line::Row(row) => {
                let row = entry(row)?;
                match &mut self.open {
                    _ if row.seq.is_none() => verifier.waiting(&row),
                    Some((seal, rows)) if row.seq.is_some_and(|seq| seq <= seal.last_row) => rows.push(row),
                    _ => verifier.stray(&row),
                }
            }
            Line::Head { last_seal, last_row, hash } => {
                let hash = digest(&hash)?;
                verifier.head(&Head { log: log.clone(), last_seal, last_row, hash, mark: None });
            }
            line @ Line::Seal { .. } => self.open = Some((seal(line)?, Vec::new())),
        }
        Ok(())
    }

    /// The seal under way has all its rows.
    fn close(&mut self) {
        if let (Some((seal, rows)), Some(record)) = (self.open.take(), &mut self.record) {
            record.verifier.seal(&seal, &rows);
        }
    }
}

fn seal(line: Line) -> Result<Seal, &'static str> {
    let Line::Seal { number, first_row, last_row, root, leaves, previous, hash, sealed_at } = line else {
        return Err("it is no seal");
    };
    let leaves = bytes(&leaves)?;
    Ok(Seal {
        number,
        first_row,
        last_row,
        root: digest(&root)?,
        leaves: leaves.chunks(32).filter_map(|leaf| leaf.try_into().ok().map(Digest)).collect(),
        previous: digest(&previous)?,
        hash: digest(&hash)?,
        sealed_at: Timestamp::from_millis(sealed_at),
    })
}

fn entry(row: Row) -> Result<Entry, &'static str> {
    let optional = |text: Option<String>| text.as_deref().map(bytes).transpose();
    Ok(Entry {
        id: row.id,
        at: Timestamp::from_millis(row.at),
        actor: row.actor,
        action: row.action,
        subject_kind: row.subject_kind,
        subject_id: optional(row.subject_id)?,
        detail: row.detail,
        mark: optional(row.mark)?,
        seq: row.seq,
    })
}

fn bytes(text: &str) -> Result<Vec<u8>, &'static str> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| "it has bytes that are not base64url")
}

fn digest(text: &str) -> Result<Digest, &'static str> {
    bytes(text)?.try_into().map(Digest).map_err(|_| "it has a digest that is none")
}
