//! What is looked up of many rows at once while links are prepared.

use std::collections::{BTreeMap, BTreeSet};

use onedoor_base::{Digest, LocalAccountId};
use onedoor_services::accounts::AccountState;

use crate::many::{AT_ONCE, padded, thirty_two};
use crate::services::accounts::NumberRecord;
use crate::{Statement, StorageError, Tx, Value, params};

const ACCOUNTS: Statement = Statement::new(
    "linking.preparing.accounts",
    thirty_two!(
        "SELECT a.id AS id, a.user_key AS user_key, a.display_name AS display_name, a.state AS state, \
         a.number_sealed AS number_sealed, a.number_fingerprint AS number_fingerprint, \
         a.number_proven_at AS number_proven_at, l.id AS link, p.number_fingerprint AS prepared \
         FROM local_accounts AS a \
         LEFT JOIN links AS l ON l.local_account_id = a.id AND l.state IN ('proposed', 'active', 'suspended') \
         LEFT JOIN prepared_links AS p ON p.local_account_id = a.id AND p.state = 'dormant' \
         WHERE a.user_key IN ",
        " AND a.organisation = $33"
    ),
);

const NUMBERS: Statement = Statement::new(
    "linking.preparing.numbers",
    thirty_two!(
        "SELECT number_fingerprint, COUNT(*) AS carrying, COUNT(number_proven_at) AS proven \
         FROM local_accounts WHERE number_fingerprint IN ",
        " GROUP BY number_fingerprint"
    ),
);

const PREPARED: Statement = Statement::new(
    "linking.preparing.prepared",
    thirty_two!(
        "SELECT number_fingerprint, local_account_id, state FROM prepared_links WHERE number_fingerprint IN ",
        " AND (state = 'dormant' OR (state = 'refused' AND why = 'denied'))"
    ),
);

const GIVE_NUMBER: Statement = Statement::new(
    "linking.preparing.give_number",
    "UPDATE local_accounts SET number_country = $2, number_sealed = $3, number_fingerprint = $4 \
     WHERE id = $1 AND state = 'active' AND number_fingerprint IS NULL",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&ACCOUNTS, &NUMBERS, &PREPARED, &GIVE_NUMBER];

/// An account that a row names.
#[derive(Debug, Clone)]
pub struct Named {
    /// Which.
    pub id: LocalAccountId,
    /// Its owner.
    pub display_name: String,
    /// Whether it can be used.
    pub state: AccountState,
    /// Its number, sealed, and the number's fingerprint.
    pub number: Option<(Vec<u8>, Digest)>,
    /// Whether its owner proved it.
    pub number_proven: bool,
    /// Whether a link holds it.
    pub held: bool,
    /// The fingerprint of the number that is prepared for it.
    pub prepared: Option<Digest>,
}

/// How many accounts carry a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Carriers {
    /// With and without proof.
    pub all: u64,
    /// With proof.
    pub proven: u64,
}

/// The accounts of these names, by [`onedoor_services::accounts::UserName::key`]; `organisation` is empty where
/// there are none.
pub async fn accounts(
    tx: &mut Tx<'_>,
    organisation: &str,
    keys: &BTreeSet<&str>,
) -> Result<BTreeMap<String, Named>, StorageError> {
    let keys: Vec<Value> = keys.iter().map(|key| Value::from(*key)).collect();
    let mut found = BTreeMap::new();
    for keys in keys.chunks(AT_ONCE) {
        let values: Vec<Value> = padded(keys).chain([organisation.into()]).collect();
        for row in tx.rows(&ACCOUNTS, &values).await? {
            let state = AccountState::from_name(row.str("state")?);
            let named = Named {
                id: row.id("id")?,
                display_name: row.text("display_name")?,
                state: state.ok_or_else(|| row.bad("state", "no state"))?,
                number: row.opt_bytes("number_sealed")?.zip(row.opt_digest("number_fingerprint")?),
                number_proven: row.opt_time("number_proven_at")?.is_some(),
                held: row.opt_bytes("link")?.is_some(),
                prepared: row.opt_digest("prepared")?,
            };
            found.insert(row.text("user_key")?, named);
        }
    }
    Ok(found)
}

/// How many accounts carry each of these numbers; those that none carries are left out.
pub async fn carriers(
    tx: &mut Tx<'_>,
    numbers: &[Digest],
) -> Result<BTreeMap<[u8; 32], Carriers>, StorageError> {
    let numbers: Vec<Value> = numbers.iter().map(|number| Value::from(*number)).collect();
    let mut found = BTreeMap::new();
    for numbers in numbers.chunks(AT_ONCE) {
        for row in tx.rows(&NUMBERS, &padded(numbers).collect::<Vec<_>>()).await? {
            let count = |column| row.int(column).map(|count| u64::try_from(count).unwrap_or_default());
            let carriers = Carriers { all: count("carrying")?, proven: count("proven")? };
            if let Some(number) = row.opt_digest("number_fingerprint")? {
                found.insert(number.0, carriers);
            }
        }
    }
    Ok(found)
}

/// What was prepared for a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForNumber {
    /// With which account.
    pub account: LocalAccountId,
    /// Whether the person has said that it is not theirs; else it waits for them.
    pub denied: bool,
}

/// What was prepared for each of these numbers and waits, or was denied by their people.
pub async fn prepared(
    tx: &mut Tx<'_>,
    numbers: &[Digest],
) -> Result<BTreeMap<[u8; 32], Vec<ForNumber>>, StorageError> {
    let numbers: Vec<Value> = numbers.iter().map(|number| Value::from(*number)).collect();
    let mut found: BTreeMap<_, Vec<ForNumber>> = BTreeMap::new();
    for numbers in numbers.chunks(AT_ONCE) {
        for row in tx.rows(&PREPARED, &padded(numbers).collect::<Vec<_>>()).await? {
            if let Some(number) = row.opt_digest("number_fingerprint")? {
                let one = ForNumber {
                    account: row.id("local_account_id")?,
                    denied: row.str("state")? != "dormant",
                };
                found.entry(number.0).or_default().push(one);
            }
        }
    }
    Ok(found)
}

/// Gives the account a number that nobody has proven; false if it has one, or is not active.
pub async fn give_number(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    number: &NumberRecord,
) -> Result<bool, StorageError> {
    let values = params![account, number.country.code(), number.sealed.as_slice(), number.fingerprint];
    Ok(tx.execute(&GIVE_NUMBER, values).await? == 1)
}
