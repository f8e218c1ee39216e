//! The phone as it is, and asking for another.

use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{CodeId, Phone};
use onedoor_site::code::{NewCode, NewSms};
use onedoor_site::limits::{Wait, messages, messages_of, taken};
use onedoor_site::{Asked, FreshVisit, Posted, Refused, see_other};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems, phone_malformed};
use serde::Deserialize;

use super::super::pages::{PhoneNotice, PhonePage};
use super::{Changing, NEW, PHONE, Standing, event};

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    notice: String,
}

pub(super) async fn show(visit: FreshVisit, Asked(news): Asked<News>) -> Result<Response, Refused> {
    let notice = PhoneNotice::from_word(&news.notice);
    let page = page(&visit, String::new(), Problems::new()).await?;
    Ok(visit.page(&PhonePage { notice, ..page }))
}

async fn page(visit: &FreshVisit, typed: String, problems: Problems) -> Result<PhonePage, Refused> {
    let Standing { phone, waiting, .. } = Standing::of(visit, visit.person()?).await?;
    Ok(PhonePage {
        notice: None,
        phone: phone.map(|phone| phone.as_str().to_owned()),
        waiting: waiting.map(|change| (change.phone.as_str().to_owned(), change.due_at)),
        country: visit.site.settings.country,
        typed,
        problems,
    })
}

#[derive(Deserialize)]
pub(super) struct NewPhone {
    #[serde(default)]
    phone: String,
}

pub(super) async fn ask(visit: FreshVisit, Posted(form): Posted<NewPhone>) -> Result<Response, Refused> {
    let account = visit.person()?;
    let country = visit.site.settings.country;
    let old = Standing::of(&visit, account).await?.phone;
    let phone = match Phone::parse(&form.phone, country) {
        _ if form.phone.trim().is_empty() => Err("phone-missing"),
        Err(_) => Err(phone_malformed(country)),
        Ok(phone) if old.as_ref() == Some(&phone) => Err("phone-is-yours"),
        Ok(phone) => Ok(phone),
    };
    let phone = match phone {
        Ok(phone) => phone,
        Err(key) => {
            let page = page(&visit, form.phone, Problems::one(Problem::new("phone", key))).await?;
            return Ok(visit.page_at(PHONE, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let changing = Changing { account, phone: phone.as_str().to_owned(), shown: None };
    match send(&visit, NEW, (&phone, "sms-phone-new"), &changing, None).await? {
        Ok(id) => Ok(see_other(&format!("/account/phone/code?id={id}"))),
        Err(wait) => {
            let problem = Problem::general("code-too-many").with("time", wait.hour(&visit));
            let page = page(&visit, form.phone, Problems::one(problem)).await?;
            Ok(wait.page(&visit, PHONE, &page))
        }
    }
}

/// Sends a code to a phone, or another one in the place of that with the id `again`.
pub(super) async fn send(
    visit: &FreshVisit,
    purpose: &'static str,
    (to, text): (&Phone, &'static str),
    changing: &Changing,
    again: Option<CodeId>,
) -> Result<Result<CodeId, Wait>, Refused> {
    let own = messages_of(&visit.site, &changing.account.to_string());
    let all = std::iter::once(own).chain(messages(visit, "message.phone", to));
    if let Some(wait) = taken(visit, all).await? {
        return Ok(Err(wait));
    }
    let code = match again {
        Some(id) => NewCode::again(visit, id)?,
        None => NewCode::of(visit, changing)?,
    };
    let t = visit.localizer();
    let words = [("site", visit.site.look.name(&t).into()), ("code", code.digits().to_owned().into())];
    let sms = NewSms::with_code(&visit.site, visit.now, to, t.with(text, &words), code.runs_out())?;
    let (id, sms) = (code.id, sms.for_code(code.id));
    let (now, account) = (visit.now, changing.account);
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
            Ok(Change::Recorded((), vec![event(now, account, "people.phone.code_sent")]))
        })
    });
    write.await?;
    Ok(Ok(id))
}
