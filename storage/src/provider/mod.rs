//! The provider of an identity site: relying parties, signing keys, requests on their way, consent,
//! grants and their tokens.
//!
//! Requests and registrations are JSON here: their shape belongs to the protocol, not to the database.

pub mod clients;
pub mod consents;
pub mod grants;
pub mod interactions;
pub mod pushed;
pub mod signing_keys;
pub mod tokens;

use std::time::Duration;

use onedoor_base::Timestamp;

use crate::{Statement, StorageError, Tx};

pub(crate) const STATEMENTS: &[&[&Statement]] = &[
    clients::STATEMENTS,
    consents::STATEMENTS,
    grants::STATEMENTS,
    interactions::STATEMENTS,
    pushed::STATEMENTS,
    signing_keys::STATEMENTS,
    tokens::STATEMENTS,
];

/// A grant is the proof that a link was made with, and a link may wait for a week to be confirmed.
const KEEP_GRANTS: Duration = Duration::from_hours(24 * 7);

/// Forgets what was over before `then`: requests, tokens, grants. Returns how many rows went.
pub async fn sweep(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    let mut gone = pushed::sweep(tx, then).await?;
    gone += interactions::sweep(tx, then).await?;
    gone += tokens::sweep(tx, then).await?;
    gone += grants::sweep(tx, then, then.before(KEEP_GRANTS)).await?;
    Ok(gone)
}
