//! Merges of two accounts of one person, from the first proof until they cannot be undone any more.

use onedoor_base::{AccountId, Digest, Factor, MergeId, SessionId, Timestamp};
use onedoor_people::merging::{Named, Plan};
use serde::{Deserialize, Serialize};

use super::closings::erase;
use crate::{Row, Statement, StorageError, Tx, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, state, first_id, browser, first_session, first_factors, first_authenticated_at, \
             first_password, begun_at, expires_at, kept_id, absorbed_id, record, done_at, undo_until, settled_at \
             FROM merges WHERE ",
            $rest
        )
    };
}

const BEGIN: Statement = Statement::new(
    "people.merge.begin",
    "INSERT INTO merges (id, state, first_id, browser, first_session, first_factors, first_authenticated_at, \
     first_password, begun_at, expires_at) VALUES ($1, 'begun', $2, $3, $4, $5, $6, $7, $8, $9)",
);
const REPLACE: Statement = Statement::new(
    "people.merge.replace",
    "UPDATE merges SET state = 'replaced' WHERE first_id = $1 AND state = 'begun'",
);
const CANCEL: Statement = Statement::new(
    "people.merge.cancel",
    "UPDATE merges SET state = 'cancelled' WHERE id = $1 AND browser = $2 AND state = 'begun'",
);
const DROP_BEGUN: Statement = Statement::new(
    "people.merge.drop_begun",
    "UPDATE merges SET state = 'cancelled' WHERE first_id = $1 AND state = 'begun'",
);
const GET: Statement = Statement::new("people.merge.get", select!("id = $1"));
const BY_UNDO: Statement = Statement::new("people.merge.by_undo", select!("undo_digest = $1"));
const OF_KEPT: Statement = Statement::new(
    "people.merge.of_kept",
    select!("kept_id = $1 AND state IN ('done', 'settled') ORDER BY done_at DESC, id DESC"),
);
const LISTED: Statement = Statement::new(
    "people.merge.listed",
    "SELECT merges.id, login_name, done_at, undo_until FROM merges \
     JOIN accounts ON accounts.id = merges.absorbed_id \
     WHERE kept_id = $1 AND merges.state IN ('done', 'settled') ORDER BY done_at DESC, merges.id DESC LIMIT 50",
);
const OF_ABSORBED: Statement =
    Statement::new("people.merge.of_absorbed", select!("absorbed_id = $1 AND state IN ('done', 'settled')"));
const PARTED_FROM: Statement = Statement::new(
    "people.merge.parted_from",
    "SELECT absorbed_id FROM merges WHERE kept_id = $1 AND state = 'undone' ORDER BY done_at, id",
);
const DONE: Statement = Statement::new(
    "people.merge.done",
    "UPDATE merges SET state = 'done', kept_id = $2, absorbed_id = $3, record = $4, undo_digest = $5, \
     done_at = $6, undo_until = $7 WHERE id = $1 AND state = 'begun'",
);
const UNDONE: Statement = Statement::new(
    "people.merge.undone",
    "UPDATE merges SET state = 'undone', settled_at = $2, record = $3 WHERE id = $1 AND state = 'done'",
);
const DUE: Statement = Statement::new(
    "people.merge.due",
    select!("state = 'done' AND undo_until <= $1 ORDER BY undo_until LIMIT $2"),
);
const SETTLE: Statement = Statement::new(
    "people.merge.settle",
    "UPDATE merges SET state = 'settled', settled_at = $2, record = $3, undo_digest = NULL \
     WHERE id = $1 AND state = 'done'",
);
const FREE_NUMBER: Statement = Statement::new(
    "people.merge.free_number",
    "UPDATE accounts SET number_country = NULL, number_sealed = NULL, number_fingerprint = NULL \
     WHERE id = $1 AND state = 'merged'",
);
const SWEEP: Statement =
    Statement::new("people.merge.sweep", "DELETE FROM merges WHERE kept_id IS NULL AND expires_at < $1");
