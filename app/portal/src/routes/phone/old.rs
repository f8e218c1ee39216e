//! The new phone is shown. Where the one before is, too, it changes at once; otherwise it waits.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::CodeId;
use onedoor_site::code::confirmed_payload;
use onedoor_site::phone_change::{self, OldPhonePage};
use onedoor_site::{Asked as Address, Posted, Refused, SignedInVisit, see_other};
use onedoor_ui::{Problem, Problems, masked};
use serde::Deserialize;

use super::super::confirming::{Confirming, sent};
use super::super::form::own_account;
use super::super::reset::CodeQuery;
use super::code::Asked;
use super::moving::{self, Moved, Shown};
use super::{BEFORE, NEW, Standing, begin};
use crate::Portal;

/// The new phone, if this code showed it lately.
async fn shown(visit: &SignedInVisit, id: CodeId) -> Result<Option<Asked>, Refused> {
    let Some((code, confirming)) = sent(visit, NEW, id).await? else { return Ok(None) };
    let confirmed = confirmed_payload::<Confirming>(visit, &code)?.is_some();
    Ok(confirmed.then_some(Asked { id, confirming, is_before: false }))
}

fn here(asked: &Asked) -> String {
    format!("{}?id={}", phone_change::OLD, asked.id)
}

async fn page(
    visit: &SignedInVisit,
    asked: &Asked,
    problems: Problems,
) -> Result<Option<OldPhonePage>, Refused> {
    let Some(old) = own_account(visit).await?.account.phone else { return Ok(None) };
    Ok(Some(OldPhonePage {
        id: asked.id.to_string(),
        new: asked.confirming.contact.clone(),
        old: masked(old.as_str(), 3),
        shut_until: Standing::of(visit, asked.confirming.account).await?.shut_until,
        problems,
    }))
}

/// The page with what stands in the way.
async fn stopped(visit: &SignedInVisit, asked: &Asked, problem: Problem) -> Result<Response, Refused> {
    Ok(match page(visit, asked, Problems::one(problem)).await? {
        Some(page) => visit.page_at(&here(asked), StatusCode::TOO_MANY_REQUESTS, &page),
        None => see_other(phone_change::PATH),
    })
}

pub(super) async fn show(
    visit: SignedInVisit,
    Address(query): Address<CodeQuery>,
) -> Result<Response, Refused> {
    let Some(asked) = shown(&visit, query.id()?).await? else { return Ok(see_other(phone_change::PATH)) };
    match page(&visit, &asked, Problems::new()).await? {
        Some(page) => Ok(visit.page(&page)),
        None => Ok(see_other(phone_change::PATH)),
    }
}

#[derive(Deserialize)]
pub(super) struct Which {
    id: CodeId,
}

pub(super) async fn ask(visit: SignedInVisit, Posted(which): Posted<Which>) -> Result<Response, Refused> {
    let Some(asked) = shown(&visit, which.id).await? else { return Ok(see_other(phone_change::PATH)) };
    let Some(before) = own_account(&visit).await?.account.phone else {
        return Ok(see_other(phone_change::PATH));
    };
    let after = Some((asked.id, before.as_str().to_owned()));
    let confirming = Confirming { after, ..asked.confirming.clone() };
    match begin::send(&visit, BEFORE, (&before, "portal-sms-phone-before"), &confirming, None).await? {
        Ok(id) => Ok(see_other(&format!("/account/phone/code?id={id}"))),
        Err(wait) => {
            let problem = Problem::general("portal-too-many").with("time", wait.hour(&visit));
            stopped(&visit, &asked, problem).await
        }
    }
}

pub(super) async fn wait(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Posted(which): Posted<Which>,
) -> Result<Response, Refused> {
    let Some(asked) = shown(&visit, which.id).await? else { return Ok(see_other(phone_change::PATH)) };
    finish(&portal, &visit, &asked).await
}

/// Does what can be done with what was shown.
pub(super) async fn finish(
    portal: &Portal,
    visit: &SignedInVisit,
    asked: &Asked,
) -> Result<Response, Refused> {
    let mut codes = vec![asked.id];
    codes.extend(asked.confirming.after.as_ref().map(|(id, _)| *id));
    let (account, phone, before) = (asked.confirming.account, asked.phone(), asked.before());
    let shown = Shown { account, phone, before, codes };
    Ok(match moving::to(portal, visit, shown).await? {
        Moved::Done => visit.sends("/account?done=phone"),
        Moved::Waits => visit.sends("/account?done=phone-waits"),
        Moved::Over => visit.sends("/account"),
        // The page says until when.
        Moved::Shut => see_other(&here(asked)),
        Moved::TooOften(wait) => {
            let problem = Problem::general("phone-too-often").with("time", wait.hour(visit));
            stopped(visit, asked, problem).await?
        }
    })
}
