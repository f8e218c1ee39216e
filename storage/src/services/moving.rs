//! Accounts and dossiers that move from one portal to another, row by row. They keep their ids.
//!
//! What a portal seals under its own keys does not go into the rows' JSON: whoever moves them opens it here and seals
//! it there.

use onedoor_base::{AbsorptionId, Digest, DossierId, LocalAccountId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Row, Statement, StorageError, Tx, params};

const ACCOUNTS: Statement = Statement::new(
    "services.moving.accounts",
    "SELECT id, organisation, user_name, user_key, display_name, phone, phone_confirmed_at, email, state, \
     password_hash, password_changed_at, number_country, number_sealed, number_fingerprint, number_proven_at, \
     language, created_at, origin FROM local_accounts WHERE id > $1 ORDER BY id LIMIT $2",
);
const DOSSIERS: Statement = Statement::new(
    "services.moving.dossiers",
    "SELECT id, submission_key, code, local_account_id, procedure_code, place_code, place_valid_at, content, state, \
     created_at, changed_at, submitted_at FROM dossiers WHERE id > $1 ORDER BY id LIMIT $2",
);
const EVENTS: Statement = Statement::new(
    "services.moving.events",
    "SELECT state, at FROM dossier_events WHERE dossier_id = $1 ORDER BY position",
);
const HELD: Statement = Statement::new(
    "services.moving.held",
    "SELECT kind, value, since, held_at FROM held_ways WHERE local_account_id = $1 ORDER BY kind",
);
const ORIGINS: Statement = Statement::new(
    "services.moving.origins",
    "SELECT kind, issuer, since FROM contact_origins WHERE local_account_id = $1 ORDER BY kind",
);
const HAS_ACCOUNT: Statement =
    Statement::new("services.moving.has_account", "SELECT id FROM local_accounts WHERE id = $1");
const HAS_NAME: Statement = Statement::new(
    "services.moving.has_name",
    "SELECT id FROM local_accounts WHERE organisation = $1 AND user_key = $2",
);
const HAS_DOSSIER: Statement =
    Statement::new("services.moving.has_dossier", "SELECT id FROM dossiers WHERE id = $1");
const HAS_CODE: Statement =
    Statement::new("services.moving.has_code", "SELECT id FROM dossiers WHERE code = $1");
