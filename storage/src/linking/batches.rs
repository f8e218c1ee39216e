//! Files of links that a portal's staff prepare: how far each is written, and what was wrong with its rows.

use onedoor_base::{Actor, BatchId, Digest, Timestamp};
use onedoor_linking::{BatchState, Finding};

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "linking.batch.insert",
    "INSERT INTO link_batches (id, digest, name, made_by, state, rows, position, prepared, there, refused, \
     created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, 0, 0, 0, 0, $7, $7)",
);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, digest, name, made_by, state, rows, position, prepared, there, refused, created_at, \
             changed_at FROM link_batches WHERE ",
            $rest
        )
    };
}

const GET: Statement = Statement::new("linking.batch.get", select!("id = $1"));

const UNDER_WAY: Statement = Statement::new(
    "linking.batch.under_way",
    select!("digest = $1 AND state IN ('writing', 'stopped') ORDER BY created_at DESC, id DESC LIMIT 1"),
);

const LATEST: Statement = Statement::new(
    "linking.batch.latest",
    select!("created_at <= $1 AND state <> 'receiving' ORDER BY created_at DESC, id DESC LIMIT $2"),
);

const ADVANCE: Statement = Statement::new(
    "linking.batch.advance",
    "UPDATE link_batches SET position = $4, prepared = prepared + $5, there = there + $6, refused = refused + $7, \
     changed_at = $8 WHERE id = $1 AND state = $2 AND position = $3",
);

const MOVE: Statement = Statement::new(
    "linking.batch.move",
    "UPDATE link_batches SET state = $3, changed_at = $4 WHERE id = $1 AND state = $2",
);

const FROM_START: Statement = Statement::new(
    "linking.batch.from_start",
    "UPDATE link_batches SET state = 'writing', position = 0, prepared = 0, there = 0, refused = 0, \
     changed_at = $2 WHERE id = $1 AND state = 'checked'",
);

const RECEIVED: Statement = Statement::new(
    "linking.batch.received",
    "UPDATE link_batches SET state = 'checking', digest = $2, changed_at = $3 WHERE id = $1 AND state = 'receiving'",
);

const COUNTED: Statement = Statement::new(
    "linking.batch.counted",
    "UPDATE link_batches SET rows = $2, changed_at = $3 WHERE id = $1 AND state = 'checking'",
);

const UNDECIDED: Statement = Statement::new(
    "linking.batch.undecided",
    "SELECT COUNT(*) AS count FROM link_batches WHERE state IN ('checking', 'checked') \
     OR (state = 'receiving' AND created_at > $1)",
);

const LEFT: Statement = Statement::new(
    "linking.batch.left",
    select!(
        "(state = 'receiving' AND created_at < $1) OR (state IN ('checking', 'checked', 'stopped') AND changed_at < $2) LIMIT 1"
    ),
);

const DELETE: Statement =
    Statement::new("linking.batch.delete", "DELETE FROM link_batches WHERE id = $1 AND state = 'receiving'");

const FIND: Statement = Statement::new(
    "linking.batch.find",
    "INSERT INTO link_batch_findings (batch_id, line, finding, other_line, organisation, user_name) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
);

const FINDINGS: Statement = Statement::new(
    "linking.batch.findings",
    "SELECT line, finding, other_line, organisation, user_name FROM link_batch_findings \
     WHERE batch_id = $1 AND line > $2 ORDER BY line, finding LIMIT $3",
);

const FINDING_COUNTS: Statement = Statement::new(
    "linking.batch.finding_counts",
    "SELECT finding, COUNT(*) AS count FROM link_batch_findings WHERE batch_id = $1 GROUP BY finding",
);

const FORGET_LINES: Statement = Statement::new(
    "linking.batch.forget_lines",
    "DELETE FROM link_batch_findings WHERE batch_id = $1 AND line >= $2 AND line <= $3",
);

const PUT_PART: Statement = Statement::new(
    "linking.batch.put_part",
    "INSERT INTO link_batch_parts (batch_id, part, sealed) VALUES ($1, $2, $3)",
);

const PART: Statement = Statement::new(
    "linking.batch.part",
    "SELECT sealed FROM link_batch_parts WHERE batch_id = $1 AND part = $2",
);

const DROP_PARTS: Statement =
    Statement::new("linking.batch.drop_parts", "DELETE FROM link_batch_parts WHERE batch_id = $1");

