//! The new phone is shown. Where the old one is, too, it changes at once; otherwise it waits.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_site::code::confirmed_payload;
use onedoor_site::phone_change::OldPhonePage;
use onedoor_site::{Asked as Address, FreshVisit, Posted, Refused, see_other};
use onedoor_ui::{Problem, Problems, masked};

use super::super::pages::TakenPhonePage;
use super::code::{About, Asked, others};
use super::moving::{self, Moved, Shown};
use super::{Changing, OLD, PHONE, Standing, begin};
use crate::Identity;

/// The new phone, if this code showed it lately.
async fn shown(visit: &FreshVisit, id: &str) -> Result<Option<Asked>, Refused> {
    let Some(asked) = Asked::of(visit, id).await? else { return Ok(None) };
    let confirmed = confirmed_payload::<Changing>(visit, &asked.sent)?.is_some();
    Ok((confirmed && !asked.is_old).then_some(asked))
}

fn here(asked: &Asked) -> String {
    format!("/account/phone/old?id={}", asked.sent.id)
}

pub(super) async fn show(visit: FreshVisit, Address(about): Address<About>) -> Result<Response, Refused> {
    let Some(asked) = shown(&visit, &about.id).await? else { return Ok(see_other(PHONE)) };
    match page(&visit, &asked, Problems::new()).await? {
        Some(page) => Ok(visit.page(&page)),
        None => Ok(see_other(PHONE)),
    }
}

async fn page(
    visit: &FreshVisit,
    asked: &Asked,
    problems: Problems,
) -> Result<Option<OldPhonePage>, Refused> {
    let standing = Standing::of(visit, asked.changing.account).await?;
    let Some(old) = &standing.phone else { return Ok(None) };
    Ok(Some(OldPhonePage {
        id: asked.sent.id.to_string(),
        new: asked.changing.phone.clone(),
        old: masked(old.as_str(), 3),
        shut_until: standing.shut_until(visit.now),
        problems,
    }))
}

pub(super) async fn ask(visit: FreshVisit, Posted(about): Posted<About>) -> Result<Response, Refused> {
    let Some(asked) = shown(&visit, &about.id).await? else { return Ok(see_other(PHONE)) };
    let Some(old) = Standing::of(&visit, asked.changing.account).await?.phone else {
        return Ok(see_other(PHONE));
    };
    let shown = Some((asked.sent.id, old.as_str().to_owned()));
    let changing = Changing { shown, ..asked.changing.clone() };
    match begin::send(&visit, OLD, (&old, "sms-phone-old"), &changing, None).await? {
        Ok(id) => Ok(see_other(&format!("/account/phone/code?id={id}"))),
        Err(wait) => {
            let problem = Problem::general("code-too-many").with("time", wait.hour(&visit));
            match page(&visit, &asked, Problems::one(problem)).await? {
                Some(page) => Ok(wait.page(&visit, &here(&asked), &page)),
                None => Ok(see_other(PHONE)),
            }
        }
    }
}

/// The phone that was shown is another account's: the same person's, or its former owner's.
pub(super) async fn show_taken(
    visit: FreshVisit,
    Address(about): Address<About>,
) -> Result<Response, Refused> {
    let Some(asked) = shown(&visit, &about.id).await? else { return Ok(see_other(PHONE)) };
    if !others(&visit, &asked.changing).await? {
        return Ok(see_other(&here(&asked)));
    }
    let shut_until = Standing::of(&visit, asked.changing.account).await?.shut_until(visit.now);
    let (id, phone) = (asked.sent.id.to_string(), asked.changing.phone.clone());
    Ok(visit.page(&TakenPhonePage { id, phone, shut_until }))
}

pub(super) async fn wait(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(about): Posted<About>,
) -> Result<Response, Refused> {
    let Some(asked) = shown(&visit, &about.id).await? else { return Ok(see_other(PHONE)) };
    finish(&identity, &visit, &asked).await
}

/// Does what can be done with what was shown.
pub(super) async fn finish(
    identity: &Identity,
    visit: &FreshVisit,
    asked: &Asked,
) -> Result<Response, Refused> {
    let changing = &asked.changing;
    let mut codes = vec![asked.sent.id];
    codes.extend(changing.shown.as_ref().map(|(id, _)| *id));
    let shown = Shown { account: changing.account, phone: changing.phone(), old: changing.old(), codes };
    Ok(match moving::to(identity, visit, shown).await? {
        Moved::Done => visit.sends("/account/phone?notice=changed"),
        Moved::Waits => visit.sends("/account/phone?notice=waits"),
        Moved::Over => see_other(PHONE),
        // The page says until when.
        Moved::Shut => see_other(&here(asked)),
        Moved::TooOften(wait) => {
            let problem = Problem::general("phone-too-often").with("time", wait.hour(visit));
            match page(visit, asked, Problems::one(problem)).await? {
                Some(page) => visit.page_at(&here(asked), StatusCode::TOO_MANY_REQUESTS, &page),
                None => see_other(PHONE),
            }
        }
    })
}
