//! Signed tokens that were heard: each is taken once.

use onedoor_base::Timestamp;

use crate::{Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "linking.used.insert",
    "INSERT INTO used_tokens (kind, issuer, jti, expires_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
);

const SWEEP: Statement =
    Statement::new("linking.used.sweep", "DELETE FROM used_tokens WHERE expires_at < $1");

pub(crate) const STATEMENTS: &[&Statement] = &[&INSERT, &SWEEP];

/// What kind of token; those of one kind do not use up the names of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsedToken {
    /// A logout token.
    Logout,
    /// The proof of a request of the linking interface.
    Request,
    /// A security event.
    Event,
    /// The challenge that a passkey answered.
    Challenge,
}

impl UsedToken {
    const fn word(self) -> &'static str {
        match self {
            Self::Logout => "logout",
            Self::Request => "request",
            Self::Event => "event",
            Self::Challenge => "challenge",
        }
    }
}

/// Remembers a token until `expires_at`; false if it was heard before.
pub async fn first_heard(
    tx: &mut Tx<'_>,
    kind: UsedToken,
    (issuer, jti): (&str, &str),
    expires_at: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&INSERT, params![kind.word(), issuer, jti, expires_at]).await? == 1)
}

/// Forgets tokens that nobody would take any more.
pub async fn sweep(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![now]).await
}
