//! `/account/phone`: another phone for an account. The new one is shown by a code, then the old one: where both are, it
//! changes at once. Who cannot show the old one, or has a phone that was somebody else's, waits: everybody whom it
//! concerns is told and may object.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::{AccountId, Actor, AuditEvent, CodeId, CodeVerdict, Phone, Subject, Timestamp};
use onedoor_site::code::{NewCode, NewSms, Presented, confirmed_payload, payload, present};
use onedoor_site::limits::{messages, messages_of, taken};
use onedoor_site::{Asked as Address, FreshVisit, Posted, Refused, Visit, see_other};
use onedoor_storage::people::{self, PhoneChange, PhoneChangeEnd};
use onedoor_storage::site::codes::{self, SentCode};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems, masked, phone_malformed};
use serde::{Deserialize, Serialize};

use super::PHONE;
use super::moving::{self, Moved};
use super::pages::{OldPhonePage, PhoneCodePage, PhoneNotice, PhonePage};
use crate::Identity;

/// What the code to the new phone is for, and the one to the old.
const NEW: &str = "phone.new";
const OLD: &str = "phone.old";

pub(super) fn pages() -> Router<Identity> {
    Router::new()
        .route(PHONE, get(show).post(ask))
        .route("/account/phone/code", get(show_code).post(check))
        .route("/account/phone/again", post(again))
        .route("/account/phone/old", get(show_old).post(ask_old))
        .route("/account/phone/wait", post(wait))
        .route("/account/phone/withdraw", post(withdraw))
}

/// Whose phone is to change, and into which; sealed with both codes.
#[derive(Clone, Serialize, Deserialize)]
struct Changing {
    account: AccountId,
    phone: String,
    /// The code that showed the new phone, in the one that shows the old.
    shown: Option<CodeId>,
}

impl Changing {
    fn phone(&self) -> Phone {
        Phone::from_stored(self.phone.clone())
    }
}

#[derive(Deserialize)]
struct News {
    #[serde(default)]
    notice: String,
}

async fn show(visit: FreshVisit, Address(news): Address<News>) -> Result<Response, Refused> {
    let notice = PhoneNotice::from_word(&news.notice);
    let page = page(&visit, String::new(), Problems::new()).await?;
    Ok(visit.page(&PhonePage { notice, ..page }))
}

async fn page(visit: &FreshVisit, typed: String, problems: Problems) -> Result<PhonePage, Refused> {
    let (phone, waiting) = standing(visit, visit.person()?).await?;
    let waiting = waiting.map(|change| (change.phone.as_str().to_owned(), change.due_at));
    Ok(PhonePage {
        notice: None,
        phone: phone.map(|phone| phone.as_str().to_owned()),
        waiting,
        country: visit.site.settings.country,
        typed,
        problems,
    })
}

async fn standing(
    visit: &Visit,
    account: AccountId,
) -> Result<(Option<Phone>, Option<PhoneChange>), StorageError> {
    let read = visit.site.store.read(move |tx| {
        Box::pin(async move {
            Ok((people::phone_of(tx, account).await?, people::waiting_phone(tx, account).await?))
        })
    });
    read.await
}

#[derive(Deserialize)]
struct NewPhone {
    #[serde(default)]
    phone: String,
}

