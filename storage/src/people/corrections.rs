//! Requests of people to put wrong data right. What they say is sealed for the row that it stands in.

use onedoor_base::{AccountId, CorrectionId, Timestamp};
use onedoor_proofing::correction::{Field, Reason, State};
use serde::{Deserialize, Serialize};

use crate::vault::{Vault, VaultError};
use crate::{Row, Statement, StorageError, Tx, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, field, said_sealed, state, sent_at, due_at, taken_by, taken_at, settled_by, \
             settled_at, reason, EXISTS (SELECT 1 FROM correction_papers WHERE correction_id = corrections.id) \
             AS paper FROM corrections ",
            $rest
        )
    };
}

const SEND: Statement = Statement::new(
    "people.correction.send",
    "INSERT INTO corrections (id, account_id, field, said_sealed, state, sent_at, due_at) \
     VALUES ($1, $2, $3, $4, 'sent', $5, $6) ON CONFLICT DO NOTHING",
);
const GET: Statement = Statement::new("people.correction.get", select!("WHERE id = $1"));
const OF_ACCOUNT: Statement = Statement::new(
    "people.correction.of_account",
    select!("WHERE account_id = $1 ORDER BY sent_at DESC, id DESC LIMIT 100"),
);
const QUEUE: Statement = Statement::new(
    "people.correction.queue",
    select!("WHERE state IN ('sent', 'in-work') ORDER BY due_at, id LIMIT $1"),
);
const COUNT: Statement = Statement::new(
    "people.correction.count",
    "SELECT COUNT(*) AS waiting FROM corrections WHERE state IN ('sent', 'in-work')",
);
const LATE: Statement = Statement::new(
    "people.correction.late",
    "SELECT COUNT(*) AS waiting FROM corrections WHERE state IN ('sent', 'in-work') AND due_at <= $1",
);
const TAKE: Statement = Statement::new(
    "people.correction.take",
    "UPDATE corrections SET state = 'in-work', taken_by = $2, taken_at = $3 WHERE id = $1 AND \
     (state = 'sent' OR (state = 'in-work' AND taken_by <> $2))",
);
const SETTLE: Statement = Statement::new(
    "people.correction.settle",
    "UPDATE corrections SET state = $3, settled_by = $4, settled_at = $5, reason = $6 WHERE id = $1 AND state = $2",
);
const GIVE_PAPER: Statement = Statement::new(
    "people.correction.give_paper",
    "INSERT INTO correction_papers (correction_id, account_id, content_type, paper_sealed, given_at) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (correction_id) DO UPDATE SET content_type = excluded.content_type, \
     paper_sealed = excluded.paper_sealed, given_at = excluded.given_at",
);
const PAPER: Statement = Statement::new(
    "people.correction.paper",
    "SELECT content_type, paper_sealed FROM correction_papers WHERE correction_id = $1",
);
const SWEEP_PAPERS: Statement = Statement::new(
    "people.correction.sweep_papers",
    "DELETE FROM correction_papers WHERE EXISTS \
     (SELECT 1 FROM corrections WHERE id = correction_papers.correction_id AND settled_at <= $1)",
);
// Somebody else's number never becomes this account's.
const RENUMBER: Statement = Statement::new(
    "people.account.renumber",
    "UPDATE accounts SET number_country = $2, number_sealed = $3, number_fingerprint = $4 WHERE id = $1 \
     AND NOT EXISTS (SELECT 1 FROM accounts AS other WHERE other.number_fingerprint = $4 AND other.id <> $1)",
);

pub(super) const STATEMENTS: &[&Statement] = &[
    &SEND,
    &GET,
    &OF_ACCOUNT,
    &QUEUE,
    &COUNT,
    &LATE,
    &TAKE,
    &SETTLE,
    &GIVE_PAPER,
    &PAPER,
    &SWEEP_PAPERS,
    &RENUMBER,
];

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its id.
    pub id: CorrectionId,
    /// Whose.
    pub account: AccountId,
    /// What is wrong.
    pub field: Field,
    /// What should stand there, sealed: [`open_said`].
    pub said: Vec<u8>,
    /// Where it stands.
    pub state: State,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// When an answer is due.
    pub due_at: Timestamp,
    /// Who took it, and when.
    pub taken: Option<(AccountId, Timestamp)>,
    /// Who settled it; `None` with a time: the person.
    pub settled_by: Option<AccountId>,
    /// When.
    pub settled_at: Option<Timestamp>,
    /// Why it was refused.
    pub reason: Option<Reason>,
    /// Whether a paper was given.
    pub paper: bool,
}

/// What a person says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidWrong {
    /// What should stand there, as it is stored where it belongs.
    pub wanted: String,
    /// Their words on it; may be empty.
    pub words: String,
}

fn context(id: CorrectionId) -> String {
    format!("corrections.said/{id}")
}

fn paper_context(id: CorrectionId) -> String {
    format!("correction_papers.paper/{id}")
}

/// Seals what a person says for this request.
pub fn seal_said(vault: &Vault, id: CorrectionId, said: &SaidWrong) -> Vec<u8> {
    let json = serde_json::to_vec(said).expect("texts serialise");
    vault.seal(&context(id), &json)
}

