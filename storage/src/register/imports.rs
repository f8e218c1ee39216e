//! Files that the copy is filled from. Each part of a file is written together with how far the file is, so that an
//! import that was killed goes on where it was.

use std::sync::Arc;

use onedoor_base::{Actor, AuditEvent, Country, Digest, RegisterImportId, Timestamp};

use super::people::{self, Prepared};
use crate::vault::{Vault, VaultError};
use crate::{Change, Row, Statement, StorageError, Store, Tx, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, digest, name, removes, state, position, added, replaced, removed, refused, began_at, \
             changed_at FROM register_imports WHERE ",
            $rest
        )
    };
}

const UNDER_WAY: Statement = Statement::new(
    "register.import.under_way",
    select!("digest = $1 AND removes = $2 AND state = 'writing' ORDER BY id DESC LIMIT 1"),
);
const STANDING: Statement = Statement::new("register.import.standing", select!("id = $1"));
const LATEST: Statement =
    Statement::new("register.import.latest", select!("began_at <= $1 ORDER BY id DESC LIMIT $2"));
const LEAVE: Statement = Statement::new(
    "register.import.leave",
    "UPDATE register_imports SET state = 'left' WHERE state = 'writing'",
);
const INSERT: Statement = Statement::new(
    "register.import.insert",
    "INSERT INTO register_imports (id, digest, name, removes, state, position, added, replaced, removed, refused, \
     began_at, changed_at) VALUES ($1, $2, $3, $4, 'writing', 0, 0, 0, 0, 0, $5, $5)",
);
const ADVANCE: Statement = Statement::new(
    "register.import.advance",
    "UPDATE register_imports SET position = $3, refused = refused + $4, changed_at = $5 \
     WHERE id = $1 AND position = $2 AND state = 'writing'",
);
const COUNT: Statement = Statement::new(
    "register.import.count",
    "UPDATE register_imports SET added = added + $2, replaced = replaced + $3, removed = removed + $4 WHERE id = $1",
);
const FINISH: Statement = Statement::new(
    "register.import.finish",
    "UPDATE register_imports SET state = 'done', changed_at = $2 WHERE id = $1 AND state = 'writing'",
);

pub(crate) const STATEMENTS: &[&Statement] =
    &[&UNDER_WAY, &STANDING, &LATEST, &LEAVE, &INSERT, &ADVANCE, &COUNT, &FINISH];

/// A file, and how far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub id: RegisterImportId,
    /// SHA-256 of the file.
    pub digest: Digest,
    /// What the file was called.
    pub name: String,
    /// Whether those in it are taken out.
    pub removes: bool,
    /// Where it stands.
    pub state: ImportState,
    /// How many rows are done; the heading is none.
    pub position: u64,
    /// What became of them.
    pub tally: Tally,
    /// When it was begun.
    pub began_at: Timestamp,
    /// When anything was last done with it.
    pub changed_at: Timestamp,
}

/// Where a file stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportState {
    /// It is being written, or was interrupted and goes on when it is given again.
    Writing,
    /// To its end.
    Done,
    /// It was interrupted, and another was begun.
    Left,
}

impl ImportState {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Writing => "writing",
            Self::Done => "done",
            Self::Left => "left",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Writing, Self::Done, Self::Left].into_iter().find(|state| state.word() == word)
    }
}

/// What became of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Of people who were not there.
    pub added: u64,
    /// In the place of an older entry.
    pub replaced: u64,
    /// Taken out.
    pub removed: u64,
    /// Rows that are none.
    pub refused: u64,
}

/// Rows that are done together.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// From where.
    pub from: u64,
    /// To where.
    pub to: u64,
    /// How many of them are no entries.
    pub refused: u64,
}

/// Begins with a file, or goes on with it if it was interrupted. Another that was interrupted is left for good: written
/// later it would put older entries in the place of newer ones.
pub async fn begin(
    store: &Store,
    (digest, name, removes): (Digest, &str, bool),
    by: &Actor,
) -> Result<Import, StorageError> {
    let now = store.clock().now();
    let id = RegisterImportId::new(now, &**store.random());
    let (name, by) = (name.to_owned(), by.clone());
    store
        .change_beside(move |tx| {
            let (name, by) = (name.clone(), by.clone());
            Box::pin(async move {
                if let Some(row) = tx.row(&UNDER_WAY, params![digest, removes]).await? {
                    return Ok(Change::Unrecorded(read(&row)?));
                }
                tx.execute(&LEAVE, &[]).await?;
                tx.execute_one(&INSERT, params![id, digest, &name, removes, now]).await?;
                let event = AuditEvent::new(now, by, "register.import.begun")
                    .with("import", id.to_string())
                    .with("file", name)
                    .with("removes", removes);
                Ok(Change::Recorded(found(tx, id).await?, vec![event]))
            })
        })
        .await
}

