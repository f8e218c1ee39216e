//! What is looked up of many links at once while they are carried over from one system to another.

use std::collections::{BTreeMap, BTreeSet};

use onedoor_base::{LinkId, LocalAccountId};
use onedoor_linking::IdentityLink;

use super::{identity_links, parts};
use crate::many::{AT_ONCE, padded, thirty_two};
use crate::{Statement, StorageError, Tx, Value};

const MADE: Statement = Statement::new(
    "linking.carried.made",
    thirty_two!("SELECT proof FROM links WHERE proof IN ", " AND issuer = $33"),
);

const ACCOUNTS: Statement = Statement::new(
    "linking.carried.accounts",
    thirty_two!(
        "SELECT subject AS subject, local_account_id AS account FROM links WHERE subject IN ",
        " AND issuer = $33 AND state = 'active' UNION ALL \
         SELECT n.subject AS subject, l.local_account_id AS account FROM subject_names AS n \
         JOIN links AS l ON l.issuer = n.issuer AND l.subject = n.former WHERE n.subject IN ",
        " AND n.issuer = $33 AND l.state = 'active'"
    ),
);

const OF_IDENTITY: Statement = Statement::new(
    "linking.carried.of_identity",
    thirty_two!(
        concat!(
            "SELECT id, person_id, client, system, subject, account, label, proof, created_at, ",
            parts::evidence_columns!(),
            ", ",
            parts::columns!(),
            " FROM identity_links WHERE id IN "
        ),
        ""
    ),
);

pub(crate) const STATEMENTS: &[&Statement] = &[&MADE, &ACCOUNTS, &OF_IDENTITY];

/// At a portal: which of these proofs of an issuer have made links.
pub async fn made(
    tx: &mut Tx<'_>,
    issuer: &str,
    proofs: impl IntoIterator<Item = String>,
) -> Result<BTreeSet<String>, StorageError> {
    let (asked, mut found) = (proofs.into_iter().map(Value::from).collect::<Vec<_>>(), BTreeSet::new());
    for some in asked.chunks(AT_ONCE) {
        let values: Vec<Value> = padded(some).chain([issuer.into()]).collect();
        for row in tx.rows(&MADE, &values).await? {
            found.insert(row.text("proof")?);
        }
    }
    Ok(found)
}

/// At a portal: the accounts that active links of these subjects of an issuer open, by whatever name they were linked.
pub async fn accounts(
    tx: &mut Tx<'_>,
    issuer: &str,
    subjects: impl IntoIterator<Item = &str>,
) -> Result<BTreeMap<String, BTreeSet<LocalAccountId>>, StorageError> {
    let asked: Vec<Value> = subjects.into_iter().map(Value::from).collect();
    let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for some in asked.chunks(AT_ONCE) {
        let values: Vec<Value> = padded(some).chain([issuer.into()]).collect();
        for row in tx.rows(&ACCOUNTS, &values).await? {
            found.entry(row.text("subject")?).or_default().insert(row.id("account")?);
        }
    }
    Ok(found)
}

/// At an identity: the links with these ids, in whatever state.
pub async fn of_identity(
    tx: &mut Tx<'_>,
    ids: &BTreeSet<LinkId>,
) -> Result<BTreeMap<LinkId, IdentityLink>, StorageError> {
    let asked: Vec<Value> = ids.iter().map(|id| Value::from(*id)).collect();
    let mut found = BTreeMap::new();
    for some in asked.chunks(AT_ONCE) {
        for row in tx.rows(&OF_IDENTITY, &padded(some).collect::<Vec<_>>()).await? {
            let link = identity_links::read(&row)?;
            found.insert(link.id, link);
        }
    }
    Ok(found)
}