/// What the person says.
pub fn open_said(vault: &Vault, correction: &Correction) -> Result<SaidWrong, VaultError> {
    let json = vault.open(&context(correction.id), &correction.said)?;
    serde_json::from_slice(&json).map_err(|_| VaultError::Damaged)
}

/// Sends a request; false if one about the same is under way.
pub async fn send_correction(tx: &mut Tx<'_>, new: &Correction) -> Result<bool, StorageError> {
    let values = params![new.id, new.account, new.field.word(), new.said.clone(), new.sent_at, new.due_at];
    Ok(tx.execute(&SEND, values).await? == 1)
}

/// The request with this id.
pub async fn correction(tx: &mut Tx<'_>, id: CorrectionId) -> Result<Option<Correction>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// Those of an account, the latest first; a hundred at most.
pub async fn corrections_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Correction>, StorageError> {
    tx.rows(&OF_ACCOUNT, params![account]).await?.iter().map(read).collect()
}

/// Those that wait for an officer, what is due first before the others.
pub async fn correction_queue(tx: &mut Tx<'_>, most: i64) -> Result<Vec<Correction>, StorageError> {
    tx.rows(&QUEUE, params![most]).await?.iter().map(read).collect()
}

/// How many wait, and how many of them are late.
pub async fn waiting_corrections(tx: &mut Tx<'_>, now: Timestamp) -> Result<(i64, i64), StorageError> {
    let all = tx.row(&COUNT, &[]).await?.map_or(Ok(0), |row| row.int("waiting"))?;
    let late = tx.row(&LATE, params![now]).await?.map_or(Ok(0), |row| row.int("waiting"))?;
    Ok((all, late))
}

/// Takes a request, from a colleague too; false if it is over, or theirs already.
pub async fn take_correction(
    tx: &mut Tx<'_>,
    id: CorrectionId,
    by: AccountId,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&TAKE, params![id, by, now]).await? == 1)
}

/// Ends a request; false if it does not stand as `from` says.
pub async fn settle_correction(
    tx: &mut Tx<'_>,
    id: CorrectionId,
    (from, to): (State, State),
    (by, reason): (Option<AccountId>, Option<Reason>),
    now: Timestamp,
) -> Result<bool, StorageError> {
    let values = params![id, from.word(), to.word(), by, now, reason.map(Reason::word)];
    Ok(tx.execute(&SETTLE, values).await? == 1)
}

/// Drops the papers of requests that were settled until then, or taken back.
pub async fn sweep_papers(tx: &mut Tx<'_>, settled: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP_PAPERS, params![settled]).await
}

/// Keeps a picture of a paper, sealed, in the place of the one before.
pub async fn give_paper(
    tx: &mut Tx<'_>,
    vault: &Vault,
    (id, account): (CorrectionId, AccountId),
    (content_type, picture): (&str, &[u8]),
    now: Timestamp,
) -> Result<(), StorageError> {
    let sealed = vault.seal(&paper_context(id), picture);
    tx.execute(&GIVE_PAPER, params![id, account, content_type, sealed, now]).await.map(drop)
}

/// The picture, with its kind.
pub async fn paper(tx: &mut Tx<'_>, id: CorrectionId) -> Result<Option<(String, Vec<u8>)>, StorageError> {
    let row = tx.row(&PAPER, params![id]).await?;
    row.map(|row| Ok((row.text("content_type")?, row.bytes("paper_sealed")?))).transpose()
}

/// What [`paper`] found, in the clear.
pub fn open_paper(vault: &Vault, id: CorrectionId, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
    Ok(vault.open(&paper_context(id), sealed)?.to_vec())
}

/// Gives an account another number, which its owner has in the register from now on; false if another account has it.
pub async fn renumber(
    tx: &mut Tx<'_>,
    account: AccountId,
    number: &onedoor_people::SealedNumber,
    fingerprint: onedoor_base::Digest,
) -> Result<bool, StorageError> {
    let values = params![account, number.country.code(), number.sealed.clone(), fingerprint];
    Ok(tx.execute(&RENUMBER, values).await? == 1)
}

fn read(row: &Row) -> Result<Correction, StorageError> {
    let taken = match (row.opt_id("taken_by")?, row.opt_time("taken_at")?) {
        (Some(by), Some(at)) => Some((by, at)),
        _ => None,
    };
    let reason = match row.opt_str("reason")? {
        Some(word) => Some(Reason::from_word(word).ok_or_else(|| row.bad("reason", "no reason"))?),
        None => None,
    };
    Ok(Correction {
        id: row.id("id")?,
        account: row.id("account_id")?,
        field: Field::from_word(row.str("field")?).ok_or_else(|| row.bad("field", "no field"))?,
        said: row.bytes("said_sealed")?,
        state: State::from_word(row.str("state")?).ok_or_else(|| row.bad("state", "no state"))?,
        sent_at: row.time("sent_at")?,
        due_at: row.time("due_at")?,
        taken,
        settled_by: row.opt_id("settled_by")?,
        settled_at: row.opt_time("settled_at")?,
        reason,
        paper: row.bool("paper")?,
    })
}
