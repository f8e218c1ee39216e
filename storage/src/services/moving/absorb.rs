use std::collections::BTreeSet;

use onedoor_base::{AbsorptionId, DossierId, LocalAccountId};

use super::absorptions::mark;
use super::{AccountRow, ArrivalRow, DossierRow, HeldRow, NewsRow, OfferRow, OriginRow};
use crate::many::{AT_ONCE, padded, thirty_two};
use crate::{Row, Statement, StorageError, Tx, Value, params};

const ACCOUNTS_THERE: Statement = Statement::new(
    "services.moving.accounts_there",
    thirty_two!("SELECT id FROM local_accounts WHERE id IN ", ""),
);
const NAMES_THERE: Statement = Statement::new(
    "services.moving.names_there",
    thirty_two!("SELECT user_key FROM local_accounts WHERE user_key IN ", " AND organisation = $33"),
);
const HAS_NAME: Statement = Statement::new(
    "services.moving.has_name",
    "SELECT id FROM local_accounts WHERE organisation = $1 AND user_key = $2",
);
const DOSSIERS_THERE: Statement =
    Statement::new("services.moving.dossiers_there", thirty_two!("SELECT id FROM dossiers WHERE id IN ", ""));
const CODES_THERE: Statement = Statement::new(
    "services.moving.codes_there",
    thirty_two!("SELECT code FROM dossiers WHERE code IN ", ""),
);
const PUT_ACCOUNT: Statement = Statement::new(
    "services.moving.put_account",
    "INSERT INTO local_accounts (id, organisation, user_name, user_key, display_name, phone, phone_confirmed_at, \
     email, state, password_hash, password_changed_at, number_country, number_sealed, number_fingerprint, \
     number_proven_at, number_proven_by, language, created_at, origin, email_confirmed_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
);
const PUT_HELD: Statement = Statement::new(
    "services.moving.put_held",
    "INSERT INTO held_ways (local_account_id, kind, value, since, held_at) VALUES ($1, $2, $3, $4, $5)",
);
const PUT_ORIGIN: Statement = Statement::new(
    "services.moving.put_origin",
    "INSERT INTO contact_origins (local_account_id, kind, issuer, since) VALUES ($1, $2, $3, $4)",
);
const PUT_OFFER: Statement = Statement::new(
    "services.moving.put_offer",
    "INSERT INTO contact_offers (local_account_id, kind, issuer, fingerprint, sealed, proven, told_at, answer) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting')",
);
const PUT_NEWS: Statement = Statement::new(
    "services.moving.put_news",
    "INSERT INTO contact_news (local_account_id, kind, issuer, heard_at) VALUES ($1, $2, $3, $4)",
);
const PUT_DOSSIER: Statement = Statement::new(
    "services.moving.put_dossier",
    "INSERT INTO dossiers (id, submission_key, code, local_account_id, procedure_code, place_code, place_valid_at, \
     content, state, created_at, changed_at, submitted_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
);
const PUT_EVENT: Statement = Statement::new(
    "services.moving.put_event",
    "INSERT INTO dossier_events (dossier_id, position, state, at) VALUES ($1, $2, $3, $4)",
);
// The same person may have been sent to both portals with one capability.
const PUT_ARRIVAL: Statement = Statement::new(
    "services.moving.put_arrival",
    "INSERT INTO arrivals (id, handle, browser, portal, capability, sealed, procedure_code, place_code, \
     submission_key, local_account_id, vouched, told, refused_at, created_at, expires_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12, $13, $14) ON CONFLICT DO NOTHING",
);

pub(super) const STATEMENTS: &[&Statement] = &[
    &ACCOUNTS_THERE,
    &NAMES_THERE,
    &HAS_NAME,
    &DOSSIERS_THERE,
    &CODES_THERE,
    &PUT_ACCOUNT,
    &PUT_HELD,
    &PUT_ORIGIN,
    &PUT_OFFER,
    &PUT_NEWS,
    &PUT_DOSSIER,
    &PUT_EVENT,
    &PUT_ARRIVAL,
];

/// What is found of all that is asked for.
pub(super) async fn there<T: Ord>(
    tx: &mut Tx<'_>,
    statement: &Statement,
    (asked, more): (Vec<Value>, &[Value]),
    read: impl Fn(&Row) -> Result<T, StorageError>,
) -> Result<BTreeSet<T>, StorageError> {
    let mut found = BTreeSet::new();
    for some in asked.chunks(AT_ONCE) {
        let values: Vec<Value> = padded(some).chain(more.iter().cloned()).collect();
        for row in tx.rows(statement, &values).await? {
            found.insert(read(&row)?);
        }
    }
    Ok(found)
}

/// Which of these accounts are here.
pub async fn accounts_there(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = LocalAccountId>,
) -> Result<BTreeSet<LocalAccountId>, StorageError> {
    let asked = ids.into_iter().map(Value::from).collect();
    there(tx, &ACCOUNTS_THERE, (asked, &[]), |row| row.id("id")).await
}

