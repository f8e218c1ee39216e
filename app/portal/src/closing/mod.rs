//! `/account/closing`: closing a portal's own account. Its owner shows that it is they, reads what goes and what stays,
//! and can stay for thirty days; then a job ends the links by the ordinary handshake and takes away what the account
//! said. What was submitted stays with the office.

mod page;
mod work;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::{AuditEvent, Closing, ClosingState, LocalAccountId, Secret, Subject, Timestamp};
use onedoor_services::dossiers::DossierState;
use onedoor_site::session::actor;
use onedoor_site::{Asked, Posted, Refused, ReturnTo, SignedInVisit, Visit, see_other};
use onedoor_storage::services::accounts::AccountRecord;
use onedoor_storage::services::closings;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Localizer, Problem, Problems, Samples, moment, samples};
use serde::Deserialize;

use crate::Portal;
use crate::routes::form::{notice, notice_with, own_account, proof_problem, sign_in_first};
use crate::sessions::is_fresh;
use page::{ClosingPage, Dossiers};
pub(crate) use work::{goes_on, jobs};

/// Where it is asked for.
pub(crate) const PATH: &str = "/account/closing";
const STAY: &str = "/account/closing/stay";

pub(crate) fn pages() -> Router<Portal> {
    Router::new().route(PATH, get(show).post(ask)).route(STAY, post(stay))
}

/// The page, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![ClosingPage]
}

/// The closing of an account, if one is under way.
pub(crate) async fn waiting(visit: &Visit, account: LocalAccountId) -> Result<Option<Closing>, StorageError> {
    let read = visit.site.store.read(move |tx| Box::pin(async move { closings::get(tx, account).await }));
    Ok(read.await?.filter(Closing::waits))
}

/// Where somebody goes on to who has just signed in: past the question whether to stay, if the account is about to be
/// closed.
pub(crate) async fn onward(visit: &Visit, who: Subject, to: &ReturnTo) -> Result<String, StorageError> {
    let on = to.as_str().to_owned();
    let Subject::LocalAccount(account) = who else { return Ok(on) };
    Ok(match waiting(visit, account).await? {
        Some(_) => format!("{PATH}?return_to={}", to.encoded()),
        None => on,
    })
}

#[derive(Deserialize)]
struct Heading {
    #[serde(default)]
    return_to: String,
    #[serde(default)]
    done: String,
}

/// What is under way is shown to everybody who is signed in; asking for it wants a proof.
async fn show(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Asked(heading): Asked<Heading>,
) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    let closing = waiting(&visit, record.account.id).await?;
    if closing.is_none()
        && let Some(first) = sign_in_first(&portal, &visit, &record, PATH)
    {
        return Ok(first);
    }
    let to = ReturnTo::parse(&heading.return_to);
    let page = page(&portal, &visit, &record, Problems::new()).await?;
    Ok(visit.page(&ClosingPage {
        due_at: closing.map(|closing| closing.due_at),
        onward: to.is_deep().then(|| to.as_str().to_owned()),
        asked: heading.done == "asked",
        ..page
    }))
}

async fn page(
    portal: &Portal,
    visit: &SignedInVisit,
    record: &AccountRecord,
    problems: Problems,
) -> Result<ClosingPage, StorageError> {
    let account = record.account.id;
    let read =
        visit.site.store.read(move |tx| Box::pin(async move { closings::standing(tx, account).await }));
    let mut dossiers = Dossiers::default();
    for (state, count) in read.await? {
        match DossierState::from_number(state) {
            Some(DossierState::Draft) => dossiers.drafts += count,
            Some(state) if state.is_final() => dossiers.over += count,
            _ => dossiers.open += count,
        }
    }
    let asks_password = record.password_hash.is_some() && !is_fresh(&visit.session, visit.now);
    let days = i64::try_from(portal.profile.closing_wait.as_secs() / 86_400).unwrap_or(i64::MAX);
    Ok(ClosingPage { days, asks_password, dossiers, problems, ..ClosingPage::default() })
}

#[derive(Deserialize)]
struct Asking {
    #[serde(default)]
    password: Secret,
    #[serde(default)]
    sure: String,
}

async fn ask(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Posted(form): Posted<Asking>,
) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    if let Some(first) = sign_in_first(&portal, &visit, &record, PATH) {
        return Ok(first);
    }
    if form.sure != "yes" {
        let problems = Problems::one(Problem::new("sure", "closing-sure-missing"));
        let page = page(&portal, &visit, &record, problems).await?;
        return Ok(visit.page_at(PATH, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if let Some(problem) = proof_problem(&visit, &record, form.password).await? {
        let page = page(&portal, &visit, &record, Problems::one(problem)).await?;
        return Ok(visit.page_at(PATH, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    begin(&portal, &visit, &record).await?;
    Ok(visit.sends(&format!("{PATH}?done=asked")))
}

async fn begin(portal: &Portal, visit: &SignedInVisit, record: &AccountRecord) -> Result<(), Refused> {
    let wait = portal.profile.closing_wait;
    let (account, now, due_at) = (record.account.id, visit.now, visit.now.after(wait));
    let language = record.language.unwrap_or(visit.language);
    let day = moment(&Localizer::of(language), due_at, portal.site.settings.country);
    let told = notice_with(visit, record, ("portal-sms-closing-asked", &[("day", day)]))?;
    let site = Arc::clone(&visit.site);
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (told, site) = (told.clone(), Arc::clone(&site));
        Box::pin(async move {
            if !closings::ask(tx, account, due_at, now).await? {
                return Ok(Change::Unrecorded(()));
            }
            work::again(tx, &site, account, (due_at, now)).await?;
            told.queue(tx).await?;
            Ok(Change::Recorded((), vec![event(account, "services.closing.asked", now)]))
        })
    });
    Ok(write.await?)
}

#[derive(Deserialize)]
struct Staying {
    #[serde(default)]
    return_to: String,
}

/// Whoever is signed in can stay: it takes nothing from anybody.
async fn stay(visit: SignedInVisit, Posted(form): Posted<Staying>) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    let (account, now) = (record.account.id, visit.now);
    let told = notice(&visit, &record, "portal-sms-closing-stayed")?;
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let told = told.clone();
        Box::pin(async move {
            let to = (ClosingState::Waiting, ClosingState::Stayed);
            if !closings::go_on(tx, account, to, now, now).await? {
                return Ok(Change::Unrecorded(()));
            }
            told.queue(tx).await?;
            Ok(Change::Recorded((), vec![event(account, "services.closing.stayed", now)]))
        })
    });
    write.await?;
    let to = ReturnTo::parse(&form.return_to);
    if to.is_deep() {
        return Ok(see_other(to.as_str()));
    }
    Ok(visit.sends("/account?done=stayed"))
}

fn event(account: LocalAccountId, action: &'static str, now: Timestamp) -> AuditEvent {
    let subject = Subject::LocalAccount(account);
    AuditEvent::new(now, actor(subject), action).about(subject)
}
