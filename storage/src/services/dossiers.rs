//! Dossiers: begun, submitted, and what happened to them since.

use onedoor_base::{Digest, DossierId, LocalAccountId, Timestamp};
use onedoor_services::Day;
use onedoor_services::dossiers::{ChosenPlace, DossierCode, DossierState};
use onedoor_services::procedures::ProcedureCode;

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "services.dossier.insert",
    "INSERT INTO dossiers (id, submission_key, local_account_id, procedure_code, place_code, place_valid_at, \
     content, state, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $8) \
     ON CONFLICT DO NOTHING",
);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, code, local_account_id, procedure_code, place_code, place_valid_at, content, state, \
             created_at, changed_at, submitted_at FROM dossiers WHERE ",
            $rest
        )
    };
}

const GET: Statement = Statement::new("services.dossier.get", select!("id = $1 AND local_account_id = $2"));

const BY_CODE: Statement =
    Statement::new("services.dossier.by_code", select!("code = $1 AND local_account_id = $2"));

const BY_KEY: Statement =
    Statement::new("services.dossier.by_key", select!("submission_key = $1 AND local_account_id = $2"));

const OF_OWNER: Statement = Statement::new(
    "services.dossier.of_owner",
    select!("local_account_id = $1 ORDER BY changed_at DESC, id DESC LIMIT $2"),
);

const REWRITE: Statement = Statement::new(
    "services.dossier.rewrite",
    "UPDATE dossiers SET place_code = $3, place_valid_at = $4, content = $5, changed_at = $6 \
     WHERE id = $1 AND local_account_id = $2 AND state = 0",
);

const SUBMIT: Statement = Statement::new(
    "services.dossier.submit",
    "UPDATE dossiers SET state = 1, code = $3, submitted_at = $4, changed_at = $4 \
     WHERE id = $1 AND local_account_id = $2 AND state = 0",
);

const STEP: Statement = Statement::new(
    "services.dossier.step",
    "UPDATE dossiers SET state = $3, changed_at = $4 WHERE id = $1 AND state = $2",
);

const DISCARD: Statement = Statement::new(
    "services.dossier.discard",
    "DELETE FROM dossiers WHERE id = $1 AND local_account_id = $2 AND state = 0",
);

const EVENTS: Statement = Statement::new(
    "services.dossier.events",
    "SELECT count(*) AS events FROM dossier_events WHERE dossier_id = $1",
);

const EVENT: Statement = Statement::new(
    "services.dossier.event",
    "INSERT INTO dossier_events (dossier_id, position, state, at) VALUES ($1, $2, $3, $4)",
);

const HISTORY: Statement = Statement::new(
    "services.dossier.history",
    "SELECT state, at FROM dossier_events WHERE dossier_id = $1 ORDER BY position",
);

const SERIAL: Statement = Statement::new(
    "services.dossier.serial",
    "INSERT INTO dossier_serials (day, last) VALUES ($1, 1) \
     ON CONFLICT (day) DO UPDATE SET last = dossier_serials.last + 1 RETURNING last",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &INSERT, &GET, &BY_CODE, &BY_KEY, &OF_OWNER, &REWRITE, &SUBMIT, &STEP, &DISCARD, &EVENTS, &EVENT,
    &HISTORY, &SERIAL,
];

/// A dossier as the database keeps it: what the applicant wrote is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierRecord {
    /// Its id.
    pub id: DossierId,
    /// Whose it is.
    pub owner: LocalAccountId,
    /// Which procedure it asks for.
    pub procedure: ProcedureCode,
    /// The unit whose authority is asked.
    pub place: Option<ChosenPlace>,
    /// What the applicant wrote, sealed.
    pub content: Vec<u8>,
    /// Where it stands.
    pub state: DossierState,
    /// Its number, from the submission on.
    pub code: Option<DossierCode>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When its state or content last changed.
    pub changed_at: Timestamp,
    /// When it was submitted.
    pub submitted_at: Option<Timestamp>,
}

