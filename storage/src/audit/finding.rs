use std::fmt;

use onedoor_base::AuditId;

/// Something in the record that is not as it was sealed, in words for an operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A row is not what it was.
    RowChanged {
        /// Its number.
        seq: i64,
        /// Its id, as it is now.
        id: AuditId,
    },
    /// A row is gone.
    RowMissing {
        /// Its number.
        seq: i64,
    },
    /// A row stands where another stood.
    RowMoved {
        /// Its number now.
        seq: i64,
        /// Its id.
        id: AuditId,
    },
    /// A row was not written by the site.
    RowForeign {
        /// Its number, if it was sealed.
        seq: Option<i64>,
        /// Its id.
        id: AuditId,
    },
    /// A row has a number that no seal has.
    RowUnsealed {
        /// That number.
        seq: i64,
        /// Its id.
        id: AuditId,
    },
    /// Seals are gone.
    SealsMissing {
        /// The first of them.
        first: i64,
        /// The last of them.
        last: i64,
    },
    /// A seal is not what it was.
    SealBroken {
        /// Which.
        number: i64,
        /// What is wrong with it.
        fault: SealFault,
    },
    /// The head does not agree with the seals, or the site did not write it.
    HeadBroken,
    /// A key that signs statements is not one of the site's.
    KeyForeign {
        /// Which.
        number: i64,
    },
    /// A statement is not signed by a key of this record.
    Unsigned {
        /// Where it comes from.
        witness: Witness,
        /// What is wrong with it.
        why: String,
    },
    /// A statement says something else about a seal.
    Contradicted {
        /// Which seal.
        seal: i64,
        /// Where the statement comes from.
        witness: Witness,
    },
    /// A statement that another one, or one that was kept, speaks of is not in the record's own list.
    StatementMissing {
        /// The seal that it was about.
        seal: i64,
    },
    /// A statement speaks of what is no longer there.
    CutOff {
        /// The seal that it speaks of.
        seal: i64,
        /// The row at which that seal ended.
        rows: i64,
        /// The row at which the record ends now.
        last: i64,
        /// Where the statement comes from.
        witness: Witness,
    },
}

/// What is wrong with a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealFault {
    /// The rows that it says it is about.
    Range,
    /// Its root is not that of its rows' digests.
    Root,
    /// Its hash is not its own.
    Hash,
    /// It does not follow the seal before it.
    Previous,
}

/// Where a signed statement comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Witness {
    /// The record's own list.
    Record {
        /// The seal under which it is listed.
        seal: i64,
    },
    /// A file that somebody kept.
    Kept {
        /// Which.
        file: String,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RowChanged { seq, id } => write!(f, "row {seq} ({id}): changed after it was sealed"),
            Self::RowMissing { seq } => write!(f, "row {seq}: deleted"),
            Self::RowMoved { seq, id } => write!(f, "row {seq} ({id}): stands where another row stood"),
            Self::RowForeign { seq: Some(seq), id } => {
                write!(f, "row {seq} ({id}): not written by this site, or changed before it was sealed")
            }
            Self::RowForeign { seq: None, id } => {
                write!(f, "row {id}, not sealed yet: not written by this site, or changed since")
            }
            Self::RowUnsealed { seq, id } => {
                write!(f, "row {seq} ({id}): has a number that was never sealed; inserted")
            }
            Self::SealsMissing { first, last } if first == last => write!(f, "seal {first}: deleted"),
            Self::SealsMissing { first, last } => write!(f, "seals {first} to {last}: deleted"),
            Self::SealBroken { number, fault } => write!(f, "seal {number}: {fault}"),
            Self::HeadBroken => f.write_str("the head of the record: changed, or not at the last seal"),
            Self::KeyForeign { number } => write!(f, "signing key {number}: not made by this site"),
            Self::Unsigned { witness, why } => write!(f, "{witness}: forged ({why})"),
            Self::Contradicted { seal, witness } => {
                write!(f, "{witness}: says something else about seal {seal}; the record was rewritten")
            }
            Self::StatementMissing { seal } => {
                write!(f, "the checkpoint about seal {seal} is gone from the record's own list")
            }
            Self::CutOff { seal, rows, last, witness } => write!(
                f,
                "{witness}: speaks of seal {seal}, up to row {rows}; the record was cut off after row {last}"
            ),
        }
    }
}

impl fmt::Display for SealFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Range => "it is about other rows than it was",
            Self::Root => "the digests of its rows were changed",
            Self::Hash => "it was changed",
            Self::Previous => "it does not follow the seal before it",
        })
    }
}

impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Record { seal } => write!(f, "checkpoint {seal}"),
            Self::Kept { file } => write!(f, "the checkpoint kept in {file}"),
        }
    }
}