const NAMED_AS: Statement = Statement::new(
    "people.merge.named_as",
    "SELECT named_as FROM names_at_clients WHERE account_id = $1 AND client_id = $2",
);
const NAME: Statement = Statement::new(
    "people.merge.name",
    "INSERT INTO names_at_clients (account_id, client_id, named_as, merge_id) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (account_id, client_id) DO UPDATE SET named_as = excluded.named_as, merge_id = excluded.merge_id",
);
const UNNAME: Statement = Statement::new(
    "people.merge.unname",
    "DELETE FROM names_at_clients WHERE account_id = $1 AND client_id = $2",
);

pub(super) const STATEMENTS: &[&Statement] = &[
    &BEGIN,
    &REPLACE,
    &CANCEL,
    &DROP_BEGUN,
    &GET,
    &BY_UNDO,
    &OF_KEPT,
    &LISTED,
    &OF_ABSORBED,
    &PARTED_FROM,
    &DONE,
    &UNDONE,
    &DUE,
    &SETTLE,
    &FREE_NUMBER,
    &SWEEP,
    &NAMED_AS,
    &NAME,
    &UNNAME,
];

/// How many merges of merges are followed; nobody has so many accounts.
const DEPTH: usize = 16;

/// Where a merge stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergeState {
    /// The first account is proven.
    Begun,
    /// Begun anew, in another tab.
    Replaced,
    /// Its owner thought better of it.
    Cancelled,
    /// Done, and can be undone.
    Done,
    /// Undone.
    Undone,
    /// Done for good.
    Settled,
}

impl MergeState {
    const ALL: [Self; 6] =
        [Self::Begun, Self::Replaced, Self::Cancelled, Self::Done, Self::Undone, Self::Settled];

    const fn word(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Replaced => "replaced",
            Self::Cancelled => "cancelled",
            Self::Done => "done",
            Self::Undone => "undone",
            Self::Settled => "settled",
        }
    }
}

/// The proof of the account from which a merge was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BegunMerge {
    /// The merge.
    pub id: MergeId,
    /// The account.
    pub first: AccountId,
    /// The browser that may go on with it.
    pub browser: Digest,
    /// The session that it was begun in.
    pub session: SessionId,
    /// What was shown in that.
    pub factors: Vec<Factor>,
    /// And when.
    pub authenticated_at: Timestamp,
    /// The digest of the password's hash then.
    pub password: Digest,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// Until when it waits.
    pub expires_at: Timestamp,
}

/// What a merge has changed, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// What moved.
    pub plan: Plan,
    /// How clients call them.
    pub named: Vec<Named>,
}

/// What was merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeDone {
    /// The account that is kept.
    pub kept: AccountId,
    /// The account that opens nothing any more.
    pub absorbed: AccountId,
    /// What has changed.
    pub record: Record,
    /// When.
    pub at: Timestamp,
    /// Until when it can be undone.
    pub undo_until: Timestamp,
}

/// A merge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// How it began.
    pub begun: BegunMerge,
    /// Where it stands.
    pub state: MergeState,
    /// What was merged, if it came to that.
    pub done: Option<MergeDone>,
}

/// Begins one, in the place of whatever was begun from the same account.
pub async fn begin(tx: &mut Tx<'_>, new: &BegunMerge) -> Result<(), StorageError> {
    tx.execute(&REPLACE, params![new.first]).await?;
    let factors = new.factors.iter().map(|factor| factor.amr()).collect::<Vec<_>>().join(" ");
    let values = params![
        new.id,
        new.first,
        new.browser,
        new.session,
        factors,
        new.authenticated_at,
        new.password,
        new.begun_at,
        new.expires_at
    ];
    tx.execute_one(&BEGIN, values).await
}

