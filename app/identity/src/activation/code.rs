//! The code from the message.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{CodeId, CodeVerdict};
use onedoor_site::code::{Presented, payload, present};
use onedoor_site::{Asked, FreshVisit, Posted, Refused, see_other};
use onedoor_storage::site::codes::{self, SentCode};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems, masked};
use serde::Deserialize;

use super::pages::CodePage;
use super::{About, Applicant, CODE, For, PASSCODE, PATH, PURPOSE, at, begin};
use crate::Identity;

/// The applicant, and a code of theirs in this browser that is not spent.
async fn asked(
    identity: &Identity,
    visit: &FreshVisit,
    id: &str,
) -> Result<Option<(Applicant, SentCode)>, Refused> {
    let Some(applicant) = Applicant::choosing(identity, visit).await? else { return Ok(None) };
    let Ok(id) = id.parse::<CodeId>() else { return Ok(None) };
    let read = visit
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { codes::get(tx, PURPOSE, id).await }));
    let Some(sent) = read.await?.filter(|sent| sent.browser == visit.browser && sent.used_at.is_none())
    else {
        return Ok(None);
    };
    let good_for: For = payload(visit, &sent)?;
    Ok((good_for.application == applicant.application.id).then_some((applicant, sent)))
}

fn page(applicant: &Applicant, sent: &SentCode, problem: Option<Problem>) -> CodePage {
    let phone = applicant.phone.as_ref().map(|phone| masked(phone.as_str(), 3)).unwrap_or_default();
    let dead = problem.as_ref().is_some_and(|problem| problem.field.is_empty());
    let problems = problem.map_or_else(Problems::new, Problems::one);
    CodePage { id: sent.id.to_string(), phone, again: false, dead, problems }
}

/// `GET /app/activate/code`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Asked(about): Asked<About>,
) -> Result<Response, Refused> {
    let Some((applicant, sent)) = asked(&identity, &visit, &about.id).await? else {
        return Ok(see_other(PATH));
    };
    let expired = visit.now >= sent.expires_at;
    let problem = expired.then(|| Problem::general("code-expired"));
    let again = !expired && about.sent == "again";
    Ok(visit.page(&CodePage { again, ..page(&applicant, &sent, problem) }))
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    code: String,
}

/// `POST /app/activate/code`.
pub(super) async fn check(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let Some((applicant, sent)) = asked(&identity, &visit, &typed.id).await? else {
        return Ok(see_other(PATH));
    };
    let problem = if typed.code.trim().is_empty() {
        Some(Problem::new("code", "code-missing"))
    } else {
        judged(&visit, sent.id, &typed.code).await?
    };
    match problem {
        None => Ok(visit.sends(&at(PASSCODE, sent.id))),
        Some(problem) => {
            let page = page(&applicant, &sent, Some(problem));
            Ok(visit.page_at(&at(CODE, sent.id), StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

/// What is wrong with the digits.
async fn judged(visit: &FreshVisit, id: CodeId, typed: &str) -> Result<Option<Problem>, Refused> {
    let presented = Presented::of(visit, id, typed);
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move { present(tx, &presented, PURPOSE).await.map(Change::Unrecorded) })
    });
    Ok(match write.await? {
        Some(CodeVerdict::Right | CodeVerdict::AlreadyConfirmed) => None,
        Some(CodeVerdict::Wrong { left }) => Some(Problem::new("code", "code-wrong").with("left", left)),
        Some(CodeVerdict::Exhausted) => Some(Problem::general("code-exhausted")),
        Some(CodeVerdict::Expired | CodeVerdict::OtherBrowser) | None => {
            Some(Problem::general("code-expired"))
        }
    })
}

/// `POST /app/activate/again`.
pub(super) async fn again(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(about): Posted<About>,
) -> Result<Response, Refused> {
    let Some((applicant, sent)) = asked(&identity, &visit, &about.id).await? else {
        return Ok(see_other(PATH));
    };
    let Some(phone) = applicant.phone.clone() else { return Ok(see_other(PATH)) };
    match begin::send(&applicant, &phone, Some(sent.id)).await? {
        Ok(_) => Ok(visit.sends(&format!("{}&sent=again", at(CODE, sent.id)))),
        Err(wait) => {
            let problem = Problem::general("code-too-many").with("time", wait.hour(&visit));
            let page = CodePage { dead: false, ..page(&applicant, &sent, Some(problem)) };
            Ok(wait.page(&visit, &at(CODE, sent.id), &page))
        }
    }
}
