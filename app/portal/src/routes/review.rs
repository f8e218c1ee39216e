//! Reading a draft once more, submitting it, throwing it away.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::{DossierId, LocalAccountId};
use onedoor_services::dossiers::{Dossier, DossierCode, DossierState, NotSubmitted};
use onedoor_services::procedures::Procedure;
use onedoor_site::{Nothing, Posted, Refused, SignedInVisit, see_other};
use onedoor_storage::services::{arrivals, dossiers as storage};
use onedoor_storage::{Change, StorageError, Tx, VaultError};
use onedoor_ui::{ErrorKind, Problem, Problems};

use super::procedures::procedure;
use crate::pages::{ReviewPage, SubmittedPage};
use crate::{Portal, dossiers, needed};

pub(super) fn pages() -> Router<Portal> {
    Router::new()
        .route("/review/{id}", get(review).post(submit))
        .route("/review/{id}/discard", post(discard))
        .route("/submitted/{code}", get(submitted))
}

async fn review(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let dossier = load(&portal, visit.local_account()?, id_of(&id)?).await?;
    if let Some(code) = &dossier.code {
        return Ok(see_other(&format!("/submitted/{code}")));
    }
    let procedure = procedure(&portal, dossier.procedure.as_str())?;
    Ok(visit.page(&ReviewPage { procedure, dossier, problems: Problems::new() }))
}

/// Why a draft was not submitted.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    /// Nobody's, or somebody else's.
    #[error("no such draft")]
    NoSuchDraft,
    /// Something is missing.
    #[error("not complete")]
    Incomplete,
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl From<Trouble> for Refused {
    fn from(error: Trouble) -> Self {
        match error {
            Trouble::NoSuchDraft => Self::kind(ErrorKind::NotFound),
            Trouble::Incomplete => Self::internal("an incomplete draft has a page of its own"),
            Trouble::Vault(error) => error.into(),
            Trouble::Storage(error) => error.into(),
        }
    }
}

async fn submit(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let (owner, id, now) = (visit.local_account()?, id_of(&id)?, visit.now);
    let draft = load(&portal, owner, id).await?;
    if let Some(code) = &draft.code {
        return Ok(see_other(&format!("/submitted/{code}")));
    }
    let procedure = procedure(&portal, draft.procedure.as_str())?;
    if let Some(page) = needed::missing(&portal, &visit, procedure, &format!("/review/{id}")).await? {
        return Ok(page);
    }
    let state = portal.clone();
    let done: Result<DossierCode, Trouble> = portal
        .site
        .store
        .write(move |tx| {
            let portal = state.clone();
            Box::pin(async move { submit_in(tx, &portal, procedure, (owner, id), now).await })
        })
        .await;
    match done {
        Ok(code) => Ok(see_other(&format!("/submitted/{code}"))),
        Err(Trouble::Incomplete) => {
            let problems = Problems::one(Problem::general("services-review-incomplete"));
            let page = ReviewPage { procedure, dossier: draft, problems };
            Ok(visit.page_at(&format!("/review/{id}"), StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(other) => Err(other.into()),
    }
}

/// Gives a draft its number; a dossier that has one keeps it.
async fn submit_in(
    tx: &mut Tx<'_>,
    portal: &Portal,
    procedure: &'static Procedure,
    (owner, id): (LocalAccountId, DossierId),
    now: onedoor_base::Timestamp,
) -> Result<Change<DossierCode>, Trouble> {
    let record = storage::get(tx, owner, id).await?.ok_or(Trouble::NoSuchDraft)?;
    if let Some(code) = record.code {
        return Ok(Change::Unrecorded(code));
    }
    let draft = dossiers::open(&portal.site.vault, record)?;
    let today = portal.day(now);
    if !draft.content.missing(procedure, today).is_empty() {
        return Err(Trouble::Incomplete);
    }
    let serial = storage::next_serial(tx, today).await?;
    let code = DossierCode { agency: portal.profile.agency.clone(), day: today, serial };
    let submitted = draft.submit(procedure, code.clone(), today, now).map_err(|error| match error {
        NotSubmitted::Incomplete(_) => Trouble::Incomplete,
        NotSubmitted::Refused(_) => Trouble::NoSuchDraft,
    })?;
    if !storage::submit(tx, owner, id, &code, now).await? {
        return Err(Trouble::NoSuchDraft);
    }
    arrivals::changed(tx, id, now, portal.site.random.as_ref()).await?;
    let event = dossiers::event(now, owner, "services.dossier.submitted", (id, &submitted.procedure));
    Ok(Change::Recorded(code.clone(), vec![event.with("code", code.to_string())]))
}

async fn discard(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let (owner, id, now) = (visit.local_account()?, id_of(&id)?, visit.now);
    let discarded: Result<bool, StorageError> = portal
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                let Some(record) = storage::get(tx, owner, id).await? else {
                    return Ok(Change::Unrecorded(false));
                };
                if !storage::discard(tx, owner, id).await? {
                    return Ok(Change::Unrecorded(false));
                }
                let event =
                    dossiers::event(now, owner, "services.dossier.discarded", (id, &record.procedure));
                Ok(Change::Recorded(true, vec![event]))
            })
        })
        .await;
    // Nothing is claimed of what is not there, is somebody else's, or was submitted.
    Ok(visit.sends(if discarded? { "/dossiers?done=discarded" } else { "/dossiers" }))
}

async fn submitted(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(code): Path<String>,
) -> Result<Response, Refused> {
    let dossier = super::dossiers::by_code(&portal, visit.local_account()?, &code).await?;
    let code = dossier.code.as_ref().map(ToString::to_string).unwrap_or_default();
    // The promise of what happens next holds for what waits to be looked at.
    if dossier.state != DossierState::Submitted {
        return Ok(see_other(&format!("/dossiers/{code}")));
    }
    let id = dossier.id;
    let from =
        portal.site.store.read(move |tx| Box::pin(async move { arrivals::portal_of(tx, id).await })).await?;
    let from = from.and_then(|from| portal.profile.referrals.referrer(&from));
    Ok(visit.page(&SubmittedPage {
        shows_at: from.map(|from| (from.look.clone(), format!("{}/dossiers", from.origin))),
        procedure: portal.profile.procedures.get(dossier.procedure.as_str()),
        name: portal.profile.procedure_name(dossier.procedure.as_str(), visit.language),
        code,
    }))
}

async fn load(portal: &Portal, owner: LocalAccountId, id: DossierId) -> Result<Dossier, Refused> {
    let record =
        portal.site.store.read(move |tx| Box::pin(async move { storage::get(tx, owner, id).await })).await?;
    let record = record.ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    Ok(dossiers::open(&portal.site.vault, record)?)
}

fn id_of(text: &str) -> Result<DossierId, Refused> {
    text.parse().map_err(|_| Refused::kind(ErrorKind::NotFound))
}
