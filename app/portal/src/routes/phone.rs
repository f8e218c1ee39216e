//! Confirming a phone by a code, so that it can be used to set a password anew.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::{AuditEvent, CodeId, LocalAccountId, Phone, Secret, Subject};
use onedoor_services::accounts::ContactKind;
use onedoor_site::code::{NewCode, NewSms, confirmed_payload};
use onedoor_site::limits::{Limit, messages, messages_of, taken};
use onedoor_site::session::actor;
use onedoor_site::{Asked as Address, Posted, Refused, SignedInVisit, see_other};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::services::contacts;
use onedoor_storage::site::codes;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems, phone_malformed};
use serde::Deserialize;

use super::confirming::{Confirming, sent};
use super::form::{is_own_password, notice, own_account, sign_in_first};
use super::reset::{CodeForm, CodeQuery, judged};
use crate::Portal;
use crate::pages::{CodePage, CodePurpose, PhonePage};

pub(super) fn pages() -> Router<Portal> {
    Router::new()
        .route("/account/phone", get(show).post(submit))
        .route("/account/phone/code", get(show_code).post(submit_code))
        .route("/account/phone/again", post(again))
}

const PURPOSE: &str = "portal.phone";
const HOUR: Duration = Duration::from_hours(1);

pub(super) async fn show(State(portal): State<Portal>, visit: SignedInVisit) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    if let Some(first) = sign_in_first(&portal, &visit, &record, "/account/phone") {
        return Ok(first);
    }
    let AccountRecord { account, unconfirmed_phone, password_hash, .. } = record;
    let phone = unconfirmed_phone.or(account.phone).map(|p| p.as_str().to_owned()).unwrap_or_default();
    Ok(visit.page(&PhonePage { phone, has_password: password_hash.is_some(), problems: Problems::new() }))
}

#[derive(Deserialize)]
pub(super) struct PhoneForm {
    #[serde(default)]
    phone: String,
    #[serde(default)]
    password: Secret,
}

pub(super) async fn submit(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Posted(form): Posted<PhoneForm>,
) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    if let Some(first) = sign_in_first(&portal, &visit, &record, "/account/phone") {
        return Ok(first);
    }
    let page = |problem| PhonePage {
        phone: form.phone.clone(),
        has_password: record.password_hash.is_some(),
        problems: Problems::one(problem),
    };
    let again = |status, problem| visit.page_at("/account/phone", status, &page(problem));
    let Ok(phone) = Phone::parse(&form.phone, portal.site.settings.country) else {
        return Ok(again(
            StatusCode::UNPROCESSABLE_ENTITY,
            Problem::new("phone", phone_malformed(portal.site.settings.country)),
        ));
    };
    let account = record.account.id;
    if let Some(wait) = taken(&visit, limits(&visit, account, &phone)).await? {
        let problem = Problem::general("portal-too-many").with("time", wait.hour(&visit));
        return Ok(wait.page(&visit, "/account/phone", &page(problem)));
    }
    if !is_own_password(&visit, &record, form.password.clone()).await? {
        return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, Problem::new("password", "portal-current-wrong")));
    }
    let code = NewCode::of(&visit, &Confirming { account, contact: phone.as_str().to_owned() })?;
    let (id, sms) = (code.id, message(&visit, &code, &phone)?);
    visit
        .site
        .store
        .write(move |tx| {
            let (code, sms) = (code.clone(), sms.clone());
            Box::pin(async move {
                code.insert(tx, PURPOSE).await?;
                sms.queue(tx).await?;
                Ok::<_, StorageError>(Change::Unrecorded(()))
            })
        })
        .await?;
    Ok(see_other(&format!("/account/phone/code?id={id}")))
}

fn limits(visit: &SignedInVisit, account: LocalAccountId, phone: &Phone) -> Vec<Limit> {
    let account = account.to_string();
    let mut all = vec![
        Limit::of(&visit.site, "portal.phone.account", &account, 10, HOUR),
        messages_of(&visit.site, &account),
    ];
    all.extend(messages(visit, "portal.phone.sms", phone));
    all
}