/// Begins a draft; `key` was made with the empty form. False if a dossier was begun with that form.
pub async fn begin(tx: &mut Tx<'_>, draft: &DossierRecord, key: Digest) -> Result<bool, StorageError> {
    let (code, valid_at) = place_columns(draft.place.as_ref());
    let changed = tx
        .execute(
            &INSERT,
            params![
                draft.id,
                key,
                draft.owner,
                draft.procedure.as_str(),
                code,
                valid_at,
                draft.content.as_slice(),
                draft.created_at
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Writes a draft anew; false if it is none of `draft.owner`'s, or no draft any more.
pub async fn rewrite(tx: &mut Tx<'_>, draft: &DossierRecord) -> Result<bool, StorageError> {
    let (code, valid_at) = place_columns(draft.place.as_ref());
    let content = draft.content.as_slice();
    let params = params![draft.id, draft.owner, code, valid_at, content, draft.changed_at];
    Ok(tx.execute(&REWRITE, params).await? == 1)
}

/// The dossier with this id, if it is `owner`'s.
pub async fn get(
    tx: &mut Tx<'_>,
    owner: LocalAccountId,
    id: DossierId,
) -> Result<Option<DossierRecord>, StorageError> {
    tx.row(&GET, params![id, owner]).await?.as_ref().map(read).transpose()
}

/// The dossier with this number, if it is `owner`'s.
pub async fn by_code(
    tx: &mut Tx<'_>,
    owner: LocalAccountId,
    code: &DossierCode,
) -> Result<Option<DossierRecord>, StorageError> {
    tx.row(&BY_CODE, params![code.to_string(), owner]).await?.as_ref().map(read).transpose()
}

/// The dossier that was begun with this form, if it is `owner`'s.
pub async fn by_key(
    tx: &mut Tx<'_>,
    owner: LocalAccountId,
    key: Digest,
) -> Result<Option<DossierRecord>, StorageError> {
    tx.row(&BY_KEY, params![key, owner]).await?.as_ref().map(read).transpose()
}

/// The dossiers of `owner`, the last changed first; at most `most`.
pub async fn of_owner(
    tx: &mut Tx<'_>,
    owner: LocalAccountId,
    most: i64,
) -> Result<Vec<DossierRecord>, StorageError> {
    tx.rows(&OF_OWNER, params![owner, most]).await?.iter().map(read).collect()
}

/// Submits a draft under `code`; false if it is no draft any more, or not `owner`'s.
pub async fn submit(
    tx: &mut Tx<'_>,
    owner: LocalAccountId,
    id: DossierId,
    code: &DossierCode,
    now: Timestamp,
) -> Result<bool, StorageError> {
    if tx.execute(&SUBMIT, params![id, owner, code.to_string(), now]).await? != 1 {
        return Ok(false);
    }
    write_down(tx, id, DossierState::Submitted, now).await?;
    Ok(true)
}

/// Takes a dossier from one state to the next; false if it does not stand in `from` any more.
pub async fn step(
    tx: &mut Tx<'_>,
    id: DossierId,
    from: DossierState,
    to: DossierState,
    now: Timestamp,
) -> Result<bool, StorageError> {
    if tx.execute(&STEP, params![id, from.number(), to.number(), now]).await? != 1 {
        return Ok(false);
    }
    write_down(tx, id, to, now).await?;
    Ok(true)
}

/// Throws a draft away; false if it is no draft, or not `owner`'s.
pub async fn discard(tx: &mut Tx<'_>, owner: LocalAccountId, id: DossierId) -> Result<bool, StorageError> {
    Ok(tx.execute(&DISCARD, params![id, owner]).await? == 1)
}

/// What happened to a dossier, in order.
pub async fn history(tx: &mut Tx<'_>, id: DossierId) -> Result<Vec<(DossierState, Timestamp)>, StorageError> {
    tx.rows(&HISTORY, params![id]).await?.iter().map(|row| Ok((state(row)?, row.time("at")?))).collect()
}

/// The next serial number of a day, from 1.
pub async fn next_serial(tx: &mut Tx<'_>, day: Day) -> Result<u32, StorageError> {
    let row = tx.row(&SERIAL, params![day.to_string()]).await?;
    let row = row.ok_or(StorageError::NotOneRow { statement: SERIAL.name(), affected: 0 })?;
    u32::try_from(row.int("last")?).map_err(|_| row.bad("last", "no serial number"))
}

async fn write_down(
    tx: &mut Tx<'_>,
    id: DossierId,
    state: DossierState,
    now: Timestamp,
) -> Result<(), StorageError> {
    let before = tx.row(&EVENTS, params![id]).await?.map_or(Ok(0), |row| row.int("events"))?;
    tx.execute_one(&EVENT, params![id, before + 1, state.number(), now]).await
}

fn place_columns(place: Option<&ChosenPlace>) -> (Option<String>, Option<String>) {
    (place.map(|p| p.code.clone()), place.map(|p| p.valid_at.to_string()))
}

fn state(row: &Row) -> Result<DossierState, StorageError> {
    DossierState::from_number(row.int("state")?).ok_or_else(|| row.bad("state", "no state of a dossier"))
}

fn read(row: &Row) -> Result<DossierRecord, StorageError> {
    let place = match (row.opt_text("place_code")?, row.opt_text("place_valid_at")?) {
        (Some(code), Some(day)) => {
            let valid_at = day.parse().map_err(|_| row.bad("place_valid_at", "no day"))?;
            Some(ChosenPlace { code, valid_at })
        }
        _ => None,
    };
    let code = row.opt_text("code")?.map(|code| code.parse()).transpose();
    Ok(DossierRecord {
        id: row.id("id")?,
        owner: row.id("local_account_id")?,
        procedure: row.str("procedure_code")?.parse().map_err(|_| row.bad("procedure_code", "no code"))?,
        place,
        content: row.bytes("content")?,
        state: state(row)?,
        code: code.map_err(|_| row.bad("code", "no code of a dossier"))?,
        created_at: row.time("created_at")?,
        changed_at: row.time("changed_at")?,
        submitted_at: row.opt_time("submitted_at")?,
    })
}
