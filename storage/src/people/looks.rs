//! What members of the staff looked at, and why they said they did.

use onedoor_base::{AccountId, LookId, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "people.look.insert",
    "INSERT INTO staff_looks (id, staff_id, person_id, reason, case_reference, looked_at, ends_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)",
);
const GET: Statement = Statement::new(
    "people.look.get",
    "SELECT id, staff_id, person_id, reason, case_reference, looked_at, ends_at FROM staff_looks WHERE id = $1",
);
const LATEST: Statement = Statement::new(
    "people.look.latest",
    "SELECT id, staff_id, person_id, reason, case_reference, looked_at, ends_at FROM staff_looks \
     ORDER BY looked_at DESC LIMIT $1",
);
const COUNTS: Statement = Statement::new(
    "people.look.counts",
    "SELECT staff_id, COUNT(*) AS looks, COUNT(person_id) AS found FROM staff_looks WHERE looked_at >= $1 \
     GROUP BY staff_id ORDER BY looks DESC, staff_id",
);
const SWEEP: Statement = Statement::new("people.look.sweep", "DELETE FROM staff_looks WHERE looked_at < $1");

pub(super) const STATEMENTS: &[&Statement] = &[&INSERT, &GET, &LATEST, &COUNTS, &SWEEP];

/// One look at a person, or for one who was not found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Its id, which the address carries.
    pub id: LookId,
    /// Who looks.
    pub staff: AccountId,
    /// At whom; `None` if nobody was found.
    pub person: Option<AccountId>,
    /// Why, in words that the person reads.
    pub reason: String,
    /// The case that it belongs to.
    pub case: String,
    /// When.
    pub at: Timestamp,
    /// Until when it is good.
    pub ends_at: Timestamp,
}

/// How often somebody looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookCount {
    /// Who.
    pub staff: AccountId,
    /// How often.
    pub looks: i64,
    /// How often somebody was found.
    pub found: i64,
}

/// Keeps a look.
pub async fn add_look(tx: &mut Tx<'_>, new: &Look) -> Result<(), StorageError> {
    let values = params![new.id, new.staff, new.person, &new.reason, &new.case, new.at, new.ends_at];
    tx.execute_one(&INSERT, values).await
}

/// The look with this id.
pub async fn look(tx: &mut Tx<'_>, id: LookId) -> Result<Option<Look>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// The latest of everybody.
pub async fn latest_looks(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Look>, StorageError> {
    tx.rows(&LATEST, params![most]).await?.iter().map(read).collect()
}

/// How often each looked since then, the most first.
pub async fn look_counts(tx: &mut Tx<'_>, since: Timestamp) -> Result<Vec<LookCount>, StorageError> {
    let read = |row: &Row| {
        Ok(LookCount { staff: row.id("staff_id")?, looks: row.int("looks")?, found: row.int("found")? })
    };
    tx.rows(&COUNTS, params![since]).await?.iter().map(read).collect()
}

/// Forgets looks from before `then`; the record keeps them.
pub async fn sweep_looks(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![then]).await
}

fn read(row: &Row) -> Result<Look, StorageError> {
    Ok(Look {
        id: row.id("id")?,
        staff: row.id("staff_id")?,
        person: row.opt_id("person_id")?,
        reason: row.text("reason")?,
        case: row.text("case_reference")?,
        at: row.time("looked_at")?,
        ends_at: row.time("ends_at")?,
    })
}
