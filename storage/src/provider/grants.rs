//! Answered requests: the code of each, and all that its tokens say.

use onedoor_base::{AccountId, Digest, GrantId, SessionId, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "provider.grant.insert",
    "INSERT INTO grants (id, account_id, client_id, session_id, subject, sid, scopes, claims, redirect_uri, nonce,
       code_digest, code_challenge, code_expires_at, acr, amr, authenticated_at, offline, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)",
);
const BY_CODE: Statement = Statement::new(
    "provider.grant.by_code",
    "SELECT id, account_id, client_id, session_id, subject, sid, scopes, claims, redirect_uri, nonce,
       code_challenge, code_expires_at, code_used_at, acr, amr, authenticated_at, offline, created_at, expires_at,
       ended_at
     FROM grants WHERE code_digest = $1",
);
const GET: Statement = Statement::new(
    "provider.grant.get",
    "SELECT id, account_id, client_id, session_id, subject, sid, scopes, claims, redirect_uri, nonce,
       code_challenge, code_expires_at, code_used_at, acr, amr, authenticated_at, offline, created_at, expires_at,
       ended_at
     FROM grants WHERE id = $1",
);
const SPEND: Statement = Statement::new(
    "provider.grant.spend_code",
    "UPDATE grants SET code_used_at = $2 WHERE id = $1 AND code_used_at IS NULL AND ended_at IS NULL",
);
const END: Statement = Statement::new(
    "provider.grant.end",
    "UPDATE grants SET ended_at = $2, end_reason = $3 WHERE id = $1 AND ended_at IS NULL",
);
const END_OF_CLIENT: Statement = Statement::new(
    "provider.grant.end_of_client",
    "UPDATE grants SET ended_at = $3, end_reason = $4
     WHERE account_id = $1 AND client_id = $2 AND ended_at IS NULL",
);
const END_OF_ACCOUNT: Statement = Statement::new(
    "provider.grant.end_of_account",
    "UPDATE grants SET ended_at = $2, end_reason = $3 WHERE account_id = $1 AND ended_at IS NULL",
);
const END_OFFLINE: Statement = Statement::new(
    "provider.grant.end_offline",
    "UPDATE grants SET ended_at = $2, end_reason = $3 WHERE account_id = $1 AND offline = 1 AND ended_at IS NULL",
);
const PEOPLE_OF_CLIENT: Statement = Statement::new(
    "provider.grant.people_of_client",
    "SELECT DISTINCT account_id FROM grants WHERE client_id = $1 AND ended_at IS NULL ORDER BY account_id LIMIT $2",
);
const END_OF_SESSION: Statement = Statement::new(
    "provider.grant.end_of_session",
    "UPDATE grants SET ended_at = $2, end_reason = $3
     WHERE session_id = $1 AND offline = 0 AND ended_at IS NULL",
);
const MOVE: Statement = Statement::new(
    "provider.grant.move",
    "UPDATE grants SET session_id = $2 WHERE session_id = $1 AND account_id = $3",
);
const TOLD: Statement = Statement::new(
    "provider.grant.clients_of_session",
    "SELECT DISTINCT client_id, subject, sid, account_id FROM grants
     WHERE session_id = $1 AND code_used_at IS NOT NULL ORDER BY client_id, subject",
);
const CLIENTS: Statement = Statement::new(
    "provider.grant.clients_of_account",
    "SELECT DISTINCT g.client_id AS client_id, g.scopes AS scopes, g.claims AS claims, k.registration AS registration
     FROM grants AS g JOIN clients AS k ON k.client_id = g.client_id AND k.ended_at IS NULL
     WHERE g.account_id = $1 AND g.ended_at IS NULL AND g.expires_at > $2 ORDER BY client_id, scopes, claims LIMIT 200",
);
// Tokens that are kept for longer than their grant keep it.
const SWEEP: Statement = Statement::new(
    "provider.grant.sweep",
    "DELETE FROM grants WHERE expires_at < $1 AND created_at < $2
     AND NOT EXISTS (SELECT 1 AS one FROM access_tokens WHERE access_tokens.grant_id = grants.id)
     AND NOT EXISTS (SELECT 1 AS one FROM refresh_tokens WHERE refresh_tokens.grant_id = grants.id)",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &INSERT,
    &BY_CODE,
    &GET,
    &SPEND,
    &END,
    &END_OF_CLIENT,
    &END_OF_ACCOUNT,
    &END_OFFLINE,
    &PEOPLE_OF_CLIENT,
    &END_OF_SESSION,
    &MOVE,
    &TOLD,
    &CLIENTS,
    &SWEEP,
];

