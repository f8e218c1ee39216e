//! Keys that sign tokens, sealed.

use onedoor_base::{SigningKeyId, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const ALL: Statement = Statement::new(
    "provider.signing_key.all",
    "SELECT id, algorithm, state, sealed, created_at, changed_at FROM signing_keys ORDER BY created_at DESC, id",
);
const STATES: Statement =
    Statement::new("provider.signing_key.states", "SELECT id, state FROM signing_keys ORDER BY id");
const INSERT: Statement = Statement::new(
    "provider.signing_key.insert",
    "INSERT INTO signing_keys (id, algorithm, state, sealed, created_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $5) ON CONFLICT DO NOTHING",
);
const MOVE: Statement = Statement::new(
    "provider.signing_key.move",
    "UPDATE signing_keys SET state = $3, changed_at = $4 WHERE id = $1 AND state = $2",
);
const FORGET: Statement = Statement::new(
    "provider.signing_key.forget",
    "DELETE FROM signing_keys WHERE state = 'retired' AND changed_at < $1",
);

const WITHDRAW: Statement =
    Statement::new("provider.signing_key.withdraw", "DELETE FROM signing_keys WHERE id = $1 AND state = $2");

pub(crate) const STATEMENTS: &[&Statement] = &[&ALL, &STATES, &INSERT, &MOVE, &FORGET, &WITHDRAW];

/// The life of a signing key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    /// Published, so that everybody has seen it when it begins to sign.
    Next,
    /// Signs.
    Active,
    /// Signs no more; still published for what it signed.
    Retired,
}

impl KeyState {
    /// The word in the database, and for operators.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Next => "next",
            Self::Active => "active",
            Self::Retired => "retired",
        }
    }

    fn read(row: &Row) -> Result<Self, StorageError> {
        match row.str("state")? {
            "next" => Ok(Self::Next),
            "active" => Ok(Self::Active),
            "retired" => Ok(Self::Retired),
            _ => Err(row.bad("state", "no state of a key")),
        }
    }
}

/// A signing key as it lies in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredKey {
    /// Which key.
    pub id: SigningKeyId,
    /// `ES256` or `RS256`.
    pub algorithm: String,
    /// Where it stands in its life.
    pub state: KeyState,
    /// The private key, sealed.
    pub sealed: Vec<u8>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it came into its state.
    pub changed_at: Timestamp,
}

/// Every key, the newest first.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<StoredKey>, StorageError> {
    let read = |row: &Row| {
        Ok(StoredKey {
            id: row.id("id")?,
            algorithm: row.text("algorithm")?,
            state: KeyState::read(row)?,
            sealed: row.bytes("sealed")?,
            created_at: row.time("created_at")?,
            changed_at: row.time("changed_at")?,
        })
    };
    tx.rows(&ALL, &[]).await?.iter().map(read).collect()
}

/// Which keys there are and where they stand, so that a node can see whether it has to read them again.
pub async fn states(tx: &mut Tx<'_>) -> Result<Vec<(SigningKeyId, KeyState)>, StorageError> {
    let rows = tx.rows(&STATES, &[]).await?;
    rows.iter().map(|row| Ok((row.id("id")?, KeyState::read(row)?))).collect()
}

/// Adds a key; false if the algorithm has one in that state already.
pub async fn insert(tx: &mut Tx<'_>, key: &StoredKey) -> Result<bool, StorageError> {
    let values = params![key.id, &key.algorithm, key.state.word(), &key.sealed[..], key.created_at];
    Ok(tx.execute(&INSERT, values).await? == 1)
}

/// Moves a key on in its life; false if it is not in the state `from`.
pub async fn advance(
    tx: &mut Tx<'_>,
    id: SigningKeyId,
    from: KeyState,
    to: KeyState,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&MOVE, params![id, from.word(), to.word(), now]).await? == 1)
}

/// Forgets a key at once; false if it is not in this state, or was forgotten before.
pub async fn withdraw(tx: &mut Tx<'_>, id: SigningKeyId, state: KeyState) -> Result<bool, StorageError> {
    Ok(tx.execute(&WITHDRAW, params![id, state.word()]).await? == 1)
}

/// Forgets keys that were retired before `then`.
pub async fn forget_retired(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&FORGET, params![then]).await
}
