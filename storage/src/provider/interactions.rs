//! Visits to the authorization endpoint that could not be answered at once.

use onedoor_base::{Digest, InteractionId, SessionId, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "provider.interaction.insert",
    "INSERT INTO interactions (id, client_id, request, browser, session_before, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)",
);
const GET: Statement = Statement::new(
    "provider.interaction.get",
    "SELECT id, client_id, request, browser, session_before, session_chosen, created_at, expires_at, answered_at
     FROM interactions WHERE id = $1",
);
const CHOOSE: Statement = Statement::new(
    "provider.interaction.choose",
    "UPDATE interactions SET session_chosen = $2 WHERE id = $1 AND answered_at IS NULL",
);
const ANSWER: Statement = Statement::new(
    "provider.interaction.answer",
    "UPDATE interactions SET answered_at = $2 WHERE id = $1 AND answered_at IS NULL",
);
const SWEEP: Statement =
    Statement::new("provider.interaction.sweep", "DELETE FROM interactions WHERE expires_at < $1");

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &GET, &CHOOSE, &ANSWER, &SWEEP];

/// A request that waits for its person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interaction {
    /// Which one.
    pub id: InteractionId,
    /// Who asks.
    pub client_id: String,
    /// What is asked, as JSON.
    pub request: String,
    /// The browser that it belongs to.
    pub browser: Digest,
    /// The session that was alive when it began.
    pub session_before: Option<SessionId>,
    /// The session that its owner chose to go on with.
    pub session_chosen: Option<SessionId>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it ends, answered or not.
    pub expires_at: Timestamp,
    /// When it was answered, if it was.
    pub answered_at: Option<Timestamp>,
}

/// Keeps a new one.
pub async fn insert(tx: &mut Tx<'_>, new: &Interaction) -> Result<(), StorageError> {
    let values = params![
        new.id,
        &new.client_id,
        &new.request,
        new.browser,
        new.session_before,
        new.created_at,
        new.expires_at
    ];
    tx.execute_one(&INSERT, values).await
}

/// One, answered or not.
pub async fn get(tx: &mut Tx<'_>, id: InteractionId) -> Result<Option<Interaction>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// Notes which session its owner chose; false if it is answered.
pub async fn choose(tx: &mut Tx<'_>, id: InteractionId, session: SessionId) -> Result<bool, StorageError> {
    Ok(tx.execute(&CHOOSE, params![id, session]).await? == 1)
}

/// Notes that it is answered, which can be done once; false if it was before.
pub async fn answer(tx: &mut Tx<'_>, id: InteractionId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&ANSWER, params![id, now]).await? == 1)
}

pub(super) async fn sweep(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![then]).await
}

fn read(row: &Row) -> Result<Interaction, StorageError> {
    Ok(Interaction {
        id: row.id("id")?,
        client_id: row.text("client_id")?,
        request: row.text("request")?,
        browser: row.digest("browser")?,
        session_before: row.opt_id("session_before")?,
        session_chosen: row.opt_id("session_chosen")?,
        created_at: row.time("created_at")?,
        expires_at: row.time("expires_at")?,
        answered_at: row.opt_time("answered_at")?,
    })
}
