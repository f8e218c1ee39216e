//! The code from the message, to the new phone or to the old.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{CodeId, CodeVerdict, Phone};
use onedoor_site::code::{Presented, payload, present};
use onedoor_site::{Asked as Address, FreshVisit, Posted, Refused, see_other};
use onedoor_storage::site::codes::{self, SentCode};
use onedoor_storage::{Change, StorageError, people};
use onedoor_ui::{Problem, Problems, masked};
use serde::Deserialize;

use super::super::pages::PhoneCodePage;
use super::{Changing, NEW, OLD, PHONE, Standing, begin, old};
use crate::Identity;

/// The code that a page is about.
#[derive(Deserialize)]
pub(super) struct About {
    #[serde(default)]
    pub(super) id: String,
    #[serde(default)]
    sent: String,
}

/// A code of this account in this browser that is not spent, and to which phone it went.
pub(super) struct Asked {
    pub(super) sent: SentCode,
    pub(super) changing: Changing,
    pub(super) is_old: bool,
}

impl Asked {
    pub(super) async fn of(visit: &FreshVisit, id: &str) -> Result<Option<Self>, Refused> {
        let Ok(id) = id.parse::<CodeId>() else { return Ok(None) };
        let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
            Box::pin(async move {
                Ok(match codes::get(tx, NEW, id).await? {
                    Some(sent) => Some((sent, false)),
                    None => codes::get(tx, OLD, id).await?.map(|sent| (sent, true)),
                })
            })
        });
        let Some((sent, is_old)) = read.await? else { return Ok(None) };
        if sent.browser != visit.browser || sent.used_at.is_some() {
            return Ok(None);
        }
        let changing: Changing = payload(visit, &sent)?;
        Ok((changing.account == visit.person()?).then_some(Self { sent, changing, is_old }))
    }

    fn address(&self) -> String {
        format!("/account/phone/code?id={}", self.sent.id)
    }

    /// The phone that the code went to.
    fn to(&self) -> Phone {
        self.changing.old().filter(|_| self.is_old).unwrap_or_else(|| self.changing.phone())
    }

    fn page(&self, problem: Option<Problem>) -> PhoneCodePage {
        let (to, dead) = (self.to(), problem.as_ref().is_some_and(|problem| problem.field.is_empty()));
        PhoneCodePage {
            id: self.sent.id.to_string(),
            // The old one is not shown whole to somebody who may not be its owner.
            phone: if self.is_old { masked(to.as_str(), 3) } else { to.as_str().to_owned() },
            is_old: self.is_old,
            again: false,
            dead,
            problems: problem.map_or_else(Problems::new, Problems::one),
        }
    }
}

pub(super) async fn show(visit: FreshVisit, Address(about): Address<About>) -> Result<Response, Refused> {
    let Some(asked) = Asked::of(&visit, &about.id).await? else { return Ok(see_other(PHONE)) };
    let expired = visit.now >= asked.sent.expires_at;
    let problem = expired.then(|| Problem::general("code-expired"));
    let again = !expired && about.sent == "again";
    Ok(visit.page(&PhoneCodePage { again, ..asked.page(problem) }))
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    code: String,
}

pub(super) async fn check(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let Some(asked) = Asked::of(&visit, &typed.id).await? else { return Ok(see_other(PHONE)) };
    let problem = if typed.code.trim().is_empty() {
        Some(Problem::new("code", "code-missing"))
    } else {
        judged(&visit, &asked, &typed.code).await?
    };
    if let Some(problem) = problem {
        let page = asked.page(Some(problem));
        return Ok(visit.page_at(&asked.address(), StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if asked.is_old {
        return old::finish(&identity, &visit, &asked).await;
    }
    let (account, id) = (asked.changing.account, asked.sent.id);
    // Whoever has shown a phone may know that it has an account here, as the message to it says anyway.
    if others(&visit, &asked.changing).await? {
        return Ok(visit.sends(&format!("/account/phone/taken?id={id}")));
    }
    if Standing::of(&visit, account).await?.phone.is_some() {
        return Ok(visit.sends(&format!("/account/phone/old?id={id}")));
    }
    old::finish(&identity, &visit, &asked).await
}

/// Whether the new phone is another account's.
pub(super) async fn others(visit: &FreshVisit, changing: &Changing) -> Result<bool, Refused> {
    let (phone, account) = (changing.phone(), changing.account);
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        let phone = phone.clone();
        Box::pin(async move { people::phone_owner_besides(tx, &phone, account).await })
    });
    Ok(read.await?.is_some())
}

/// What is wrong with the digits.
async fn judged(visit: &FreshVisit, asked: &Asked, typed: &str) -> Result<Option<Problem>, Refused> {
    let presented = Presented::of(visit, asked.sent.id, typed);
    let purpose = if asked.is_old { OLD } else { NEW };
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

pub(super) async fn again(visit: FreshVisit, Posted(about): Posted<About>) -> Result<Response, Refused> {
    let Some(asked) = Asked::of(&visit, &about.id).await? else { return Ok(see_other(PHONE)) };
    let (purpose, text) = if asked.is_old { (OLD, "sms-phone-old") } else { (NEW, "sms-phone-new") };
    match begin::send(&visit, purpose, (&asked.to(), text), &asked.changing, Some(asked.sent.id)).await? {
        Ok(_) => Ok(visit.sends(&format!("{}&sent=again", asked.address()))),
        Err(wait) => {
            let problem = Problem::general("code-too-many").with("time", wait.hour(&visit));
            let page = PhoneCodePage { dead: false, ..asked.page(Some(problem)) };
            Ok(wait.page(&visit, &asked.address(), &page))
        }
    }
}
