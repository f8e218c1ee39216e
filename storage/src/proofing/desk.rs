//! The officers' side of applications: who said that an applicant is none of their kin, what waits for a second
//! officer, and whose window to activate was missed.

use onedoor_base::{AccountId, ApplicationId, Timestamp};
use onedoor_proofing::application::ACTIVATION;

use super::applications::{Application, read, select_applications};
use crate::{Statement, StorageError, Tx, params};

const DECLARE: Statement = Statement::new(
    "proofing.desk.declare",
    "INSERT INTO application_officers (application_id, officer_id, account_id, declared_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (application_id, officer_id) DO UPDATE SET declared_at = excluded.declared_at",
);
const DECLARED: Statement = Statement::new(
    "proofing.desk.declared",
    "SELECT declared_at FROM application_officers \
     WHERE application_id = $1 AND officer_id = $2 AND declared_at >= $3",
);
// Who proposed it first stays who proposed it.
const PROPOSE: Statement = Statement::new(
    "proofing.desk.propose",
    "INSERT INTO application_approvals (application_id, officer_id, account_id, proposed_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT DO NOTHING",
);
const PROPOSED: Statement = Statement::new(
    "proofing.desk.proposed",
    "SELECT officer_id, proposed_at FROM application_approvals WHERE application_id = $1",
);
const DROP: Statement =
    Statement::new("proofing.desk.drop", "DELETE FROM application_approvals WHERE application_id = $1");
const WAITING: Statement = Statement::new(
    "proofing.desk.waiting",
    "SELECT COUNT(*) AS waiting FROM applications WHERE due_at IS NOT NULL",
);
const SECOND: Statement = Statement::new(
    "proofing.desk.second",
    "SELECT COUNT(*) AS second FROM applications WHERE due_at IS NOT NULL AND EXISTS \
     (SELECT 1 FROM application_approvals WHERE application_id = applications.id)",
);
const MISSED: Statement = Statement::new(
    "proofing.desk.missed",
    select_applications!(
        "WHERE noticed_at IS NOT NULL AND noticed_at <= $1 ORDER BY noticed_at DESC, id LIMIT $2"
    ),
);

pub(super) const STATEMENTS: &[&Statement] =
    &[&DECLARE, &DECLARED, &PROPOSE, &PROPOSED, &DROP, &WAITING, &SECOND, &MISSED];

/// An approval that a second officer has to agree to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposed {
    /// The first officer.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
}

/// An officer says that an applicant is none of their kin.
pub async fn declare_no_kin(
    tx: &mut Tx<'_>,
    (id, applicant): (ApplicationId, AccountId),
    officer: AccountId,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.execute(&DECLARE, params![id, officer, applicant, now]).await.map(drop)
}

/// Whether they did, not before then: what is asked for later wants a word of its own.
pub async fn has_declared(
    tx: &mut Tx<'_>,
    id: ApplicationId,
    officer: AccountId,
    since: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.row(&DECLARED, params![id, officer, since]).await?.is_some())
}

/// Proposes to approve; false if somebody did already.
pub async fn propose_approval(
    tx: &mut Tx<'_>,
    (id, applicant): (ApplicationId, AccountId),
    officer: AccountId,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&PROPOSE, params![id, officer, applicant, now]).await? == 1)
}

/// The approval that waits for a second officer.
pub async fn proposed_approval(tx: &mut Tx<'_>, id: ApplicationId) -> Result<Option<Proposed>, StorageError> {
    let row = tx.row(&PROPOSED, params![id]).await?;
    row.map(|row| Ok(Proposed { by: row.id("officer_id")?, at: row.time("proposed_at")? })).transpose()
}

/// Forgets it, because something was decided.
pub async fn drop_proposed(tx: &mut Tx<'_>, id: ApplicationId) -> Result<(), StorageError> {
    tx.execute(&DROP, params![id]).await.map(drop)
}

/// How many wait for an officer.
pub async fn waiting(tx: &mut Tx<'_>) -> Result<i64, StorageError> {
    tx.row(&WAITING, &[]).await?.map_or(Ok(0), |row| row.int("waiting"))
}

/// How many of them wait for a second officer.
pub async fn second_count(tx: &mut Tx<'_>) -> Result<i64, StorageError> {
    tx.row(&SECOND, &[]).await?.map_or(Ok(0), |row| row.int("second"))
}

/// Those that were approved and not activated in time, the latest first.
pub async fn missed(tx: &mut Tx<'_>, now: Timestamp, most: i64) -> Result<Vec<Application>, StorageError> {
    tx.rows(&MISSED, params![now.before(ACTIVATION), most]).await?.iter().map(read).collect()
}
