//! Pictures of an applicant's face. They are kept for whoever compares them, and no longer.

use onedoor_base::{AccountId, ApplicationId, Timestamp};

use crate::vault::{Vault, VaultError};
use crate::{Row, Statement, StorageError, Tx, params};

const KEEP: Statement = Statement::new(
    "proofing.frame.keep",
    "INSERT INTO application_frames (application_id, position, account_id, content_type, frame_sealed, taken_at, \
     delete_after) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (application_id, position) DO UPDATE SET \
     content_type = excluded.content_type, frame_sealed = excluded.frame_sealed, taken_at = excluded.taken_at, \
     delete_after = excluded.delete_after",
);
const LIST: Statement = Statement::new(
    "proofing.frame.list",
    "SELECT position, content_type, frame_sealed, taken_at, delete_after FROM application_frames \
     WHERE application_id = $1 ORDER BY position",
);
const DROP: Statement =
    Statement::new("proofing.frame.drop", "DELETE FROM application_frames WHERE application_id = $1");
const SWEEP: Statement =
    Statement::new("proofing.frame.sweep", "DELETE FROM application_frames WHERE delete_after <= $1");

pub(super) const STATEMENTS: &[&Statement] = &[&KEEP, &LIST, &DROP, &SWEEP];

/// A picture that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The how manieth; another at the same place takes its place.
    pub position: i64,
    /// Its kind.
    pub content_type: String,
    /// The picture.
    pub bytes: Vec<u8>,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// From when on it is not kept.
    pub delete_after: Timestamp,
}

/// The same as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameRow {
    /// The how manieth.
    pub position: i64,
    /// Its kind.
    pub content_type: String,
    /// The picture, sealed: [`open_frame`].
    pub sealed: Vec<u8>,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// From when on it is not kept.
    pub delete_after: Timestamp,
}

/// Keeps a picture.
pub async fn keep_frame(
    tx: &mut Tx<'_>,
    vault: &Vault,
    (id, account): (ApplicationId, AccountId),
    frame: &Frame,
) -> Result<(), StorageError> {
    let sealed = vault.seal(&context(id, frame.position), &frame.bytes);
    let values =
        params![id, frame.position, account, &frame.content_type, sealed, frame.taken_at, frame.delete_after];
    tx.execute_one(&KEEP, values).await
}

/// The pictures of an application in their order.
pub async fn frames(tx: &mut Tx<'_>, id: ApplicationId) -> Result<Vec<FrameRow>, StorageError> {
    let read = |row: &Row| {
        Ok(FrameRow {
            position: row.int("position")?,
            content_type: row.text("content_type")?,
            sealed: row.bytes("frame_sealed")?,
            taken_at: row.time("taken_at")?,
            delete_after: row.time("delete_after")?,
        })
    };
    tx.rows(&LIST, params![id]).await?.iter().map(read).collect()
}

/// A picture in the clear; at another place, or in another application, it does not open.
pub fn open_frame(vault: &Vault, id: ApplicationId, frame: &FrameRow) -> Result<Vec<u8>, VaultError> {
    Ok(vault.open(&context(id, frame.position), &frame.sealed)?.to_vec())
}

/// Drops the pictures of an application, because they are taken again.
pub async fn drop_frames(tx: &mut Tx<'_>, id: ApplicationId) -> Result<u64, StorageError> {
    tx.execute(&DROP, params![id]).await
}

/// Drops all pictures whose time is over.
pub async fn sweep_frames(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![now]).await
}

fn context(id: ApplicationId, position: i64) -> String {
    format!("application_frames.frame/{id}/{position}")
}
