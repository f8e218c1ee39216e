//! Proving by a code that an account is one's own, before its password is set anew. Whether the
//! account exists does not show: the answer, its size and the work are the same, but for the one row
//! of the message that waits to be sent.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::{Actor, AuditEvent, CodeId, CodeVerdict, LocalAccountId, Phone, Subject, Timestamp};
use onedoor_services::accounts::{ResetOutcome, UserName, decide_reset};
use onedoor_site::code::{NewCode, NewSms, Presented, payload, present};
use onedoor_site::limits::{self, Limit, taken};
use onedoor_site::{Asked as Address, Posted, Refused, Visit, see_other};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::site::codes;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{ErrorKind, Problem, Problems};
use serde::{Deserialize, Serialize};

use super::sign_in::choice;
use crate::Portal;
use crate::choice::{Asked, OrganisationChoice};
use crate::pages::{CodePage, CodePurpose, ResetPage};

pub(super) fn pages() -> Router<Portal> {
    Router::new()
        .route("/reset", get(show).post(submit))
        .route("/reset/code", get(show_code).post(submit_code))
        .route("/reset/again", post(again))
}

/// The purpose under which codes for this are kept.
pub(super) const PURPOSE: &str = "portal.password_reset";

const HOUR: Duration = Duration::from_hours(1);

/// Whose password may be set with a code.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Resetting {
    /// The accounts of the phone; empty if there were none, and then nothing was sent.
    pub(super) accounts: Vec<LocalAccountId>,
    phone: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct CodeQuery {
    #[serde(default)]
    pub(super) id: String,
    #[serde(default)]
    pub(super) again: String,
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

pub(super) async fn show(
    State(portal): State<Portal>,
    visit: Visit,
    Address(asked): Address<Asked>,
) -> Response {
    visit.page(&ResetPage::new(choice(&portal, &asked)))
}

#[derive(Deserialize)]
pub(super) struct ResetForm {
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    who: String,
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
    let page = |problem| ResetPage {
        who: form.who.clone(),
        problems: Problems::one(problem),
        ..ResetPage::new(organisation.clone())
    };
    if form.who.trim().is_empty() {
        let page = page(Problem::new("who", "portal-reset-who-missing"));
        return Ok(visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if let Some(wait) = taken(&visit, asked_limits(&visit, &code, &form.who)).await? {
        let problem = Problem::general("portal-too-many").with("time", wait.hour(&visit));
        return Ok(wait.page(&visit, &path, &page(problem)));
    }
    let found = find(&portal, &code, &form.who).await?;
    let id = send(&visit, &found).await?;
    Ok(see_other(&format!("/reset/code?id={id}")))
}

/// By what was asked for, by address, and for the whole site, whether a message follows or not.
fn asked_limits(visit: &Visit, organisation: &str, who: &str) -> [Limit; 4] {
    let site = &visit.site;
    let who = format!("{organisation}\n{}", UserName::key_of(who));
    let [messages, all_messages] = limits::messages_here(visit);
    [
        Limit::of(site, "portal.reset.who", &who, 5, HOUR),
        Limit::of(site, "portal.reset.network", &visit.network_key(), 30, HOUR),
        messages,
        all_messages,
    ]
}

/// The accounts that a user name or a phone means, if a code can be sent for them.
async fn find(
    portal: &Portal,
    organisation: &str,
    who: &str,
) -> Result<Vec<(LocalAccountId, Phone)>, Refused> {
    let (organisation, key) = (organisation.to_owned(), UserName::key_of(who));
    let phone = Phone::parse(who, portal.site.settings.country).ok();
    let found: Vec<AccountRecord> = portal
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                if let Some(record) = accounts::by_name(tx, &organisation, &key).await? {
                    return Ok::<_, StorageError>(vec![record]);
                }
                let Some(phone) = phone else { return Ok(Vec::new()) };
                let mut found = accounts::by_phone(tx, &phone).await?;
                let is_there = |r: &AccountRecord| {
                    r.account.organisation.as_ref().map_or("", |o| o.as_str()) == organisation
                };
                found.retain(is_there);
                Ok(found)
            })
        })
        .await?;
    Ok(found
        .into_iter()
        .filter_map(|record| match decide_reset(Some(&record.account)) {
            ResetOutcome::SendCode(phone) => Some((record.account.id, phone)),
            ResetOutcome::SendNothing => None,
        })
        .collect())
}