/// Writes a part of a file, whole or not at all.
///
/// # Errors
/// [`StorageError`] also if somebody else has written it, or begun with another file, meanwhile.
pub async fn write(
    store: &Store,
    vault: &Vault,
    import: RegisterImportId,
    part: Part,
    people: Vec<Prepared>,
) -> Result<(), VaultError> {
    let (vault, people, now) = (vault.clone(), Arc::new(people), store.clock().now());
    store
        .apart_beside(move |tx| {
            let (vault, people) = (vault.clone(), Arc::clone(&people));
            Box::pin(async move {
                advance(tx, import, part, now).await?;
                let tally = people::put(tx, &vault, &people, now.millis()).await?;
                counted(tx, import, tally).await?;
                Ok(Change::Unrecorded(()))
            })
        })
        .await
}

/// As [`write()`], and those with these numbers are taken out.
pub async fn remove(
    store: &Store,
    vault: &Vault,
    import: RegisterImportId,
    part: Part,
    numbers: Vec<(Country, String)>,
) -> Result<(), VaultError> {
    let (vault, numbers, now) = (vault.clone(), Arc::new(numbers), store.clock().now());
    store
        .apart_beside(move |tx| {
            let (vault, numbers) = (vault.clone(), Arc::clone(&numbers));
            Box::pin(async move {
                advance(tx, import, part, now).await?;
                let removed = people::drop_all(tx, &vault, &numbers).await?;
                counted(tx, import, Tally { removed, ..Tally::default() }).await?;
                Ok(Change::Unrecorded(()))
            })
        })
        .await
}

/// The file is written to its end.
pub async fn finish(store: &Store, import: RegisterImportId, by: &Actor) -> Result<Import, StorageError> {
    let (now, by) = (store.clock().now(), by.clone());
    store
        .change_beside(move |tx| {
            let by = by.clone();
            Box::pin(async move {
                tx.execute_one(&FINISH, params![import, now]).await?;
                let done = found(tx, import).await?;
                let Tally { added, replaced, removed, refused } = done.tally;
                let event = AuditEvent::new(now, by, "register.import.done")
                    .with("import", import.to_string())
                    .with("added", added)
                    .with("replaced", replaced)
                    .with("removed", removed)
                    .with("refused", refused);
                Ok(Change::Recorded(done, vec![event]))
            })
        })
        .await
}

/// A file, if there was such a one.
pub async fn standing(tx: &mut Tx<'_>, import: RegisterImportId) -> Result<Option<Import>, StorageError> {
    tx.row(&STANDING, params![import]).await?.map(|row| read(&row)).transpose()
}

/// The newest files, the last first.
pub async fn latest(tx: &mut Tx<'_>, until: Timestamp, most: u32) -> Result<Vec<Import>, StorageError> {
    tx.rows(&LATEST, params![until, most]).await?.iter().map(read).collect()
}

async fn found(tx: &mut Tx<'_>, import: RegisterImportId) -> Result<Import, StorageError> {
    let row = tx.row(&STANDING, params![import]).await?;
    row.map_or_else(|| Err(StorageError::Unavailable("the import is gone".to_owned())), |row| read(&row))
}

/// Comes first, so that two who write one part meet here and nowhere else.
async fn advance(
    tx: &mut Tx<'_>,
    import: RegisterImportId,
    Part { from, to, refused }: Part,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.execute_one(&ADVANCE, params![import, int(from), int(to), int(refused), now]).await
}

async fn counted(tx: &mut Tx<'_>, import: RegisterImportId, tally: Tally) -> Result<(), StorageError> {
    let Tally { added, replaced, removed, .. } = tally;
    tx.execute_one(&COUNT, params![import, int(added), int(replaced), int(removed)]).await
}

fn read(row: &Row) -> Result<Import, StorageError> {
    let count = |column| row.int(column).map(|count| u64::try_from(count).unwrap_or_default());
    let state = ImportState::from_word(row.str("state")?);
    Ok(Import {
        id: row.id("id")?,
        digest: row.digest("digest")?,
        name: row.text("name")?,
        removes: row.bool("removes")?,
        state: state.ok_or_else(|| row.bad("state", "no state"))?,
        position: count("position")?,
        tally: Tally {
            added: count("added")?,
            replaced: count("replaced")?,
            removed: count("removed")?,
            refused: count("refused")?,
        },
        began_at: row.time("began_at")?,
        changed_at: row.time("changed_at")?,
    })
}

fn int(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
