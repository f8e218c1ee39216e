//! Closing accounts. The row of an account stays for ever, so that its id and what is made of it are never anybody
//! else's; what it said is taken away.

use onedoor_base::{AccountId, Timestamp};
use onedoor_people::{Closing, ClosingState};

use super::merges;
use crate::{Statement, StorageError, Tx, params};

const ASK: Statement = Statement::new(
    "people.closing.ask",
    "INSERT INTO account_closings (account_id, state, asked_at, due_at) VALUES ($1, 'waiting', $2, $3) \
     ON CONFLICT (account_id) DO UPDATE SET state = excluded.state, asked_at = excluded.asked_at, \
     due_at = excluded.due_at, settled_at = NULL WHERE account_closings.state = 'stayed'",
);
const GET: Statement = Statement::new(
    "people.closing.get",
    "SELECT state, asked_at, due_at FROM account_closings WHERE account_id = $1",
);
const MOVE: Statement = Statement::new(
    "people.closing.move",
    "UPDATE account_closings SET state = $3, due_at = $4, settled_at = $5 WHERE account_id = $1 AND state = $2",
);
const SHUT: Statement = Statement::new(
    "people.account.shut",
    "UPDATE accounts SET state = 'closed' WHERE id = $1 AND state = 'active'",
);
const EMPTY: Statement = Statement::new(
    "people.account.empty",
    "UPDATE accounts SET display_name = '', identity_level = 0, password_hash = $2, number_country = NULL, \
     number_sealed = NULL, number_fingerprint = NULL, level_held = NULL, level_held_at = NULL, \
     level_held_until = NULL, level_locked = NULL WHERE id = $1 AND state IN ('closed', 'merged')",
);
const FREE_LOGIN: Statement = Statement::new(
    "people.account.free_login",
    "UPDATE accounts SET login_name = $2, login_key = $2 WHERE id = $1 AND state IN ('closed', 'merged')",
);

macro_rules! erased {
    ($($table:literal)+) => {
        /// What takes everything away that an account has in one table each.
        const ERASE: &[Statement] = &[$(Statement::new(
            concat!("people.closing.erase_", $table),
            concat!("DELETE FROM ", $table, " WHERE account_id = $1"),
        )),+];
        /// The tables of which nothing is left when an account is closed.
        pub const ERASED: &[&str] = &[$($table),+];
        pub(super) const STATEMENTS: &[&Statement] = &{
            const COUNT: usize = ERASED.len();
            let mut all = [&ASK; COUNT + 6];
            let mut n = 0;
            while n < COUNT {
                all[n] = &ERASE[n];
                n += 1;
            }
            all[COUNT] = &ASK;
            all[COUNT + 1] = &GET;
            all[COUNT + 2] = &MOVE;
            all[COUNT + 3] = &SHUT;
            all[COUNT + 4] = &EMPTY;
            all[COUNT + 5] = &FREE_LOGIN;
            all
        };
    };
}

// A new table with what people said or have belongs here; `storage/tests/it/closings.rs` asks for each.
erased! {
    "contacts"
    "app_devices"
    "card_looks"
    "unlock_requests"
    "application_acts"
    "register_answers"
    "application_approvals"
    "application_officers"
    "application_frames"
    "face_challenges"
    "face_words"
    "applications"
    "proofings"
    "totps"
    "passkeys"
    "recovery_codes"
    "text_codes"
    "remembered_devices"
    "begun_sign_ins"
    "phone_changes"
    "personal_data"
    "postal_addresses"
    "number_claims"
    "app_registrations"
    "security_questions"
    "recoveries"
    "staff_roles"
    "correction_papers"
    "corrections"
}

/// Begins a closing that is due then; false if one is under way.
pub async fn ask_closing(
    tx: &mut Tx<'_>,
    account: AccountId,
    due_at: Timestamp,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&ASK, params![account, now, due_at]).await? == 1)
}

/// The closing of an account, if its owner ever asked for one.
pub async fn closing_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Closing>, StorageError> {
    let Some(row) = tx.row(&GET, params![account]).await? else { return Ok(None) };
    let state = ClosingState::from_word(row.str("state")?).ok_or_else(|| row.bad("state", "no state"))?;
    Ok(Some(Closing { state, asked_at: row.time("asked_at")?, due_at: row.time("due_at")? }))
}

/// Leads a closing on; false if it stands elsewhere.
pub async fn move_closing(
    tx: &mut Tx<'_>,
    account: AccountId,
    (from, to): (ClosingState, ClosingState),
    due_at: Timestamp,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&MOVE, params![account, from.word(), to.word(), due_at, now]).await? == 1)
}

/// From now on an account opens nothing; false if it is locked or closed.
pub async fn shut_account(tx: &mut Tx<'_>, account: AccountId) -> Result<bool, StorageError> {
    Ok(tx.execute(&SHUT, params![account]).await? == 1)
}

/// Takes away all that a closed account said and had, and all that was said and is had by those that were merged into
/// it; phone, mail addresses and number are free for others. The hash is one of a password that nobody knows.
pub async fn empty_account(
    tx: &mut Tx<'_>,
    account: AccountId,
    hash: &str,
    now: Timestamp,
) -> Result<(), StorageError> {
    merges::settle_all(tx, account, now).await?;
    for account in all_of(tx, account).await? {
        erase(tx, account).await?;
        tx.execute(&EMPTY, params![account, hash]).await?;
    }
    Ok(())
}

/// Takes away what an account has in tables of their own.
pub(super) async fn erase(tx: &mut Tx<'_>, account: AccountId) -> Result<(), StorageError> {
    for erase in ERASE {
        tx.execute(erase, params![account]).await?;
    }
    Ok(())
}

/// Lets others have the login name of a closed account, and of those that were merged into it.
pub async fn free_login(tx: &mut Tx<'_>, account: AccountId) -> Result<(), StorageError> {
    for account in all_of(tx, account).await? {
        // No login name has a space.
        tx.execute(&FREE_LOGIN, params![account, format!("closed {account}")]).await?;
    }
    Ok(())
}

/// An account and those that were merged into it.
async fn all_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<AccountId>, StorageError> {
    let absorbed = merges::all_absorbed(tx, account).await?;
    Ok(std::iter::once(account).chain(absorbed).collect())
}

/// Tables with rows of a person that are not emptied when their account is closed, and why.
pub const CLOSED_WITHOUT: &[(&str, &str)] = &[
    ("accounts", "the row stays without what it said, so that its id is never anybody else's"),
    ("account_closings", "says that it was closed, and when"),
    ("terms_accepted", "which terms it was used under, as long as the record is kept"),
    ("names_at_clients", "names that portals know: no name is ever another person's"),
    ("audit", "the record is kept as long as the law asks for it"),
    ("staff_looks", "the record of what staff looked at"),
    ("staff_proposals", "the record of what staff decided"),
    ("phone_sign_ins", "alive for two minutes; swept"),
    ("sessions", "ended; swept when they would have run out"),
    ("known_places", "fingerprints that say nothing; swept after a while"),
    ("identity_links", "ended; the record of what was linked, which the portal has, too"),
    ("link_proofs", "what portals are given for links; it names no more than those"),
    ("consents", "ended; the record of who was told what"),
    ("grants", "ended; swept"),
    ("access_tokens", "run out within minutes; swept"),
    ("refresh_tokens", "ended with their grants; swept"),
];
