//! Ways into a local account that are on hold: whoever linked the account did not prove that they are theirs. What is
//! held is taken out of the account itself, so that nothing can use it by mistake.

use onedoor_base::{LocalAccountId, Timestamp};
pub use onedoor_linking::Way;

use crate::{Row, Statement, StorageError, Tx, params};

const HOLD_PHONE: Statement = Statement::new(
    "services.held.hold_phone",
    "INSERT INTO held_ways (local_account_id, kind, value, since, held_at) \
     SELECT id, 'phone', phone, phone_confirmed_at, $2 FROM local_accounts \
     WHERE id = $1 AND phone IS NOT NULL AND phone_confirmed_at IS NOT NULL \
     ON CONFLICT (local_account_id, kind) DO UPDATE SET value = excluded.value, since = excluded.since, \
     held_at = excluded.held_at",
);

const TAKE_PHONE: Statement = Statement::new(
    "services.held.take_phone",
    "UPDATE local_accounts SET phone_confirmed_at = NULL WHERE id = $1",
);

const HOLD_PASSWORD: Statement = Statement::new(
    "services.held.hold_password",
    "INSERT INTO held_ways (local_account_id, kind, value, since, held_at) \
     SELECT id, 'password', password_hash, COALESCE(password_changed_at, created_at), $2 FROM local_accounts \
     WHERE id = $1 AND password_hash IS NOT NULL \
     ON CONFLICT (local_account_id, kind) DO UPDATE SET value = excluded.value, since = excluded.since, \
     held_at = excluded.held_at",
);

const TAKE_PASSWORD: Statement = Statement::new(
    "services.held.take_password",
    "UPDATE local_accounts SET password_hash = NULL, password_changed_at = NULL WHERE id = $1",
);

const OF_ACCOUNT: Statement = Statement::new(
    "services.held.of_account",
    "SELECT kind, value, since, held_at FROM held_ways WHERE local_account_id = $1 ORDER BY kind",
);

const GIVE_PHONE: Statement = Statement::new(
    "services.held.give_phone",
    "UPDATE local_accounts SET phone_confirmed_at = $3 WHERE id = $1 AND phone = $2 AND phone_confirmed_at IS NULL",
);

const GIVE_PASSWORD: Statement = Statement::new(
    "services.held.give_password",
    "UPDATE local_accounts SET password_hash = $2, password_changed_at = $3 WHERE id = $1 AND password_hash IS NULL",
);

const DROP_PHONE: Statement = Statement::new(
    "services.held.drop_phone",
    "UPDATE local_accounts SET phone = NULL WHERE id = $1 AND phone = $2 AND phone_confirmed_at IS NULL",
);

const FORGET: Statement =
    Statement::new("services.held.forget", "DELETE FROM held_ways WHERE local_account_id = $1 AND kind = $2");

pub(crate) const STATEMENTS: &[&Statement] = &[
    &HOLD_PHONE,
    &TAKE_PHONE,
    &HOLD_PASSWORD,
    &TAKE_PASSWORD,
    &OF_ACCOUNT,
    &GIVE_PHONE,
    &GIVE_PASSWORD,
    &DROP_PHONE,
    &FORGET,
];

/// A way that is on hold.
#[derive(Clone, PartialEq, Eq)]
pub struct HeldWay {
    /// Which.
    pub way: Way,
    /// The telephone number, or the hash of the password.
    pub value: String,
    /// When it was confirmed or set.
    pub since: Timestamp,
    /// Since when it is on hold.
    pub held_at: Timestamp,
}

/// Puts a way on hold; false if the account has none of that kind.
pub async fn hold(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    way: Way,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let (hold, take) = match way {
        Way::Phone => (&HOLD_PHONE, &TAKE_PHONE),
        Way::Password => (&HOLD_PASSWORD, &TAKE_PASSWORD),
    };
    let is_there = tx.execute(hold, params![account, now]).await? == 1;
    if is_there {
        tx.execute_one(take, params![account]).await?;
    }
    Ok(is_there)
}

/// What is on hold.
pub async fn of_account(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<Vec<HeldWay>, StorageError> {
    tx.rows(&OF_ACCOUNT, params![account]).await?.iter().map(read).collect()
}

/// The owner keeps a way: it opens the account again, unless another has taken its place meanwhile. False if it is not
/// on hold.
pub async fn keep(tx: &mut Tx<'_>, account: LocalAccountId, way: Way) -> Result<bool, StorageError> {
    let Some(held) = taken_out(tx, account, way).await? else { return Ok(false) };
    match way {
        Way::Phone => tx.execute(&GIVE_PHONE, params![account, held.value, held.since]).await?,
        Way::Password => tx.execute(&GIVE_PASSWORD, params![account, held.value, held.since]).await?,
    };
    Ok(true)
}

/// Gives back what was put on hold at this very moment, for a link that came to nothing; returns what it was.
pub async fn give_back(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    held_at: Timestamp,
) -> Result<Vec<Way>, StorageError> {
    let mut given = Vec::new();
    for held in of_account(tx, account).await?.into_iter().filter(|held| held.held_at == held_at) {
        if keep(tx, account, held.way).await? {
            given.push(held.way);
        }
    }
    Ok(given)
}

/// The owner removes a way for good; false if it is not on hold.
pub async fn remove(tx: &mut Tx<'_>, account: LocalAccountId, way: Way) -> Result<bool, StorageError> {
    let Some(held) = taken_out(tx, account, way).await? else { return Ok(false) };
    if way == Way::Phone {
        tx.execute(&DROP_PHONE, params![account, held.value]).await?;
    }
    Ok(true)
}

async fn taken_out(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    way: Way,
) -> Result<Option<HeldWay>, StorageError> {
    let held = of_account(tx, account).await?.into_iter().find(|held| held.way == way);
    if held.is_some() {
        tx.execute_one(&FORGET, params![account, way.word()]).await?;
    }
    Ok(held)
}

fn read(row: &Row) -> Result<HeldWay, StorageError> {
    Ok(HeldWay {
        way: Way::from_word(row.str("kind")?).ok_or_else(|| row.bad("kind", "no way into an account"))?,
        value: row.text("value")?,
        since: row.time("since")?,
        held_at: row.time("held_at")?,
    })
}
