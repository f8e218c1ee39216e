//! The applications themselves.

use onedoor_base::{AccountId, ApplicationId, Digest, Timestamp};
use onedoor_proofing::application::{ACTIVATION, Locks, State};

use super::sealed::Sealed;
use crate::{Row, Statement, StorageError, Tx, params};

macro_rules! select_applications {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, state, due_at, noticed_at, locks, claimed_sealed, printed_sealed, verdict_sealed, \
             record_sealed, \
             number_fingerprint, device, begun_at, changed_at FROM applications ",
            $rest
        )
    };
}

pub(super) use select_applications;

// The index of open applications keeps a second one out.
const OPEN: Statement = Statement::new(
    "proofing.application.open",
    "INSERT INTO applications (id, account_id, state, locks, device, begun_at, changed_at) \
     VALUES ($1, $2, 'requested', 0, $3, $4, $4) ON CONFLICT DO NOTHING",
);
const GET: Statement = Statement::new("proofing.application.get", select_applications!("WHERE id = $1"));
const OF_ACCOUNT: Statement = Statement::new(
    "proofing.application.of_account",
    select_applications!("WHERE account_id = $1 ORDER BY id DESC LIMIT 100"),
);
const QUEUE: Statement = Statement::new(
    "proofing.application.queue",
    select_applications!("WHERE due_at IS NOT NULL AND (due_at, id) > ($1, $2) ORDER BY due_at, id LIMIT $3"),
);
const QUEUE_LATE: Statement = Statement::new(
    "proofing.application.queue_late",
    select_applications!(
        "WHERE due_at IS NOT NULL AND due_at <= $4 AND (due_at, id) > ($1, $2) ORDER BY due_at, id LIMIT $3"
    ),
);
const QUEUE_SECOND: Statement = Statement::new(
    "proofing.application.queue_second",
    select_applications!(
        "WHERE due_at IS NOT NULL AND (due_at, id) > ($1, $2) AND EXISTS \
         (SELECT 1 FROM application_approvals WHERE application_id = applications.id) \
         ORDER BY due_at, id LIMIT $3"
    ),
);
const COUNT_LATE: Statement = Statement::new(
    "proofing.application.late",
    "SELECT COUNT(*) AS late FROM applications WHERE due_at IS NOT NULL AND due_at <= $1",
);
const WITH_NUMBER: Statement = Statement::new(
    "proofing.application.with_number",
    select_applications!("WHERE number_fingerprint = $1 ORDER BY id LIMIT 100"),
);
// A window that was missed gives the number to nobody.
const GIVEN: Statement = Statement::new(
    "proofing.application.given",
    "SELECT id FROM applications WHERE number_fingerprint = $1 AND id <> $2 \
     AND (state IN ('active', 'locked') OR state = 'approved' AND noticed_at > $3) LIMIT 1",
);
const IN_REVIEW: Statement = Statement::new(
    "proofing.application.in_review_with",
    select_applications!(
        "WHERE number_fingerprint = $1 AND id <> $2 AND state = 'in-review' ORDER BY id LIMIT 100"
    ),
);

pub(super) const STATEMENTS: &[&Statement] = &[
    &OPEN,
    &GET,
    &OF_ACCOUNT,
    &QUEUE,
    &QUEUE_LATE,
    &QUEUE_SECOND,
    &COUNT_LATE,
    &WITH_NUMBER,
    &GIVEN,
    &IN_REVIEW,
];

/// An application as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Its id.
    pub id: ApplicationId,
    /// Whose.
    pub account: AccountId,
    /// Where it stands, as it was written down: ask [`State::at`] what a clock makes of it.
    pub state: State,
    /// What was said and found.
    pub sealed: Sealed,
    /// Fingerprint of the number that is claimed.
    pub number: Option<Digest>,
    /// User agent where it was begun.
    pub device: String,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When something happened to it last.
    pub changed_at: Timestamp,
}

/// One that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewApplication {
    /// Its id.
    pub id: ApplicationId,
    /// Whose.
    pub account: AccountId,
    /// User agent.
    pub device: String,
}

/// The last line of a page of the queue, after which the next one begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// When it was due.
    pub due: Timestamp,
    /// Which.
    pub id: ApplicationId,
}

