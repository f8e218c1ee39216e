//! The mail address of an account: confirmed by a code that is sent there, told everywhere when it changes. Without a
//! way to send mail it is kept unconfirmed, as it was always.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::{AuditEvent, CodeId, LocalAccountId, Secret, Subject, Timestamp};
use onedoor_services::accounts::{ContactKind, Email};
use onedoor_site::code::{NewCode, confirmed_payload};
use onedoor_site::limits::{letters, taken};
use onedoor_site::mail::code_letter;
use onedoor_site::session::actor;
use onedoor_site::{Asked as Address, Posted, Refused, SignedInVisit, see_other};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::services::contacts;
use onedoor_storage::site::codes;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::confirming::{Confirming, sent};
use super::form::{notice, own_account, proof_problem, sign_in_first};
use super::reset::{CodeForm, CodeQuery, judged};
use crate::Portal;
use crate::pages::{CodePage, CodePurpose, EmailPage};
use crate::sessions::is_fresh;
use crate::told::Notice;

const PATH: &str = "/account/email";
const PURPOSE: &str = "portal.email";

pub(super) fn pages() -> Router<Portal> {
    Router::new()
        .route(PATH, get(show).post(submit))
        .route("/account/email/code", get(show_code).post(submit_code))
        .route("/account/email/again", post(again))
        .route("/account/email/remove", post(remove))
}

pub(super) async fn show(State(portal): State<Portal>, visit: SignedInVisit) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    if let Some(first) = sign_in_first(&portal, &visit, &record, PATH) {
        return Ok(first);
    }
    let known = record.account.email.as_ref().filter(|_| record.mailbox().is_none());
    let known = known.map(|email| email.as_str().to_owned()).unwrap_or_default();
    Ok(visit.page(&page(&visit, &record, &known, Problems::new())))
}

fn page(visit: &SignedInVisit, record: &AccountRecord, typed: &str, problems: Problems) -> EmailPage {
    let now = record.account.email.as_ref();
    EmailPage {
        now: now.map(|email| (email.as_str().to_owned(), record.mailbox().is_some())),
        email: typed.to_owned(),
        asks_password: record.password_hash.is_some() && !is_fresh(&visit.session, visit.now),
        can_confirm: visit.site.settings.mail,
        problems,
    }
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: Secret,
}

pub(super) async fn submit(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    if let Some(first) = sign_in_first(&portal, &visit, &record, PATH) {
        return Ok(first);
    }
    let page = |problem| page(&visit, &record, &typed.email, Problems::one(problem));
    let again = |problem| visit.page_at(PATH, StatusCode::UNPROCESSABLE_ENTITY, &page(problem));
    let Ok(email) = Email::parse(&typed.email) else {
        return Ok(again(Problem::new("email", "portal-email-malformed")));
    };
    if let Some(problem) = proof_problem(&visit, &record, typed.password.clone()).await? {
        return Ok(again(problem));
    }
    if !visit.site.settings.mail {
        set(&visit, &record, None, (Some(email), None)).await?;
        return Ok(visit.sends("/account?done=saved"));
    }
    let account = record.account.id;
    if let Some(wait) = taken(&visit, letters(&visit, &account.to_string(), &email)).await? {
        let problem = Problem::general("portal-too-many").with("time", wait.hour(&visit));
        return Ok(wait.page(&visit, PATH, &page(problem)));
    }
    let code = NewCode::of(&visit, &Confirming { account, contact: email.as_str().to_owned(), after: None })?;
    let (id, mail, now) = (code.id, code_letter(&visit, &code, &email)?, visit.now);
    let sent = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (code, mail) = (code.clone(), mail.clone());
        Box::pin(async move {
            code.insert(tx, PURPOSE).await?;
            mail.queue(tx).await?;
            Ok(Change::Recorded((), vec![event(account, "services.account.email_code_sent", now)]))
        })
    });
    sent.await?;
    Ok(see_other(&at_code(id)))
}

fn at_code(id: CodeId) -> String {
    format!("/account/email/code?id={id}")
}

fn event(account: LocalAccountId, action: &'static str, now: Timestamp) -> AuditEvent {
    let subject = Subject::LocalAccount(account);
    AuditEvent::new(now, actor(subject), action).about(subject)
}

fn code_page(id: CodeId, confirming: Confirming, problems: Problems) -> CodePage {
    CodePage { problems, ..CodePage::new(CodePurpose::Email(confirming.contact), id) }
}

