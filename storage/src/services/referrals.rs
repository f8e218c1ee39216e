//! Referrals, at the national portal: whom it sent on, and what the provinces reported of it.

use onedoor_base::{Digest, LocalAccountId, ReferralId, Timestamp};
use onedoor_services::dossiers::{ChosenPlace, DossierState};
use onedoor_services::referrals::{Referral, Report};

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "services.referral.insert",
    "INSERT INTO referrals (id, local_account_id, procedure_code, place_code, place_valid_at, portal, capability, \
     created_at, expires_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, local_account_id, procedure_code, place_code, place_valid_at, portal, capability, created_at, \
             expires_at, arrival, version, dossier_number, procedure_name, dossier_address, state, submitted_at, \
             changed_at FROM referrals WHERE ",
            $rest
        )
    };
}

const BY_CAPABILITY: Statement =
    Statement::new("services.referral.by_capability", select!("capability = $1"));

const REPORTED: Statement = Statement::new(
    "services.referral.reported",
    select!("local_account_id = $1 AND version > 0 ORDER BY changed_at DESC, id DESC LIMIT $2"),
);

const VOUCH: Statement = Statement::new(
    "services.referral.vouch",
    "UPDATE referrals SET arrival = $2, expires_at = $3 WHERE id = $1 AND arrival IS NULL",
);

// The greater version stays, whatever comes after it.
const HEAR: Statement = Statement::new(
    "services.referral.hear",
    "UPDATE referrals SET version = $3, dossier_number = $4, procedure_name = $5, dossier_address = $6, state = $7, \
     submitted_at = $8, changed_at = $9 WHERE id = $1 AND arrival = $2 AND version < $3",
);

const SWEEP: Statement =
    Statement::new("services.referral.sweep", "DELETE FROM referrals WHERE expires_at < $1 AND version = 0");

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &BY_CAPABILITY, &REPORTED, &VOUCH, &HEAR, &SWEEP];

/// Keeps a new referral.
pub async fn insert(tx: &mut Tx<'_>, new: &Referral) -> Result<(), StorageError> {
    let place = &new.place;
    let values = params![
        new.id,
        new.owner,
        new.procedure.as_str(),
        place.code.as_str(),
        place.valid_at.to_string(),
        new.portal.as_str(),
        new.capability,
        new.created_at,
        new.expires_at
    ];
    tx.execute_one(&INSERT, values).await
}

/// The referral whose capability has this digest.
pub async fn by_capability(tx: &mut Tx<'_>, capability: Digest) -> Result<Option<Referral>, StorageError> {
    tx.row(&BY_CAPABILITY, params![capability]).await?.as_ref().map(read).transpose()
}

/// Those of `owner` of which a dossier was reported, the last changed first; at most `most`.
pub async fn reported(
    tx: &mut Tx<'_>,
    owner: LocalAccountId,
    most: i64,
) -> Result<Vec<Referral>, StorageError> {
    tx.rows(&REPORTED, params![owner, most]).await?.iter().map(read).collect()
}

/// The owner stands behind this arrival; false if an arrival stands there already.
pub async fn vouch(
    tx: &mut Tx<'_>,
    id: ReferralId,
    arrival: Digest,
    good_until: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&VOUCH, params![id, arrival, good_until]).await? == 1)
}

/// Writes down what was reported; false if as much or more is known, or the arrival is another.
pub async fn hear(
    tx: &mut Tx<'_>,
    id: ReferralId,
    arrival: Digest,
    report: &Report,
) -> Result<bool, StorageError> {
    let values = params![
        id,
        arrival,
        report.version,
        report.number.as_str(),
        report.procedure.as_str(),
        report.address.as_str(),
        report.state.number(),
        report.submitted_at,
        report.changed_at
    ];
    Ok(tx.execute(&HEAR, values).await? == 1)
}

/// Forgets those that came to nothing and ran out before `before`.
pub async fn sweep(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![before]).await
}

fn read(row: &Row) -> Result<Referral, StorageError> {
    let valid_at = row.str("place_valid_at")?.parse().map_err(|_| row.bad("place_valid_at", "no day"))?;
    Ok(Referral {
        id: row.id("id")?,
        owner: row.id("local_account_id")?,
        procedure: row.str("procedure_code")?.parse().map_err(|_| row.bad("procedure_code", "no code"))?,
        place: ChosenPlace { code: row.text("place_code")?, valid_at },
        portal: row.text("portal")?,
        capability: row.digest("capability")?,
        created_at: row.time("created_at")?,
        expires_at: row.time("expires_at")?,
        arrival: row.opt_digest("arrival")?,
        report: report(row)?,
    })
}

fn report(row: &Row) -> Result<Option<Report>, StorageError> {
    let version = u32::try_from(row.int("version")?).map_err(|_| row.bad("version", "no version"))?;
    if version == 0 {
        return Ok(None);
    }
    let state = DossierState::from_number(row.int("state")?);
    Ok(Some(Report {
        number: row.text("dossier_number")?,
        procedure: row.text("procedure_name")?,
        state: state.ok_or_else(|| row.bad("state", "no state of a dossier"))?,
        submitted_at: row.time("submitted_at")?,
        changed_at: row.time("changed_at")?,
        address: row.text("dossier_address")?,
        version,
    }))
}
