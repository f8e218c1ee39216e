//! Which officers said that a matter is of their kin.

use onedoor_base::{AccountId, Timestamp};

use crate::{Statement, StorageError, Tx, Value, params};

const DECLARE: Statement = Statement::new(
    "people.conflict.declare",
    "INSERT INTO officer_conflicts (matter_id, staff_id, declared_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
);
const DECLARED: Statement = Statement::new(
    "people.conflict.declared",
    "SELECT declared_at FROM officer_conflicts WHERE matter_id = $1 AND staff_id = $2",
);

pub(super) const STATEMENTS: &[&Statement] = &[&DECLARE, &DECLARED];

/// An officer says that this matter, a request or an application by its id, is of their kin.
pub async fn declare_conflict(
    tx: &mut Tx<'_>,
    matter: impl Into<Value>,
    staff: AccountId,
    now: Timestamp,
) -> Result<(), StorageError> {
    let matter: Value = matter.into();
    tx.execute(&DECLARE, params![matter, staff, now]).await.map(drop)
}

/// Whether they did.
pub async fn has_conflict(
    tx: &mut Tx<'_>,
    matter: impl Into<Value>,
    staff: AccountId,
) -> Result<bool, StorageError> {
    let matter: Value = matter.into();
    Ok(tx.row(&DECLARED, params![matter, staff]).await?.is_some())
}
