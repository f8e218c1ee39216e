//! Second step: the code from the message.

use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, CodeVerdict};
use onedoor_people::doubt;
use onedoor_site::code::{NewCode, Presented, present};
use onedoor_site::limits::{messages, taken};
use onedoor_site::{Asked, Posted, Refused, Visit, see_other};
use onedoor_storage::site::codes::SentCode;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::{PURPOSE, Waiting, load, message, stopped};
use crate::limits::REGISTRATION;
use crate::pages::{CodeNotice, PhoneCodePage, Stopped};

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

pub(super) async fn show(visit: Visit, Asked(heading): Asked<Heading>) -> Result<Response, Refused> {
    let (sent, waiting) = load(&visit, &heading.id).await?;
    if sent.confirmed_at.is_some() {
        return Ok(see_other(&credentials_address(&sent)));
    }
    let mut page = page(&sent, &waiting);
    if visit.now >= sent.expires_at {
        page.dead = true;
        page.problems = Problems::one(Problem::general("code-expired"));
    } else if heading.sent == "again" {
        page.notice = Some(CodeNotice::SentAgain);
    }
    Ok(visit.page(&page))
}

pub(super) async fn check(visit: Visit, Posted(form): Posted<Form>) -> Result<Response, Refused> {
    let (sent, waiting) = load(&visit, &form.id).await?;
    let mut page = page(&sent, &waiting);
    let path = code_address(&sent);
    if form.code.trim().is_empty() {
        page.problems = Problems::one(Problem::new("code", "code-missing"));
        return Ok(visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let problem = match judge(&visit, &sent, &form.code).await? {
        Some(CodeVerdict::Right | CodeVerdict::AlreadyConfirmed) => {
            return Ok(see_other(&credentials_address(&sent)));
        }
        Some(CodeVerdict::Wrong { left }) => Problem::new("code", "code-wrong").with("left", left),
        Some(CodeVerdict::Exhausted) => Problem::general("code-exhausted"),
        Some(CodeVerdict::Expired) => Problem::general("code-expired"),
        // Between looking and judging the registration was finished in another tab, or swept away.
        Some(CodeVerdict::OtherBrowser) | None => {
            return Err(stopped(Stopped::RegistrationGone, &waiting.return_to));
        }
    };
    page.dead = problem.field.is_empty();
    page.problems = Problems::one(problem);
    Ok(visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page))
}

async fn judge(visit: &Visit, sent: &SentCode, typed: &str) -> Result<Option<CodeVerdict>, Refused> {
    let presented = Presented::of(visit, sent.id, typed);
    let now = visit.now;
    let verdict: Result<_, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                let verdict = present(tx, &presented, PURPOSE).await?;
                if verdict == Some(CodeVerdict::Right) {
                    let event = AuditEvent::new(now, Actor::Visitor, "people.registration.phone_confirmed");
                    return Ok(Change::Recorded(verdict, vec![event]));
                }
                Ok(Change::Unrecorded(verdict))
            })
        })
        .await;
    Ok(verdict?)
}

pub(super) async fn again(visit: Visit, Posted(form): Posted<Form>) -> Result<Response, Refused> {
    let (sent, waiting) = load(&visit, &form.id).await?;
    let phone = waiting.phone();
    if let Some(wait) = taken(&visit, messages(&visit, REGISTRATION, &phone)).await? {
        let mut page = page(&sent, &waiting);
        let problem = Problem::general("code-too-many").with("time", wait.hour(&visit));
        page.problems = Problems::one(problem);
        return Ok(wait.page(&visit, &code_address(&sent), &page));
    }
    let code = NewCode::again(&visit, sent.id)?;
    let (sms, _) = message(&visit, &phone, &code).await?;
    let now = visit.now;
    let replaced: Result<bool, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let (code, sms) = (code.clone(), sms.clone());
            Box::pin(async move {
                if !code.replace(tx).await? {
                    return Ok(Change::Unrecorded(false));
                }
                sms.queue(tx).await?;
                let event = AuditEvent::new(now, Actor::Visitor, "people.registration.code_sent_again");
                Ok(Change::Recorded(true, vec![event]))
            })
        })
        .await;
    if replaced? {
        Ok(visit.sends(&format!("{}&sent=again", code_address(&sent))))
    } else {
        // Confirmed in another tab meanwhile.
        Ok(see_other(&credentials_address(&sent)))
    }
}

fn page(sent: &SentCode, waiting: &Waiting) -> PhoneCodePage {
    PhoneCodePage {
        id: sent.id.to_string(),
        phone: waiting.phone.clone(),
        doubt: waiting.number().is_some_and(|number| doubt(&number).is_some()),
        notice: None,
        dead: false,
        problems: Problems::new(),
    }
}

pub(super) fn code_address(sent: &SentCode) -> String {
    format!("/register/code?id={}", sent.id)
}

fn credentials_address(sent: &SentCode) -> String {
    format!("/register/credentials?id={}", sent.id)
}
