//! Proving by a code that an account is one's own, before its password is set anew. Whether the
//! account exists does not show: nothing in a request looks for it. A job does (`crate::reset`), and
//! sends the code if there is anybody to send it to.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::{Actor, AuditEvent, CodeId, CodeVerdict, JobId, Timestamp};
use onedoor_services::accounts::UserName;
use onedoor_site::challenge::{
    Answer, Given, Risk, Verdict as Check, ask_at, of_network, risk_of, risk_of_messages,
};
use onedoor_site::code::{NewCode, Presented, present};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{Asked as Address, Posted, Refused, Visit, see_other};
use onedoor_storage::site::codes;
use onedoor_storage::{Change, StorageError, Tx, jobs};
use onedoor_ui::{ErrorKind, Problem, Problems};
use serde::Deserialize;

use super::sign_in::choice;
use crate::Portal;
use crate::choice::{Asked, OrganisationChoice};
use crate::pages::{CodePage, CodePurpose, ResetPage};
use crate::reset::{PURPOSE, RESET_JOB, Resetting};

pub(super) fn pages() -> Router<Portal> {
    Router::new()
        .route("/reset", get(show).post(submit))
        .route("/reset/code", get(show_code).post(submit_code))
        .route("/reset/again", post(again))
}

/// What the check is for that keeps programs out.
const CHECK: &str = "portal-reset";
const HOUR: Duration = Duration::from_hours(1);

#[derive(Deserialize)]
pub(super) struct CodeQuery {
    #[serde(default)]
    pub(super) id: String,
    #[serde(default)]
    pub(super) sent: String,
}

impl CodeQuery {
    /// The id in the address; a page without one does not exist.
    pub(super) fn id(&self) -> Result<CodeId, Refused> {
        self.id.parse().map_err(|_| Refused::kind(ErrorKind::NotFound))
    }
}

#[derive(Deserialize)]
pub(super) struct CodeForm {
    pub(super) id: CodeId,
    #[serde(default)]
    pub(super) code: String,
}

/// Another code is wanted; the check is there only where a stranger can want one.
#[derive(Deserialize)]
pub(super) struct AgainForm {
    id: CodeId,
    #[serde(flatten)]
    check: Answer,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    visit: Visit,
    Address(asked): Address<Asked>,
) -> Result<Response, Refused> {
    let challenge = ask_at(&visit, CHECK, risk(&visit).await?);
    Ok(visit.page(&ResetPage { challenge, ..ResetPage::new(choice(&portal, &asked)) }))
}

/// What speaks for a program here: failures at signing in, messages that were sent, and how often this was asked.
async fn risk(visit: &Visit) -> Result<Risk, Refused> {
    let asked = risk_of(visit, &of_this_network(visit), (8, 16)).await?;
    Ok(asked.max(of_network(visit).await?).max(risk_of_messages(visit).await?))
}

#[derive(Deserialize)]
pub(super) struct ResetForm {
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    who: String,
    #[serde(flatten)]
    check: Answer,
}

