//! Arrivals, at a province's portal: who was sent here by a national portal, and what that one was told.

use std::time::Duration;

use onedoor_base::{ArrivalId, Digest, DossierId, JobId, LocalAccountId, Randomness, Timestamp};
use onedoor_services::dossiers::{DossierCode, DossierState};
use onedoor_services::procedures::ProcedureCode;

use crate::jobs::{self, NewJob};
use crate::{Row, Statement, StorageError, Tx, params};

/// The work of reporting a dossier; the payload is the arrival's id.
pub const REPORT_JOB: &str = "services.arrival.report";

/// How far upkeep looks back: those with a dossier are kept for good, and need not be looked at each time.
const LOOKED_BACK: Duration = Duration::from_hours(30 * 24);

const INSERT: Statement = Statement::new(
    "services.arrival.insert",
    "INSERT INTO arrivals (id, handle, browser, portal, capability, sealed, procedure_code, place_code, submission_key, \
     vouched, told, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, $10, $11) \
     ON CONFLICT DO NOTHING",
);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, handle, browser, portal, capability, sealed, procedure_code, place_code, submission_key, \
             local_account_id, vouched, refused_at, created_at, expires_at FROM arrivals WHERE ",
            $rest
        )
    };
}

const BY_HANDLE: Statement = Statement::new("services.arrival.by_handle", select!("handle = $1"));

const BY_CAPABILITY: Statement =
    Statement::new("services.arrival.by_capability", select!("capability = $1 AND browser = $2"));

const OF_FORM: Statement = Statement::new(
    "services.arrival.of_form",
    select!("submission_key = $1 AND local_account_id = $2 AND vouched = 1 AND refused_at IS NULL"),
);

const OF_DOSSIER: Statement = Statement::new(
    "services.arrival.of_dossier",
    "SELECT a.id AS id, a.portal AS portal, \
     (SELECT count(*) FROM dossier_events e WHERE e.dossier_id = d.id) AS version \
     FROM dossiers d JOIN arrivals a ON a.submission_key = d.submission_key \
     WHERE d.id = $1 AND a.vouched = 1 AND a.refused_at IS NULL",
);

const TAKE: Statement = Statement::new(
    "services.arrival.take",
    "UPDATE arrivals SET local_account_id = $2 \
     WHERE id = $1 AND (local_account_id IS NULL OR local_account_id = $2)",
);

const VOUCHED: Statement =
    Statement::new("services.arrival.vouched", "UPDATE arrivals SET vouched = 1 WHERE id = $1");

const TO_REPORT: Statement = Statement::new(
    "services.arrival.to_report",
    "SELECT a.portal AS portal, a.sealed AS sealed, a.told AS told, d.code AS code, \
     d.procedure_code AS procedure_code, d.state AS state, d.submitted_at AS submitted_at, \
     d.changed_at AS changed_at, p.origin AS came_from, \
     (SELECT count(*) FROM dossier_events e WHERE e.dossier_id = d.id) AS version \
     FROM arrivals a JOIN dossiers d ON d.submission_key = a.submission_key \
     LEFT JOIN absorbed c ON c.id = d.id LEFT JOIN absorptions p ON p.id = c.absorption \
     WHERE a.id = $1 AND a.refused_at IS NULL AND d.state <> 0",
);

const TOLD: Statement =
    Statement::new("services.arrival.told", "UPDATE arrivals SET told = $2 WHERE id = $1 AND told < $2");

const REFUSED: Statement = Statement::new(
    "services.arrival.refused",
    "UPDATE arrivals SET refused_at = $2 WHERE id = $1 AND refused_at IS NULL",
);

const OWING: Statement = Statement::new(
    "services.arrival.owing",
    "SELECT a.id AS id, (SELECT count(*) FROM dossier_events e WHERE e.dossier_id = d.id) AS version \
     FROM dossiers d JOIN arrivals a ON a.submission_key = d.submission_key \
     WHERE d.changed_at >= $1 AND a.vouched = 1 AND a.refused_at IS NULL \
     AND a.told < (SELECT count(*) FROM dossier_events e WHERE e.dossier_id = d.id) \
     ORDER BY d.changed_at LIMIT 100",
);

