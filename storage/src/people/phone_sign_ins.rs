//! Sign-ins at a computer that a phone confirms.

use onedoor_base::{AccountId, Digest, PhoneSignInId, SessionId, Timestamp};
use onedoor_people::PhoneSignInState;

use crate::{Row, Statement, StorageError, Tx, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, browser, token, number, choices, return_to, user_agent, network, state, account_id, session_id, \
             created_at, expires_at FROM phone_sign_ins WHERE ",
            $rest
        )
    };
}

const INSERT: Statement = Statement::new(
    "people.phone_sign_in.insert",
    "INSERT INTO phone_sign_ins (id, browser, token, number, choices, return_to, user_agent, network, state, \
     created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, $10)",
);
const GET: Statement = Statement::new("people.phone_sign_in.get", select!("id = $1 AND browser = $2"));
const BY_TOKEN: Statement = Statement::new("people.phone_sign_in.by_token", select!("token = $1"));
const ANSWER: Statement = Statement::new(
    "people.phone_sign_in.answer",
    "UPDATE phone_sign_ins SET state = $2, account_id = $3, session_id = $4, expires_at = $5 \
     WHERE id = $1 AND state = 'waiting'",
);
const FINISH: Statement = Statement::new(
    "people.phone_sign_in.finish",
    "UPDATE phone_sign_ins SET state = 'done' WHERE id = $1 AND state = 'confirmed'",
);
const SWEEP: Statement =
    Statement::new("people.phone_sign_in.sweep", "DELETE FROM phone_sign_ins WHERE expires_at < $1");

pub(super) const STATEMENTS: &[&Statement] = &[&INSERT, &GET, &BY_TOKEN, &ANSWER, &FINISH, &SWEEP];

/// A sign-in at a computer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneSignIn {
    /// Its id, which the computer's address carries.
    pub id: PhoneSignInId,
    /// The computer's browser, the only one that goes on with it.
    pub browser: Digest,
    /// The digest of the value in the code.
    pub token: Digest,
    /// The number that the computer shows.
    pub number: i64,
    /// The numbers that the phone shows, with spaces between.
    pub choices: String,
    /// Where the person at the computer is heading for.
    pub return_to: String,
    /// The computer's browser, as it calls itself.
    pub user_agent: String,
    /// Its address.
    pub network: String,
    /// Where it stands.
    pub state: PhoneSignInState,
    /// Whose phone answered.
    pub account: Option<AccountId>,
    /// The phone's session.
    pub session: Option<SessionId>,
    /// When it began.
    pub created_at: Timestamp,
    /// Until when it waits: for the phone, then for the computer.
    pub expires_at: Timestamp,
}

/// Begins one, which waits.
pub async fn begin_phone_sign_in(tx: &mut Tx<'_>, new: &PhoneSignIn) -> Result<(), StorageError> {
    let values = params![
        new.id,
        new.browser,
        new.token,
        new.number,
        &new.choices,
        &new.return_to,
        &new.user_agent,
        &new.network,
        new.created_at,
        new.expires_at
    ];
    tx.execute(&INSERT, values).await.map(drop)
}

/// The one with this id, if this browser began it.
pub async fn phone_sign_in(
    tx: &mut Tx<'_>,
    (id, browser): (PhoneSignInId, Digest),
) -> Result<Option<PhoneSignIn>, StorageError> {
    tx.row(&GET, params![id, browser]).await?.as_ref().map(read).transpose()
}

/// The one whose code has a value of this digest.
pub async fn phone_sign_in_by_token(
    tx: &mut Tx<'_>,
    token: Digest,
) -> Result<Option<PhoneSignIn>, StorageError> {
    tx.row(&BY_TOKEN, params![token]).await?.as_ref().map(read).transpose()
}

/// A phone has answered; false if another one was faster.
pub async fn answer_phone_sign_in(
    tx: &mut Tx<'_>,
    id: PhoneSignInId,
    state: PhoneSignInState,
    (account, session): (AccountId, SessionId),
    expires_at: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&ANSWER, params![id, state.word(), account, session, expires_at]).await? == 1)
}

/// The computer is signed in; false if it was not confirmed, or is done already.
pub async fn finish_phone_sign_in(tx: &mut Tx<'_>, id: PhoneSignInId) -> Result<bool, StorageError> {
    Ok(tx.execute(&FINISH, params![id]).await? == 1)
}

/// Forgets those that ended before.
pub async fn sweep_phone_sign_ins(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![then]).await
}

fn read(row: &Row) -> Result<PhoneSignIn, StorageError> {
    Ok(PhoneSignIn {
        id: row.id("id")?,
        browser: row.digest("browser")?,
        token: row.digest("token")?,
        number: row.int("number")?,
        choices: row.text("choices")?,
        return_to: row.text("return_to")?,
        user_agent: row.text("user_agent")?,
        network: row.text("network")?,
        state: PhoneSignInState::from_word(row.str("state")?).ok_or_else(|| row.bad("state", "no state"))?,
        account: row.opt_id("account_id")?,
        session: row.opt_id("session_id")?,
        created_at: row.time("created_at")?,
        expires_at: row.time("expires_at")?,
    })
}
