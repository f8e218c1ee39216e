//! The digits are given back.

use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{CodeId, CodeVerdict};
use onedoor_site::code::{Presented, present};
use onedoor_site::{FreshVisit, Refused, see_other};
use onedoor_storage::site::codes::SentCode;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems, masked};
use serde::Deserialize;

use super::page::CodePage;
use super::{About, Kind, Owner, at, send};

fn page(kind: &Kind, owner: &Owner<'_>, sent: &SentCode, problem: Option<Problem>) -> CodePage {
    let dead = problem.as_ref().is_some_and(|problem| problem.field.is_empty());
    CodePage {
        before: kind.before,
        action: kind.here,
        send: kind.again,
        id: sent.id.to_string(),
        phone: owner.phone.map(|phone| masked(phone.as_str(), 3)).unwrap_or_default(),
        again: false,
        dead,
        problems: problem.map_or_else(Problems::new, Problems::one),
    }
}

/// The page that takes the digits.
pub(crate) async fn show(kind: &Kind, owner: &Owner<'_>, about: &About) -> Result<Response, Refused> {
    let Some(sent) = kind.sent(owner, &about.id).await? else { return Ok(see_other(kind.before)) };
    let expired = owner.visit.now >= sent.expires_at;
    let problem = expired.then(|| Problem::general("code-expired"));
    let again = !expired && about.sent == "again";
    Ok(owner.visit.page(&CodePage { again, ..page(kind, owner, &sent, problem) }))
}

/// The digits as typed.
#[derive(Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    code: String,
}

/// Judges the digits; the right ones lead on.
pub(crate) async fn check(kind: &Kind, owner: &Owner<'_>, typed: &Typed) -> Result<Response, Refused> {
    let visit = owner.visit;
    let Some(sent) = kind.sent(owner, &typed.id).await? else { return Ok(see_other(kind.before)) };
    let problem = if typed.code.trim().is_empty() {
        Some(Problem::new("code", "code-missing"))
    } else {
        judged(visit, (sent.id, kind.purpose), &typed.code).await?
    };
    match problem {
        None => Ok(visit.sends(&at(kind.after, sent.id))),
        Some(problem) => {
            let page = page(kind, owner, &sent, Some(problem));
            Ok(visit.page_at(&at(kind.here, sent.id), StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

/// What is wrong with the digits.
async fn judged(
    visit: &FreshVisit,
    (id, purpose): (CodeId, &'static str),
    typed: &str,
) -> Result<Option<Problem>, Refused> {
    let presented = Presented::of(visit, id, typed);
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move { present(tx, &presented, purpose).await.map(Change::Unrecorded) })
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

/// Sends another one.
pub(crate) async fn again(kind: &Kind, owner: &Owner<'_>, about: &About) -> Result<Response, Refused> {
    let visit = owner.visit;
    let Some(sent) = kind.sent(owner, &about.id).await? else { return Ok(see_other(kind.before)) };
    let Some(phone) = owner.phone else { return Ok(see_other(kind.before)) };
    let here = at(kind.here, sent.id);
    match send(kind, owner, phone, Some(sent.id)).await? {
        Ok(_) => Ok(visit.sends(&format!("{here}&sent=again"))),
        Err(wait) => {
            let problem = Problem::general("code-too-many").with("time", wait.hour(visit));
            let page = CodePage { dead: false, ..page(kind, owner, &sent, Some(problem)) };
            Ok(wait.page(visit, &here, &page))
        }
    }
}
