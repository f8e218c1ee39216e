//! What is done with an application: only as its states allow, and never without being written down.

use onedoor_base::{AccountId, ApplicationId, IdentityLevel, Timestamp};
use onedoor_proofing::application::{By, NotAllowed, State, Step};
use onedoor_proofing::calendar::Calendar;

use super::applications::application;
use super::cards::put_card_look;
use crate::{Row, Statement, StorageError, Tx, params};

const MOVE: Statement = Statement::new(
    "proofing.application.move",
    "UPDATE applications SET state = $2, due_at = $3, noticed_at = $4, locks = $5, changed_at = $6 WHERE id = $1",
);
const ACT: Statement = Statement::new(
    "proofing.act.add",
    "INSERT INTO application_acts (application_id, position, account_id, step, done_by, officer_id, reason, acted_at) \
     VALUES ($1, (SELECT COALESCE(MAX(position), 0) + 1 FROM application_acts WHERE application_id = $1), \
     $2, $3, $4, $5, $6, $7)",
);
// Locked it is worth what nobody was proven; see people::levels.
const WORTH: Statement =
    Statement::new("proofing.act.worth", "UPDATE accounts SET level_locked = $2 WHERE id = $1");
const ACTS: Statement = Statement::new(
    "proofing.act.list",
    "SELECT step, done_by, officer_id, reason, acted_at FROM application_acts WHERE application_id = $1 \
     ORDER BY position",
);

pub(super) const STATEMENTS: &[&Statement] = &[&MOVE, &ACT, &WORTH, &ACTS];

/// What somebody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doing {
    /// What.
    pub step: Step,
    /// In which role.
    pub by: By,
    /// Who, if it is an officer.
    pub officer: Option<AccountId>,
    /// A code of the list of reasons; empty where none is asked for.
    pub reason: String,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// What, by whom and why.
    pub doing: Doing,
    /// When.
    pub at: Timestamp,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stepped {
    /// It stands there now.
    Done(State),
    /// It stands where it stood.
    NotAllowed(NotAllowed),
    /// There is no such application.
    Missing,
}

/// Leads an application on, as far as its state allows it to whoever does it.
pub async fn step(
    tx: &mut Tx<'_>,
    id: ApplicationId,
    doing: &Doing,
    now: Timestamp,
    calendar: &Calendar,
) -> Result<Stepped, StorageError> {
    let Some(found) = application(tx, id).await? else { return Ok(Stepped::Missing) };
    let next = match found.state.after(doing.step, doing.by, now, calendar) {
        Ok(next) => next,
        Err(refused) => return Ok(Stepped::NotAllowed(refused)),
    };
    let (due, noticed, locks) = match next {
        State::InReview { due } => (Some(due), None, 0),
        State::Approved { noticed } => (None, Some(noticed), 0),
        State::Locked(locks) => (None, None, i64::from(locks.bits())),
        _ => (None, None, 0),
    };
    tx.execute_one(&MOVE, params![id, next.code(), due, noticed, locks, now]).await?;
    let values =
        params![id, found.account, doing.step.code(), doing.by.code(), doing.officer, &doing.reason, now];
    tx.execute_one(&ACT, values).await?;
    if doing.step == Step::Activate {
        put_card_look(tx, (id, found.account), now).await?;
    }
    if matches!(doing.step, Step::Lock(_) | Step::Unlock(_) | Step::Close) {
        let locked = matches!(next, State::Locked(_)).then_some(IdentityLevel::Claimed.rank());
        tx.execute_one(&WORTH, params![found.account, locked]).await?;
    }
    Ok(Stepped::Done(next))
}

/// All that was done with an application, in its order.
pub async fn acts(tx: &mut Tx<'_>, id: ApplicationId) -> Result<Vec<Act>, StorageError> {
    tx.rows(&ACTS, params![id]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Act, StorageError> {
    let step = row.str("step")?;
    let step = Step::all().find(|one| one.code() == step).ok_or_else(|| row.bad("step", "no step"))?;
    let by = row.str("done_by")?;
    let by = By::ALL.into_iter().find(|one| one.code() == by).ok_or_else(|| row.bad("done_by", "nobody"))?;
    let doing = Doing { step, by, officer: row.opt_id("officer_id")?, reason: row.text("reason")? };
    Ok(Act { doing, at: row.time("acted_at")? })
}
