//! Closing a portal's own accounts. The row of an account stays for ever, so that its id is never anybody else's and
//! what was submitted keeps its owner; what it said is taken away.

use onedoor_base::{Closing, ClosingState, LocalAccountId, Timestamp};

use crate::{Statement, StorageError, Tx, params};

const ASK: Statement = Statement::new(
    "services.closing.ask",
    "INSERT INTO local_closings (local_account_id, state, asked_at, due_at) VALUES ($1, 'waiting', $2, $3) \
     ON CONFLICT (local_account_id) DO UPDATE SET state = excluded.state, asked_at = excluded.asked_at, \
     due_at = excluded.due_at, settled_at = NULL WHERE local_closings.state = 'stayed'",
);
const CARRY: Statement = Statement::new(
    "services.closing.carry",
    "INSERT INTO local_closings (local_account_id, state, asked_at, due_at, settled_at) VALUES ($1, $2, $3, $4, $5)",
);
const GET: Statement = Statement::new(
    "services.closing.get",
    "SELECT state, asked_at, due_at FROM local_closings WHERE local_account_id = $1",
);
const MOVE: Statement = Statement::new(
    "services.closing.move",
    "UPDATE local_closings SET state = $3, due_at = $4, settled_at = $5 WHERE local_account_id = $1 AND state = $2",
);
const SHUT: Statement = Statement::new(
    "services.closing.shut",
    "UPDATE local_accounts SET state = 'closed' WHERE id = $1 AND state = 'active'",
);
const EMPTY: Statement = Statement::new(
    "services.closing.empty",
    "UPDATE local_accounts SET display_name = '', phone = NULL, phone_confirmed_at = NULL, email = NULL, \
     email_confirmed_at = NULL, password_hash = NULL, password_changed_at = NULL, number_country = NULL, \
     number_sealed = NULL, number_fingerprint = NULL, number_proven_at = NULL, number_proven_by = NULL, \
     number_matched_at = NULL, number_skipped_at = NULL, language = NULL \
     WHERE id = $1 AND state = 'closed'",
);
const FREE_NAME: Statement = Statement::new(
    "services.closing.free_name",
    "UPDATE local_accounts SET user_name = $2, user_key = $2 WHERE id = $1 AND state = 'closed'",
);
const DRAFTS: Statement = Statement::new(
    "services.closing.drafts",
    "DELETE FROM dossiers WHERE local_account_id = $1 AND state = 0",
);
const STANDING: Statement = Statement::new(
    "services.closing.standing",
    "SELECT state, COUNT(*) AS count FROM dossiers WHERE local_account_id = $1 GROUP BY state",
);

macro_rules! erased {
    ($($table:literal)+) => {
        /// What takes everything away that an account has in one table each.
        const ERASE: &[Statement] = &[$(Statement::new(
            concat!("services.closing.erase_", $table),
            concat!("DELETE FROM ", $table, " WHERE local_account_id = $1"),
        )),+];
        /// The tables of which nothing is left when an account is closed.
        pub const ERASED: &[&str] = &[$($table),+];
        pub(crate) const STATEMENTS: &[&Statement] = &{
            const OTHERS: &[&Statement] = &[&ASK, &CARRY, &GET, &MOVE, &SHUT, &EMPTY, &FREE_NAME, &DRAFTS, &STANDING];
            const COUNT: usize = ERASED.len();
            let mut all = [&ASK; COUNT + OTHERS.len()];
            let mut n = 0;
            while n < all.len() {
                all[n] = if n < COUNT { &ERASE[n] } else { OTHERS[n - COUNT] };
                n += 1;
            }
            all
        };
    };
}

// A new table with what owners said or have belongs here; `storage/tests/it/copies.rs` asks for each.
erased! {
    "held_ways"
    "contact_offers"
    "contact_origins"
    "contact_news"
    "referrals"
    "local_phone_changes"
    "number_reviews"
}

/// Tables with rows of a local account that are not emptied when it is closed, and why.
pub const CLOSED_WITHOUT: &[(&str, &str)] = &[
    ("local_accounts", "the row stays without what it said, so that its id is never anybody else's"),
    ("local_closings", "says that it was closed, and when"),
    ("dossiers", "what was submitted is the office's to keep; drafts go"),
    ("links", "ended; the record of what was linked, which the national identity has, too"),
    ("prepared_links", "the staff's; settled by night, because the account is closed"),
    ("arrivals", "that a dossier came from another portal, which is told what becomes of it"),
    ("signin_attempts", "alive for some minutes; swept"),
    ("proposals", "alive for some minutes; swept"),
    ("sessions", "ended; swept when they would have run out"),
    ("known_places", "fingerprints that say nothing; swept after a while"),
    ("audit", "the record is kept as long as the law asks for it"),
    ("absorbed", "that it came with another portal; it names only the id"),
];

/// Begins a closing that is due then; false if one is under way.
pub async fn ask(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    due_at: Timestamp,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&ASK, params![account, now, due_at]).await? == 1)
}

/// Writes down a closing that was begun at another portal, for an account that came from there.
pub async fn carry(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    closing: Closing,
    now: Timestamp,
) -> Result<(), StorageError> {
    let Closing { state, asked_at, due_at } = closing;
    tx.execute_one(&CARRY, params![account, state.word(), asked_at, due_at, now]).await
}

/// The closing of an account, if its owner ever asked for one.
pub async fn get(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<Option<Closing>, StorageError> {
    let Some(row) = tx.row(&GET, params![account]).await? else { return Ok(None) };
    let state = ClosingState::from_word(row.str("state")?).ok_or_else(|| row.bad("state", "no state"))?;
    Ok(Some(Closing { state, asked_at: row.time("asked_at")?, due_at: row.time("due_at")? }))
}

/// Leads a closing on; false if it stands elsewhere.
pub async fn go_on(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    (from, to): (ClosingState, ClosingState),
    due_at: Timestamp,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&MOVE, params![account, from.word(), to.word(), due_at, now]).await? == 1)
}

/// From now on an account opens nothing; false if it is locked or closed.
pub async fn shut(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<bool, StorageError> {
    Ok(tx.execute(&SHUT, params![account]).await? == 1)
}

/// Takes away all that a closed account said and had, and its drafts; returns how many of those there were. Phone, mail
/// address and number are free for others.
pub async fn empty(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<u64, StorageError> {
    for erase in ERASE {
        tx.execute(erase, params![account]).await?;
    }
    tx.execute(&EMPTY, params![account]).await?;
    tx.execute(&DRAFTS, params![account]).await
}

/// Lets others have the user name of a closed account.
pub async fn free_name(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<(), StorageError> {
    // No user name that somebody chooses has a space.
    tx.execute(&FREE_NAME, params![account, format!("closed {account}")]).await?;
    Ok(())
}

/// How many dossiers of an account stand in each state, by its number.
pub async fn standing(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<Vec<(i64, i64)>, StorageError> {
    let rows = tx.rows(&STANDING, params![account]).await?;
    rows.iter().map(|row| Ok((row.int("state")?, row.int("count")?))).collect()
}