pub(super) async fn submit(
    State(portal): State<Portal>,
    visit: Visit,
    Posted(form): Posted<ResetForm>,
) -> Result<Response, Refused> {
    let organisation = choice(&portal, &Asked { organisation: Some(form.organisation), ..Asked::default() });
    if let Some(OrganisationChoice::Open(_)) = organisation {
        return Ok(see_other("/reset"));
    }
    let code = organisation.as_ref().and_then(OrganisationChoice::code).unwrap_or_default().to_owned();
    let path = if code.is_empty() { "/reset".to_owned() } else { format!("/reset?organisation={code}") };
    let risk = risk(&visit).await?;
    let page_with = |risk, problems| ResetPage {
        who: form.who.clone(),
        challenge: ask_at(&visit, CHECK, risk),
        problems,
        ..ResetPage::new(organisation.clone())
    };
    let page = |problem| page_with(risk, Problems::one(problem));
    if form.check.wants_another() {
        return Ok(visit.page_at(&path, StatusCode::OK, &page_with(risk.max(Risk::Some), Problems::new())));
    }
    if form.who.trim().is_empty() {
        let page = page(Problem::new("who", "portal-reset-who-missing"));
        return Ok(visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let check = Given::of(&visit, CHECK, &form.check).judge_alone(&visit, risk).await?;
    if check != Check::Passed {
        return Ok(check.page(&visit, &path, &page_with(risk, check.problems(&visit))));
    }
    if let Some(wait) = taken(&visit, asked_limits(&visit, &code, &form.who)).await? {
        let problem = Problem::general("portal-too-many").with("time", wait.hour(&visit));
        return Ok(wait.page(&visit, &path, &page(problem)));
    }
    let id = ask(&visit, &Resetting::asked(code, form.who, &visit)).await?;
    Ok(see_other(&at_code(id)))
}

/// By what was asked for from this network and by network, whether a message follows or not. Nothing here looks whose name
/// it is, so that nothing here may count for everybody: strangers elsewhere would use up what the owner has. What a phone
/// or mailbox gets is counted where the message is sent.
fn asked_limits(visit: &Visit, organisation: &str, who: &str) -> [Limit; 2] {
    let site = &visit.site;
    let who = format!("{}\n{organisation}\n{}", visit.network_key(), UserName::key_of(who));
    [Limit::of(site, "portal.reset.who", &who, 5, HOUR), of_this_network(visit)]
}

fn of_this_network(visit: &Visit) -> Limit {
    Limit::of(&visit.site, "portal.reset.network", &visit.network_key(), 30, HOUR)
}

/// Records a code that nobody knows yet, and leaves it to a job to find out whose it is: here it is the
/// same for every name.
async fn ask(visit: &Visit, asked: &Resetting) -> Result<CodeId, Refused> {
    let code = NewCode::of(visit, asked)?;
    let (id, now) = (code.id, visit.now);
    let job = JobId::new(now, visit.site.random.as_ref());
    visit
        .site
        .store
        .write(move |tx| {
            let code = code.clone();
            Box::pin(async move {
                code.insert(tx, PURPOSE).await?;
                enqueue(tx, job, id, now).await?;
                let event = AuditEvent::new(now, Actor::Visitor, "services.account.reset_asked");
                Ok::<_, StorageError>(Change::Recorded((), vec![event]))
            })
        })
        .await?;
    Ok(id)
}

async fn enqueue(tx: &mut Tx<'_>, job: JobId, id: CodeId, now: Timestamp) -> Result<(), StorageError> {
    let payload = id.to_string();
    let new = jobs::NewJob { kind: RESET_JOB, payload: &payload, due_at: now, unique_key: None };
    jobs::enqueue(tx, &new, job, now).await.map(drop)
}

pub(super) async fn show_code(visit: Visit, Address(query): Address<CodeQuery>) -> Result<Response, Refused> {
    let page = code_page(&visit, query.id()?, Problems::new()).await?;
    Ok(visit.page(&CodePage { again: query.sent == "again", ..page }))
}

async fn code_page(visit: &Visit, id: CodeId, problems: Problems) -> Result<CodePage, Refused> {
    let challenge = ask_at(visit, CHECK, risk(visit).await?);
    Ok(CodePage { challenge, problems, ..CodePage::new(CodePurpose::Reset, id) })
}

fn at_code(id: CodeId) -> String {
    format!("/reset/code?id={id}")
}

pub(super) async fn submit_code(visit: Visit, Posted(form): Posted<CodeForm>) -> Result<Response, Refused> {
    let Some(problem) = judged(&visit, &form, PURPOSE).await? else {
        return Ok(see_other(&format!("/reset/password?id={}", form.id)));
    };
    let page = code_page(&visit, form.id, Problems::one(Problem::new("code", problem))).await?;
    Ok(visit.page_at(&at_code(form.id), StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// Judges digits; nothing to complain about if they are right.
pub(super) async fn judged(
    visit: &Visit,
    form: &CodeForm,
    purpose: &'static str,
) -> Result<Option<&'static str>, Refused> {
    if form.code.trim().is_empty() {
        return Ok(Some("portal-code-missing"));
    }
    let presented = Presented::of(visit, form.id, &form.code);
    let verdict = visit
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                Ok::<_, StorageError>(Change::Unrecorded(present(tx, &presented, purpose).await?))
            })
        })
        .await?;
    Ok(match verdict {
        Some(CodeVerdict::Right | CodeVerdict::AlreadyConfirmed) => None,
        Some(CodeVerdict::Wrong { .. } | CodeVerdict::OtherBrowser) => Some("portal-code-wrong"),
        Some(CodeVerdict::Exhausted | CodeVerdict::Expired) | None => Some("portal-code-over"),
    })
}

/// Wants new digits in the place of the old, for whoever it was asked.
pub(super) async fn again(visit: Visit, Posted(form): Posted<AgainForm>) -> Result<Response, Refused> {
    let (id, risk) = (form.id, risk(&visit).await?);
    if form.check.wants_another() {
        let challenge = ask_at(&visit, CHECK, risk.max(Risk::Some));
        let page = CodePage { challenge, ..CodePage::new(CodePurpose::Reset, id) };
        return Ok(visit.page_at(&at_code(id), StatusCode::OK, &page));
    }
    let check = Given::of(&visit, CHECK, &form.check).judge_alone(&visit, risk).await?;
    if check != Check::Passed {
        let page = code_page(&visit, id, check.problems(&visit)).await?;
        return Ok(check.page(&visit, &at_code(id), &page));
    }
    let limits =
        [Limit::of(&visit.site, "portal.reset.again", &id.to_string(), 3, HOUR), of_this_network(&visit)];
    if let Some(wait) = taken(&visit, limits).await? {
        return Err(wait.refused(&visit));
    }
    let sent =
        visit.site.store.read(move |tx| Box::pin(async move { codes::get(tx, PURPOSE, id).await })).await?;
    if sent.is_none_or(|sent| sent.browser != visit.browser) {
        return Ok(see_other("/reset"));
    }
    let code = NewCode::again(&visit, id)?;
    let (job, now) = (JobId::new(visit.now, visit.site.random.as_ref()), visit.now);
    visit
        .site
        .store
        .write(move |tx| {
            let code = code.clone();
            Box::pin(async move {
                if code.replace(tx).await? {
                    enqueue(tx, job, id, now).await?;
                }
                Ok::<_, StorageError>(Change::Unrecorded(()))
            })
        })
        .await?;
    Ok(visit.sends(&format!("{}&sent=again", at_code(id))))
}
