//! Contact data of local accounts: what a national identity tells and the owner has still to answer, and where
//! the values that the account shows come from.

use onedoor_base::{Digest, LocalAccountId, Phone, Timestamp};
use onedoor_services::accounts::{ContactAnswer, ContactKind, ContactTold, Email};

use crate::{Row, Statement, StorageError, Tx, params};

const OFFERS: Statement = Statement::new(
    "services.contact.offers",
    "SELECT kind, issuer, fingerprint, sealed, proven, told_at, answer, answered_at FROM contact_offers \
     WHERE local_account_id = $1",
);

const OFFER: Statement = Statement::new(
    "services.contact.offer",
    "INSERT INTO contact_offers (local_account_id, kind, issuer, fingerprint, sealed, proven, told_at, answer) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting') ON CONFLICT (local_account_id, kind) DO UPDATE SET \
     issuer = excluded.issuer, fingerprint = excluded.fingerprint, sealed = excluded.sealed, \
     proven = excluded.proven, told_at = excluded.told_at, answer = 'waiting', answered_at = NULL",
);

const ANSWER: Statement = Statement::new(
    "services.contact.answer",
    "UPDATE contact_offers SET answer = $4, answered_at = $5, sealed = NULL WHERE local_account_id = $1 \
     AND kind = $2 AND fingerprint = $3 AND answer = 'waiting'",
);

const FORGET: Statement = Statement::new(
    "services.contact.forget",
    "DELETE FROM contact_offers WHERE local_account_id = $1 AND kind = $2",
);

const FORGET_OF_ISSUER: Statement = Statement::new(
    "services.contact.forget_of_issuer",
    "DELETE FROM contact_offers WHERE local_account_id = $1 AND issuer = $2",
);

const CHANGED: Statement = Statement::new(
    "services.contact.changed",
    "INSERT INTO contact_news (local_account_id, kind, issuer, heard_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (local_account_id, kind) DO UPDATE SET issuer = excluded.issuer, heard_at = excluded.heard_at",
);

const NEWS: Statement = Statement::new(
    "services.contact.news",
    "SELECT kind, issuer, heard_at FROM contact_news WHERE local_account_id = $1",
);

const NO_NEWS: Statement = Statement::new(
    "services.contact.no_news",
    "DELETE FROM contact_news WHERE local_account_id = $1 AND issuer = $2",
);

const ORIGINS: Statement = Statement::new(
    "services.contact.origins",
    "SELECT kind, issuer, since FROM contact_origins WHERE local_account_id = $1",
);

const COMES_FROM: Statement = Statement::new(
    "services.contact.comes_from",
    "INSERT INTO contact_origins (local_account_id, kind, issuer, since) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (local_account_id, kind) DO UPDATE SET issuer = excluded.issuer, since = excluded.since",
);

const SET_NAME: Statement = Statement::new(
    "services.contact.set_name",
    "UPDATE local_accounts SET display_name = $2 WHERE id = $1 AND state = 'active'",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &OFFERS,
    &OFFER,
    &ANSWER,
    &FORGET,
    &FORGET_OF_ISSUER,
    &CHANGED,
    &NEWS,
    &NO_NEWS,
    &ORIGINS,
    &COMES_FROM,
    &SET_NAME,
];

/// A value that an issuer tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactOffer {
    /// What kind of value.
    pub kind: ContactKind,
    /// Who told it, and what became of it.
    pub told: ContactTold,
    /// The value, sealed; only while it waits.
    pub sealed: Option<Vec<u8>>,
    /// Whether the issuer has made sure of it.
    pub proven: bool,
    /// When it was told.
    pub at: Timestamp,
}

/// That a value has changed at an issuer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactNews {
    /// What kind of value.
    pub kind: ContactKind,
    /// Where.
    pub issuer: String,
    /// When it was heard of.
    pub heard_at: Timestamp,
}

/// Where a value that the account shows comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactOrigin {
    /// What kind of value.
    pub kind: ContactKind,
    /// Who told it; none if its owner gave it here.
    pub issuer: Option<String>,
    /// Since when.
    pub since: Timestamp,
}

