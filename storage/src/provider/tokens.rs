//! Access and refresh tokens: the database holds their digests only.

use onedoor_base::{AccountId, Digest, GrantId, Timestamp};

use super::grants::{self, Grant};
use crate::{Row, Statement, StorageError, Tx, params};

const INSERT_ACCESS: Statement = Statement::new(
    "provider.token.insert_access",
    "INSERT INTO access_tokens (digest, grant_id, account_id, scopes, issued_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6)",
);
// The one look-up of userinfo and introspection.
const ACCESS: Statement = Statement::new(
    "provider.token.access",
    "SELECT t.grant_id, t.account_id, t.scopes, t.issued_at, t.expires_at,
       g.client_id, g.subject, g.claims, g.acr, g.authenticated_at
     FROM access_tokens t JOIN grants g ON g.id = t.grant_id WHERE t.digest = $1 AND g.ended_at IS NULL",
);
const END_ACCESS: Statement =
    Statement::new("provider.token.end_access", "DELETE FROM access_tokens WHERE digest = $1");
const INSERT_REFRESH: Statement = Statement::new(
    "provider.token.insert_refresh",
    "INSERT INTO refresh_tokens (digest, grant_id, account_id, issued_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
);
const REFRESH: Statement = Statement::new(
    "provider.token.refresh",
    "SELECT grant_id, issued_at, expires_at, rotated_at FROM refresh_tokens WHERE digest = $1",
);
// The one look-up of a refresh.
const REFRESH_AND_GRANT: Statement = Statement::new(
    "provider.token.refresh_and_grant",
    "SELECT t.issued_at AS token_issued_at, t.expires_at AS token_expires_at, t.rotated_at,
       g.id, g.account_id, g.client_id, g.session_id, g.subject, g.sid, g.scopes, g.claims, g.redirect_uri, g.nonce,
       g.code_challenge, g.code_expires_at, g.code_used_at, g.acr, g.amr, g.authenticated_at, g.offline,
       g.created_at, g.expires_at, g.ended_at
     FROM refresh_tokens t JOIN grants g ON g.id = t.grant_id WHERE t.digest = $1",
);
const ROTATE: Statement = Statement::new(
    "provider.token.rotate",
    "UPDATE refresh_tokens SET rotated_at = $2 WHERE digest = $1 AND rotated_at IS NULL",
);
const SWEEP_ACCESS: Statement =
    Statement::new("provider.token.sweep_access", "DELETE FROM access_tokens WHERE expires_at < $1");
const SWEEP_REFRESH: Statement =
    Statement::new("provider.token.sweep_refresh", "DELETE FROM refresh_tokens WHERE expires_at < $1");

pub(crate) const STATEMENTS: &[&Statement] = &[
    &INSERT_ACCESS,
    &ACCESS,
    &END_ACCESS,
    &INSERT_REFRESH,
    &REFRESH,
    &REFRESH_AND_GRANT,
    &ROTATE,
    &SWEEP_ACCESS,
    &SWEEP_REFRESH,
];

/// A token to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewToken {
    /// Its digest.
    pub digest: Digest,
    /// The grant it comes of.
    pub grant: GrantId,
    /// Whose it is.
    pub account: AccountId,
    /// When it was given out.
    pub issued_at: Timestamp,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// An access token whose grant stands; it may have expired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessToken {
    /// The grant it comes of.
    pub grant: GrantId,
    /// Whose it is.
    pub account: AccountId,
    /// What it allows, separated by spaces.
    pub scopes: String,
    /// When it was given out.
    pub issued_at: Timestamp,
    /// Until when it is good.
    pub expires_at: Timestamp,
    /// Who has it.
    pub client_id: String,
    /// The person, as this client knows them.
    pub subject: String,
    /// The `claims` parameter of the request, as JSON.
    pub claims: String,
    /// The assurance behind it.
    pub acr: String,
    /// When the person proved themselves.
    pub authenticated_at: Timestamp,
}

/// A refresh token, fresh or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefreshToken {
    /// The grant it comes of.
    pub grant: GrantId,
    /// When it was given out.
    pub issued_at: Timestamp,
    /// Until when it may be exchanged.
    pub expires_at: Timestamp,
    /// When it was exchanged, if it was.
    pub rotated_at: Option<Timestamp>,
}

/// Keeps an access token for these scopes.
pub async fn insert_access(tx: &mut Tx<'_>, new: &NewToken, scopes: &str) -> Result<(), StorageError> {
    let values = params![new.digest, new.grant, new.account, scopes, new.issued_at, new.expires_at];
    tx.execute_one(&INSERT_ACCESS, values).await
}

/// The access token with this digest, if its grant stands.
pub async fn access(tx: &mut Tx<'_>, digest: Digest) -> Result<Option<AccessToken>, StorageError> {
    let read = |row: Row| {
        Ok(AccessToken {
            grant: row.id("grant_id")?,
            account: row.id("account_id")?,
            scopes: row.text("scopes")?,
            issued_at: row.time("issued_at")?,
            expires_at: row.time("expires_at")?,
            client_id: row.text("client_id")?,
            subject: row.text("subject")?,
            claims: row.text("claims")?,
            acr: row.text("acr")?,
            authenticated_at: row.time("authenticated_at")?,
        })
    };
    tx.row(&ACCESS, params![digest]).await?.map(read).transpose()
}

/// Ends one access token; false if there is none.
pub async fn end_access(tx: &mut Tx<'_>, digest: Digest) -> Result<bool, StorageError> {
    Ok(tx.execute(&END_ACCESS, params![digest]).await? == 1)
}

/// Keeps a refresh token.
pub async fn insert_refresh(tx: &mut Tx<'_>, new: &NewToken) -> Result<(), StorageError> {
    let values = params![new.digest, new.grant, new.account, new.issued_at, new.expires_at];
    tx.execute_one(&INSERT_REFRESH, values).await
}

/// The refresh token with this digest.
pub async fn refresh(tx: &mut Tx<'_>, digest: Digest) -> Result<Option<RefreshToken>, StorageError> {
    let read = |row: Row| {
        Ok(RefreshToken {
            grant: row.id("grant_id")?,
            issued_at: row.time("issued_at")?,
            expires_at: row.time("expires_at")?,
            rotated_at: row.opt_time("rotated_at")?,
        })
    };
    tx.row(&REFRESH, params![digest]).await?.map(read).transpose()
}

/// The refresh token with this digest and the grant it comes of, whether that has ended or not.
pub async fn refresh_and_grant(
    tx: &mut Tx<'_>,
    digest: Digest,
) -> Result<Option<(RefreshToken, Grant)>, StorageError> {
    let read = |row: Row| {
        let grant = grants::read(&row)?;
        let token = RefreshToken {
            grant: grant.id,
            issued_at: row.time("token_issued_at")?,
            expires_at: row.time("token_expires_at")?,
            rotated_at: row.opt_time("rotated_at")?,
        };
        Ok((token, grant))
    };
    tx.row(&REFRESH_AND_GRANT, params![digest]).await?.map(read).transpose()
}

/// Marks a refresh token as exchanged, which can be done once; false if it was before.
pub async fn rotate(tx: &mut Tx<'_>, digest: Digest, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&ROTATE, params![digest, now]).await? == 1)
}

pub(super) async fn sweep(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    Ok(tx.execute(&SWEEP_ACCESS, params![then]).await? + tx.execute(&SWEEP_REFRESH, params![then]).await?)
}
