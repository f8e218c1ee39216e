//! Postal addresses of people: several, one of them the main one.

use onedoor_base::{AccountId, Country, PostalAddressId, Timestamp};
use onedoor_places::Address;

use crate::{Row, Statement, StorageError, Tx, params};

const OF_ACCOUNT: Statement = Statement::new(
    "people.address.of_account",
    "SELECT id, country, label, recipient, phone, place, town, street, postcode, main, changed_at \
     FROM postal_addresses WHERE account_id = $1 ORDER BY main DESC, id",
);
const ADD: Statement = Statement::new(
    "people.address.add",
    "INSERT INTO postal_addresses (id, account_id, country, label, recipient, phone, place, town, street, postcode, \
     main, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING",
);
const CHANGE: Statement = Statement::new(
    "people.address.change",
    "UPDATE postal_addresses SET country = $3, label = $4, recipient = $5, phone = $6, place = $7, town = $8, \
     street = $9, postcode = $10, changed_at = $11 WHERE id = $1 AND account_id = $2",
);
const MAIN: Statement = Statement::new(
    "people.address.main",
    "UPDATE postal_addresses SET main = CASE WHEN id = $2 THEN 1 ELSE 0 END WHERE account_id = $1",
);
const REMOVE: Statement =
    Statement::new("people.address.remove", "DELETE FROM postal_addresses WHERE id = $1 AND account_id = $2");

pub(super) const STATEMENTS: &[&Statement] = &[&OF_ACCOUNT, &ADD, &CHANGE, &MAIN, &REMOVE];

/// An address of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostalAddress {
    /// Under which it is kept.
    pub id: PostalAddressId,
    /// The address.
    pub address: Address,
    /// Whether it is the one that is meant if no other is.
    pub main: bool,
    /// When it was written down: the day whose codes of places it has.
    pub changed_at: Timestamp,
}

/// The addresses of an account, the main one first.
pub async fn addresses_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<PostalAddress>, StorageError> {
    tx.rows(&OF_ACCOUNT, params![account]).await?.iter().map(read).collect()
}

/// Adds an address; the first one is the main one. False if the id is taken.
pub async fn add_address(
    tx: &mut Tx<'_>,
    account: AccountId,
    (id, new): (PostalAddressId, &Address),
    now: Timestamp,
) -> Result<bool, StorageError> {
    let first = addresses_of(tx, account).await?.is_empty();
    let values = params![
        id,
        account,
        new.country.map(Country::code),
        &new.label,
        &new.recipient,
        &new.phone,
        &new.place,
        &new.town,
        &new.street,
        &new.postcode,
        first,
        now
    ];
    Ok(tx.execute(&ADD, values).await? == 1)
}

/// Puts another in the place of an address; false if the account has none under this id.
pub async fn change_address(
    tx: &mut Tx<'_>,
    account: AccountId,
    (id, new): (PostalAddressId, &Address),
    now: Timestamp,
) -> Result<bool, StorageError> {
    let values = params![
        id,
        account,
        new.country.map(Country::code),
        &new.label,
        &new.recipient,
        &new.phone,
        &new.place,
        &new.town,
        &new.street,
        &new.postcode,
        now
    ];
    Ok(tx.execute(&CHANGE, values).await? == 1)
}

/// Makes an address the main one; false if the account has none under this id.
pub async fn main_address(
    tx: &mut Tx<'_>,
    account: AccountId,
    id: PostalAddressId,
) -> Result<bool, StorageError> {
    if !addresses_of(tx, account).await?.iter().any(|one| one.id == id) {
        return Ok(false);
    }
    tx.execute(&MAIN, params![account, id]).await?;
    Ok(true)
}

/// Takes an address away; false if the account has none under this id. After the main one the oldest is it.
pub async fn remove_address(
    tx: &mut Tx<'_>,
    account: AccountId,
    id: PostalAddressId,
) -> Result<bool, StorageError> {
    if tx.execute(&REMOVE, params![id, account]).await? == 0 {
        return Ok(false);
    }
    let left = addresses_of(tx, account).await?;
    if let Some(first) = left.first().filter(|first| !first.main) {
        tx.execute(&MAIN, params![account, first.id]).await?;
    }
    Ok(true)
}

fn read(row: &Row) -> Result<PostalAddress, StorageError> {
    let country = match row.opt_str("country")? {
        Some(code) => Some(Country::from_code(code).ok_or_else(|| row.bad("country", "no country"))?),
        None => None,
    };
    Ok(PostalAddress {
        id: row.id("id")?,
        address: Address {
            country,
            label: row.text("label")?,
            recipient: row.text("recipient")?,
            phone: row.text("phone")?,
            place: row.text("place")?,
            town: row.text("town")?,
            street: row.text("street")?,
            postcode: row.text("postcode")?,
        },
        main: row.bool("main")?,
        changed_at: row.time("changed_at")?,
    })
}
