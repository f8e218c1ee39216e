use onedoor_base::{DossierId, LocalAccountId};

use super::{AccountRow, ArrivalRow, ClosingRow, DossierRow, HeldRow, NewsRow, OfferRow, OriginRow};
use crate::{Row, Statement, StorageError, Tx, params};

const ACCOUNTS: Statement = Statement::new(
    "services.moving.accounts",
    "SELECT id, organisation, user_name, user_key, display_name, phone, phone_confirmed_at, email, email_confirmed_at, \
     state, password_hash, password_changed_at, number_country, number_sealed, number_fingerprint, number_proven_at, \
     number_proven_by, language, created_at, origin FROM local_accounts WHERE id > $1 ORDER BY id LIMIT $2",
);
const HELD: Statement = Statement::new(
    "services.moving.held",
    "SELECT local_account_id, kind, value, since, held_at FROM held_ways \
     WHERE local_account_id >= $1 AND local_account_id <= $2 ORDER BY local_account_id, kind",
);
const ORIGINS: Statement = Statement::new(
    "services.moving.origins",
    "SELECT local_account_id, kind, issuer, since FROM contact_origins \
     WHERE local_account_id >= $1 AND local_account_id <= $2 ORDER BY local_account_id, kind",
);
const OFFERS: Statement = Statement::new(
    "services.moving.offers",
    "SELECT local_account_id, kind, issuer, fingerprint, sealed, proven, told_at FROM contact_offers \
     WHERE local_account_id >= $1 AND local_account_id <= $2 AND answer = 'waiting' AND sealed IS NOT NULL \
     ORDER BY local_account_id, kind",
);
const NEWS: Statement = Statement::new(
    "services.moving.news",
    "SELECT local_account_id, kind, issuer, heard_at FROM contact_news \
     WHERE local_account_id >= $1 AND local_account_id <= $2 ORDER BY local_account_id, kind",
);
const CLOSINGS: Statement = Statement::new(
    "services.moving.closings",
    "SELECT local_account_id, state, asked_at, due_at FROM local_closings \
     WHERE local_account_id >= $1 AND local_account_id <= $2 AND state NOT IN ('stayed', 'done')",
);
const DOSSIERS: Statement = Statement::new(
    "services.moving.dossiers",
    "SELECT id, submission_key, code, local_account_id, procedure_code, place_code, place_valid_at, content, state, \
     created_at, changed_at, submitted_at FROM dossiers WHERE id > $1 ORDER BY id LIMIT $2",
);
const EVENTS: Statement = Statement::new(
    "services.moving.events",
    "SELECT dossier_id, state, at FROM dossier_events WHERE dossier_id >= $1 AND dossier_id <= $2 \
     ORDER BY dossier_id, position",
);
const ARRIVALS: Statement = Statement::new(
    "services.moving.arrivals",
    "SELECT d.id AS dossier_id, a.id AS id, a.handle AS handle, a.browser AS browser, a.portal AS portal, \
     a.capability AS capability, a.sealed AS sealed, a.procedure_code AS procedure_code, a.place_code AS place_code, \
     a.local_account_id AS local_account_id, a.told AS told, a.refused_at AS refused_at, a.created_at AS created_at, \
     a.expires_at AS expires_at FROM dossiers AS d JOIN arrivals AS a ON a.submission_key = d.submission_key \
     WHERE d.id >= $1 AND d.id <= $2 AND a.vouched = 1",
);

pub(super) const STATEMENTS: &[&Statement] =
    &[&ACCOUNTS, &HELD, &ORIGINS, &OFFERS, &NEWS, &CLOSINGS, &DOSSIERS, &EVENTS, &ARRIVALS];

/// The accounts by id, after this one.
pub async fn accounts(
    tx: &mut Tx<'_>,
    after: LocalAccountId,
    most: i64,
) -> Result<Vec<AccountRow>, StorageError> {
    let rows = tx.rows(&ACCOUNTS, params![after, most]).await?;
    let mut accounts = rows.iter().map(read_account).collect::<Result<Vec<_>, _>>()?;
    let (Some(first), Some(last)) = (accounts.first(), accounts.last()) else { return Ok(accounts) };
    let (first, last) = (first.id, last.id);
    for row in &tx.rows(&HELD, params![first, last]).await? {
        let held = HeldRow {
            kind: row.text("kind")?,
            value: row.text("value")?,
            since: row.time("since")?,
            held_at: row.time("held_at")?,
        };
        owner(&mut accounts, row)?.held.push(held);
    }
    for row in &tx.rows(&ORIGINS, params![first, last]).await? {
        let (kind, issuer) = (row.text("kind")?, row.opt_text("issuer")?);
        owner(&mut accounts, row)?.origins.push(OriginRow { kind, issuer, since: row.time("since")? });
    }
    for row in &tx.rows(&OFFERS, params![first, last]).await? {
        let offer = OfferRow {
            kind: row.text("kind")?,
            issuer: row.text("issuer")?,
            fingerprint: row.digest("fingerprint")?,
            sealed: row.bytes("sealed")?,
            proven: row.bool("proven")?,
            told_at: row.time("told_at")?,
        };
        owner(&mut accounts, row)?.offers.push(offer);
    }
    for row in &tx.rows(&NEWS, params![first, last]).await? {
        let (kind, issuer) = (row.text("kind")?, row.text("issuer")?);
        owner(&mut accounts, row)?.news.push(NewsRow { kind, issuer, heard_at: row.time("heard_at")? });
    }
    for row in &tx.rows(&CLOSINGS, params![first, last]).await? {
        let (state, asked_at) = (row.text("state")?, row.time("asked_at")?);
        let closing = ClosingRow { state, asked_at, due_at: row.time("due_at")? };
        owner(&mut accounts, row)?.closing = Some(closing);
    }
    Ok(accounts)
}

