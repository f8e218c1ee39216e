//! What people allowed relying parties.

use onedoor_base::{AccountId, ConsentId, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const REMEMBERED: Statement = Statement::new(
    "provider.consent.remembered",
    "SELECT id, client_id, scopes, claims, given_at, changed_at FROM consents
     WHERE account_id = $1 AND client_id = $2 AND ended_at IS NULL",
);
const OF_ACCOUNT: Statement = Statement::new(
    "provider.consent.of_account",
    "SELECT c.id AS id, c.client_id AS client_id, c.scopes AS scopes, c.claims AS claims,
       c.given_at AS given_at, c.changed_at AS changed_at, k.registration AS registration
     FROM consents AS c LEFT JOIN clients AS k ON k.client_id = c.client_id AND k.ended_at IS NULL
     WHERE c.account_id = $1 AND c.ended_at IS NULL ORDER BY c.changed_at DESC, c.id LIMIT 200",
);
const INSERT: Statement = Statement::new(
    "provider.consent.insert",
    "INSERT INTO consents (id, account_id, client_id, scopes, claims, given_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6)",
);
const WIDEN: Statement = Statement::new(
    "provider.consent.widen",
    "UPDATE consents SET scopes = $2, claims = $3, changed_at = $4 WHERE id = $1 AND ended_at IS NULL",
);
const END: Statement = Statement::new(
    "provider.consent.end",
    "UPDATE consents SET ended_at = $3 WHERE id = $1 AND account_id = $2 AND ended_at IS NULL
     RETURNING client_id",
);

const ENDED: Statement = Statement::new(
    "provider.consent.ended",
    "SELECT client_id FROM consents WHERE id = $1 AND account_id = $2 AND ended_at IS NOT NULL",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&REMEMBERED, &OF_ACCOUNT, &INSERT, &WIDEN, &END, &ENDED];

/// A consent that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Which one.
    pub id: ConsentId,
    /// To whom.
    pub client_id: String,
    /// Which scopes, separated by spaces.
    pub scopes: String,
    /// Which single claims, separated by spaces.
    pub claims: String,
    /// When it was given first.
    pub given_at: Timestamp,
    /// When it was last given anew or widened.
    pub changed_at: Timestamp,
}

/// What a person allowed a client.
pub async fn remembered(
    tx: &mut Tx<'_>,
    account: AccountId,
    client_id: &str,
) -> Result<Option<Consent>, StorageError> {
    tx.row(&REMEMBERED, params![account, client_id]).await?.as_ref().map(read).transpose()
}

/// All that a person allowed, the latest first; at most two hundred. Beside each the registration of its
/// client, as JSON, if it is registered still.
pub async fn of_account(
    tx: &mut Tx<'_>,
    account: AccountId,
) -> Result<Vec<(Consent, Option<String>)>, StorageError> {
    let with_client = |row: &Row| Ok((read(row)?, row.opt_text("registration")?));
    tx.rows(&OF_ACCOUNT, params![account]).await?.iter().map(with_client).collect()
}

/// Remembers a first consent.
pub async fn insert(tx: &mut Tx<'_>, account: AccountId, new: &Consent) -> Result<(), StorageError> {
    let values = params![new.id, account, &new.client_id, &new.scopes, &new.claims, new.given_at];
    tx.execute_one(&INSERT, values).await
}

/// Remembers that a consent covers this now.
pub async fn widen(
    tx: &mut Tx<'_>,
    id: ConsentId,
    scopes: &str,
    claims: &str,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.execute_one(&WIDEN, params![id, scopes, claims, now]).await
}

/// Ends a consent of this person; whose it was, or `None` if it is not theirs or has ended.
pub async fn end(
    tx: &mut Tx<'_>,
    id: ConsentId,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<String>, StorageError> {
    tx.row(&END, params![id, account, now]).await?.map(|row| row.text("client_id")).transpose()
}

/// To whom a consent of this person was that has ended; `None` if it is not theirs or stands.
pub async fn ended(
    tx: &mut Tx<'_>,
    id: ConsentId,
    account: AccountId,
) -> Result<Option<String>, StorageError> {
    tx.row(&ENDED, params![id, account]).await?.map(|row| row.text("client_id")).transpose()
}

fn read(row: &Row) -> Result<Consent, StorageError> {
    Ok(Consent {
        id: row.id("id")?,
        client_id: row.text("client_id")?,
        scopes: row.text("scopes")?,
        claims: row.text("claims")?,
        given_at: row.time("given_at")?,
        changed_at: row.time("changed_at")?,
    })
}