/// The merge with this id.
pub async fn get(tx: &mut Tx<'_>, id: MergeId) -> Result<Option<Merge>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// The merge that can be undone with the value of this digest.
pub async fn by_undo(tx: &mut Tx<'_>, digest: Digest) -> Result<Option<Merge>, StorageError> {
    tx.row(&BY_UNDO, params![digest]).await?.as_ref().map(read).transpose()
}

/// Ends one that was begun in this browser; false if it is not there, or over.
pub async fn cancel(tx: &mut Tx<'_>, id: MergeId, browser: Digest) -> Result<bool, StorageError> {
    Ok(tx.execute(&CANCEL, params![id, browser]).await? == 1)
}

/// Ends those that were begun from this account, in whatever browser; how many there were.
pub async fn drop_begun(tx: &mut Tx<'_>, first: AccountId) -> Result<u64, StorageError> {
    tx.execute(&DROP_BEGUN, params![first]).await
}

/// The merges that this account was kept in and that stand, the latest first.
pub async fn of_kept(tx: &mut Tx<'_>, kept: AccountId) -> Result<Vec<Merge>, StorageError> {
    tx.rows(&OF_KEPT, params![kept]).await?.iter().map(read).collect()
}

/// A merge, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub id: MergeId,
    /// What the account is called that was absorbed.
    pub login: String,
    /// When.
    pub at: Timestamp,
    /// Until when it can be undone.
    pub undo_until: Timestamp,
}

/// The same for a page, with what the absorbed accounts are called; at most fifty.
pub async fn listed(tx: &mut Tx<'_>, kept: AccountId) -> Result<Vec<Listed>, StorageError> {
    let read = |row: &Row| {
        let (id, login) = (row.id("id")?, row.text("login_name")?);
        Ok(Listed { id, login, at: row.time("done_at")?, undo_until: row.time("undo_until")? })
    };
    tx.rows(&LISTED, params![kept]).await?.iter().map(read).collect()
}

/// The merge that this account was absorbed in.
pub async fn of_absorbed(tx: &mut Tx<'_>, absorbed: AccountId) -> Result<Option<Merge>, StorageError> {
    tx.row(&OF_ABSORBED, params![absorbed]).await?.as_ref().map(read).transpose()
}

/// The accounts that were merged into this one and were parted from it again.
pub async fn parted_from(tx: &mut Tx<'_>, kept: AccountId) -> Result<Vec<AccountId>, StorageError> {
    tx.rows(&PARTED_FROM, params![kept]).await?.iter().map(|row| row.id("absorbed_id")).collect()
}

/// The account that somebody's account is by now: itself, or the one that it was merged into.
pub async fn now_is(tx: &mut Tx<'_>, account: AccountId) -> Result<AccountId, StorageError> {
    let mut now = account;
    for _ in 0..DEPTH {
        match of_absorbed(tx, now).await?.and_then(|merge| merge.done) {
            Some(done) => now = done.kept,
            None => break,
        }
    }
    Ok(now)
}

/// All accounts that were absorbed by this one, also by way of others.
pub async fn all_absorbed(tx: &mut Tx<'_>, kept: AccountId) -> Result<Vec<AccountId>, StorageError> {
    let mut all = vec![kept];
    let mut next = 0;
    while next < all.len().min(DEPTH) {
        let of = all.get(next).copied().unwrap_or(kept);
        all.extend(
            of_kept(tx, of).await?.into_iter().filter_map(|merge| merge.done).map(|done| done.absorbed),
        );
        next += 1;
    }
    all.remove(0);
    Ok(all)
}

/// Writes down that a begun merge was done; false if it was over.
pub async fn done(
    tx: &mut Tx<'_>,
    id: MergeId,
    done: &MergeDone,
    undo: Digest,
) -> Result<bool, StorageError> {
    let record = serde_json::to_string(&done.record).expect("ids, texts and lists serialise");
    let values = params![id, done.kept, done.absorbed, record, undo, done.at, done.undo_until];
    Ok(tx.execute(&DONE, values).await? == 1)
}

/// Writes down that a merge was undone; false if it cannot be any more.
pub async fn undone(tx: &mut Tx<'_>, id: MergeId, now: Timestamp) -> Result<bool, StorageError> {
    let Some(merge) = get(tx, id).await? else { return Ok(false) };
    let record = merge.done.as_ref().map(without_plan);
    Ok(tx.execute(&UNDONE, params![id, now, record]).await? == 1)
}