fn message(visit: &SignedInVisit, code: &NewCode, phone: &Phone) -> Result<NewSms, Refused> {
    let t = visit.localizer();
    let site = visit.site.look.name(&t);
    let text =
        t.with("portal-sms-phone", &[("site", site.into()), ("code", code.digits().to_owned().into())]);
    Ok(NewSms::with_code(&visit.site, visit.now, phone, text, code.runs_out())?.for_code(code.id))
}

pub(super) async fn show_code(
    visit: SignedInVisit,
    Address(query): Address<CodeQuery>,
) -> Result<Response, Refused> {
    let id = query.id()?;
    let Some((_, confirming)) = sent(&visit, PURPOSE, id).await? else {
        return Ok(see_other("/account/phone"));
    };
    let page = CodePage::new(CodePurpose::Phone(confirming.contact), id);
    Ok(visit.page(&CodePage { again: query.sent == "again", ..page }))
}

pub(super) async fn submit_code(
    visit: SignedInVisit,
    Posted(form): Posted<CodeForm>,
) -> Result<Response, Refused> {
    let Some((_, confirming)) = sent(&visit, PURPOSE, form.id).await? else {
        return Ok(see_other("/account/phone"));
    };
    if let Some(problem) = judged(&visit, &form, PURPOSE).await? {
        let page = CodePage {
            problems: Problems::one(Problem::new("code", problem)),
            ..CodePage::new(CodePurpose::Phone(confirming.contact), form.id)
        };
        let path = format!("/account/phone/code?id={}", form.id);
        return Ok(visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let Some((sent, _)) = sent(&visit, PURPOSE, form.id).await? else {
        return Ok(see_other("/account/phone"));
    };
    if confirmed_payload::<Confirming>(&visit, &sent)?.is_some() {
        set(&visit, form.id, Phone::from_stored(confirming.contact)).await?;
    }
    Ok(visit.sends("/account?done=phone"))
}

/// Writes the phone down and tells the one before, and the mailbox, in case somebody else did this.
async fn set(visit: &SignedInVisit, code: CodeId, phone: Phone) -> Result<(), Refused> {
    let record = own_account(visit).await?;
    let changes = record.account.phone.as_ref() != Some(&phone);
    let notice = changes.then(|| notice(visit, &record, "portal-sms-phone-changed")).transpose()?;
    let (id, now) = (visit.local_account()?, visit.now);
    let subject = Subject::LocalAccount(id);
    visit
        .site
        .store
        .write(move |tx| {
            let (phone, notice) = (phone.clone(), notice.clone());
            Box::pin(async move {
                if !codes::spend(tx, code, now).await? || !accounts::set_phone(tx, id, &phone, now).await? {
                    return Ok::<_, StorageError>(Change::Unrecorded(()));
                }
                contacts::comes_from(tx, id, ContactKind::Phone, None, now).await?;
                if let Some(notice) = notice {
                    notice.queue(tx).await?;
                }
                let event =
                    AuditEvent::new(now, actor(subject), "services.account.phone_confirmed").about(subject);
                Ok(Change::Recorded((), vec![event]))
            })
        })
        .await?;
    Ok(())
}

pub(super) async fn again(visit: SignedInVisit, Posted(form): Posted<CodeForm>) -> Result<Response, Refused> {
    let id = form.id;
    let Some((_, confirming)) = sent(&visit, PURPOSE, id).await? else {
        return Ok(see_other("/account/phone"));
    };
    let phone = Phone::from_stored(confirming.contact);
    if let Some(wait) = taken(&visit, limits(&visit, confirming.account, &phone)).await? {
        return Err(wait.refused(&visit));
    }
    let code = NewCode::again(&visit, id)?;
    let sms = message(&visit, &code, &phone)?;
    visit
        .site
        .store
        .write(move |tx| {
            let (code, sms) = (code.clone(), sms.clone());
            Box::pin(async move {
                if code.replace(tx).await? {
                    sms.queue(tx).await?;
                }
                Ok::<_, StorageError>(Change::Unrecorded(()))
            })
        })
        .await?;
    Ok(visit.sends(&format!("/account/phone/code?id={id}&sent=again")))
}
