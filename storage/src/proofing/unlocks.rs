//! Those who ask an officer to unlock their electronic identity; one request of an application at a time.

use onedoor_base::{AccountId, ApplicationId, Timestamp};

use super::applications::Waiting;
use crate::vault::{Vault, VaultError};
use crate::{Row, Statement, StorageError, Tx, params};

const ASK: Statement = Statement::new(
    "proofing.unlock.ask",
    "INSERT INTO unlock_requests (application_id, account_id, reason_sealed, state, asked_at, due_at) \
     VALUES ($1, $2, $3, 'open', $4, $5) ON CONFLICT (application_id) DO UPDATE SET \
     reason_sealed = excluded.reason_sealed, state = excluded.state, asked_at = excluded.asked_at, \
     due_at = excluded.due_at, officer_id = NULL, answer = NULL, settled_at = NULL \
     WHERE unlock_requests.state <> 'open'",
);
const GET: Statement = Statement::new(
    "proofing.unlock.get",
    "SELECT application_id, account_id, reason_sealed, state, asked_at, due_at, answer, settled_at \
     FROM unlock_requests WHERE application_id = $1",
);
const QUEUE: Statement = Statement::new(
    "proofing.unlock.queue",
    "SELECT application_id, account_id, reason_sealed, state, asked_at, due_at, answer, settled_at \
     FROM unlock_requests WHERE state = 'open' AND (due_at, application_id) > ($1, $2) \
     ORDER BY due_at, application_id LIMIT $3",
);
const WAITING: Statement = Statement::new(
    "proofing.unlock.waiting",
    "SELECT COUNT(*) AS waiting FROM unlock_requests WHERE state = 'open'",
);
const LATE: Statement = Statement::new(
    "proofing.unlock.late",
    "SELECT COUNT(*) AS late FROM unlock_requests WHERE state = 'open' AND due_at <= $1",
);
const SETTLE: Statement = Statement::new(
    "proofing.unlock.settle",
    "UPDATE unlock_requests SET state = $2, officer_id = $3, answer = $4, settled_at = $5 \
     WHERE application_id = $1 AND state = 'open'",
);

pub(super) const STATEMENTS: &[&Statement] = &[&ASK, &GET, &QUEUE, &WAITING, &LATE, &SETTLE];

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnlockState {
    /// Waits for an officer.
    Open,
    /// The locks are off.
    Granted,
    /// They stay.
    Refused,
    /// Nobody had to decide: the person unlocked it themselves, or it is no more.
    Over,
}

impl UnlockState {
    const ALL: [Self; 4] = [Self::Open, Self::Granted, Self::Refused, Self::Over];

    /// As stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Over => "over",
        }
    }
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnlockRequest {
    /// Of which application.
    pub application: ApplicationId,
    /// Whose.
    pub account: AccountId,
    reason: Vec<u8>,
    /// Where it stands.
    pub state: UnlockState,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When an answer is due.
    pub due_at: Timestamp,
    /// What the officer answered.
    pub answer: Option<String>,
    /// When.
    pub settled_at: Option<Timestamp>,
}

impl UnlockRequest {
    /// Why, in the person's words; in another request it does not open.
    pub fn reason(&self, vault: &Vault) -> Result<String, VaultError> {
        let bytes = vault.open(&context(self.application), &self.reason)?;
        String::from_utf8(bytes.to_vec()).map_err(|_| VaultError::Damaged)
    }
}

fn context(id: ApplicationId) -> String {
    format!("unlock_requests.reason/{id}")
}

/// Asks; false if one of this application waits already.
pub async fn ask_unlock(
    tx: &mut Tx<'_>,
    vault: &Vault,
    (id, account): (ApplicationId, AccountId),
    reason: &str,
    (now, due): (Timestamp, Timestamp),
) -> Result<bool, StorageError> {
    let sealed = vault.seal(&context(id), reason.as_bytes());
    Ok(tx.execute(&ASK, params![id, account, sealed, now, due]).await? == 1)
}

/// The last request of an application.
pub async fn unlock_request(
    tx: &mut Tx<'_>,
    id: ApplicationId,
) -> Result<Option<UnlockRequest>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// Those that wait, what is due first before the others.
pub async fn unlock_queue(
    tx: &mut Tx<'_>,
    after: Option<Waiting>,
    most: i64,
) -> Result<Vec<UnlockRequest>, StorageError> {
    let first = Waiting { due: Timestamp::from_millis(0), id: ApplicationId::from_bytes([0; 16]) };
    let after = after.unwrap_or(first);
    tx.rows(&QUEUE, params![after.due, after.id, most]).await?.iter().map(read).collect()
}

/// How many wait, and how many of them are late.
pub async fn unlocks_waiting(tx: &mut Tx<'_>, now: Timestamp) -> Result<(i64, i64), StorageError> {
    let waiting = tx.row(&WAITING, &[]).await?.map_or(Ok(0), |row| row.int("waiting"))?;
    let late = tx.row(&LATE, params![now]).await?.map_or(Ok(0), |row| row.int("late"))?;
    Ok((waiting, late))
}

/// It stands so from now on, by this officer with this answer; false if none waited.
pub async fn settle_unlock(
    tx: &mut Tx<'_>,
    id: ApplicationId,
    state: UnlockState,
    by: Option<(AccountId, &str)>,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let (officer, answer) = by.unzip();
    Ok(tx.execute(&SETTLE, params![id, state.word(), officer, answer, now]).await? == 1)
}

fn read(row: &Row) -> Result<UnlockRequest, StorageError> {
    let state = row.str("state")?;
    let state = UnlockState::ALL.into_iter().find(|one| one.word() == state);
    Ok(UnlockRequest {
        application: row.id("application_id")?,
        account: row.id("account_id")?,
        reason: row.bytes("reason_sealed")?,
        state: state.ok_or_else(|| row.bad("state", "no state"))?,
        asked_at: row.time("asked_at")?,
        due_at: row.time("due_at")?,
        answer: row.opt_text("answer")?,
        settled_at: row.opt_time("settled_at")?,
    })
}
