//! The phone as it is, asking for another one, and thinking better of it.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{CodeId, LocalAccountId, Phone, PhoneChangeState, Secret};
use onedoor_site::code::{NewCode, NewSms};
use onedoor_site::limits::{Limit, Wait, messages, messages_of, taken};
use onedoor_site::{Nothing, Posted, Refused, SignedInVisit, phone_change, see_other};
use onedoor_storage::services::accounts::AccountRecord;
use onedoor_storage::services::phone_changes;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems, masked, phone_malformed};
use serde::Deserialize;

use super::super::confirming::Confirming;
use super::super::form::{is_own_password, notice_with, own_account, sign_in_first};
use super::{NEW, Standing, event};
use crate::Portal;
use crate::pages::PhonePage;

const HOUR: Duration = Duration::from_hours(1);

pub(super) async fn show(State(portal): State<Portal>, visit: SignedInVisit) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    if let Some(first) = sign_in_first(&portal, &visit, &record, phone_change::PATH) {
        return Ok(first);
    }
    let known = record.unconfirmed_phone.as_ref().or(record.account.phone.as_ref());
    let typed = known.map(|phone| phone.as_str().to_owned()).unwrap_or_default();
    Ok(visit.page(&page(&visit, &record, typed, Problems::new()).await?))
}

async fn page(
    visit: &SignedInVisit,
    record: &AccountRecord,
    typed: String,
    problems: Problems,
) -> Result<PhonePage, Refused> {
    let waiting = Standing::of(visit, record.account.id).await?.waiting;
    Ok(PhonePage {
        phone: typed,
        waiting: waiting.map(|change| (change.phone.as_str().to_owned(), change.due_at)),
        has_password: record.password_hash.is_some(),
        problems,
    })
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
    if let Some(first) = sign_in_first(&portal, &visit, &record, phone_change::PATH) {
        return Ok(first);
    }
    let country = portal.site.settings.country;
    let problem = match Phone::parse(&form.phone, country) {
        Err(_) => Problem::new("phone", phone_malformed(country)),
        Ok(phone) => {
            let account = record.account.id;
            if let Some(wait) = taken(&visit, limits(&visit, account, &phone)).await? {
                let problem = Problem::general("portal-too-many").with("time", wait.hour(&visit));
                let page = page(&visit, &record, form.phone, Problems::one(problem)).await?;
                return Ok(wait.page(&visit, phone_change::PATH, &page));
            }
            if is_own_password(&visit, &record, form.password.clone()).await? {
                let contact = phone.as_str().to_owned();
                let confirming = Confirming { account, contact, after: None };
                let id = put(&visit, NEW, (&phone, "portal-sms-phone"), &confirming, None).await?;
                return Ok(see_other(&format!("/account/phone/code?id={id}")));
            }
            Problem::new("password", "portal-current-wrong")
        }
    };
    let page = page(&visit, &record, form.phone, Problems::one(problem)).await?;
    Ok(visit.page_at(phone_change::PATH, StatusCode::UNPROCESSABLE_ENTITY, &page))
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

/// Sends a code to a phone, or another one in the place of that with the id `again`, if not too many were sent.
pub(super) async fn send(
    visit: &SignedInVisit,
    purpose: &'static str,
    (to, text): (&Phone, &'static str),
    confirming: &Confirming,
    again: Option<CodeId>,
) -> Result<Result<CodeId, Wait>, Refused> {
    if let Some(wait) = taken(visit, limits(visit, confirming.account, to)).await? {
        return Ok(Err(wait));
    }
    put(visit, purpose, (to, text), confirming, again).await.map(Ok)
}

async fn put(
    visit: &SignedInVisit,
    purpose: &'static str,
    (to, text): (&Phone, &'static str),
    confirming: &Confirming,
    again: Option<CodeId>,
) -> Result<CodeId, Refused> {
    let code = match again {
        Some(id) => NewCode::again(visit, id)?,
        None => NewCode::of(visit, confirming)?,
    };
    let t = visit.localizer();
    let words = [("site", visit.site.look.name(&t).into()), ("code", code.digits().to_owned().into())];
    let sms = NewSms::with_code(&visit.site, visit.now, to, t.with(text, &words), code.runs_out())?;
    let (id, sms) = (code.id, sms.for_code(code.id));
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (code, sms) = (code.clone(), sms.clone());
        Box::pin(async move {
            match again {
                // It was given meanwhile, in another tab.
                Some(_) if !code.replace(tx).await? => return Ok(Change::Unrecorded(())),
                Some(_) => {}
                None => code.insert(tx, purpose).await?,
            }
            sms.queue(tx).await?;
            Ok(Change::Unrecorded(()))
        })
    });
    write.await?;
    Ok(id)
}

/// Whoever is signed in may end the waiting, without another proof.
pub(super) async fn withdraw(
    visit: SignedInVisit,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    let (account, now) = (record.account.id, visit.now);
    if let Some(change) = Standing::of(&visit, account).await?.waiting {
        let words = [("phone", masked(change.phone.as_str(), 3))];
        let told = notice_with(&visit, &record, ("portal-sms-phone-withdrawn", &words))?;
        let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
            let told = told.clone();
            Box::pin(async move {
                let states = (PhoneChangeState::Waiting, PhoneChangeState::Withdrawn);
                if !phone_changes::settle(tx, change.id, states, now).await? {
                    return Ok(Change::Unrecorded(()));
                }
                told.queue(tx).await?;
                Ok(Change::Recorded((), vec![event(now, account, "services.phone.change_withdrawn")]))
            })
        });
        write.await?;
    }
    Ok(visit.sends("/account?done=phone-withdrawn"))
}
