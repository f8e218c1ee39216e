//! National numbers that did not quite agree with the population register, for a portal's staff to look at.

use onedoor_base::{LocalAccountId, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const ASK: Statement = Statement::new(
    "services.number_review.ask",
    "INSERT INTO number_reviews (local_account_id, state, asked_at, due_at, content) \
     VALUES ($1, 'waiting', $2, $3, $4) ON CONFLICT (local_account_id) DO UPDATE SET state = 'waiting', \
     asked_at = excluded.asked_at, due_at = excluded.due_at, content = excluded.content, why = NULL, \
     settled_at = NULL WHERE number_reviews.state <> 'waiting'",
);

const GET: Statement = Statement::new(
    "services.number_review.get",
    "SELECT local_account_id, state, asked_at, due_at, content, why, settled_at FROM number_reviews \
     WHERE local_account_id = $1",
);

const QUEUE: Statement = Statement::new(
    "services.number_review.queue",
    "SELECT local_account_id, state, asked_at, due_at, content, why, settled_at FROM number_reviews \
     WHERE state = 'waiting' ORDER BY due_at, local_account_id LIMIT $1",
);

const SETTLE: Statement = Statement::new(
    "services.number_review.settle",
    "UPDATE number_reviews SET state = $2, why = $3, settled_at = $4, content = NULL \
     WHERE local_account_id = $1 AND state = 'waiting'",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&ASK, &GET, &QUEUE, &SETTLE];

/// How a review stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewState {
    /// For the staff to decide.
    Waiting,
    /// The number is the account's.
    Approved,
    /// It is not; and why, in a word.
    Refused(String),
}

/// A number for the staff to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// Whose account it would be in.
    pub account: LocalAccountId,
    /// How it stands.
    pub state: ReviewState,
    /// Since when.
    pub asked_at: Timestamp,
    /// When it should be decided.
    pub due_at: Timestamp,
    /// What was said and whom the register has, sealed; nothing once it is decided.
    pub content: Option<Vec<u8>>,
}

/// Puts one into the queue; false if one of the account waits there.
pub async fn ask(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    content: &[u8],
    due_at: Timestamp,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&ASK, params![account, now, due_at, content]).await? == 1)
}

/// The last one of an account.
pub async fn get(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<Option<Review>, StorageError> {
    tx.row(&GET, params![account]).await?.as_ref().map(read).transpose()
}

/// Those that wait, the most urgent first.
pub async fn queue(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Review>, StorageError> {
    tx.rows(&QUEUE, params![most]).await?.iter().map(read).collect()
}

/// Decides one; false if it does not wait any more.
pub async fn settle(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    state: &ReviewState,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let (word, why) = match state {
        ReviewState::Waiting => ("waiting", None),
        ReviewState::Approved => ("approved", None),
        ReviewState::Refused(why) => ("refused", Some(why.as_str())),
    };
    Ok(tx.execute(&SETTLE, params![account, word, why, now]).await? == 1)
}

fn read(row: &Row) -> Result<Review, StorageError> {
    let state = match row.str("state")? {
        "waiting" => ReviewState::Waiting,
        "approved" => ReviewState::Approved,
        "refused" => ReviewState::Refused(row.opt_text("why")?.unwrap_or_default()),
        _ => return Err(row.bad("state", "no state")),
    };
    Ok(Review {
        account: row.id("local_account_id")?,
        state,
        asked_at: row.time("asked_at")?,
        due_at: row.time("due_at")?,
        content: row.opt_bytes("content")?,
    })
}
