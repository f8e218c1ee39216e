//! Levels of identity that count for less for a while. Whoever reads an account reads the lower level; what was proven
//! stays beside it.

use onedoor_base::{AccountId, IdentityLevel, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

// While it is held down already it stays so since then: what was added after the first time proves nothing after the
// second.
const HOLD: Statement = Statement::new(
    "people.level.hold",
    "UPDATE accounts SET level_held = $2, level_held_until = $4, \
     level_held_at = CASE WHEN level_held_until > $3 THEN level_held_at ELSE $3 END WHERE id = $1",
);
const GET: Statement = Statement::new(
    "people.level.get",
    "SELECT identity_level, level_held, level_held_at, level_held_until, level_locked FROM accounts WHERE id = $1",
);
const RELEASE: Statement = Statement::new(
    "people.level.release",
    "UPDATE accounts SET level_held = NULL, level_held_at = NULL, level_held_until = NULL \
     WHERE id = $1 AND level_held IS NOT NULL",
);
const SWEEP: Statement = Statement::new(
    "people.level.sweep",
    "UPDATE accounts SET level_held = NULL, level_held_at = NULL, level_held_until = NULL \
     WHERE level_held_until <= $1",
);

pub(super) const STATEMENTS: &[&Statement] = &[&HOLD, &GET, &RELEASE, &SWEEP];

/// How well the owner of an account was proven, and what counts of it for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// What was proven.
    pub proven: IdentityLevel,
    /// What it is held down to.
    pub held: Option<HeldLevel>,
    /// What it is locked to.
    pub locked: Option<IdentityLevel>,
}

/// A level that is held down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldLevel {
    /// It counts for no more than this.
    pub level: IdentityLevel,
    /// Since when.
    pub since: Timestamp,
    /// Until when.
    pub until: Timestamp,
}

impl Level {
    /// What counts now: what was proven, or less while it is held down or locked.
    pub fn counted(&self) -> IdentityLevel {
        let lower = self.held.map(|held| held.level).into_iter().chain(self.locked);
        lower.fold(self.proven, IdentityLevel::min)
    }
}

/// Holds the level of an account down until a moment; since when it is held down already, if it is.
pub async fn hold_level(tx: &mut Tx<'_>, account: AccountId, held: HeldLevel) -> Result<bool, StorageError> {
    Ok(tx.execute(&HOLD, params![account, held.level.rank(), held.since, held.until]).await? == 1)
}

/// The level of an account.
pub async fn level(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Level>, StorageError> {
    tx.row(&GET, params![account]).await?.as_ref().map(read).transpose()
}

/// What was proven counts again; false if nothing was held down.
pub async fn release_level(tx: &mut Tx<'_>, account: AccountId) -> Result<bool, StorageError> {
    Ok(tx.execute(&RELEASE, params![account]).await? == 1)
}

/// The same for all whose time is over.
pub async fn release_levels(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![now]).await
}

fn read(row: &Row) -> Result<Level, StorageError> {
    let of = |column, rank| IdentityLevel::from_rank(rank).ok_or_else(|| row.bad(column, "no level"));
    let held =
        match (row.opt_int("level_held")?, row.opt_time("level_held_at")?, row.opt_time("level_held_until")?)
        {
            (Some(rank), Some(since), Some(until)) => {
                Some(HeldLevel { level: of("level_held", rank)?, since, until })
            }
            _ => None,
        };
    let locked = row.opt_int("level_locked")?.map(|rank| of("level_locked", rank)).transpose()?;
    Ok(Level { proven: of("identity_level", row.int("identity_level")?)?, held, locked })
}
