//! Keeping a draft: one dossier for one form, however often the form is sent.

use onedoor_base::{AuditEvent, Digest, DossierId, LocalAccountId, Timestamp};
use onedoor_services::dossiers::{DossierCode, DossierContent, DossierState};
use onedoor_services::procedures::ProcedureCode;
use onedoor_site::Refused;
use onedoor_storage::services::dossiers::{self as storage, DossierRecord};
use onedoor_storage::{Change, StorageError, Tx, Vault, VaultError};
use onedoor_ui::ErrorKind;

use crate::{Portal, dossiers};

/// By what a dossier is found again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Key {
    /// The key that was made with the empty form.
    Form(Digest),
    /// Its id, when a draft is continued.
    Draft(DossierId),
}

/// What is to be kept.
#[derive(Clone)]
pub(crate) struct Draft {
    /// Under which key.
    pub(crate) key: Key,
    /// The id that it gets if it is new.
    pub(crate) id: DossierId,
    /// Whose it is.
    pub(crate) owner: LocalAccountId,
    /// For what.
    pub(crate) procedure: ProcedureCode,
    /// What was written.
    pub(crate) content: DossierContent,
    /// When.
    pub(crate) now: Timestamp,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kept {
    /// It is kept as a draft.
    Draft(DossierId),
    /// It has been submitted before, under this number: nothing was changed.
    Submitted(DossierCode),
}

/// Why it was not kept.
#[derive(Debug, thiserror::Error)]
enum NotKept {
    /// Nobody's, somebody else's, or another procedure's.
    #[error("no such draft")]
    NoSuchDraft,
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<NotKept> for Refused {
    fn from(error: NotKept) -> Self {
        match error {
            NotKept::NoSuchDraft => Self::kind(ErrorKind::NotFound),
            NotKept::Vault(error) => error.into(),
            NotKept::Storage(error) => error.into(),
        }
    }
}

/// Keeps a draft: begins a dossier, or writes the one anew that was begun with this form.
pub(crate) async fn keep(portal: &Portal, draft: Draft) -> Result<Kept, Refused> {
    let vault = portal.site.vault.clone();
    let kept: Result<Kept, NotKept> = portal
        .site
        .store
        .write(move |tx| {
            let (draft, vault) = (draft.clone(), vault.clone());
            Box::pin(async move { keep_in(tx, &draft, &vault).await })
        })
        .await;
    Ok(kept?)
}

async fn keep_in(tx: &mut Tx<'_>, draft: &Draft, vault: &Vault) -> Result<Change<Kept>, NotKept> {
    let owner = draft.owner;
    let found = match draft.key {
        Key::Draft(id) => Some(storage::get(tx, owner, id).await?.ok_or(NotKept::NoSuchDraft)?),
        Key::Form(key) => storage::by_key(tx, owner, key).await?,
    };
    let id = match found {
        Some(DossierRecord { code: Some(code), .. }) => return Ok(Change::Unrecorded(Kept::Submitted(code))),
        Some(found) if found.procedure != draft.procedure => return Err(NotKept::NoSuchDraft),
        Some(found) => {
            let record = record(draft, found.id, vault)?;
            if !storage::rewrite(tx, &record).await? {
                return Err(NotKept::NoSuchDraft);
            }
            return Ok(recorded(draft, found.id, "services.dossier.rewritten"));
        }
        None => draft.id,
    };
    let Key::Form(key) = draft.key else { return Err(NotKept::NoSuchDraft) };
    if !storage::begin(tx, &record(draft, id, vault)?, key).await? {
        return Err(NotKept::NoSuchDraft);
    }
    Ok(recorded(draft, id, "services.dossier.begun"))
}

fn recorded(draft: &Draft, id: DossierId, action: &'static str) -> Change<Kept> {
    let event: AuditEvent = dossiers::event(draft.now, draft.owner, action, (id, &draft.procedure));
    Change::Recorded(Kept::Draft(id), vec![event])
}

fn record(draft: &Draft, id: DossierId, vault: &Vault) -> Result<DossierRecord, VaultError> {
    Ok(DossierRecord {
        id,
        owner: draft.owner,
        procedure: draft.procedure.clone(),
        place: draft.content.place.clone(),
        content: dossiers::seal(vault, id, &draft.content)?,
        state: DossierState::Draft,
        code: None,
        created_at: draft.now,
        changed_at: draft.now,
        submitted_at: None,
    })
}