async fn ask(visit: FreshVisit, Posted(form): Posted<NewPhone>) -> Result<Response, Refused> {
    let account = visit.person()?;
    let country = visit.site.settings.country;
    let (old, _) = standing(&visit, account).await?;
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
async fn send(
    visit: &FreshVisit,
    purpose: &'static str,
    (to, text): (&Phone, &'static str),
    changing: &Changing,
    again: Option<CodeId>,
) -> Result<Result<CodeId, onedoor_site::limits::Wait>, Refused> {
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
    let words = [("site", visit.site.look.name(&t).into()), ("code", code.digits().into())];
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

/// The code that a page is about.
#[derive(Deserialize)]
struct About {
    #[serde(default)]
    id: String,
    #[serde(default)]
    sent: String,
}

/// A code of this account in this browser that is not spent, and to which phone it went.
struct Asked {
    sent: SentCode,
    changing: Changing,
    is_old: bool,
}

impl Asked {
    async fn of(visit: &FreshVisit, id: &str) -> Result<Option<Self>, Refused> {
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
    async fn to(&self, visit: &FreshVisit) -> Result<Option<Phone>, Refused> {
        if self.is_old {
            return Ok(standing(visit, self.changing.account).await?.0);
        }
        Ok(Some(self.changing.phone()))
    }

    fn page(&self, to: &Phone, problem: Option<Problem>) -> PhoneCodePage {
        let dead = problem.as_ref().is_some_and(|problem| problem.field.is_empty());
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

async fn show_code(visit: FreshVisit, Address(about): Address<About>) -> Result<Response, Refused> {
    let Some(asked) = Asked::of(&visit, &about.id).await? else { return Ok(see_other(PHONE)) };
    let Some(to) = asked.to(&visit).await? else { return Ok(see_other(PHONE)) };
    let expired = visit.now >= asked.sent.expires_at;
    let problem = expired.then(|| Problem::general("code-expired"));
    let again = !expired && about.sent == "again";
    Ok(visit.page(&PhoneCodePage { again, ..asked.page(&to, problem) }))
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    code: String,
}

async fn check(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let Some(asked) = Asked::of(&visit, &typed.id).await? else { return Ok(see_other(PHONE)) };
    let Some(to) = asked.to(&visit).await? else { return Ok(see_other(PHONE)) };
    let problem = if typed.code.trim().is_empty() {
        Some(Problem::new("code", "code-missing"))
    } else {
        judged(&visit, &asked, &typed.code).await?
    };
    if let Some(problem) = problem {
        let page = asked.page(&to, Some(problem));
        return Ok(visit.page_at(&asked.address(), StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let (old, _) = standing(&visit, asked.changing.account).await?;
    if !asked.is_old && old.is_some() {
        return Ok(visit.sends(&format!("/account/phone/old?id={}", asked.sent.id)));
    }
    // Both are shown, or there is no old one.
    let mut spent = vec![asked.sent.id];
    spent.extend(asked.changing.shown);
    finish(&identity, &visit, &asked.changing, spent, true).await
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

async fn again(visit: FreshVisit, Posted(about): Posted<About>) -> Result<Response, Refused> {
    let Some(asked) = Asked::of(&visit, &about.id).await? else { return Ok(see_other(PHONE)) };
    let Some(to) = asked.to(&visit).await? else { return Ok(see_other(PHONE)) };
    let (purpose, text) = if asked.is_old { (OLD, "sms-phone-old") } else { (NEW, "sms-phone-new") };
    match send(&visit, purpose, (&to, text), &asked.changing, Some(asked.sent.id)).await? {
        Ok(_) => Ok(visit.sends(&format!("{}&sent=again", asked.address()))),
        Err(wait) => {
            let problem = Problem::general("code-too-many").with("time", wait.hour(&visit));
            let page = PhoneCodePage { dead: false, ..asked.page(&to, Some(problem)) };
            Ok(wait.page(&visit, &asked.address(), &page))
        }
    }
}

/// The new phone, if this code showed it in the last half hour.
async fn shown(visit: &FreshVisit, id: &str) -> Result<Option<Asked>, Refused> {
    let Some(asked) = Asked::of(visit, id).await? else { return Ok(None) };
    let confirmed = confirmed_payload::<Changing>(visit, &asked.sent)?.is_some();
    Ok((confirmed && !asked.is_old).then_some(asked))
}

async fn show_old(visit: FreshVisit, Address(about): Address<About>) -> Result<Response, Refused> {
    let Some(asked) = shown(&visit, &about.id).await? else { return Ok(see_other(PHONE)) };
    let Some(old) = standing(&visit, asked.changing.account).await?.0 else { return Ok(see_other(PHONE)) };
    Ok(visit.page(&old_page(&asked, &old, Problems::new())))
}

fn old_page(asked: &Asked, old: &Phone, problems: Problems) -> OldPhonePage {
    OldPhonePage {
        id: asked.sent.id.to_string(),
        new: asked.changing.phone.clone(),
        old: masked(old.as_str(), 3),
        problems,
    }
}

async fn ask_old(visit: FreshVisit, Posted(about): Posted<About>) -> Result<Response, Refused> {
    let Some(asked) = shown(&visit, &about.id).await? else { return Ok(see_other(PHONE)) };
    let Some(old) = standing(&visit, asked.changing.account).await?.0 else { return Ok(see_other(PHONE)) };
    let changing = Changing { shown: Some(asked.sent.id), ..asked.changing.clone() };
    match send(&visit, OLD, (&old, "sms-phone-old"), &changing, None).await? {
        Ok(id) => Ok(see_other(&format!("/account/phone/code?id={id}"))),
        Err(wait) => {
            let problem = Problem::general("code-too-many").with("time", wait.hour(&visit));
            let page = old_page(&asked, &old, Problems::one(problem));
            Ok(wait.page(&visit, &format!("/account/phone/old?id={}", asked.sent.id), &page))
        }
    }
}

async fn wait(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(about): Posted<About>,
) -> Result<Response, Refused> {
    let Some(asked) = shown(&visit, &about.id).await? else { return Ok(see_other(PHONE)) };
    finish(&identity, &visit, &asked.changing, vec![asked.sent.id], false).await
}

async fn finish(
    identity: &Identity,
    visit: &FreshVisit,
    changing: &Changing,
    spent: Vec<CodeId>,
    both_shown: bool,
) -> Result<Response, Refused> {
    let moved = moving::to(identity, visit, (changing.account, changing.phone()), spent, both_shown).await?;
    Ok(visit.sends(match moved {
        Moved::Done => "/account/phone?notice=changed",
        Moved::Waits => "/account/phone?notice=waits",
        Moved::Over => PHONE,
    }))
}

/// `POST /account/phone/withdraw`: whoever is signed in may end the waiting, without another proof.
async fn withdraw(visit: onedoor_site::SignedInVisit) -> Result<Response, Refused> {
    let (account, now) = (visit.person()?, visit.now);
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let Some(change) = people::waiting_phone(tx, account).await? else {
                return Ok(Change::Unrecorded(()));
            };
            people::settle_phone_change(tx, change.id, PhoneChangeEnd::Withdrawn, now).await?;
            Ok(Change::Recorded((), vec![event(now, account, "people.phone.change_withdrawn")]))
        })
    });
    write.await?;
    Ok(visit.sends("/account/phone?notice=withdrawn"))
}

fn event(now: Timestamp, account: AccountId, action: &'static str) -> AuditEvent {
    AuditEvent::new(now, Actor::Person(account), action).about(Subject::Person(account))
}