pub(crate) const STATEMENTS: &[&Statement] = &[
    &INSERT,
    &GET,
    &UNDER_WAY,
    &LATEST,
    &ADVANCE,
    &MOVE,
    &FROM_START,
    &RECEIVED,
    &COUNTED,
    &UNDECIDED,
    &LEFT,
    &DELETE,
    &FIND,
    &FINDINGS,
    &FINDING_COUNTS,
    &FORGET_LINES,
    &PUT_PART,
    &PART,
    &DROP_PARTS,
];

/// A file of links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// SHA-256 of the file.
    pub digest: Digest,
    /// What the file was called.
    pub name: String,
    /// Who brought it.
    pub made_by: Actor,
    /// How far it is.
    pub state: BatchState,
    /// How many rows it has.
    pub rows: u64,
    /// How many of them are done.
    pub position: u64,
    /// What became of those.
    pub tally: Tally,
    /// When it came.
    pub created_at: Timestamp,
    /// When anything was last done with it.
    pub changed_at: Timestamp,
}

/// What became of rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many links were prepared; in a check, would be.
    pub prepared: u64,
    /// How many were prepared before, just so.
    pub there: u64,
    /// How many are not clean.
    pub refused: u64,
}

/// Something about a row that keeps it from being prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRow {
    /// The line of the file, from 1; the heading is the first.
    pub line: u64,
    /// What.
    pub finding: Finding,
    /// The row that it has it in common with.
    pub other_line: Option<u64>,
    /// The organisation, as it stands there.
    pub organisation: String,
    /// The user name, as it stands there.
    pub user_name: String,
}

/// Records a file; nothing of it is done yet.
pub async fn insert(tx: &mut Tx<'_>, batch: &Batch) -> Result<(), StorageError> {
    let made_by = serde_json::to_string(&batch.made_by).unwrap_or_default();
    let values = params![
        batch.id,
        batch.digest,
        &batch.name,
        made_by,
        batch.state.word(),
        number(batch.rows),
        batch.created_at
    ];
    tx.execute_one(&INSERT, values).await
}

/// The batch with this id.
pub async fn get(tx: &mut Tx<'_>, id: BatchId) -> Result<Option<Batch>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// The latest batch of a file with this digest that is not written to its end.
pub async fn under_way(tx: &mut Tx<'_>, digest: Digest) -> Result<Option<Batch>, StorageError> {
    tx.row(&UNDER_WAY, params![digest]).await?.as_ref().map(read).transpose()
}

/// The batches that came until `now`, the latest first.
pub async fn latest(tx: &mut Tx<'_>, now: Timestamp, most: i64) -> Result<Vec<Batch>, StorageError> {
    tx.rows(&LATEST, params![now, most]).await?.iter().map(read).collect()
}

/// So many rows more are done; false if somebody else has done them, or the batch is not under way any more.
pub async fn advance(
    tx: &mut Tx<'_>,
    (id, state): (BatchId, BatchState),
    (from, to): (u64, u64),
    more: Tally,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let (prepared, there, refused) = (number(more.prepared), number(more.there), number(more.refused));
    let values = params![id, state.word(), number(from), number(to), prepared, there, refused, now];
    Ok(tx.execute(&ADVANCE, values).await? == 1)
}

/// Moves a batch from one state to the next; false if it is not in the first.
pub async fn move_on(
    tx: &mut Tx<'_>,
    id: BatchId,
    (from, to): (BatchState, BatchState),
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&MOVE, params![id, from.word(), to.word(), now]).await? == 1)
}

/// Begins to write a batch that was checked; false if it was not.
pub async fn begin_writing(tx: &mut Tx<'_>, id: BatchId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&FROM_START, params![id, now]).await? == 1)
}

/// The whole file is there, with this digest: it is to be checked. False if it is not on its way.
pub async fn received(
    tx: &mut Tx<'_>,
    id: BatchId,
    digest: Digest,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&RECEIVED, params![id, digest, now]).await? == 1)
}

/// So many rows the file has that is being checked.
pub async fn counted(tx: &mut Tx<'_>, id: BatchId, rows: u64, now: Timestamp) -> Result<(), StorageError> {
    tx.execute(&COUNTED, params![id, number(rows), now]).await.map(drop)
}

/// How many files are being checked, wait for somebody's word, or have been on their way since `since`.
pub async fn undecided(tx: &mut Tx<'_>, since: Timestamp) -> Result<i64, StorageError> {
    tx.row(&UNDECIDED, params![since]).await?.map_or(Ok(0), |row| row.int("count"))
}