const PUT_ACCOUNT: Statement = Statement::new(
    "services.moving.put_account",
    "INSERT INTO local_accounts (id, organisation, user_name, user_key, display_name, phone, phone_confirmed_at, \
     email, state, password_hash, password_changed_at, number_country, number_sealed, number_fingerprint, \
     number_proven_at, language, created_at, origin) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
);
const PUT_HELD: Statement = Statement::new(
    "services.moving.put_held",
    "INSERT INTO held_ways (local_account_id, kind, value, since, held_at) VALUES ($1, $2, $3, $4, $5)",
);
const PUT_ORIGIN: Statement = Statement::new(
    "services.moving.put_origin",
    "INSERT INTO contact_origins (local_account_id, kind, issuer, since) VALUES ($1, $2, $3, $4)",
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
const MARK: Statement = Statement::new(
    "services.moving.mark",
    "INSERT INTO absorbed (id, absorption, user_name) VALUES ($1, $2, $3)",
);
const CAME: Statement = Statement::new(
    "services.moving.came",
    "SELECT a.system AS system, a.names AS names, a.origin AS origin, a.began_at AS began_at, b.user_name AS user_name \
     FROM absorbed AS b JOIN absorptions AS a ON a.id = b.absorption WHERE b.id = $1",
);
const BEGIN: Statement = Statement::new(
    "services.moving.begin",
    "INSERT INTO absorptions (id, digest, system, names, origin, position, taken, began_at) \
     VALUES ($1, $2, $3, $4, $5, 0, 0, $6) ON CONFLICT DO NOTHING",
);
const ABSORPTION: Statement = Statement::new(
    "services.moving.absorption",
    "SELECT id, position, taken, ended_at FROM absorptions WHERE digest = $1",
);
const ADVANCE: Statement = Statement::new(
    "services.moving.advance",
    "UPDATE absorptions SET position = $3, taken = taken + $4 WHERE id = $1 AND position = $2",
);
const FINISH: Statement = Statement::new(
    "services.moving.finish",
    "UPDATE absorptions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &ACCOUNTS,
    &DOSSIERS,
    &EVENTS,
    &HELD,
    &ORIGINS,
    &HAS_ACCOUNT,
    &HAS_NAME,
    &HAS_DOSSIER,
    &HAS_CODE,
    &PUT_ACCOUNT,
    &PUT_HELD,
    &PUT_ORIGIN,
    &PUT_DOSSIER,
    &PUT_EVENT,
    &MARK,
    &CAME,
    &BEGIN,
    &ABSORPTION,
    &ADVANCE,
    &FINISH,
];

/// A row of an account with what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the columns of the table, which explains them")]
pub struct AccountRow {
    pub id: LocalAccountId,
    pub organisation: String,
    pub user_name: String,
    pub user_key: String,
    pub display_name: String,
    pub phone: Option<String>,
    pub phone_confirmed_at: Option<Timestamp>,
    pub email: Option<String>,
    pub state: String,
    pub password_hash: Option<String>,
    pub password_changed_at: Option<Timestamp>,
    pub number_country: Option<String>,
    #[serde(skip)]
    pub number_sealed: Option<Vec<u8>>,
    #[serde(skip)]
    pub number_fingerprint: Option<Digest>,
    pub number_proven_at: Option<Timestamp>,
    pub language: Option<String>,
    pub created_at: Timestamp,
    pub origin: String,
    pub held: Vec<HeldRow>,
    pub origins: Vec<OriginRow>,
}

/// A way into an account that is on hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the columns of the table, which explains them")]
pub struct HeldRow {
    pub kind: String,
    pub value: String,
    pub since: Timestamp,
    pub held_at: Timestamp,
}

/// Where a contact of an account comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the columns of the table, which explains them")]
pub struct OriginRow {
    pub kind: String,
    pub issuer: Option<String>,
    pub since: Timestamp,
}

/// A row of a dossier with what happened to it: state and time, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the columns of the table, which explains them")]
pub struct DossierRow {
    pub id: DossierId,
    pub submission_key: Vec<u8>,
    pub code: Option<String>,
    pub owner: LocalAccountId,
    pub procedure: String,
    pub place_code: Option<String>,
    pub place_valid_at: Option<String>,
    #[serde(skip)]
    pub content: Vec<u8>,
    pub state: i64,
    pub created_at: Timestamp,
    pub changed_at: Timestamp,
    pub submitted_at: Option<Timestamp>,
    pub events: Vec<(i64, Timestamp)>,
}

/// From which portal something came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameFrom {
    /// The portal, by its key.
    pub system: String,
    /// What it was called, by language: JSON.
    pub names: String,
    /// Where it was.
    pub origin: String,
    /// When it came.
    pub at: Timestamp,
    /// The user name there, where somebody else had it here.
    pub user_name: Option<String>,
}

impl CameFrom {
    /// What the portal was called in a language; its key where no name is known.
    pub fn name_in(&self, tag: &str) -> String {
        let names: std::collections::BTreeMap<String, String> =
            serde_json::from_str(&self.names).unwrap_or_default();
        names.get(tag).cloned().unwrap_or_else(|| self.system.clone())
    }
}

/// How far the taking over of one export has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absorption {
    /// Its id.
    pub id: AbsorptionId,
    /// How many records of the export are dealt with.
    pub position: i64,
    /// How many of them made something new.
    pub taken: i64,
    /// Since when it is complete.
    pub ended_at: Option<Timestamp>,
}

/// The portal that is taken over, and the digest of its export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Of the export.
    pub digest: Digest,
    /// The portal, by its key.
    pub system: String,
    /// What it is called, by language: JSON.
    pub names: String,
    /// Where it is.
    pub origin: String,
}

/// The accounts by id, after this one.
pub async fn accounts(
    tx: &mut Tx<'_>,
    after: LocalAccountId,
    most: i64,
) -> Result<Vec<AccountRow>, StorageError> {
    let rows = tx.rows(&ACCOUNTS, params![after, most]).await?;
    let mut accounts = rows.iter().map(read_account).collect::<Result<Vec<_>, _>>()?;
    for account in &mut accounts {
        for row in &tx.rows(&HELD, params![account.id]).await? {
            let (kind, value) = (row.text("kind")?, row.text("value")?);
            account.held.push(HeldRow {
                kind,
                value,
                since: row.time("since")?,
                held_at: row.time("held_at")?,
            });
        }
        for row in &tx.rows(&ORIGINS, params![account.id]).await? {
            let (kind, issuer) = (row.text("kind")?, row.opt_text("issuer")?);
            account.origins.push(OriginRow { kind, issuer, since: row.time("since")? });
        }
    }
    Ok(accounts)
}

/// The dossiers by id, after this one.
pub async fn dossiers(tx: &mut Tx<'_>, after: DossierId, most: i64) -> Result<Vec<DossierRow>, StorageError> {
    let rows = tx.rows(&DOSSIERS, params![after, most]).await?;
    let mut dossiers = rows.iter().map(read_dossier).collect::<Result<Vec<_>, _>>()?;
    for dossier in &mut dossiers {
        for row in &tx.rows(&EVENTS, params![dossier.id]).await? {
            dossier.events.push((row.int("state")?, row.time("at")?));
        }
    }
    Ok(dossiers)
}

