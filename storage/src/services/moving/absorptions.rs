use std::collections::BTreeSet;

use onedoor_base::{AbsorptionId, Digest, DossierId, LocalAccountId, Timestamp};

use super::absorb::there;
use crate::many::thirty_two;
use crate::{Row, Statement, StorageError, Tx, Value, params};

const MARK: Statement = Statement::new(
    "services.moving.mark",
    "INSERT INTO absorbed (id, absorption, user_name) VALUES ($1, $2, $3)",
);
const CAME: Statement = Statement::new(
    "services.moving.came",
    "SELECT a.system AS system, a.names AS names, a.origin AS origin, a.began_at AS began_at, b.user_name AS user_name \
     FROM absorbed AS b JOIN absorptions AS a ON a.id = b.absorption WHERE b.id = $1",
);
const WHICH_CAME: Statement = Statement::new(
    "services.moving.which_came",
    thirty_two!(
        "SELECT b.id AS id FROM absorbed AS b JOIN absorptions AS a ON a.id = b.absorption WHERE b.id IN ",
        " AND a.key_digest = $33"
    ),
);
const BEGIN: Statement = Statement::new(
    "services.moving.begin",
    "INSERT INTO absorptions (id, digest, system, names, origin, key_digest, position, taken, began_at) \
     VALUES ($1, $2, $3, $4, $5, $6, 0, 0, $7) ON CONFLICT DO NOTHING",
);
// An export that was begun before keys were written down.
const ADOPT: Statement = Statement::new(
    "services.moving.adopt",
    "UPDATE absorptions SET key_digest = $2 WHERE digest = $1 AND key_digest IS NULL",
);
const ALL: Statement =
    Statement::new("services.moving.all", "SELECT digest, system, origin, key_digest FROM absorptions");
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

pub(super) const STATEMENTS: &[&Statement] =
    &[&MARK, &CAME, &WHICH_CAME, &BEGIN, &ADOPT, &ALL, &ABSORPTION, &ADVANCE, &FINISH];

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
    /// The digest of the key that sealed it.
    pub key: Digest,
}

/// A portal that was taken over, as its export called it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// The portal, by its key.
    pub system: String,
    /// Where it was.
    pub origin: String,
}

/// Why an export is not taken to be of the portal that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistaken {
    /// This portal came before, under another key.
    OtherKey(Before),
    /// Another portal came before, under this key.
    OtherPortal(Before),
}

/// Writes down with which export something came.
pub(super) async fn mark(
    tx: &mut Tx<'_>,
    id: Value,
    absorption: AbsorptionId,
    user_name: Option<&str>,
) -> Result<(), StorageError> {
    tx.execute_one(&MARK, params![id, absorption, user_name]).await
}

/// From which portal an account came, if from one.
pub async fn account_came_from(
    tx: &mut Tx<'_>,
    id: LocalAccountId,
) -> Result<Option<CameFrom>, StorageError> {
    tx.row(&CAME, params![id]).await?.as_ref().map(read_came).transpose()
}

/// From which portal a dossier came, if from one.
pub async fn dossier_came_from(tx: &mut Tx<'_>, id: DossierId) -> Result<Option<CameFrom>, StorageError> {
    tx.row(&CAME, params![id]).await?.as_ref().map(read_came).transpose()
}

/// Which of these accounts came with an export that was sealed with this key.
pub async fn accounts_came(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = LocalAccountId>,
    key: Digest,
) -> Result<BTreeSet<LocalAccountId>, StorageError> {
    let asked = ids.into_iter().map(Value::from).collect();
    there(tx, &WHICH_CAME, (asked, &[key.into()]), |row| row.id("id")).await
}

/// Which of these dossiers came with an export that was sealed with this key.
pub async fn dossiers_came(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = DossierId>,
    key: Digest,
) -> Result<BTreeSet<DossierId>, StorageError> {
    let asked = ids.into_iter().map(Value::from).collect();
    there(tx, &WHICH_CAME, (asked, &[key.into()]), |row| row.id("id")).await
}

/// Whether an export is of the portal that it names, as far as exports before it tell: a key seals for one portal, and
/// a portal seals with one key. Whoever holds the key of one could name any other.
pub async fn mistaken(tx: &mut Tx<'_>, source: &Source) -> Result<Option<Mistaken>, StorageError> {
    for row in tx.rows(&ALL, params![]).await? {
        let before = Before { system: row.text("system")?, origin: row.text("origin")? };
        let (same, key) = (row.digest("digest")? == source.digest, row.opt_digest("key_digest")?);
        let named = before.system == source.system || before.origin == source.origin;
        let alike = before.system == source.system && before.origin == source.origin;
        match key {
            // Begun before keys were written down, and gone on with.
            None if same => {}
            Some(key) if key == source.key && !alike => return Ok(Some(Mistaken::OtherPortal(before))),
            Some(key) if key == source.key => {}
            _ if named => return Ok(Some(Mistaken::OtherKey(before))),
            _ => {}
        }
    }
    Ok(None)
}

/// Begins to take an export over, or finds how far it has come; `id` is for a new one.
pub async fn begin(
    tx: &mut Tx<'_>,
    id: AbsorptionId,
    source: &Source,
    now: Timestamp,
) -> Result<Absorption, StorageError> {
    let Source { digest, system, names, origin, key } = source;
    tx.execute(&BEGIN, params![id, *digest, system, names, origin, *key, now]).await?;
    tx.execute(&ADOPT, params![*digest, *key]).await?;
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