/// What issuers have told about this account, at most one value of each kind.
pub async fn offers(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<Vec<ContactOffer>, StorageError> {
    tx.rows(&OFFERS, params![account]).await?.iter().map(offer_of).collect()
}

/// Offers a value to the owner, in the place of what was told before.
pub async fn offer(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    offer: &ContactOffer,
) -> Result<(), StorageError> {
    let ContactOffer { kind, told, sealed, proven, at } = offer;
    let params = params![
        account,
        kind.word(),
        &told.issuer,
        told.fingerprint,
        sealed.as_deref(),
        i64::from(*proven),
        *at
    ];
    tx.execute_one(&OFFER, params).await
}

/// Writes down the answer to exactly this value, and forgets the value; false if it does not wait any more.
pub async fn answer(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    kind: ContactKind,
    fingerprint: Digest,
    answer: ContactAnswer,
) -> Result<bool, StorageError> {
    let (word, at) = match answer {
        ContactAnswer::Waiting => return Ok(false),
        ContactAnswer::Kept(at) => ("kept", at),
        ContactAnswer::Declined(at) => ("declined", at),
    };
    Ok(tx.execute(&ANSWER, params![account, kind.word(), fingerprint, word, at]).await? == 1)
}

/// Forgets what was told of this kind: the next time it is told it is offered anew.
pub async fn forget(tx: &mut Tx<'_>, account: LocalAccountId, kind: ContactKind) -> Result<(), StorageError> {
    tx.execute(&FORGET, params![account, kind.word()]).await.map(drop)
}

/// Forgets what this issuer told: its link with the account has ended. What was taken over stays.
pub async fn forget_of_issuer(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    issuer: &str,
) -> Result<(), StorageError> {
    tx.execute(&NO_NEWS, params![account, issuer]).await?;
    tx.execute(&FORGET_OF_ISSUER, params![account, issuer]).await.map(drop)
}

/// The issuer has another value of this kind, which it tells when the owner next comes from there.
pub async fn changed(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    kind: ContactKind,
    issuer: &str,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.execute_one(&CHANGED, params![account, kind.word(), issuer, now]).await
}

/// What issuers have another value of than they told last.
pub async fn news(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<Vec<ContactNews>, StorageError> {
    let read = |row: &Row| {
        Ok(ContactNews { kind: kind_of(row)?, issuer: row.text("issuer")?, heard_at: row.time("heard_at")? })
    };
    tx.rows(&NEWS, params![account]).await?.iter().map(read).collect()
}

/// The issuer has told what it has.
pub async fn told(tx: &mut Tx<'_>, account: LocalAccountId, issuer: &str) -> Result<(), StorageError> {
    tx.execute(&NO_NEWS, params![account, issuer]).await.map(drop)
}

/// Where the account's values come from; of a kind that is not among them they are as the account began.
pub async fn origins(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<Vec<ContactOrigin>, StorageError> {
    tx.rows(&ORIGINS, params![account]).await?.iter().map(origin_of).collect()
}

/// Writes down where a value comes from that was just set.
pub async fn comes_from(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    kind: ContactKind,
    issuer: Option<&str>,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.execute_one(&COMES_FROM, params![account, kind.word(), issuer, now]).await
}

/// Puts a value that its owner chose into the place of what the account shows; false if the account is not
/// active or the value is of no use. A mail address is known to be theirs if whoever told it had it `proven`.
pub async fn take_over(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    (kind, value): (ContactKind, &str),
    proven: bool,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let changed = match kind {
        ContactKind::Name => tx.execute(&SET_NAME, params![account, value]).await?,
        ContactKind::Email => {
            let email = Email::from_stored(value.to_owned());
            return super::accounts::set_email(tx, account, Some(&email), proven.then_some(now)).await;
        }
        ContactKind::Phone => {
            let phone = Phone::from_stored(value.to_owned());
            return super::accounts::set_phone(tx, account, &phone, now).await;
        }
    };
    Ok(changed == 1)
}

fn kind_of(row: &Row) -> Result<ContactKind, StorageError> {
    ContactKind::from_word(row.str("kind")?).ok_or_else(|| row.bad("kind", "no kind of contact data"))
}

fn offer_of(row: &Row) -> Result<ContactOffer, StorageError> {
    let answer = match row.str("answer")? {
        "waiting" => ContactAnswer::Waiting,
        "kept" => ContactAnswer::Kept(row.time("answered_at")?),
        "declined" => ContactAnswer::Declined(row.time("answered_at")?),
        _ => return Err(row.bad("answer", "no answer")),
    };
    let told = ContactTold { issuer: row.text("issuer")?, fingerprint: row.digest("fingerprint")?, answer };
    Ok(ContactOffer {
        kind: kind_of(row)?,
        told,
        sealed: row.opt_bytes("sealed")?,
        proven: row.bool("proven")?,
        at: row.time("told_at")?,
    })
}

fn origin_of(row: &Row) -> Result<ContactOrigin, StorageError> {
    Ok(ContactOrigin { kind: kind_of(row)?, issuer: row.opt_text("issuer")?, since: row.time("since")? })
}
