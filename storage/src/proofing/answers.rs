//! What the register answered about an application, each time it was asked.

use onedoor_base::{AccountId, ApplicationId, Timestamp};
use onedoor_proofing::register::Verdict;

use super::sealed::{judged, open, seal};
use crate::vault::{Vault, VaultError};
use crate::{Row, Statement, StorageError, Tx, params};

/// As many as an officer compares; older ones go.
const MOST: i64 = 10;
/// The part of an application that they are.
const PART: &str = "answer";

const LAST: Statement = Statement::new(
    "proofing.answer.last",
    "SELECT COALESCE(MAX(position), 0) AS last FROM register_answers WHERE application_id = $1",
);
const ADD: Statement = Statement::new(
    "proofing.answer.add",
    "INSERT INTO register_answers (application_id, position, account_id, officer_id, answer_sealed, answered_at) \
     SELECT id, $2, account_id, $3, $4, $5 FROM applications WHERE id = $1",
);
const LIST: Statement = Statement::new(
    "proofing.answer.list",
    "SELECT position, officer_id, answer_sealed, answered_at FROM register_answers WHERE application_id = $1 \
     ORDER BY position DESC",
);
const TRIM: Statement = Statement::new(
    "proofing.answer.trim",
    "DELETE FROM register_answers WHERE application_id = $1 AND position <= $2",
);
const DROP: Statement =
    Statement::new("proofing.answer.drop", "DELETE FROM register_answers WHERE application_id = $1");

pub(super) const STATEMENTS: &[&Statement] = &[&LAST, &ADD, &LIST, &TRIM, &DROP];

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterAnswer {
    /// The how manyeth it is.
    pub position: i64,
    /// Who asked; nobody where the site did by itself.
    pub officer: Option<AccountId>,
    /// When it came.
    pub at: Timestamp,
    sealed: Vec<u8>,
}

impl RegisterAnswer {
    /// What it says; in another application it does not open.
    pub fn verdict(&self, vault: &Vault, id: ApplicationId) -> Result<Verdict, VaultError> {
        open(vault, PART, id, Some(&self.sealed))?.ok_or(VaultError::Damaged)
    }
}

/// Keeps what the register said to an application, beside what it said before; false if there is no such application.
pub async fn keep_verdict(
    tx: &mut Tx<'_>,
    vault: &Vault,
    id: ApplicationId,
    (verdict, officer): (&Verdict, Option<AccountId>),
    now: Timestamp,
) -> Result<bool, StorageError> {
    // Whoever asks at the same time waits for this row.
    if !judged(tx, vault, id, verdict, now).await? {
        return Ok(false);
    }
    let position = 1 + last_answer(tx, id).await?;
    let sealed = seal(vault, PART, id, verdict);
    tx.execute_one(&ADD, params![id, position, officer, sealed, now]).await?;
    tx.execute(&TRIM, params![id, position - MOST]).await?;
    Ok(true)
}

/// Which was the last; 0 if there was none.
pub async fn last_answer(tx: &mut Tx<'_>, id: ApplicationId) -> Result<i64, StorageError> {
    tx.row(&LAST, params![id]).await?.map_or(Ok(0), |row| row.int("last"))
}

/// All that are kept, the newest first.
pub async fn answers(tx: &mut Tx<'_>, id: ApplicationId) -> Result<Vec<RegisterAnswer>, StorageError> {
    tx.rows(&LIST, params![id]).await?.iter().map(read).collect()
}

pub(super) async fn drop_answers(tx: &mut Tx<'_>, id: ApplicationId) -> Result<(), StorageError> {
    tx.execute(&DROP, params![id]).await.map(drop)
}

fn read(row: &Row) -> Result<RegisterAnswer, StorageError> {
    Ok(RegisterAnswer {
        position: row.int("position")?,
        officer: row.opt_id("officer_id")?,
        at: row.time("answered_at")?,
        sealed: row.bytes("answer_sealed")?,
    })
}