const SWEEP: Statement = Statement::new(
    "services.arrival.sweep",
    "DELETE FROM arrivals WHERE expires_at < $1 AND expires_at >= $2 \
     AND NOT EXISTS (SELECT 1 FROM dossiers d WHERE d.submission_key = arrivals.submission_key)",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &INSERT,
    &BY_HANDLE,
    &BY_CAPABILITY,
    &OF_FORM,
    &OF_DOSSIER,
    &TAKE,
    &VOUCHED,
    &TO_REPORT,
    &TOLD,
    &REFUSED,
    &OWING,
    &SWEEP,
];

/// Somebody who was sent here, in one browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Its id.
    pub id: ArrivalId,
    /// What it is called in addresses; only the digest is kept in the clear.
    pub handle: Digest,
    /// The browser that it came in.
    pub browser: Digest,
    /// The origin of the portal that it came from.
    pub portal: String,
    /// The digest of the capability that came with it.
    pub capability: Digest,
    /// The capability, the handle and the key of the form.
    pub sealed: Vec<u8>,
    /// What is applied for.
    pub procedure: ProcedureCode,
    /// Where, by the units of the day.
    pub place: String,
    /// Under this key the dossier is begun that will be reported.
    pub submission_key: Digest,
    /// Who went on with it here.
    pub account: Option<LocalAccountId>,
    /// Whether its browser has been back at the other portal.
    pub vouched: bool,
    /// Since when the other portal takes no reports of it.
    pub refused_at: Option<Timestamp>,
    /// When it came.
    pub created_at: Timestamp,
    /// When it may be forgotten, if nothing came of it.
    pub expires_at: Timestamp,
}

/// What is to be reported of an arrival's dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToReport {
    /// To whom: the origin of the other portal.
    pub portal: String,
    /// What is sealed in the arrival.
    pub sealed: Vec<u8>,
    /// The version that was reported last.
    pub told: u32,
    /// The version that it has now.
    pub version: u32,
    /// The dossier's number.
    pub code: DossierCode,
    /// Its procedure.
    pub procedure: ProcedureCode,
    /// Where it stands.
    pub state: DossierState,
    /// When it was submitted.
    pub submitted_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// The origin of the portal that it came from, if it came with another.
    pub came_from: Option<String>,
}

/// Keeps an arrival; false if the same capability has come in this browser before.
pub async fn insert(tx: &mut Tx<'_>, new: &Arrival) -> Result<bool, StorageError> {
    let values = params![
        new.id,
        new.handle,
        new.browser,
        new.portal.as_str(),
        new.capability,
        new.sealed.as_slice(),
        new.procedure.as_str(),
        new.place.as_str(),
        new.submission_key,
        new.created_at,
        new.expires_at
    ];
    Ok(tx.execute(&INSERT, values).await? == 1)
}

/// By what it is called in addresses.
pub async fn by_handle(tx: &mut Tx<'_>, handle: Digest) -> Result<Option<Arrival>, StorageError> {
    tx.row(&BY_HANDLE, params![handle]).await?.as_ref().map(read).transpose()
}

/// The one that came with this capability in this browser.
pub async fn by_capability(
    tx: &mut Tx<'_>,
    capability: Digest,
    browser: Digest,
) -> Result<Option<Arrival>, StorageError> {
    tx.row(&BY_CAPABILITY, params![capability, browser]).await?.as_ref().map(read).transpose()
}

/// The one whose form has this key, if its owner has vouched for it and it is `account`'s.
pub async fn of_form(
    tx: &mut Tx<'_>,
    submission_key: Digest,
    account: LocalAccountId,
) -> Result<Option<Arrival>, StorageError> {
    tx.row(&OF_FORM, params![submission_key, account]).await?.as_ref().map(read).transpose()
}

/// The origin of the portal to which a dossier is reported, if it is to any.
pub async fn portal_of(tx: &mut Tx<'_>, dossier: DossierId) -> Result<Option<String>, StorageError> {
    tx.row(&OF_DOSSIER, params![dossier]).await?.map(|row| row.text("portal")).transpose()
}

/// Lets `account` go on with it; false if another account did.
pub async fn take(tx: &mut Tx<'_>, id: ArrivalId, account: LocalAccountId) -> Result<bool, StorageError> {
    Ok(tx.execute(&TAKE, params![id, account]).await? == 1)
}

