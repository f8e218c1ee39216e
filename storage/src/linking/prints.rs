//! Fingerprints of national numbers that a portal and an identity make together: by them an account is found whose
//! number the identity does not tell.

use onedoor_base::{Digest, LocalAccountId, Timestamp};

use crate::{Statement, StorageError, Tx, params};

const LACKING: Statement = Statement::new(
    "linking.print.lacking",
    "SELECT a.id AS id, a.number_country AS country, a.number_sealed AS sealed, a.number_fingerprint AS number \
     FROM local_accounts AS a WHERE a.number_fingerprint > $3 AND NOT EXISTS (SELECT 1 FROM number_prints AS p \
     WHERE p.issuer = $1 AND p.key_name = $2 AND p.number_fingerprint = a.number_fingerprint) \
     ORDER BY a.number_fingerprint LIMIT $4",
);

const KEEP: Statement = Statement::new(
    "linking.print.keep",
    "INSERT INTO number_prints (issuer, key_name, number_fingerprint, print, made_at) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT DO NOTHING",
);

const NUMBER_OF: Statement = Statement::new(
    "linking.print.number_of",
    "SELECT number_fingerprint FROM number_prints WHERE issuer = $1 AND key_name = $2 AND print = $3",
);

const PRINT_OF: Statement = Statement::new(
    "linking.print.print_of",
    "SELECT print FROM number_prints WHERE issuer = $1 AND key_name = $2 AND number_fingerprint = $3",
);

const PIN: Statement = Statement::new(
    "linking.print.pin",
    "INSERT INTO print_keys (issuer, key_name, public, seen_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
);

const KEYS: Statement = Statement::new(
    "linking.print.keys",
    "SELECT key_name, public FROM print_keys WHERE issuer = $1 ORDER BY key_name",
);

const FORGET: Statement =
    Statement::new("linking.print.forget", "DELETE FROM number_prints WHERE issuer = $1 AND key_name = $2");

pub(crate) const STATEMENTS: &[&Statement] = &[&LACKING, &KEEP, &NUMBER_OF, &PRINT_OF, &PIN, &KEYS, &FORGET];

/// A fingerprint that an issuer tells or makes: the name of its key, and the fingerprint.
pub type Print = (String, Digest);

/// A number that has no fingerprint yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// An account that carries it.
    pub account: LocalAccountId,
    /// The code of its country.
    pub country: String,
    /// The number, sealed for this account.
    pub sealed: Vec<u8>,
    /// Our own fingerprint of it.
    pub number: Digest,
}

/// The numbers of accounts that this key of this issuer has not fingerprinted, after this one; one account for each.
pub async fn lacking(
    tx: &mut Tx<'_>,
    (issuer, key): (&str, &str),
    after: Digest,
    most: i64,
) -> Result<Vec<Lacking>, StorageError> {
    let rows = tx.rows(&LACKING, params![issuer, key, after, most]).await?;
    let mut all = Vec::with_capacity(rows.len());
    for row in &rows {
        all.push(Lacking {
            account: row.id("id")?,
            country: row.text("country")?,
            sealed: row.opt_bytes("sealed")?.unwrap_or_default(),
            number: row.digest("number")?,
        });
    }
    all.dedup_by_key(|one| one.number);
    Ok(all)
}

/// Keeps the fingerprint of a number.
pub async fn keep(
    tx: &mut Tx<'_>,
    (issuer, key): (&str, &str),
    number: Digest,
    print: Digest,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.execute(&KEEP, params![issuer, key, number, print, now]).await.map(drop)
}

/// Our own fingerprint of the number that has one of these; `None` if no account here carries it. From there on
/// all is as if the issuer had told the number.
pub async fn number_of(
    tx: &mut Tx<'_>,
    issuer: &str,
    prints: &[Print],
) -> Result<Option<Digest>, StorageError> {
    for (key, print) in prints {
        if let Some(row) = tx.row(&NUMBER_OF, params![issuer, key, *print]).await? {
            return row.digest("number_fingerprint").map(Some);
        }
    }
    Ok(None)
}

/// Whether a number that is known here is certainly another than the one that has these fingerprints.
pub async fn is_another(
    tx: &mut Tx<'_>,
    issuer: &str,
    prints: &[Print],
    number: Digest,
) -> Result<bool, StorageError> {
    for (key, print) in prints {
        if let Some(row) = tx.row(&PRINT_OF, params![issuer, key, number]).await? {
            return Ok(row.digest("print")? != *print);
        }
    }
    Ok(false)
}

/// Remembers what an issuer has published of a key; false if it has published something else under that name before.
pub async fn pin(
    tx: &mut Tx<'_>,
    (issuer, key): (&str, &str),
    public: Digest,
    now: Timestamp,
) -> Result<bool, StorageError> {
    tx.execute(&PIN, params![issuer, key, public, now]).await?;
    Ok(keys(tx, issuer).await?.iter().any(|known| *known == (key.to_owned(), public)))
}

/// The keys of an issuer that were ever seen, with what it has published of them.
pub async fn keys(tx: &mut Tx<'_>, issuer: &str) -> Result<Vec<Print>, StorageError> {
    let rows = tx.rows(&KEYS, params![issuer]).await?;
    rows.iter().map(|row| Ok((row.text("key_name")?, row.digest("public")?))).collect()
}

/// Forgets the fingerprints of a key that the issuer does not use any more; how many there were.
pub async fn forget(tx: &mut Tx<'_>, (issuer, key): (&str, &str)) -> Result<u64, StorageError> {
    tx.execute(&FORGET, params![issuer, key]).await
}
