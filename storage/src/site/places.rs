//! Where somebody has signed in before.

use onedoor_base::{Digest, Subject, Timestamp};

use crate::{Statement, StorageError, Tx, Value, params};

const KNOWN: Statement = Statement::new(
    "site.place.known",
    "SELECT place FROM known_places WHERE subject_id = $1 AND (place = $2 OR place = $3)",
);

const REMEMBER: Statement = Statement::new(
    "site.place.remember",
    "INSERT INTO known_places (subject_id, place, seen_at) VALUES ($1, $2, $4), ($1, $3, $4) \
     ON CONFLICT (subject_id, place) DO UPDATE SET seen_at = excluded.seen_at",
);

const FORGET_OTHERS: Statement = Statement::new(
    "site.place.forget_others",
    "DELETE FROM known_places WHERE subject_id = $1 AND place <> $2 AND place <> $3",
);

const SWEEP: Statement = Statement::new("site.place.sweep", "DELETE FROM known_places WHERE seen_at < $1");

pub(crate) const STATEMENTS: &[&Statement] = &[&KNOWN, &REMEMBER, &FORGET_OTHERS, &SWEEP];

/// The browser and the network of a visit, as keyed fingerprints that are another for every account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// The browser's.
    pub browser: Digest,
    /// The network's.
    pub network: Digest,
}

/// Which of the two the account has been signed in from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// This browser.
    pub browser: bool,
    /// This network.
    pub network: bool,
}

/// Whether the account has been signed in from there. Nobody's account has not, after the same work.
pub async fn known(tx: &mut Tx<'_>, subject: Option<Subject>, places: Places) -> Result<Known, StorageError> {
    let found = tx.rows(&KNOWN, params![id(subject), places.browser, places.network]).await?;
    let found = found.iter().map(|row| row.digest("place")).collect::<Result<Vec<_>, _>>()?;
    Ok(Known { browser: found.contains(&places.browser), network: found.contains(&places.network) })
}

/// The account was signed in from there.
pub async fn remember(
    tx: &mut Tx<'_>,
    subject: Subject,
    places: Places,
    now: Timestamp,
) -> Result<(), StorageError> {
    let values = params![id(Some(subject)), places.browser, places.network, now];
    tx.execute(&REMEMBER, values).await.map(drop)
}

/// Forgets every other place of the account: somebody may have signed in there with a password that
/// is good no more.
pub async fn forget_others(tx: &mut Tx<'_>, subject: Subject, kept: Places) -> Result<(), StorageError> {
    let values = params![id(Some(subject)), kept.browser, kept.network];
    tx.execute(&FORGET_OTHERS, values).await.map(drop)
}

/// Forgets places where nobody has signed in since `then`.
pub async fn sweep(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![then]).await
}

/// No account has the id of nobody: ids carry their time.
fn id(subject: Option<Subject>) -> Value {
    match subject {
        Some(Subject::Person(id)) => id.into(),
        Some(Subject::LocalAccount(id)) => id.into(),
        None => [0_u8; 16].into(),
    }
}
