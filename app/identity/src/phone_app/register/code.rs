//! Fourth step: the code from the message (S3.3).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, CodeVerdict, Phone};
use onedoor_site::code::{NewCode, Presented, present};
use onedoor_site::limits::{messages, taken};
use onedoor_site::{Asked, Posted, Refused, Visit, see_other};
use onedoor_storage::site::codes::SentCode;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::{CODE, PASSWORD, PURPOSE, load, stopped, with_id};
use crate::Identity;
use crate::limits::REGISTRATION;
use crate::pages::Stopped;
use crate::phone_app::only_where_given;
use crate::phone_app::pages::CodePage;
use crate::routes::register::message;

#[derive(Deserialize)]
pub(super) struct Heading {
    #[serde(default)]
    id: String,
    #[serde(default)]
    sent: String,
}

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    id: String,
    #[serde(default)]
    code: String,
}

/// `GET /app/register/code`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: Visit,
    Asked(heading): Asked<Heading>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let (sent, phone) = load(&visit, &heading.id).await?;
    if sent.confirmed_at.is_some() {
        return Ok(see_other(&with_id(PASSWORD, sent.id)));
    }
    let mut page = page(&sent, &phone);
    if visit.now >= sent.expires_at {
        page.dead = true;
        page.problems = Problems::one(Problem::general("code-expired"));
    } else {
        page.again = heading.sent == "again";
    }
    Ok(visit.page(&page))
}

/// `POST /app/register/code`.
pub(super) async fn check(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let (sent, phone) = load(&visit, &form.id).await?;
    let path = with_id(CODE, sent.id);
    let problem = if form.code.trim().is_empty() {
        Problem::new("code", "code-missing")
    } else {
        match judge(&visit, &sent, &form.code).await? {
            Some(CodeVerdict::Right | CodeVerdict::AlreadyConfirmed) => {
                return Ok(see_other(&with_id(PASSWORD, sent.id)));
            }
            Some(CodeVerdict::Wrong { left }) => Problem::new("code", "code-wrong").with("left", left),
            Some(CodeVerdict::Exhausted) => Problem::general("code-exhausted"),
            Some(CodeVerdict::Expired) => Problem::general("code-expired"),
            // Between looking and judging it was finished in another tab, or swept away.
            Some(CodeVerdict::OtherBrowser) | None => return Err(stopped(Stopped::RegistrationGone)),
        }
    };
    let dead = problem.field.is_empty();
    let page = CodePage { dead, problems: Problems::one(problem), ..page(&sent, &phone) };
    Ok(visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page))
}

async fn judge(visit: &Visit, sent: &SentCode, typed: &str) -> Result<Option<CodeVerdict>, Refused> {
    let (presented, now) = (Presented::of(visit, sent.id, typed), visit.now);
    let verdict = visit.site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let verdict = present(tx, &presented, PURPOSE).await?;
            if verdict == Some(CodeVerdict::Right) {
                let event = AuditEvent::new(now, Actor::Visitor, "people.registration.phone_confirmed");
                return Ok(Change::Recorded(verdict, vec![event]));
            }
            Ok(Change::Unrecorded(verdict))
        })
    });
    Ok(verdict.await?)
}

#[derive(Deserialize)]
pub(super) struct Again {
    #[serde(default)]
    id: String,
}

/// `POST /app/register/code/again`.
pub(super) async fn again(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(form): Posted<Again>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let (sent, phone) = load(&visit, &form.id).await?;
    let path = with_id(CODE, sent.id);
    if let Some(wait) = taken(&visit, messages(&visit, REGISTRATION, &phone)).await? {
        let problem = Problem::general("code-too-many").with("time", wait.hour(&visit));
        let page = CodePage { problems: Problems::one(problem), ..page(&sent, &phone) };
        return Ok(wait.page(&visit, &path, &page));
    }
    let code = NewCode::again(&visit, sent.id)?;
    let (sms, _) = message(&visit, &phone, &code).await?;
    let now = visit.now;
    let replaced = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (code, sms) = (code.clone(), sms.clone());
        Box::pin(async move {
            if !code.replace(tx).await? {
                return Ok(Change::Unrecorded(false));
            }
            sms.queue(tx).await?;
            let event = AuditEvent::new(now, Actor::Visitor, "people.registration.code_sent_again");
            Ok(Change::Recorded(true, vec![event]))
        })
    });
    if replaced.await? {
        Ok(visit.sends(&format!("{path}&sent=again")))
    } else {
        // Confirmed in another tab meanwhile.
        Ok(see_other(&with_id(PASSWORD, sent.id)))
    }
}

fn page(sent: &SentCode, phone: &Phone) -> CodePage {
    CodePage {
        id: sent.id.to_string(),
        phone: phone.as_str().to_owned(),
        again: false,
        dead: false,
        problems: Problems::new(),
    }
}
