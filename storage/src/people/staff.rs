//! The staff of an identity, and the sessions in which they have the console open.

use onedoor_base::{AccountId, SessionId, Timestamp};
use onedoor_people::staff::{Holds, StaffRole};

use crate::{Row, Statement, StorageError, Tx, params};

const GRANT: Statement = Statement::new(
    "people.staff.grant",
    "INSERT INTO staff_roles (account_id, role, granted_by, granted_at, until) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (account_id, role) DO UPDATE SET granted_by = excluded.granted_by, \
     granted_at = excluded.granted_at, until = excluded.until",
);
const REVOKE: Statement =
    Statement::new("people.staff.revoke", "DELETE FROM staff_roles WHERE account_id = $1 AND role = $2");
// An account that is not in use has no roles, as long as it is not.
const OF_ACCOUNT: Statement = Statement::new(
    "people.staff.of_account",
    "SELECT role FROM staff_roles JOIN accounts ON accounts.id = staff_roles.account_id \
     WHERE account_id = $1 AND state = 'active' AND (until IS NULL OR until > $2) ORDER BY role",
);
const GIVEN: Statement =
    Statement::new("people.staff.given", "SELECT until FROM staff_roles WHERE account_id = $1 AND role = $2");
const APPROVERS: Statement = Statement::new(
    "people.staff.approvers",
    "SELECT COUNT(*) AS approvers FROM staff_roles JOIN accounts ON accounts.id = staff_roles.account_id \
     WHERE role = 'approver' AND state = 'active' AND (until IS NULL OR until > $1)",
);
const ALL: Statement = Statement::new(
    "people.staff.all",
    "SELECT account_id, role, granted_by, granted_at, until, login_name, display_name, state FROM staff_roles \
     JOIN accounts ON accounts.id = staff_roles.account_id ORDER BY staff_roles.account_id, role",
);
const SEEN: Statement =
    Statement::new("people.staff.seen", "SELECT seen_at FROM staff_visits WHERE session_id = $1");
const SEE: Statement = Statement::new(
    "people.staff.see",
    "INSERT INTO staff_visits (session_id, seen_at) VALUES ($1, $2) \
     ON CONFLICT (session_id) DO UPDATE SET seen_at = excluded.seen_at",
);
const SWEEP: Statement = Statement::new("people.staff.sweep", "DELETE FROM staff_visits WHERE seen_at < $1");

pub(super) const STATEMENTS: &[&Statement] =
    &[&GRANT, &REVOKE, &OF_ACCOUNT, &GIVEN, &APPROVERS, &ALL, &SEEN, &SEE, &SWEEP];

/// A role that somebody has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRole {
    /// Whose it is.
    pub account: AccountId,
    /// Their login name.
    pub login: String,
    /// What they are called.
    pub name: String,
    /// Whether their account is in use.
    pub active: bool,
    /// The role.
    pub role: StaffRole,
    /// Who gave it.
    pub granted_by: String,
    /// When.
    pub granted_at: Timestamp,
    /// Until when, if not for ever.
    pub until: Option<Timestamp>,
}

impl HeldRole {
    /// Whether it opens anything.
    pub fn is_in_force(&self, now: Timestamp) -> bool {
        self.active && self.until.is_none_or(|until| until > now)
    }
}

/// Gives a role, for ever or until then; one that is there gets the new end.
pub async fn grant_role(
    tx: &mut Tx<'_>,
    (account, role): (AccountId, StaffRole),
    by: &str,
    until: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.execute(&GRANT, params![account, role.word(), by, now, until]).await.map(drop)
}

/// Takes a role away; false if it was not there.
pub async fn revoke_role(tx: &mut Tx<'_>, account: AccountId, role: StaffRole) -> Result<bool, StorageError> {
    Ok(tx.execute(&REVOKE, params![account, role.word()]).await? == 1)
}

/// The roles of an account that are in force.
pub async fn roles_of(
    tx: &mut Tx<'_>,
    account: AccountId,
    now: Timestamp,
) -> Result<Vec<StaffRole>, StorageError> {
    let read = |row: &Row| role(row);
    tx.rows(&OF_ACCOUNT, params![account, now]).await?.iter().map(read).collect()
}

/// How it stands with a role of an account, whether that is in use or not.
pub async fn role_held(
    tx: &mut Tx<'_>,
    (account, role): (AccountId, StaffRole),
    now: Timestamp,
) -> Result<Holds, StorageError> {
    let row = tx.row(&GIVEN, params![account, role.word()]).await?;
    let given = row.map(|row| row.opt_time("until")).transpose()?;
    Ok(Holds::of(given, now))
}

/// How many approvers there are whose role is in force and whose account is in use.
pub async fn approvers(tx: &mut Tx<'_>, now: Timestamp) -> Result<i64, StorageError> {
    tx.row(&APPROVERS, params![now]).await?.map_or(Ok(0), |row| row.int("approvers"))
}

/// Every role that was given, in force or not.
pub async fn staff(tx: &mut Tx<'_>) -> Result<Vec<HeldRole>, StorageError> {
    let read = |row: &Row| {
        Ok(HeldRole {
            account: row.id("account_id")?,
            login: row.text("login_name")?,
            name: row.text("display_name")?,
            active: row.str("state")? == "active",
            role: role(row)?,
            granted_by: row.text("granted_by")?,
            granted_at: row.time("granted_at")?,
            until: row.opt_time("until")?,
        })
    };
    let rows = tx.rows(&ALL, &[]).await?;
    let mut held: Vec<HeldRole> = rows.iter().map(read).collect::<Result<_, _>>()?;
    // Not by the database, which would walk along all accounts to find the few.
    held.sort_by(|a, b| a.login.cmp(&b.login));
    Ok(held)
}

/// When the console was last used in this session.
pub async fn console_seen(tx: &mut Tx<'_>, session: SessionId) -> Result<Option<Timestamp>, StorageError> {
    tx.row(&SEEN, params![session]).await?.map(|row| row.time("seen_at")).transpose()
}

/// It is used now.
pub async fn see_console(tx: &mut Tx<'_>, session: SessionId, now: Timestamp) -> Result<(), StorageError> {
    tx.execute(&SEE, params![session, now]).await.map(drop)
}

/// Forgets sessions in which it was last used before `then`.
pub async fn sweep_consoles(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![then]).await
}

fn role(row: &Row) -> Result<StaffRole, StorageError> {
    StaffRole::from_word(row.str("role")?).ok_or_else(|| row.bad("role", "no role"))
}