/// Its browser has been back at the other portal.
pub async fn vouched(tx: &mut Tx<'_>, id: ArrivalId) -> Result<(), StorageError> {
    tx.execute_one(&VOUCHED, params![id]).await
}

/// What is to be reported of it; nothing while there is no dossier that was submitted.
pub async fn to_report(tx: &mut Tx<'_>, id: ArrivalId) -> Result<Option<ToReport>, StorageError> {
    let Some(row) = tx.row(&TO_REPORT, params![id]).await? else { return Ok(None) };
    let number = |column: &'static str| -> Result<u32, StorageError> {
        u32::try_from(row.int(column)?).map_err(|_| row.bad(column, "no version"))
    };
    let state = DossierState::from_number(row.int("state")?);
    Ok(Some(ToReport {
        portal: row.text("portal")?,
        sealed: row.bytes("sealed")?,
        told: number("told")?,
        version: number("version")?,
        code: row.str("code")?.parse().map_err(|_| row.bad("code", "no code of a dossier"))?,
        procedure: row.str("procedure_code")?.parse().map_err(|_| row.bad("procedure_code", "no code"))?,
        state: state.ok_or_else(|| row.bad("state", "no state of a dossier"))?,
        submitted_at: row.time("submitted_at")?,
        changed_at: row.time("changed_at")?,
        came_from: row.opt_text("came_from")?,
    }))
}

/// The other portal knows this version.
pub async fn told(tx: &mut Tx<'_>, id: ArrivalId, version: u32) -> Result<bool, StorageError> {
    Ok(tx.execute(&TOLD, params![id, version]).await? == 1)
}

/// The other portal takes no reports of it.
pub async fn refused(tx: &mut Tx<'_>, id: ArrivalId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&REFUSED, params![id, now]).await? == 1)
}

/// Puts down that a dossier has changed, if its applicant was sent here; in the transaction of the change.
pub async fn changed(
    tx: &mut Tx<'_>,
    dossier: DossierId,
    now: Timestamp,
    random: &dyn Randomness,
) -> Result<(), StorageError> {
    let Some(row) = tx.row(&OF_DOSSIER, params![dossier]).await? else { return Ok(()) };
    put_down(tx, &row, now, random).await
}

/// Puts down anew what was given up or never put down in the last thirty days; returns how much there was.
pub async fn wake(tx: &mut Tx<'_>, now: Timestamp, random: &dyn Randomness) -> Result<usize, StorageError> {
    let owing = tx.rows(&OWING, params![now.before(LOOKED_BACK)]).await?;
    for row in &owing {
        put_down(tx, row, now, random).await?;
    }
    Ok(owing.len())
}

/// Each version is work of its own: what changes while an earlier one is on its way is not missed.
async fn put_down(
    tx: &mut Tx<'_>,
    row: &Row,
    now: Timestamp,
    random: &dyn Randomness,
) -> Result<(), StorageError> {
    let id: ArrivalId = row.id("id")?;
    let key = format!("{id} {}", row.int("version")?);
    let job = NewJob { kind: REPORT_JOB, payload: &id.to_string(), due_at: now, unique_key: Some(&key) };
    jobs::enqueue(tx, &job, JobId::new(now, random), now).await.map(drop)
}

/// Forgets those that ran out in the thirty days before `before` and of which no dossier came.
pub async fn sweep(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![before, before.before(LOOKED_BACK)]).await
}

fn read(row: &Row) -> Result<Arrival, StorageError> {
    Ok(Arrival {
        id: row.id("id")?,
        handle: row.digest("handle")?,
        browser: row.digest("browser")?,
        portal: row.text("portal")?,
        capability: row.digest("capability")?,
        sealed: row.bytes("sealed")?,
        procedure: row.str("procedure_code")?.parse().map_err(|_| row.bad("procedure_code", "no code"))?,
        place: row.text("place_code")?,
        submission_key: row.digest("submission_key")?,
        account: row.opt_id("local_account_id")?,
        vouched: row.bool("vouched")?,
        refused_at: row.opt_time("refused_at")?,
        created_at: row.time("created_at")?,
        expires_at: row.time("expires_at")?,
    })
}
