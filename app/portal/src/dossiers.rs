//! Dossiers as the pages need them: what the applicant wrote is sealed in the database, and only its
//! owner opens it.

use onedoor_base::{Actor, AuditEvent, DossierId, LocalAccountId, Phone, Subject, Timestamp};
use onedoor_services::Day;
use onedoor_services::accounts::Email;
use onedoor_services::dossiers::{ChosenPlace, Dossier, DossierContent};
use onedoor_services::procedures::ProcedureCode;
use onedoor_storage::services::dossiers::DossierRecord;
use onedoor_storage::{Vault, VaultError};
use serde::{Deserialize, Serialize};

/// What is sealed. The place stands in the row: the authority's list is sorted by it.
#[derive(Serialize, Deserialize)]
struct Written {
    applicant: String,
    phone: Option<String>,
    email: Option<String>,
    former_place: Option<(String, Day)>,
    request: String,
}

/// Seals what an applicant wrote; in the row of another dossier it does not open.
pub(crate) fn seal(vault: &Vault, id: DossierId, content: &DossierContent) -> Result<Vec<u8>, VaultError> {
    let written = Written {
        applicant: content.applicant.clone(),
        phone: content.phone.as_ref().map(|phone| phone.as_str().to_owned()),
        email: content.email.as_ref().map(|email| email.as_str().to_owned()),
        former_place: content.former_place.as_ref().map(|place| (place.code.clone(), place.valid_at)),
        request: content.request.clone(),
    };
    let json = serde_json::to_vec(&written).map_err(|_| VaultError::Damaged)?;
    Ok(vault.seal(&context(id), &json))
}

/// The dossier of a row.
pub(crate) fn open(vault: &Vault, record: DossierRecord) -> Result<Dossier, VaultError> {
    let json = vault.open(&context(record.id), &record.content)?;
    let written: Written = serde_json::from_slice(&json).map_err(|_| VaultError::Damaged)?;
    let former_place = written.former_place.map(|(code, valid_at)| ChosenPlace { code, valid_at });
    Ok(Dossier {
        id: record.id,
        owner: record.owner,
        procedure: record.procedure,
        content: DossierContent {
            applicant: written.applicant,
            phone: written.phone.map(Phone::from_stored),
            email: written.email.map(Email::from_stored),
            place: record.place,
            former_place,
            request: written.request,
        },
        state: record.state,
        code: record.code,
        created_at: record.created_at,
        submitted_at: record.submitted_at,
        changed_at: record.changed_at,
    })
}

/// What an applicant wrote, as the JSON that is sealed: to be sealed again elsewhere.
pub(crate) fn written(vault: &Vault, id: DossierId, content: &[u8]) -> Result<String, VaultError> {
    let json = vault.open(&context(id), content)?;
    std::str::from_utf8(&json).map(str::to_owned).map_err(|_| VaultError::Damaged)
}

/// Seals what [`written`] opened at another portal; nothing if it is not what an applicant wrote.
pub(crate) fn seal_written(vault: &Vault, id: DossierId, written: &str) -> Option<Vec<u8>> {
    serde_json::from_str::<Written>(written).ok()?;
    Some(vault.seal(&context(id), written.as_bytes()))
}

/// What the audit says of a dossier; never what stands in it.
pub(crate) fn event(
    now: Timestamp,
    owner: LocalAccountId,
    action: &'static str,
    (id, procedure): (DossierId, &ProcedureCode),
) -> AuditEvent {
    AuditEvent::new(now, Actor::LocalAccount(owner), action)
        .about(Subject::LocalAccount(owner))
        .with("dossier", id.to_string())
        .with("procedure", procedure.as_str())
}

fn context(id: DossierId) -> String {
    format!("dossiers.content/{id}")
}