/// Records a code, and sends it if there is anybody to send it to.
async fn send(visit: &Visit, found: &[(LocalAccountId, Phone)]) -> Result<CodeId, Refused> {
    let phone = found.first().map(|(_, phone)| phone.clone());
    let to_somebody = phone.is_some();
    let payload = Resetting {
        accounts: found.iter().map(|(id, _)| *id).collect(),
        phone: phone.as_ref().map(|p| p.as_str().to_owned()),
    };
    let code = NewCode::of(visit, &payload)?;
    let (sms, limit) = message(visit, &code, &phone.unwrap_or_else(|| nobody(code.id)))?;
    let (id, now) = (code.id, visit.now);
    let asked = asked_events(found, now);
    visit
        .site
        .store
        .write(move |tx| {
            let (code, sms, asked) = (code.clone(), sms.clone(), asked.clone());
            Box::pin(async move {
                code.insert(tx, PURPOSE).await?;
                let wait = limits::take(tx, &[limit], now).await?;
                if to_somebody && wait.is_none() {
                    sms.queue(tx).await?;
                }
                Ok::<_, StorageError>(Change::Recorded((), asked))
            })
        })
        .await?;
    Ok(id)
}

/// Stands in for the phone of an account that is not there, so that the work is the same; another
/// one each time, so that those who ask do not wait for each other at its limit.
fn nobody(id: CodeId) -> Phone {
    Phone::from_stored(id.to_string())
}

/// Owners find in their record that somebody asked; a request for nobody is recorded like one.
fn asked_events(found: &[(LocalAccountId, Phone)], now: Timestamp) -> Vec<AuditEvent> {
    let event = || AuditEvent::new(now, Actor::Visitor, "services.account.reset_asked");
    let about = found.iter().map(|(id, _)| event().about(Subject::LocalAccount(*id)));
    let events: Vec<AuditEvent> = about.collect();
    if events.is_empty() { vec![event()] } else { events }
}

/// The message, and how many of them a phone may get.
fn message(visit: &Visit, code: &NewCode, phone: &Phone) -> Result<(NewSms, Limit), Refused> {
    let t = visit.localizer();
    let site = visit.site.look.name(&t);
    let text =
        t.with("portal-sms-reset", &[("site", site.into()), ("code", code.digits().to_owned().into())]);
    let limit = limits::messages_to(&visit.site, "portal.sms.phone", phone);
    Ok((NewSms::of(&visit.site, visit.now, phone, text)?, limit))
}

pub(super) async fn show_code(visit: Visit, Address(query): Address<CodeQuery>) -> Result<Response, Refused> {
    let again = query.again == "yes";
    let page = CodePage { purpose: CodePurpose::Reset, id: query.id()?, again, problems: Problems::new() };
    Ok(visit.page(&page))
}

pub(super) async fn submit_code(visit: Visit, Posted(form): Posted<CodeForm>) -> Result<Response, Refused> {
    let Some(problem) = judged(&visit, &form, PURPOSE).await? else {
        return Ok(see_other(&format!("/reset/password?id={}", form.id)));
    };
    let page = CodePage {
        purpose: CodePurpose::Reset,
        id: form.id,
        again: false,
        problems: Problems::one(Problem::new("code", problem)),
    };
    Ok(visit.page_at(&format!("/reset/code?id={}", form.id), StatusCode::UNPROCESSABLE_ENTITY, &page))
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

/// Sends new digits in the place of the old, to whom they went before.
pub(super) async fn again(visit: Visit, Posted(form): Posted<CodeForm>) -> Result<Response, Refused> {
    let id = form.id;
    let [messages, all_messages] = limits::messages_here(&visit);
    let limit = Limit::of(&visit.site, "portal.reset.again", &id.to_string(), 3, HOUR);
    if let Some(wait) = taken(&visit, [limit, messages, all_messages]).await? {
        return Err(wait.refused(&visit));
    }
    let sent =
        visit.site.store.read(move |tx| Box::pin(async move { codes::get(tx, PURPOSE, id).await })).await?;
    let Some(sent) = sent.filter(|sent| sent.browser == visit.browser) else {
        return Ok(see_other("/reset"));
    };
    let known: Resetting = payload(&visit, &sent)?;
    let code = NewCode::again(&visit, id)?;
    let phone = known.phone.map(Phone::from_stored);
    let sms = phone.map(|phone| message(&visit, &code, &phone)).transpose()?;
    let now = visit.now;
    visit
        .site
        .store
        .write(move |tx| {
            let (code, sms) = (code.clone(), sms.clone());
            Box::pin(async move {
                let replaced = code.replace(tx).await?;
                if let Some((sms, limit)) = sms
                    && replaced
                    && limits::take(tx, &[limit], now).await?.is_none()
                {
                    sms.queue(tx).await?;
                }
                Ok::<_, StorageError>(Change::Unrecorded(()))
            })
        })
        .await?;
    Ok(see_other(&format!("/reset/code?id={id}&again=yes")))
}
