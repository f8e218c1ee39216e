//! Security questions: sealed, because what somebody asks themselves says much of them; the answers only as a hash.

use onedoor_base::{AccountId, Timestamp};
use onedoor_people::recovery::Question;

use crate::vault::{Vault, VaultError};
use crate::{Statement, StorageError, Tx, params};

const SET: Statement = Statement::new(
    "people.questions.set",
    "INSERT INTO security_questions (account_id, questions_sealed, answers_hash, set_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (account_id) DO UPDATE SET questions_sealed = excluded.questions_sealed, \
     answers_hash = excluded.answers_hash, set_at = excluded.set_at",
);
const GET: Statement = Statement::new(
    "people.questions.get",
    "SELECT questions_sealed, answers_hash, set_at FROM security_questions WHERE account_id = $1",
);
const REMOVE: Statement =
    Statement::new("people.questions.remove", "DELETE FROM security_questions WHERE account_id = $1");

pub(super) const STATEMENTS: &[&Statement] = &[&SET, &GET, &REMOVE];

/// The questions of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptQuestions {
    /// The questions, sealed into the account.
    pub sealed: Vec<u8>,
    /// The Argon2id hash of all answers in one, in PHC form.
    pub answers_hash: String,
    /// When they were chosen.
    pub set_at: Timestamp,
}

/// Seals the questions of this account.
pub fn seal_questions(vault: &Vault, account: AccountId, questions: &[Question]) -> Vec<u8> {
    let kept: Vec<String> = questions.iter().map(Question::kept).collect();
    vault.seal(&context(account), kept.join("\n").as_bytes())
}

/// The questions of this account.
pub fn open_questions(
    vault: &Vault,
    account: AccountId,
    kept: &KeptQuestions,
) -> Result<Vec<Question>, VaultError> {
    let text = vault.open(&context(account), &kept.sealed)?;
    let text = std::str::from_utf8(&text).map_err(|_| VaultError::Damaged)?;
    text.lines().map(|line| Question::from_kept(line).ok_or(VaultError::Damaged)).collect()
}

fn context(account: AccountId) -> String {
    format!("security_questions/{account}")
}

/// Puts these in the place of those that the account had.
pub async fn set_questions(
    tx: &mut Tx<'_>,
    account: AccountId,
    new: &KeptQuestions,
) -> Result<(), StorageError> {
    tx.execute(&SET, params![account, &new.sealed, &new.answers_hash, new.set_at]).await.map(drop)
}

/// The questions of an account, if it has some.
pub async fn questions(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<KeptQuestions>, StorageError> {
    let Some(row) = tx.row(&GET, params![account]).await? else { return Ok(None) };
    Ok(Some(KeptQuestions {
        sealed: row.bytes("questions_sealed")?,
        answers_hash: row.text("answers_hash")?,
        set_at: row.time("set_at")?,
    }))
}

/// Removes them; false if there were none.
pub async fn remove_questions(tx: &mut Tx<'_>, account: AccountId) -> Result<bool, StorageError> {
    Ok(tx.execute(&REMOVE, params![account]).await? == 1)
}