/// One answered request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Which one.
    pub id: GrantId,
    /// Who granted.
    pub account: AccountId,
    /// To whom.
    pub client_id: String,
    /// In which session.
    pub session: SessionId,
    /// The person, as this client knows them.
    pub subject: String,
    /// The session, as this client knows it.
    pub sid: String,
    /// Which scopes, separated by spaces.
    pub scopes: String,
    /// The `claims` parameter, as JSON.
    pub claims: String,
    /// Where the code was sent.
    pub redirect_uri: String,
    /// The request's nonce.
    pub nonce: Option<String>,
    /// The request's S256 challenge.
    pub code_challenge: String,
    /// Until when the code is good.
    pub code_expires_at: Timestamp,
    /// When the code was exchanged.
    pub code_used_at: Option<Timestamp>,
    /// The assurance reached.
    pub acr: String,
    /// How the person proved themselves, separated by spaces.
    pub amr: String,
    /// When they did.
    pub authenticated_at: Timestamp,
    /// Whether it outlives the session.
    pub offline: bool,
    /// When it was granted.
    pub created_at: Timestamp,
    /// Until when tokens may be had of it.
    pub expires_at: Timestamp,
    /// When it was ended, if it was.
    pub ended_at: Option<Timestamp>,
}

/// A client that has something of a session, and what it knows it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Who.
    pub client_id: String,
    /// The person, as this client knows them.
    pub subject: String,
    /// The session, as this client knows it.
    pub sid: String,
    /// The person.
    pub account: AccountId,
}

/// What a client may see of an account, as long as it is granted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// The registration of the client, as JSON.
    pub registration: String,
    /// Which scopes, separated by spaces.
    pub scopes: String,
    /// The `claims` parameter, as JSON.
    pub claims: String,
}

/// Keeps a new grant, with the digest of its code.
pub async fn insert(tx: &mut Tx<'_>, new: &Grant, code: Digest) -> Result<(), StorageError> {
    let values = params![
        new.id,
        new.account,
        &new.client_id,
        new.session,
        &new.subject,
        &new.sid,
        &new.scopes,
        &new.claims,
        &new.redirect_uri,
        new.nonce.as_deref(),
        code,
        &new.code_challenge,
        new.code_expires_at,
        &new.acr,
        &new.amr,
        new.authenticated_at,
        new.offline,
        new.created_at,
        new.expires_at
    ];
    tx.execute_one(&INSERT, values).await
}

/// The grant whose code has this digest.
pub async fn by_code(tx: &mut Tx<'_>, code: Digest) -> Result<Option<Grant>, StorageError> {
    tx.row(&BY_CODE, params![code]).await?.as_ref().map(read).transpose()
}