/// Which of those that wait for an officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Queue {
    /// All of them.
    All,
    /// Those that were due by then.
    Late(Timestamp),
    /// Those that one officer proposes to approve.
    Second,
}

/// Begins an application; false if one of this account is under way or in use.
pub async fn open(tx: &mut Tx<'_>, new: &NewApplication, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&OPEN, params![new.id, new.account, &new.device, now]).await? == 1)
}

/// The application with this id.
pub async fn application(tx: &mut Tx<'_>, id: ApplicationId) -> Result<Option<Application>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// Those of an account, the latest first; a hundred at most.
pub async fn applications_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<Application>, StorageError> {
    tx.rows(&OF_ACCOUNT, params![account]).await?.iter().map(read).collect()
}

/// Those that wait for an officer, what is due first before the others.
pub async fn queue(
    tx: &mut Tx<'_>,
    which: Queue,
    after: Option<Waiting>,
    most: i64,
) -> Result<Vec<Application>, StorageError> {
    let first = Waiting { due: Timestamp::from_millis(0), id: ApplicationId::from_bytes([0; 16]) };
    let after = after.unwrap_or(first);
    let (due, id) = (after.due, after.id);
    let rows = match which {
        Queue::All => tx.rows(&QUEUE, params![due, id, most]).await?,
        Queue::Late(now) => tx.rows(&QUEUE_LATE, params![due, id, most, now]).await?,
        Queue::Second => tx.rows(&QUEUE_SECOND, params![due, id, most]).await?,
    };
    rows.iter().map(read).collect()
}

/// How many decisions are overdue.
pub async fn late_count(tx: &mut Tx<'_>, now: Timestamp) -> Result<i64, StorageError> {
    tx.row(&COUNT_LATE, params![now]).await?.map_or(Ok(0), |row| row.int("late"))
}

/// Those that claim one number, the oldest first; a hundred at most.
pub async fn with_number(tx: &mut Tx<'_>, number: Digest) -> Result<Vec<Application>, StorageError> {
    tx.rows(&WITH_NUMBER, params![number]).await?.iter().map(read).collect()
}

/// Whether another application than this has the number already: approved and its window open, in use, or locked.
pub async fn is_given(
    tx: &mut Tx<'_>,
    (number, besides): (Digest, ApplicationId),
    now: Timestamp,
) -> Result<bool, StorageError> {
    let values = params![number, besides, now.before(ACTIVATION)];
    Ok(tx.row(&GIVEN, values).await?.is_some())
}

/// Others with this number that wait for an officer; a hundred at most.
pub async fn in_review_with(
    tx: &mut Tx<'_>,
    number: Digest,
    besides: ApplicationId,
) -> Result<Vec<Application>, StorageError> {
    tx.rows(&IN_REVIEW, params![number, besides]).await?.iter().map(read).collect()
}

pub(super) fn read(row: &Row) -> Result<Application, StorageError> {
    Ok(Application {
        id: row.id("id")?,
        account: row.id("account_id")?,
        state: read_state(row)?,
        sealed: Sealed {
            claimed: row.opt_bytes("claimed_sealed")?,
            printed: row.opt_bytes("printed_sealed")?,
            verdict: row.opt_bytes("verdict_sealed")?,
            record: row.opt_bytes("record_sealed")?,
        },
        number: row.opt_digest("number_fingerprint")?,
        device: row.text("device")?,
        begun_at: row.time("begun_at")?,
        changed_at: row.time("changed_at")?,
    })
}

fn read_state(row: &Row) -> Result<State, StorageError> {
    Ok(match row.str("state")? {
        "requested" => State::Requested,
        "awaiting-data" => State::AwaitingData,
        "awaiting-biometrics" => State::AwaitingBiometrics,
        "in-review" => State::InReview { due: row.time("due_at")? },
        "approved" => State::Approved { noticed: row.time("noticed_at")? },
        "window-missed" => State::WindowMissed,
        "active" => State::Active,
        "locked" => {
            let locks = u8::try_from(row.int("locks")?).ok().and_then(Locks::from_bits);
            State::Locked(locks.ok_or_else(|| row.bad("locks", "no locks"))?)
        }
        "refused" => State::Refused,
        "withdrawn" => State::Withdrawn,
        "closed" => State::Closed,
        _ => return Err(row.bad("state", "no state")),
    })
}