/// A file that stopped on its way before the first moment, or that nobody has said a word about since the second.
pub async fn left(
    tx: &mut Tx<'_>,
    (on_its_way, undecided): (Timestamp, Timestamp),
) -> Result<Option<Batch>, StorageError> {
    tx.row(&LEFT, params![on_its_way, undecided]).await?.as_ref().map(read).transpose()
}

/// A file did not come whole: as if it had never been.
pub async fn forget(tx: &mut Tx<'_>, id: BatchId) -> Result<(), StorageError> {
    drop_parts(tx, id).await?;
    tx.execute(&DELETE, params![id]).await.map(drop)
}

/// Writes down what keeps a row from being prepared; once.
pub async fn find(tx: &mut Tx<'_>, id: BatchId, found: &FoundRow) -> Result<(), StorageError> {
    let FoundRow { line, finding, other_line, organisation, user_name } = found;
    let other_line = other_line.map(number);
    let values = params![id, number(*line), finding.word(), other_line, organisation, user_name];
    tx.execute(&FIND, values).await.map(drop)
}

/// What was found in the lines after this one; all of a line or, at the end, perhaps not: ask again from the line
/// before the last.
pub async fn findings(
    tx: &mut Tx<'_>,
    id: BatchId,
    after: u64,
    most: i64,
) -> Result<Vec<FoundRow>, StorageError> {
    let rows = tx.rows(&FINDINGS, params![id, number(after), most]).await?;
    let read = |row: &Row| {
        Ok(FoundRow {
            line: unsigned(row, "line")?,
            finding: finding(row)?,
            other_line: row.opt_int("other_line")?.and_then(|line| u64::try_from(line).ok()),
            organisation: row.text("organisation")?,
            user_name: row.text("user_name")?,
        })
    };
    rows.iter().map(read).collect()
}

/// How often each was found.
pub async fn finding_counts(tx: &mut Tx<'_>, id: BatchId) -> Result<Vec<(Finding, u64)>, StorageError> {
    let rows = tx.rows(&FINDING_COUNTS, params![id]).await?;
    let mut counts = rows
        .iter()
        .map(|row| Ok((finding(row)?, unsigned(row, "count")?)))
        .collect::<Result<Vec<_>, StorageError>>()?;
    counts.sort_unstable();
    Ok(counts)
}

/// Forgets what was found in these lines: they are looked at anew.
pub async fn forget_lines(tx: &mut Tx<'_>, id: BatchId, (from, to): (u64, u64)) -> Result<(), StorageError> {
    tx.execute(&FORGET_LINES, params![id, number(from), number(to)]).await.map(drop)
}

/// Keeps a part of the file, sealed.
pub async fn put_part(tx: &mut Tx<'_>, id: BatchId, part: i64, sealed: &[u8]) -> Result<(), StorageError> {
    tx.execute_one(&PUT_PART, params![id, part, sealed]).await
}

/// A part of the file, sealed.
pub async fn part(tx: &mut Tx<'_>, id: BatchId, part: i64) -> Result<Option<Vec<u8>>, StorageError> {
    tx.row(&PART, params![id, part]).await?.map_or(Ok(None), |row| row.opt_bytes("sealed"))
}

/// Forgets the file.
pub async fn drop_parts(tx: &mut Tx<'_>, id: BatchId) -> Result<(), StorageError> {
    tx.execute(&DROP_PARTS, params![id]).await.map(drop)
}

fn read(row: &Row) -> Result<Batch, StorageError> {
    let state = BatchState::from_word(row.str("state")?).ok_or_else(|| row.bad("state", "no state"))?;
    let tally = Tally {
        prepared: unsigned(row, "prepared")?,
        there: unsigned(row, "there")?,
        refused: unsigned(row, "refused")?,
    };
    Ok(Batch {
        id: row.id("id")?,
        digest: row.opt_digest("digest")?.ok_or_else(|| row.bad("digest", "there is none"))?,
        name: row.text("name")?,
        made_by: serde_json::from_str(row.str("made_by")?).map_err(|_| row.bad("made_by", "nobody"))?,
        state,
        rows: unsigned(row, "rows")?,
        position: unsigned(row, "position")?,
        tally,
        created_at: row.time("created_at")?,
        changed_at: row.time("changed_at")?,
    })
}

fn finding(row: &Row) -> Result<Finding, StorageError> {
    Finding::from_word(row.str("finding")?).ok_or_else(|| row.bad("finding", "no finding"))
}

fn unsigned(row: &Row, column: &'static str) -> Result<u64, StorageError> {
    u64::try_from(row.int(column)?).map_err(|_| row.bad(column, "below nothing"))
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
