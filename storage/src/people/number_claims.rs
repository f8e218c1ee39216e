//! National numbers that people say are theirs. Nothing looks an account up by one.

use onedoor_base::{AccountId, Country, Timestamp};
use onedoor_people::SealedNumber;

use crate::{Row, Statement, StorageError, Tx, params};

const PUT: Statement = Statement::new(
    "people.number_claim.put",
    "INSERT INTO number_claims (account_id, country, number_sealed, claimed_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (account_id) DO UPDATE SET country = excluded.country, number_sealed = excluded.number_sealed, \
     claimed_at = excluded.claimed_at",
);
const GET: Statement = Statement::new(
    "people.number_claim.get",
    "SELECT country, number_sealed, claimed_at FROM number_claims WHERE account_id = $1",
);
const REMOVE: Statement =
    Statement::new("people.number_claim.remove", "DELETE FROM number_claims WHERE account_id = $1");

pub(super) const STATEMENTS: &[&Statement] = &[&PUT, &GET, &REMOVE];

/// Puts a claim into the place of the one before, if there is one.
pub async fn claim_number(
    tx: &mut Tx<'_>,
    account: AccountId,
    number: &SealedNumber,
    now: Timestamp,
) -> Result<(), StorageError> {
    let values = params![account, number.country.code(), number.sealed.clone(), now];
    tx.execute(&PUT, values).await.map(drop)
}

/// The number that the owner of an account says is theirs, and since when. Opened by [`super::open_claim`].
pub async fn claimed_number(
    tx: &mut Tx<'_>,
    account: AccountId,
) -> Result<Option<(SealedNumber, Timestamp)>, StorageError> {
    tx.row(&GET, params![account]).await?.as_ref().map(read).transpose()
}

/// Forgets the claim; false if there is none.
pub async fn forget_claim(tx: &mut Tx<'_>, account: AccountId) -> Result<bool, StorageError> {
    Ok(tx.execute(&REMOVE, params![account]).await? == 1)
}

fn read(row: &Row) -> Result<(SealedNumber, Timestamp), StorageError> {
    let country = Country::from_code(row.str("country")?).ok_or_else(|| row.bad("country", "no country"))?;
    Ok((SealedNumber { country, sealed: row.bytes("number_sealed")? }, row.time("claimed_at")?))
}