/// The account that a row hangs on, of those that are sorted by id.
fn owner<'a>(accounts: &'a mut [AccountRow], row: &Row) -> Result<&'a mut AccountRow, StorageError> {
    let id: LocalAccountId = row.id("local_account_id")?;
    match accounts.binary_search_by_key(&id, |account| account.id) {
        Ok(at) => Ok(&mut accounts[at]),
        Err(_) => Err(row.bad("local_account_id", "of no account")),
    }
}

/// The dossiers by id, after this one.
pub async fn dossiers(tx: &mut Tx<'_>, after: DossierId, most: i64) -> Result<Vec<DossierRow>, StorageError> {
    let rows = tx.rows(&DOSSIERS, params![after, most]).await?;
    let mut dossiers = rows.iter().map(read_dossier).collect::<Result<Vec<_>, _>>()?;
    let (Some(first), Some(last)) = (dossiers.first(), dossiers.last()) else { return Ok(dossiers) };
    let (first, last) = (first.id, last.id);
    for row in &tx.rows(&EVENTS, params![first, last]).await? {
        dossier(&mut dossiers, row)?.events.push((row.int("state")?, row.time("at")?));
    }
    for row in &tx.rows(&ARRIVALS, params![first, last]).await? {
        dossier(&mut dossiers, row)?.arrival = Some(read_arrival(row)?);
    }
    Ok(dossiers)
}

fn dossier<'a>(dossiers: &'a mut [DossierRow], row: &Row) -> Result<&'a mut DossierRow, StorageError> {
    let id: DossierId = row.id("dossier_id")?;
    match dossiers.binary_search_by_key(&id, |dossier| dossier.id) {
        Ok(at) => Ok(&mut dossiers[at]),
        Err(_) => Err(row.bad("dossier_id", "of no dossier")),
    }
}

fn read_account(row: &Row) -> Result<AccountRow, StorageError> {
    Ok(AccountRow {
        id: row.id("id")?,
        organisation: row.text("organisation")?,
        user_name: row.text("user_name")?,
        user_key: row.text("user_key")?,
        display_name: row.text("display_name")?,
        phone: row.opt_text("phone")?,
        phone_confirmed_at: row.opt_time("phone_confirmed_at")?,
        email: row.opt_text("email")?,
        email_confirmed_at: row.opt_time("email_confirmed_at")?,
        state: row.text("state")?,
        password_hash: row.opt_text("password_hash")?,
        password_changed_at: row.opt_time("password_changed_at")?,
        number_country: row.opt_text("number_country")?,
        number_sealed: row.opt_bytes("number_sealed")?,
        number_fingerprint: row.opt_digest("number_fingerprint")?,
        number_proven_at: row.opt_time("number_proven_at")?,
        number_proven_by: row.opt_text("number_proven_by")?,
        language: row.opt_text("language")?,
        created_at: row.time("created_at")?,
        origin: row.text("origin")?,
        held: Vec::new(),
        origins: Vec::new(),
        offers: Vec::new(),
        news: Vec::new(),
        closing: None,
    })
}

fn read_dossier(row: &Row) -> Result<DossierRow, StorageError> {
    Ok(DossierRow {
        id: row.id("id")?,
        submission_key: row.bytes("submission_key")?,
        code: row.opt_text("code")?,
        owner: row.id("local_account_id")?,
        procedure: row.text("procedure_code")?,
        place_code: row.opt_text("place_code")?,
        place_valid_at: row.opt_text("place_valid_at")?,
        content: row.bytes("content")?,
        state: row.int("state")?,
        created_at: row.time("created_at")?,
        changed_at: row.time("changed_at")?,
        submitted_at: row.opt_time("submitted_at")?,
        events: Vec::new(),
        arrival: None,
    })
}

fn read_arrival(row: &Row) -> Result<ArrivalRow, StorageError> {
    Ok(ArrivalRow {
        id: row.id("id")?,
        handle: row.bytes("handle")?,
        browser: row.bytes("browser")?,
        portal: row.text("portal")?,
        capability: row.bytes("capability")?,
        sealed: row.bytes("sealed")?,
        procedure: row.text("procedure_code")?,
        place: row.text("place_code")?,
        account: row.opt_id("local_account_id")?,
        told: row.int("told")?,
        refused_at: row.opt_time("refused_at")?,
        created_at: row.time("created_at")?,
        expires_at: row.time("expires_at")?,
    })
}