/// Which of these user names, by their keys, accounts of an organisation have here.
pub async fn names_there(
    tx: &mut Tx<'_>,
    organisation: &str,
    keys: impl IntoIterator<Item = &str>,
) -> Result<BTreeSet<String>, StorageError> {
    let asked = keys.into_iter().map(Value::from).collect();
    there(tx, &NAMES_THERE, (asked, &[organisation.into()]), |row| row.text("user_key")).await
}

/// Whether an account here has this user name, by its key.
pub async fn has_name(tx: &mut Tx<'_>, organisation: &str, key: &str) -> Result<bool, StorageError> {
    Ok(tx.row(&HAS_NAME, params![organisation, key]).await?.is_some())
}

/// Which of these dossiers are here.
pub async fn dossiers_there(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = DossierId>,
) -> Result<BTreeSet<DossierId>, StorageError> {
    let asked = ids.into_iter().map(Value::from).collect();
    there(tx, &DOSSIERS_THERE, (asked, &[]), |row| row.id("id")).await
}

/// Which of these numbers dossiers have here.
pub async fn codes_there(
    tx: &mut Tx<'_>,
    codes: impl IntoIterator<Item = &str>,
) -> Result<BTreeSet<String>, StorageError> {
    let asked = codes.into_iter().map(Value::from).collect();
    there(tx, &CODES_THERE, (asked, &[]), |row| row.text("code")).await
}

/// Writes an account that was not there; `user_name` is what it was called there, if that was taken here.
pub async fn put_account(
    tx: &mut Tx<'_>,
    absorption: AbsorptionId,
    account: &AccountRow,
    user_name: Option<&str>,
) -> Result<(), StorageError> {
    let a = account;
    let values = params![
        a.id,
        &a.organisation,
        &a.user_name,
        &a.user_key,
        &a.display_name,
        a.phone.as_deref(),
        a.phone_confirmed_at,
        a.email.as_deref(),
        &a.state,
        a.password_hash.as_deref(),
        a.password_changed_at,
        a.number_country.as_deref(),
        a.number_sealed.clone(),
        a.number_fingerprint,
        a.number_proven_at,
        a.number_proven_by.as_deref(),
        a.language.as_deref(),
        a.created_at,
        &a.origin,
        a.email_confirmed_at
    ];
    tx.execute_one(&PUT_ACCOUNT, values).await?;
    for HeldRow { kind, value, since, held_at } in &a.held {
        tx.execute_one(&PUT_HELD, params![a.id, kind, value, *since, *held_at]).await?;
    }
    for OriginRow { kind, issuer, since } in &a.origins {
        tx.execute_one(&PUT_ORIGIN, params![a.id, kind, issuer.as_deref(), *since]).await?;
    }
    for OfferRow { kind, issuer, fingerprint, sealed, proven, told_at } in &a.offers {
        let values = params![a.id, kind, issuer, *fingerprint, sealed.clone(), i64::from(*proven), *told_at];
        tx.execute_one(&PUT_OFFER, values).await?;
    }
    for NewsRow { kind, issuer, heard_at } in &a.news {
        tx.execute_one(&PUT_NEWS, params![a.id, kind, issuer, *heard_at]).await?;
    }
    mark(tx, a.id.into(), absorption, user_name).await
}

/// Writes a dossier that was not there, with its history and whom it is reported to.
pub async fn put_dossier(
    tx: &mut Tx<'_>,
    absorption: AbsorptionId,
    dossier: &DossierRow,
) -> Result<(), StorageError> {
    let d = dossier;
    let values = params![
        d.id,
        &d.submission_key,
        d.code.as_deref(),
        d.owner,
        &d.procedure,
        d.place_code.as_deref(),
        d.place_valid_at.as_deref(),
        &d.content,
        d.state,
        d.created_at,
        d.changed_at,
        d.submitted_at
    ];
    tx.execute_one(&PUT_DOSSIER, values).await?;
    for (position, (state, at)) in (1_i64..).zip(&d.events) {
        tx.execute_one(&PUT_EVENT, params![d.id, position, *state, *at]).await?;
    }
    if let Some(arrival) = &d.arrival {
        put_arrival(tx, arrival, &d.submission_key).await?;
    }
    mark(tx, d.id.into(), absorption, None).await
}

async fn put_arrival(
    tx: &mut Tx<'_>,
    arrival: &ArrivalRow,
    submission_key: &Vec<u8>,
) -> Result<(), StorageError> {
    let a = arrival;
    let values = params![
        a.id,
        &a.handle,
        &a.browser,
        &a.portal,
        &a.capability,
        &a.sealed,
        &a.procedure,
        &a.place,
        submission_key,
        a.account,
        a.told,
        a.refused_at,
        a.created_at,
        a.expires_at
    ];
    tx.execute(&PUT_ARRIVAL, values).await.map(drop)
}
