use aws_lc_rs::hmac;
use onedoor_base::{AuditId, Digest, Timestamp};

use super::hashing::{Canonical, leaf};
use crate::{Row, StorageError};

/// The length of a mark, in bytes: HMAC-SHA-256 cut to half (RFC 2104 section 5).
const MARK: usize = 16;

/// A row of the record exactly as it lies in the database, every column of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The row's own id.
    pub id: AuditId,
    /// When.
    pub at: Timestamp,
    /// Who did it, as JSON.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// The kind of whom it concerns.
    pub subject_kind: Option<String>,
    /// Whom it concerns.
    pub subject_id: Option<Vec<u8>>,
    /// What else matters, as JSON.
    pub detail: String,
    /// The keyed digest that the site made when it wrote the row.
    pub mark: Option<Vec<u8>>,
    /// The number in the record, once sealed.
    pub seq: Option<i64>,
}

impl Entry {
    pub(super) fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self {
            id: row.id("id")?,
            at: row.time("at")?,
            actor: row.text("actor")?,
            action: row.text("action")?,
            subject_kind: row.opt_text("subject_kind")?,
            subject_id: row.opt_bytes("subject_id")?,
            detail: row.text("detail")?,
            mark: row.opt_bytes("mark")?,
            seq: row.opt_int("seq")?,
        })
    }

    /// What was written, in one way only: what is sealed later (number, mark) is not in it.
    fn written(&self) -> Canonical {
        let kind = self.subject_kind.as_ref().map(String::as_bytes);
        Canonical::of("onedoor audit row 1")
            .bytes(self.id.as_bytes())
            .number(self.at.millis())
            .bytes(self.actor.as_bytes())
            .bytes(self.action.as_bytes())
            .optional(kind)
            .optional(self.subject_id.as_deref())
            .bytes(self.detail.as_bytes())
    }

    /// The keyed digest that shows that the site itself wrote this.
    pub(super) fn marked(&self, key: &hmac::Key) -> Vec<u8> {
        hmac::sign(key, self.written().as_bytes()).as_ref()[..MARK].to_vec()
    }

    /// Whether the mark is the site's.
    pub(super) fn is_marked_by(&self, key: &hmac::Key) -> bool {
        // Nobody measures the time that a verification of the record takes.
        self.mark.as_deref() == Some(&*self.marked(key))
    }

    /// The digest of the row as the seal of its batch has it: with its number and its mark.
    pub(super) fn leaf(&self, seq: i64) -> Digest {
        leaf(self.written().number(seq).optional(self.mark.as_deref()).as_bytes())
    }
}