/// Whether there is an account of this id here.
pub async fn has_account(tx: &mut Tx<'_>, id: LocalAccountId) -> Result<bool, StorageError> {
    Ok(tx.row(&HAS_ACCOUNT, params![id]).await?.is_some())
}

/// Whether an account here has this user name, by its key.
pub async fn has_name(tx: &mut Tx<'_>, organisation: &str, key: &str) -> Result<bool, StorageError> {
    Ok(tx.row(&HAS_NAME, params![organisation, key]).await?.is_some())
}

/// Whether there is a dossier of this id here.
pub async fn has_dossier(tx: &mut Tx<'_>, id: DossierId) -> Result<bool, StorageError> {
    Ok(tx.row(&HAS_DOSSIER, params![id]).await?.is_some())
}

/// Whether a dossier here has this number.
pub async fn has_code(tx: &mut Tx<'_>, code: &str) -> Result<bool, StorageError> {
    Ok(tx.row(&HAS_CODE, params![code]).await?.is_some())
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
        a.language.as_deref(),
        a.created_at,
        &a.origin
    ];
    tx.execute_one(&PUT_ACCOUNT, values).await?;
    for HeldRow { kind, value, since, held_at } in &a.held {
        tx.execute_one(&PUT_HELD, params![a.id, kind, value, *since, *held_at]).await?;
    }
    for OriginRow { kind, issuer, since } in &a.origins {
        tx.execute_one(&PUT_ORIGIN, params![a.id, kind, issuer.as_deref(), *since]).await?;
    }
    tx.execute_one(&MARK, params![a.id, absorption, user_name]).await
}

/// Writes a dossier that was not there, with its history.
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
    tx.execute_one(&MARK, params![d.id, absorption, None::<&str>]).await
}

/// From which portal a dossier came, if from one.
pub async fn dossier_came_from(tx: &mut Tx<'_>, id: DossierId) -> Result<Option<CameFrom>, StorageError> {
    tx.row(&CAME, params![id]).await?.as_ref().map(read_came).transpose()
}

/// Begins to take an export over, or finds how far it has come; `id` is for a new one.
pub async fn begin(
    tx: &mut Tx<'_>,
    id: AbsorptionId,
    source: &Source,
    now: Timestamp,
) -> Result<Absorption, StorageError> {
    let Source { digest, system, names, origin } = source;
    tx.execute(&BEGIN, params![id, *digest, system, names, origin, now]).await?;
    let found = absorption(tx, *digest).await?;
    found.ok_or(StorageError::NotOneRow { statement: ABSORPTION.name(), affected: 0 })
}

/// How far the taking over of the export with this digest has come.
pub async fn absorption(tx: &mut Tx<'_>, digest: Digest) -> Result<Option<Absorption>, StorageError> {
    let row = tx.row(&ABSORPTION, params![digest]).await?;
    let read = |row: &Row| {
        let (position, taken) = (row.int("position")?, row.int("taken")?);
        Ok(Absorption { id: row.id("id")?, position, taken, ended_at: row.opt_time("ended_at")? })
    };
    row.as_ref().map(read).transpose()
}

/// Writes down that the records up to `to` are dealt with; false if another process is at it.
pub async fn advance(
    tx: &mut Tx<'_>,
    id: AbsorptionId,
    (from, to): (i64, i64),
    taken: i64,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&ADVANCE, params![id, from, to, taken]).await? == 1)
}

/// Writes down that it is complete; false if it was.
pub async fn finish(tx: &mut Tx<'_>, id: AbsorptionId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&FINISH, params![id, now]).await? == 1)
}

fn read_came(row: &Row) -> Result<CameFrom, StorageError> {
    Ok(CameFrom {
        system: row.text("system")?,
        names: row.text("names")?,
        origin: row.text("origin")?,
        at: row.time("began_at")?,
        user_name: row.opt_text("user_name")?,
    })
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
        state: row.text("state")?,
        password_hash: row.opt_text("password_hash")?,
        password_changed_at: row.opt_time("password_changed_at")?,
        number_country: row.opt_text("number_country")?,
        number_sealed: row.opt_bytes("number_sealed")?,
        number_fingerprint: row.opt_digest("number_fingerprint")?,
        number_proven_at: row.opt_time("number_proven_at")?,
        language: row.opt_text("language")?,
        created_at: row.time("created_at")?,
        origin: row.text("origin")?,
        held: Vec::new(),
        origins: Vec::new(),
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
    })
}
