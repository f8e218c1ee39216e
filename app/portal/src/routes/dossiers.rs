//! A person's own dossiers. Those of others are not there: the same page as for a number that
//! nobody has.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{Language, LocalAccountId};
use onedoor_services::dossiers::{Dossier, DossierCode, DossierState, DossierStep};
use onedoor_site::{Asked as Address, Nothing, Posted, Refused, SignedInVisit};
use onedoor_storage::services::dossiers::{self as storage, DossierRecord};
use onedoor_storage::services::{arrivals, moving, referrals};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::ErrorKind;
use serde::Deserialize;

use crate::pages::{DossierLine, DossierPage, Dossiers, Happened, Row, WithdrawPage};
use crate::referrals::listed;
use crate::{Portal, dossiers};

/// More than anybody has.
const MOST: i64 = 500;

pub(super) fn pages() -> Router<Portal> {
    Router::new()
        .route("/dossiers", get(list))
        .route("/dossiers/{code}", get(one))
        .route("/dossiers/{code}/withdraw", get(ask).post(withdraw))
}

/// What has just happened, as the address says after a form.
#[derive(Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

impl Done {
    fn happened(&self) -> Option<Happened> {
        match self.done.as_str() {
            "discarded" => Some(Happened::Discarded),
            "withdrawn" => Some(Happened::Withdrawn),
            "late" => Some(Happened::TooLate),
            _ => None,
        }
    }
}

async fn list(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Address(done): Address<Done>,
) -> Result<Response, Refused> {
    let owner = visit.local_account()?;
    let (records, elsewhere) = portal
        .site
        .store
        .read::<_, StorageError, _>(move |tx| {
            Box::pin(async move {
                let records = storage::of_owner(tx, owner, MOST).await?;
                Ok((records, referrals::reported(tx, owner, MOST).await?))
            })
        })
        .await?;
    let lines = lines(&portal, visit.language, records)?;
    let (drafts, own): (Vec<_>, Vec<_>) =
        lines.into_iter().partition(|line| line.dossier.state == DossierState::Draft);
    let submitted = together(own, listed(&portal, &visit, elsewhere));
    let happened = done.happened().filter(|happened| *happened == Happened::Discarded);
    Ok(visit.page(&Dossiers { drafts, submitted, happened }))
}

/// Those of this portal and of others, the last changed first.
pub(super) fn together(own: Vec<DossierLine>, elsewhere: Vec<Row>) -> Vec<Row> {
    let mut all: Vec<Row> = own.into_iter().map(Row::from).chain(elsewhere).collect();
    all.sort_by_key(|row| std::cmp::Reverse(row.changed_at));
    all
}

/// Rows as lists show them.
pub(super) fn lines(
    portal: &Portal,
    language: Language,
    records: Vec<DossierRecord>,
) -> Result<Vec<DossierLine>, Refused> {
    let line = |record| {
        let dossier = dossiers::open(&portal.site.vault, record)?;
        let name = portal.profile.procedure_name(dossier.procedure.as_str(), language);
        Ok(DossierLine { dossier, name })
    };
    records.into_iter().map(line).collect()
}

async fn one(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(code): Path<String>,
    Address(done): Address<Done>,
) -> Result<Response, Refused> {
    let dossier = by_code(&portal, visit.local_account()?, &code).await?;
    let id = dossier.id;
    let read = portal.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(
            async move { Ok((storage::history(tx, id).await?, moving::dossier_came_from(tx, id).await?)) },
        )
    });
    let (history, came) = read.await?;
    let came = came.map(|came| (came.name_in(visit.language.tag()), came.at));
    // An address that somebody kept does not claim what is not so.
    let withdrawn = dossier.state == DossierState::Withdrawn;
    let happened = done.happened().filter(|happened| match happened {
        Happened::Discarded => false,
        Happened::Withdrawn => withdrawn,
        Happened::TooLate => !withdrawn,
    });
    let name = portal.profile.procedure_name(dossier.procedure.as_str(), visit.language);
    let code = dossier.code.as_ref().map(ToString::to_string).unwrap_or_default();
    Ok(visit.page(&DossierPage { name, dossier, code, history, came, happened }))
}

async fn ask(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(code): Path<String>,
) -> Result<Response, Refused> {
    let dossier = by_code(&portal, visit.local_account()?, &code).await?;
    let code = dossier.code.as_ref().map(ToString::to_string).unwrap_or_default();
    if dossier.state.after(DossierStep::Withdraw).is_err() {
        return Ok(visit.sends(&after_withdrawal(&code, dossier.state)));
    }
    let name = portal.profile.procedure_name(dossier.procedure.as_str(), visit.language);
    Ok(visit.page(&WithdrawPage { name, code }))
}

async fn withdraw(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(code): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let (owner, code, now) = (visit.local_account()?, code_of(&code)?, visit.now);
    let wanted = code.clone();
    let random = std::sync::Arc::clone(&portal.site.random);
    let state: Result<Option<DossierState>, StorageError> = portal
        .site
        .store
        .write(move |tx| {
            let (code, random) = (wanted.clone(), std::sync::Arc::clone(&random));
            Box::pin(async move {
                let Some(record) = storage::by_code(tx, owner, &code).await? else {
                    return Ok(Change::Unrecorded(None));
                };
                let Ok(after) = record.state.after(DossierStep::Withdraw) else {
                    return Ok(Change::Unrecorded(Some(record.state)));
                };
                if !storage::step(tx, record.id, record.state, after, now).await? {
                    return Ok(Change::Unrecorded(Some(record.state)));
                }
                arrivals::changed(tx, record.id, now, random.as_ref()).await?;
                let what = (record.id, &record.procedure);
                let event = dossiers::event(now, owner, "services.dossier.withdrawn", what);
                Ok(Change::Recorded(Some(after), vec![event.with("code", code.to_string())]))
            })
        })
        .await;
    let state = state?.ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    Ok(visit.sends(&after_withdrawal(&code.to_string(), state)))
}

/// The dossier with the sentence about what became of the withdrawal.
fn after_withdrawal(code: &str, state: DossierState) -> String {
    let done = if state == DossierState::Withdrawn { "withdrawn" } else { "late" };
    format!("/dossiers/{code}?done={done}")
}

/// The dossier with this number, if it is `owner`'s; a page that there is none otherwise.
pub(super) async fn by_code(portal: &Portal, owner: LocalAccountId, code: &str) -> Result<Dossier, Refused> {
    let code = code_of(code)?;
    let record = portal
        .site
        .store
        .read(move |tx| Box::pin(async move { storage::by_code(tx, owner, &code).await }))
        .await?;
    let record = record.ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    Ok(dossiers::open(&portal.site.vault, record)?)
}

fn code_of(text: &str) -> Result<DossierCode, Refused> {
    text.parse().map_err(|_| Refused::kind(ErrorKind::NotFound))
}
