//! Sign-ins whose password was right, and that wait for their second step; and sessions that are to be worth more.

use onedoor_base::{AccountId, BegunSignInId, Digest, SessionId, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "people.begun.insert",
    "INSERT INTO begun_sign_ins (id, account_id, browser, session_id, password, return_to, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
);
const GET: Statement = Statement::new(
    "people.begun.get",
    "SELECT id, account_id, browser, session_id, password, return_to, created_at, expires_at FROM begun_sign_ins \
     WHERE id = $1 AND browser = $2 AND used_at IS NULL",
);
const SPEND: Statement = Statement::new(
    "people.begun.spend",
    "UPDATE begun_sign_ins SET used_at = $2 WHERE id = $1 AND used_at IS NULL",
);
const FORGET: Statement =
    Statement::new("people.begun.forget", "DELETE FROM begun_sign_ins WHERE account_id = $1");
const SWEEP: Statement =
    Statement::new("people.begun.sweep", "DELETE FROM begun_sign_ins WHERE expires_at < $1");

pub(super) const STATEMENTS: &[&Statement] = &[&INSERT, &GET, &SPEND, &FORGET, &SWEEP];

/// A sign-in that waits for its second step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BegunSignIn {
    /// Its id, which the address carries.
    pub id: BegunSignInId,
    /// Whose it is.
    pub account: AccountId,
    /// The browser that may go on with it.
    pub browser: Digest,
    /// The session that is to be worth more; without one, a session is to begin.
    pub session: Option<SessionId>,
    /// The digest of the password's hash when it was given.
    pub password: Digest,
    /// Where the person is heading for.
    pub return_to: String,
    /// When it was begun.
    pub created_at: Timestamp,
    /// Until when it waits.
    pub expires_at: Timestamp,
}

/// Begins one.
pub async fn begin_sign_in(tx: &mut Tx<'_>, new: &BegunSignIn) -> Result<(), StorageError> {
    let values = params![
        new.id,
        new.account,
        new.browser,
        new.session,
        new.password,
        &new.return_to,
        new.created_at,
        new.expires_at
    ];
    tx.execute(&INSERT, values).await.map(drop)
}

/// The one with this id, if this browser began it and it is not over.
pub async fn begun_sign_in(
    tx: &mut Tx<'_>,
    (id, browser): (BegunSignInId, Digest),
    now: Timestamp,
) -> Result<Option<BegunSignIn>, StorageError> {
    let found = tx.row(&GET, params![id, browser]).await?.as_ref().map(read).transpose()?;
    Ok(found.filter(|begun| now < begun.expires_at))
}

/// Ends it with a session; false if it had ended before.
pub async fn spend_sign_in(tx: &mut Tx<'_>, id: BegunSignInId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&SPEND, params![id, now]).await? == 1)
}

/// None of this account's may be gone on with any more.
pub async fn forget_sign_ins(tx: &mut Tx<'_>, account: AccountId) -> Result<u64, StorageError> {
    tx.execute(&FORGET, params![account]).await
}

/// Forgets those whose time is over.
pub async fn sweep_sign_ins(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![now]).await
}

fn read(row: &Row) -> Result<BegunSignIn, StorageError> {
    Ok(BegunSignIn {
        id: row.id("id")?,
        account: row.id("account_id")?,
        browser: row.digest("browser")?,
        session: row.opt_id("session_id")?,
        password: row.digest("password")?,
        return_to: row.text("return_to")?,
        created_at: row.time("created_at")?,
        expires_at: row.time("expires_at")?,
    })
}
