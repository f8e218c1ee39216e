//! The gestures that were drawn for an application, and what a provider said about its pictures.

use onedoor_base::{AccountId, ApplicationId, Timestamp};
use onedoor_proofing::face::{Challenge, Gesture, Word};

use crate::vault::{Vault, VaultError};
use crate::{Row, Statement, StorageError, Tx, params};

const PUT: Statement = Statement::new(
    "proofing.challenge.put",
    "INSERT INTO face_challenges (application_id, account_id, gestures, begun_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (application_id) DO UPDATE SET gestures = excluded.gestures, begun_at = excluded.begun_at",
);
const GET: Statement = Statement::new(
    "proofing.challenge.get",
    "SELECT gestures, begun_at FROM face_challenges WHERE application_id = $1",
);
const KEEP_WORD: Statement = Statement::new(
    "proofing.face_word.keep",
    "INSERT INTO face_words (application_id, account_id, word_sealed, told_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (application_id) DO UPDATE SET word_sealed = excluded.word_sealed, told_at = excluded.told_at",
);
const WORD: Statement = Statement::new(
    "proofing.face_word.get",
    "SELECT word_sealed, told_at FROM face_words WHERE application_id = $1",
);
const DROP_WORD: Statement =
    Statement::new("proofing.face_word.drop", "DELETE FROM face_words WHERE application_id = $1");

pub(super) const STATEMENTS: &[&Statement] = &[&PUT, &GET, &KEEP_WORD, &WORD, &DROP_WORD];

/// Keeps the gestures that were drawn, in the place of those before.
pub async fn put_challenge(
    tx: &mut Tx<'_>,
    (id, account): (ApplicationId, AccountId),
    challenge: &Challenge,
) -> Result<(), StorageError> {
    let words: Vec<&str> = challenge.gestures.iter().map(|gesture| gesture.word()).collect();
    tx.execute_one(&PUT, params![id, account, words.join(" "), challenge.begun_at]).await
}

/// The gestures that were drawn last.
pub async fn challenge(tx: &mut Tx<'_>, id: ApplicationId) -> Result<Option<Challenge>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// Keeps what a provider said about the pictures.
pub async fn keep_face_word(
    tx: &mut Tx<'_>,
    vault: &Vault,
    (id, account): (ApplicationId, AccountId),
    word: &Word,
    now: Timestamp,
) -> Result<(), StorageError> {
    let json = serde_json::to_vec(word).expect("it has no keys but texts");
    tx.execute_one(&KEEP_WORD, params![id, account, vault.seal(&context(id), &json), now]).await
}

/// What a provider said about the pictures, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaceWordRow {
    /// The word, sealed: [`open_face_word`].
    pub sealed: Vec<u8>,
    /// When it was said.
    pub told_at: Timestamp,
}

/// What a provider said about the pictures.
pub async fn face_word(tx: &mut Tx<'_>, id: ApplicationId) -> Result<Option<FaceWordRow>, StorageError> {
    let read =
        |row: Row| Ok(FaceWordRow { sealed: row.bytes("word_sealed")?, told_at: row.time("told_at")? });
    tx.row(&WORD, params![id]).await?.map(read).transpose()
}

/// The same in the clear; in another application it does not open.
pub fn open_face_word(vault: &Vault, id: ApplicationId, row: &FaceWordRow) -> Result<Word, VaultError> {
    let json = vault.open(&context(id), &row.sealed)?;
    serde_json::from_slice(&json).map_err(|_| VaultError::Damaged)
}

/// Forgets it, because other pictures are taken.
pub async fn drop_face_word(tx: &mut Tx<'_>, id: ApplicationId) -> Result<(), StorageError> {
    tx.execute(&DROP_WORD, params![id]).await.map(drop)
}

fn read(row: &Row) -> Result<Challenge, StorageError> {
    let gestures: Option<Vec<Gesture>> = row.str("gestures")?.split(' ').map(Gesture::from_word).collect();
    let gestures = gestures.and_then(|all| all.try_into().ok());
    let gestures = gestures.ok_or_else(|| row.bad("gestures", "no gestures"))?;
    Ok(Challenge { gestures, begun_at: row.time("begun_at")? })
}

fn context(id: ApplicationId) -> String {
    format!("face_words.word/{id}")
}
