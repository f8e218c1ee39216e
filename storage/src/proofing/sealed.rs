//! What was said and found about an applicant, sealed into the application: in another row it does not open.

use onedoor_base::{ApplicationId, Digest, Timestamp};
use onedoor_proofing::application::Printed;
use onedoor_proofing::evidence::Record;
use onedoor_proofing::register::{Sought, Verdict};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::answers::drop_answers;
use crate::vault::{Vault, VaultError};
use crate::{Statement, StorageError, Tx, params};

// Other data than those that the register was asked about: what it said then is worth nothing now.
const CLAIM: Statement = Statement::new(
    "proofing.application.claim",
    "UPDATE applications SET claimed_sealed = $2, number_fingerprint = $3, verdict_sealed = NULL, changed_at = $4 \
     WHERE id = $1",
);
const JUDGED: Statement = Statement::new(
    "proofing.application.judged",
    "UPDATE applications SET verdict_sealed = $2, changed_at = $3 WHERE id = $1",
);
const PRINTED: Statement = Statement::new(
    "proofing.application.printed",
    "UPDATE applications SET printed_sealed = $2, changed_at = $3 WHERE id = $1",
);
const RECORD: Statement = Statement::new(
    "proofing.application.record",
    "UPDATE applications SET record_sealed = $2, changed_at = $3 WHERE id = $1",
);

pub(super) const STATEMENTS: &[&Statement] = &[&CLAIM, &PRINTED, &JUDGED, &RECORD];

/// The sealed parts of an application; each is there as soon as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sealed {
    pub(super) claimed: Option<Vec<u8>>,
    pub(super) printed: Option<Vec<u8>>,
    pub(super) verdict: Option<Vec<u8>>,
    pub(super) record: Option<Vec<u8>>,
}

impl Sealed {
    /// What the person or their card says.
    pub fn claimed(&self, vault: &Vault, id: ApplicationId) -> Result<Option<Sought>, VaultError> {
        open(vault, "claimed", id, self.claimed.as_deref())
    }

    /// What the card says besides.
    pub fn printed(&self, vault: &Vault, id: ApplicationId) -> Result<Option<Printed>, VaultError> {
        open(vault, "printed", id, self.printed.as_deref())
    }

    /// What the register said to it last.
    pub fn verdict(&self, vault: &Vault, id: ApplicationId) -> Result<Option<Verdict>, VaultError> {
        open(vault, "verdict", id, self.verdict.as_deref())
    }

    /// What was brought and how it was checked.
    pub fn record(&self, vault: &Vault, id: ApplicationId) -> Result<Option<Record>, VaultError> {
        open(vault, "record", id, self.record.as_deref())
    }
}

/// Keeps what the person says in the place of what they said before; false if there is no such application.
pub async fn keep_claimed(
    tx: &mut Tx<'_>,
    vault: &Vault,
    id: ApplicationId,
    (claimed, number): (&Sought, Option<Digest>),
    now: Timestamp,
) -> Result<bool, StorageError> {
    let sealed = seal(vault, "claimed", id, claimed);
    drop_answers(tx, id).await?;
    Ok(tx.execute(&CLAIM, params![id, sealed, number, now]).await? == 1)
}

/// Keeps what the card says besides; false if there is no such application.
pub async fn keep_printed(
    tx: &mut Tx<'_>,
    vault: &Vault,
    id: ApplicationId,
    printed: &Printed,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let sealed = seal(vault, "printed", id, printed);
    Ok(tx.execute(&PRINTED, params![id, sealed, now]).await? == 1)
}

/// Puts down what the register said last; [`super::keep_verdict`] keeps what it said before as well.
pub(super) async fn judged(
    tx: &mut Tx<'_>,
    vault: &Vault,
    id: ApplicationId,
    verdict: &Verdict,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let sealed = seal(vault, "verdict", id, verdict);
    Ok(tx.execute(&JUDGED, params![id, sealed, now]).await? == 1)
}

/// Keeps the record of evidence, which only grows; false if there is no such application.
pub async fn keep_record(
    tx: &mut Tx<'_>,
    vault: &Vault,
    id: ApplicationId,
    record: &Record,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let sealed = seal(vault, "record", id, record);
    Ok(tx.execute(&RECORD, params![id, sealed, now]).await? == 1)
}

fn context(part: &str, id: ApplicationId) -> String {
    format!("applications.{part}/{id}")
}

pub(super) fn seal(vault: &Vault, part: &str, id: ApplicationId, value: &impl Serialize) -> Vec<u8> {
    let json = serde_json::to_vec(value).expect("they have no keys but texts");
    vault.seal(&context(part, id), &json)
}

pub(super) fn open<T: DeserializeOwned>(
    vault: &Vault,
    part: &str,
    id: ApplicationId,
    sealed: Option<&[u8]>,
) -> Result<Option<T>, VaultError> {
    let Some(sealed) = sealed else { return Ok(None) };
    let json = vault.open(&context(part, id), sealed)?;
    serde_json::from_slice(&json).map(Some).map_err(|_| VaultError::Damaged)
}
