//! Links that a portal's staff prepared, until their people come. They open nothing; where somebody's accounts are
//! looked up by number ([`super::standing`]) they say which one is meant.

use std::collections::BTreeMap;

use onedoor_base::{BatchId, Digest, LinkId, LocalAccountId, Timestamp};
use onedoor_linking::PreparedRefusal;

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "linking.prepared.insert",
    "INSERT INTO prepared_links (batch_id, local_account_id, number_fingerprint, gave_number, state, prepared_at) \
     VALUES ($1, $2, $3, $4, 'dormant', $5) ON CONFLICT DO NOTHING",
);

const OF_ACCOUNT: Statement = Statement::new(
    "linking.prepared.of_account",
    "SELECT number_fingerprint, gave_number FROM prepared_links WHERE local_account_id = $1 AND state = 'dormant'",
);

const SETTLE: Statement = Statement::new(
    "linking.prepared.settle",
    "UPDATE prepared_links SET state = $2, why = $3, link_id = $4, settled_at = $5 \
     WHERE local_account_id = $1 AND state = 'dormant'",
);

const ELSEWHERE: Statement = Statement::new(
    "linking.prepared.elsewhere",
    "SELECT local_account_id FROM prepared_links \
     WHERE number_fingerprint = $1 AND local_account_id <> $2 AND state = 'dormant'",
);

const WAIT_AGAIN: Statement = Statement::new(
    "linking.prepared.wait_again",
    "UPDATE prepared_links SET state = 'dormant', link_id = NULL, settled_at = NULL \
     WHERE link_id = $1 AND state = 'active' AND NOT EXISTS (SELECT 1 FROM prepared_links AS other \
     WHERE other.state = 'dormant' AND other.local_account_id = prepared_links.local_account_id) \
     AND NOT EXISTS (SELECT 1 FROM prepared_links AS other \
     WHERE other.state = 'dormant' AND other.number_fingerprint = prepared_links.number_fingerprint)",
);

const WITHDRAW: Statement = Statement::new(
    "linking.prepared.withdraw",
    "UPDATE prepared_links SET state = 'withdrawn', settled_at = $3 \
     WHERE batch_id = $1 AND state = 'dormant' AND local_account_id IN (SELECT local_account_id \
     FROM prepared_links WHERE batch_id = $1 AND state = 'dormant' ORDER BY local_account_id LIMIT $2) \
     RETURNING local_account_id, number_fingerprint, gave_number",
);

const TAKE_NUMBER_BACK: Statement = Statement::new(
    "linking.prepared.take_number_back",
    "UPDATE local_accounts SET number_country = NULL, number_sealed = NULL, number_fingerprint = NULL \
     WHERE id = $1 AND number_fingerprint = $2 AND number_proven_at IS NULL",
);

const STALE: Statement = Statement::new(
    "linking.prepared.stale",
    "SELECT p.local_account_id AS account, a.state AS state FROM prepared_links AS p \
     JOIN local_accounts AS a ON a.id = p.local_account_id WHERE p.state = 'dormant' \
     AND (a.state = 'closed' OR a.number_fingerprint IS NULL OR a.number_fingerprint <> p.number_fingerprint) LIMIT $1",
);

const COUNTS: Statement = Statement::new(
    "linking.prepared.counts",
    "SELECT why, COUNT(*) AS count FROM prepared_links WHERE state = $1 GROUP BY why",
);

const OF_BATCH: Statement = Statement::new(
    "linking.prepared.of_batch",
    "SELECT state, COUNT(*) AS count FROM prepared_links WHERE batch_id = $1 GROUP BY state",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &INSERT,
    &OF_ACCOUNT,
    &SETTLE,
    &ELSEWHERE,
    &WAIT_AGAIN,
    &WITHDRAW,
    &TAKE_NUMBER_BACK,
    &STALE,
    &COUNTS,
    &OF_BATCH,
];

/// A prepared link that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dormant {
    /// Keyed fingerprint of the number.
    pub number: Digest,
    /// Whether the account has its number only from here.
    pub gave_number: bool,
}

/// Prepares a link; false if one waits already for the account or the number.
pub async fn insert(
    tx: &mut Tx<'_>,
    batch: BatchId,
    account: LocalAccountId,
    dormant: Dormant,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let values = params![batch, account, dormant.number, dormant.gave_number, now];
    Ok(tx.execute(&INSERT, values).await? == 1)
}