/// Makes final what could be undone until now: what rests at the absorbed accounts, and what they were opened with, is
/// let go. Which they were, at most so many; and forgets what was begun and came to nothing.
pub async fn settle(tx: &mut Tx<'_>, now: Timestamp, most: i64) -> Result<Vec<Merge>, StorageError> {
    tx.execute(&SWEEP, params![now]).await?;
    let due: Vec<Merge> =
        tx.rows(&DUE, params![now, most]).await?.iter().map(read).collect::<Result<_, _>>()?;
    for merge in &due {
        settle_one(tx, merge, now).await?;
    }
    Ok(due)
}

/// Makes final whatever was merged into this account, also by way of others, whenever that was.
pub(super) async fn settle_all(tx: &mut Tx<'_>, kept: AccountId, now: Timestamp) -> Result<(), StorageError> {
    let absorbed = all_absorbed(tx, kept).await?;
    for account in std::iter::once(kept).chain(absorbed) {
        for merge in of_kept(tx, account).await? {
            settle_one(tx, &merge, now).await?;
        }
    }
    Ok(())
}

async fn settle_one(tx: &mut Tx<'_>, merge: &Merge, now: Timestamp) -> Result<(), StorageError> {
    let Some(done) = &merge.done else { return Ok(()) };
    if tx.execute(&SETTLE, params![merge.begun.id, now, without_plan(done)]).await? == 1 {
        erase(tx, done.absorbed).await?;
        // Nobody has the number there any more: its owner can prove it anew.
        tx.execute(&FREE_NUMBER, params![done.absorbed]).await?;
    }
    Ok(())
}

/// What is kept of a merge that cannot be undone: how clients call the two, and nothing that they said.
fn without_plan(done: &MergeDone) -> String {
    let record = Record { plan: Plan::default(), named: done.record.named.clone() };
    serde_json::to_string(&record).expect("ids, texts and lists serialise")
}

/// As which other account of theirs a client knows somebody.
pub async fn named_as(
    tx: &mut Tx<'_>,
    account: AccountId,
    client: &str,
) -> Result<Option<AccountId>, StorageError> {
    tx.row(&NAMED_AS, params![account, client]).await?.map(|row| row.id("named_as")).transpose()
}

/// Lets a client know somebody as another account of theirs; with `None` as the account itself.
pub async fn name(
    tx: &mut Tx<'_>,
    (account, client): (AccountId, &str),
    named_as: Option<AccountId>,
    merge: MergeId,
) -> Result<(), StorageError> {
    let done = match named_as {
        Some(other) => tx.execute(&NAME, params![account, client, other, merge]).await,
        None => tx.execute(&UNNAME, params![account, client]).await,
    };
    done.map(drop)
}

fn read(row: &Row) -> Result<Merge, StorageError> {
    let word = row.str("state")?;
    let state = MergeState::ALL.into_iter().find(|state| state.word() == word);
    let begun = BegunMerge {
        id: row.id("id")?,
        first: row.id("first_id")?,
        browser: row.digest("browser")?,
        session: row.id("first_session")?,
        factors: row.str("first_factors")?.split_ascii_whitespace().filter_map(Factor::from_amr).collect(),
        authenticated_at: row.time("first_authenticated_at")?,
        password: row.digest("first_password")?,
        begun_at: row.time("begun_at")?,
        expires_at: row.time("expires_at")?,
    };
    let done = match (row.opt_id("kept_id")?, row.opt_id("absorbed_id")?, row.opt_str("record")?) {
        (Some(kept), Some(absorbed), Some(record)) => Some(MergeDone {
            kept,
            absorbed,
            record: serde_json::from_str(record).map_err(|_| row.bad("record", "no record of a merge"))?,
            at: row.time("done_at")?,
            undo_until: row.time("undo_until")?,
        }),
        _ => None,
    };
    Ok(Merge { begun, state: state.ok_or_else(|| row.bad("state", "no state"))?, done })
}