pub(super) async fn show_code(
    visit: SignedInVisit,
    Address(query): Address<CodeQuery>,
) -> Result<Response, Refused> {
    let id = query.id()?;
    let Some((_, confirming)) = sent(&visit, PURPOSE, id).await? else { return Ok(see_other(PATH)) };
    let page = code_page(id, confirming, Problems::new());
    Ok(visit.page(&CodePage { again: query.sent == "again", ..page }))
}

pub(super) async fn submit_code(
    visit: SignedInVisit,
    Posted(form): Posted<CodeForm>,
) -> Result<Response, Refused> {
    let Some((_, confirming)) = sent(&visit, PURPOSE, form.id).await? else { return Ok(see_other(PATH)) };
    if let Some(problem) = judged(&visit, &form, PURPOSE).await? {
        let page = code_page(form.id, confirming, Problems::one(Problem::new("code", problem)));
        return Ok(visit.page_at(&at_code(form.id), StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let Some((sent, _)) = sent(&visit, PURPOSE, form.id).await? else { return Ok(see_other(PATH)) };
    if confirmed_payload::<Confirming>(&visit, &sent)?.is_some() {
        let record = own_account(&visit).await?;
        let email = Email::from_stored(confirming.contact);
        set(&visit, &record, Some(form.id), (Some(email), Some(visit.now))).await?;
    }
    Ok(visit.sends("/account?done=email"))
}

/// Writes the address down, or its end, and tells the owner everywhere that was known before: it may not have been they.
/// With a code, only if that was not spent.
async fn set(
    visit: &SignedInVisit,
    record: &AccountRecord,
    code: Option<CodeId>,
    (email, confirmed_at): (Option<Email>, Option<Timestamp>),
) -> Result<(), Refused> {
    let changes = record.account.email != email || record.mailbox().is_some() != confirmed_at.is_some();
    let told: Option<Notice> =
        changes.then(|| notice(visit, record, "portal-sms-email-changed")).transpose()?;
    let (id, now) = (record.account.id, visit.now);
    let action = match (&email, confirmed_at) {
        (None, _) => "services.account.email_removed",
        (Some(_), Some(_)) => "services.account.email_confirmed",
        (Some(_), None) => "services.account.details_changed",
    };
    let written = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (email, told) = (email.clone(), told.clone());
        Box::pin(async move {
            if let Some(code) = code
                && !codes::spend(tx, code, now).await?
            {
                return Ok(Change::Unrecorded(()));
            }
            if !accounts::set_email(tx, id, email.as_ref(), confirmed_at).await? {
                return Ok(Change::Unrecorded(()));
            }
            contacts::comes_from(tx, id, ContactKind::Email, None, now).await?;
            if let Some(told) = told {
                told.queue(tx).await?;
            }
            Ok(Change::Recorded((), vec![event(id, action, now)]))
        })
    });
    Ok(written.await?)
}

pub(super) async fn again(visit: SignedInVisit, Posted(form): Posted<CodeForm>) -> Result<Response, Refused> {
    let id = form.id;
    let Some((_, confirming)) = sent(&visit, PURPOSE, id).await? else { return Ok(see_other(PATH)) };
    let (email, account) = (Email::from_stored(confirming.contact), confirming.account);
    if let Some(wait) = taken(&visit, letters(&visit, &account.to_string(), &email)).await? {
        return Err(wait.refused(&visit));
    }
    let code = NewCode::again(&visit, id)?;
    let (mail, now) = (code_letter(&visit, &code, &email)?, visit.now);
    let sent = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (code, mail) = (code.clone(), mail.clone());
        Box::pin(async move {
            if !code.replace(tx).await? {
                return Ok(Change::Unrecorded(()));
            }
            mail.queue(tx).await?;
            Ok(Change::Recorded((), vec![event(account, "services.account.email_code_sent", now)]))
        })
    });
    sent.await?;
    Ok(visit.sends(&format!("{}&sent=again", at_code(id))))
}

#[derive(Deserialize)]
pub(super) struct Removing {
    #[serde(default)]
    password_too: Secret,
}

pub(super) async fn remove(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Posted(typed): Posted<Removing>,
) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    if let Some(first) = sign_in_first(&portal, &visit, &record, PATH) {
        return Ok(first);
    }
    if let Some(problem) = proof_problem(&visit, &record, typed.password_too).await? {
        let problem = if problem.field.is_empty() {
            problem
        } else {
            Problem::new("password_too", "portal-current-wrong")
        };
        let page = page(&visit, &record, "", Problems::one(problem));
        return Ok(visit.page_at(PATH, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if record.account.email.is_some() {
        set(&visit, &record, None, (None, None)).await?;
    }
    Ok(visit.sends("/account?done=email-removed"))
}