/// One grant.
pub async fn get(tx: &mut Tx<'_>, id: GrantId) -> Result<Option<Grant>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// Marks the code as exchanged, which can be done once; false if it was before, or the grant has ended.
pub async fn spend_code(tx: &mut Tx<'_>, id: GrantId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&SPEND, params![id, now]).await? == 1)
}

/// Ends a grant and with it every token of it; false if it has ended.
pub async fn end(tx: &mut Tx<'_>, id: GrantId, why: &str, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&END, params![id, now, why]).await? == 1)
}

/// Ends all that a person granted a client; how many there were.
pub async fn end_of_client(
    tx: &mut Tx<'_>,
    account: AccountId,
    client_id: &str,
    why: &str,
    now: Timestamp,
) -> Result<u64, StorageError> {
    tx.execute(&END_OF_CLIENT, params![account, client_id, now, why]).await
}

/// Ends all that a person granted anybody; how many there were.
pub async fn end_of_account(
    tx: &mut Tx<'_>,
    account: AccountId,
    why: &str,
    now: Timestamp,
) -> Result<u64, StorageError> {
    tx.execute(&END_OF_ACCOUNT, params![account, now, why]).await
}

/// Ends what a person granted and what outlives its session; how many there were.
pub async fn end_offline(
    tx: &mut Tx<'_>,
    account: AccountId,
    why: &str,
    now: Timestamp,
) -> Result<u64, StorageError> {
    tx.execute(&END_OFFLINE, params![account, now, why]).await
}

/// Some of the people whom a client has something of that stands.
pub async fn people_of_client(
    tx: &mut Tx<'_>,
    client_id: &str,
    most: i64,
) -> Result<Vec<AccountId>, StorageError> {
    tx.rows(&PEOPLE_OF_CLIENT, params![client_id, most])
        .await?
        .iter()
        .map(|row| row.id("account_id"))
        .collect()
}

/// Ends what was granted in a session and does not outlive it; how many there were.
pub async fn end_of_session(
    tx: &mut Tx<'_>,
    session: SessionId,
    why: &str,
    now: Timestamp,
) -> Result<u64, StorageError> {
    tx.execute(&END_OF_SESSION, params![session, now, why]).await
}

/// Carries what a person granted in one session over to the session that took its place.
pub async fn move_session(
    tx: &mut Tx<'_>,
    from: SessionId,
    to: SessionId,
    account: AccountId,
) -> Result<u64, StorageError> {
    tx.execute(&MOVE, params![from, to, account]).await
}

/// The clients that were signed in to in a session.
pub async fn clients_of_session(tx: &mut Tx<'_>, session: SessionId) -> Result<Vec<Told>, StorageError> {
    let read = |row: &Row| {
        Ok(Told {
            client_id: row.text("client_id")?,
            subject: row.text("subject")?,
            sid: row.text("sid")?,
            account: row.id("account_id")?,
        })
    };
    tx.rows(&TOLD, params![session]).await?.iter().map(read).collect()
}

/// What stands granted to clients that are registered still, whether the person was asked or not; each once.
pub async fn of_account(
    tx: &mut Tx<'_>,
    account: AccountId,
    now: Timestamp,
) -> Result<Vec<Granted>, StorageError> {
    let read = |row: &Row| {
        Ok(Granted {
            registration: row.text("registration")?,
            scopes: row.text("scopes")?,
            claims: row.text("claims")?,
        })
    };
    tx.rows(&CLIENTS, params![account, now]).await?.iter().map(read).collect()
}

/// Besides being over, they must be older than `old`.
pub(super) async fn sweep(tx: &mut Tx<'_>, then: Timestamp, old: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![then, old]).await
}

pub(super) fn read(row: &Row) -> Result<Grant, StorageError> {
    Ok(Grant {
        id: row.id("id")?,
        account: row.id("account_id")?,
        client_id: row.text("client_id")?,
        session: row.id("session_id")?,
        subject: row.text("subject")?,
        sid: row.text("sid")?,
        scopes: row.text("scopes")?,
        claims: row.text("claims")?,
        redirect_uri: row.text("redirect_uri")?,
        nonce: row.opt_text("nonce")?,
        code_challenge: row.text("code_challenge")?,
        code_expires_at: row.time("code_expires_at")?,
        code_used_at: row.opt_time("code_used_at")?,
        acr: row.text("acr")?,
        amr: row.text("amr")?,
        authenticated_at: row.time("authenticated_at")?,
        offline: row.bool("offline")?,
        created_at: row.time("created_at")?,
        expires_at: row.time("expires_at")?,
        ended_at: row.opt_time("ended_at")?,
    })
}