/// What waits for this account.
pub async fn of_account(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<Option<Dormant>, StorageError> {
    tx.row(&OF_ACCOUNT, params![account]).await?.as_ref().map(read).transpose()
}

/// A link was made with this account. What waited for it becomes active if the link is its person's (`theirs`), and
/// else is over. Where the portal allows one account a person, what waited for their number (`alone`) at another
/// account is over too.
pub(super) async fn linked(
    tx: &mut Tx<'_>,
    (account, link): (LocalAccountId, LinkId),
    (theirs, alone): (bool, Option<Digest>),
    now: Timestamp,
) -> Result<(), StorageError> {
    if theirs {
        tx.execute(&SETTLE, params![account, "active", None::<&str>, link, now]).await?;
    } else {
        refuse(tx, account, PreparedRefusal::Taken, now).await?;
    }
    if let Some(number) = alone {
        for row in tx.rows(&ELSEWHERE, params![number, account]).await? {
            refuse(tx, row.id("local_account_id")?, PreparedRefusal::Elsewhere, now).await?;
        }
    }
    Ok(())
}

/// A link that never opened anything is over: what it was made of waits again.
pub(super) async fn wait_again(tx: &mut Tx<'_>, link: LinkId) -> Result<(), StorageError> {
    tx.execute(&WAIT_AGAIN, params![link]).await.map(drop)
}

/// The person with this number says that the account is not theirs; false if nothing waits for them there.
pub async fn deny(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    number: Digest,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let waits = of_account(tx, account).await?.is_some_and(|dormant| dormant.number == number);
    Ok(waits && refuse(tx, account, PreparedRefusal::Denied, now).await?)
}

/// Nothing comes of what waits for this account; a number that it has only from there is taken back, unless somebody
/// has proven it since.
async fn refuse(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    why: PreparedRefusal,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let Some(dormant) = of_account(tx, account).await? else { return Ok(false) };
    tx.execute_one(&SETTLE, params![account, "refused", why.word(), None::<LinkId>, now]).await?;
    if dormant.gave_number {
        tx.execute(&TAKE_NUMBER_BACK, params![account, dormant.number]).await?;
    }
    Ok(true)
}

/// Takes back what a batch prepared and still waits, at most so many at once; whose accounts they are.
pub async fn withdraw(
    tx: &mut Tx<'_>,
    batch: BatchId,
    most: i64,
    now: Timestamp,
) -> Result<Vec<LocalAccountId>, StorageError> {
    let mut accounts = Vec::new();
    for row in tx.rows(&WITHDRAW, params![batch, most, now]).await? {
        let (account, dormant) = (row.id("local_account_id")?, read(&row)?);
        if dormant.gave_number {
            tx.execute(&TAKE_NUMBER_BACK, params![account, dormant.number]).await?;
        }
        accounts.push(account);
    }
    Ok(accounts)
}

/// Ends what cannot come about any more, because the account was closed or has another number; at most so many.
pub async fn settle_stale(
    tx: &mut Tx<'_>,
    most: i64,
    now: Timestamp,
) -> Result<Vec<(LocalAccountId, PreparedRefusal)>, StorageError> {
    let mut settled = Vec::new();
    for row in tx.rows(&STALE, params![most]).await? {
        let account = row.id("account")?;
        let why = match row.str("state")? {
            "closed" => PreparedRefusal::AccountClosed,
            _ => PreparedRefusal::NumberChanged,
        };
        refuse(tx, account, why, now).await?;
        settled.push((account, why));
    }
    Ok(settled)
}

/// How many prepared links there are, by state and, for those that are over, why.
pub async fn counts(tx: &mut Tx<'_>) -> Result<BTreeMap<String, i64>, StorageError> {
    let mut counts = BTreeMap::new();
    for state in ["dormant", "active", "refused", "withdrawn"] {
        for row in tx.rows(&COUNTS, params![state]).await? {
            let why = row.opt_text("why")?;
            let measure = why.map_or_else(|| state.to_owned(), |why| format!("{state}.{why}"));
            counts.insert(measure, row.int("count")?);
        }
    }
    Ok(counts)
}

/// How many links of a batch there are in each state.
pub async fn of_batch(tx: &mut Tx<'_>, batch: BatchId) -> Result<BTreeMap<String, i64>, StorageError> {
    let rows = tx.rows(&OF_BATCH, params![batch]).await?;
    rows.iter().map(|row| Ok((row.text("state")?, row.int("count")?))).collect()
}

fn read(row: &Row) -> Result<Dormant, StorageError> {
    Ok(Dormant {
        number: row
            .opt_digest("number_fingerprint")?
            .ok_or_else(|| row.bad("number_fingerprint", "there is none"))?,
        gave_number: row.bool("gave_number")?,
    })
}
