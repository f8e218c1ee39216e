//! Sign-ins at a national identity, from the redirect to the answer.

use onedoor_base::{Digest, SigninId, Timestamp};
use onedoor_linking::{Purpose, SigninAttempt};

use crate::{Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "linking.attempt.insert",
    "INSERT INTO signin_attempts (id, state_digest, browser, provider, issuer, purpose, local_account_id, sealed, \
     return_to, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
);

const BY_STATE: Statement = Statement::new(
    "linking.attempt.by_state",
    "SELECT id, browser, provider, issuer, purpose, local_account_id, sealed, return_to, created_at, answered_at \
     FROM signin_attempts WHERE state_digest = $1",
);

const ANSWER: Statement = Statement::new(
    "linking.attempt.answer",
    "UPDATE signin_attempts SET answered_at = $2 WHERE id = $1 AND answered_at IS NULL",
);

const END_OF_BROWSER: Statement = Statement::new(
    "linking.attempt.end_of_browser",
    "UPDATE signin_attempts SET answered_at = $2 WHERE browser = $1 AND answered_at IS NULL",
);

const SWEEP: Statement =
    Statement::new("linking.attempt.sweep", "DELETE FROM signin_attempts WHERE created_at < $1");

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &BY_STATE, &ANSWER, &END_OF_BROWSER, &SWEEP];

/// Records an attempt before the browser is sent away.
pub async fn insert(tx: &mut Tx<'_>, attempt: &SigninAttempt) -> Result<(), StorageError> {
    tx.execute_one(
        &INSERT,
        params![
            attempt.id,
            attempt.state,
            attempt.browser,
            &attempt.provider,
            &attempt.issuer,
            attempt.purpose.word(),
            attempt.account,
            attempt.sealed.as_slice(),
            &attempt.return_to,
            attempt.created_at
        ],
    )
    .await
}

/// The attempt whose `state` has this digest, answered or not.
pub async fn by_state(tx: &mut Tx<'_>, state: Digest) -> Result<Option<SigninAttempt>, StorageError> {
    let Some(row) = tx.row(&BY_STATE, params![state]).await? else { return Ok(None) };
    Ok(Some(SigninAttempt {
        id: row.id("id")?,
        state,
        browser: row.digest("browser")?,
        provider: row.text("provider")?,
        issuer: row.text("issuer")?,
        purpose: Purpose::from_word(row.str("purpose")?).ok_or_else(|| row.bad("purpose", "no purpose"))?,
        account: row.opt_id("local_account_id")?,
        sealed: row.bytes("sealed")?,
        return_to: row.text("return_to")?,
        created_at: row.time("created_at")?,
        answered_at: row.opt_time("answered_at")?,
    }))
}

/// Writes down that the answer came; false if one came before.
pub async fn answer(tx: &mut Tx<'_>, id: SigninId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&ANSWER, params![id, now]).await? == 1)
}

/// Takes no answer any more to what was begun in a browser; returns how many attempts were open.
pub async fn end_of_browser(tx: &mut Tx<'_>, browser: Digest, now: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&END_OF_BROWSER, params![browser, now]).await
}

/// Forgets attempts from before `then`.
pub async fn sweep(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![then]).await
}
