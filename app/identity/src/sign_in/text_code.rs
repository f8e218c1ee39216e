//! The code by text message that a second step may be.

use axum::extract::State;
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, BegunSignInId, CodeId, Phone, Subject};
use onedoor_people::factors::Way;
use onedoor_site::code::{NewCode, NewSms, payload};
use onedoor_site::limits::{messages_of, messages_to_owner, taken};
use onedoor_site::{Posted, Refused, Visit};
use onedoor_storage::site::codes::{self, SentCode};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::{Deserialize, Serialize};

use super::pages::{SecondStepPage, TextCode};
use super::second::{About, over};
use super::second_step;
use super::waiting::Waiting;
use crate::Identity;

/// What the codes are for; their messages are counted by it too.
pub(super) const PURPOSE: &str = "second_step";
const MESSAGES: &str = "message.second_step";

/// What a code is good for, sealed with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct For {
    begun: BegunSignInId,
}

/// `POST /sign-in/second/text`: sends a code, or another one in the place of the one before.
pub(super) async fn send(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(about): Posted<About>,
) -> Result<Response, Refused> {
    let Some(waiting) = Waiting::of(&identity, &visit, &about.id).await? else { return Ok(over(&visit)) };
    let Some(phone) = waiting.phone.clone().filter(|_| waiting.ways.contains(&Way::Sms)) else {
        return Ok(over(&visit));
    };
    let before = sent(&visit, &waiting, &about.code).await?;
    let own = messages_of(&visit.site, &waiting.account.id.to_string());
    let all = std::iter::once(own).chain(messages_to_owner(&visit, MESSAGES, &phone));
    if let Some(wait) = taken(&visit, all).await? {
        let problem = Problem::general("code-too-many").with("time", wait.hour(&visit));
        let text = before.map(|code| TextCode { id: code.id.to_string(), sent_again: false, dead: false });
        let page =
            SecondStepPage { problems: Problems::one(problem), ..waiting.page(&visit, Way::Sms, text) };
        let at = format!("{}&way=sms", second_step(waiting.begun.id));
        return Ok(wait.page(&visit, &at, &page));
    }
    let code = match &before {
        Some(before) => NewCode::again(&visit, before.id)?,
        None => NewCode::of(&visit, &For { begun: waiting.begun.id })?,
    };
    let again = before.is_some();
    put_down(&visit, (&waiting, &phone), &code, again).await?;
    let word = if again { "&sent=again" } else { "" };
    Ok(visit.sends(&format!("{}&way=sms&code={}{word}", second_step(waiting.begun.id), code.id)))
}

/// Records the code and queues its message.
async fn put_down(
    visit: &Visit,
    (waiting, phone): (&Waiting, &Phone),
    code: &NewCode,
    again: bool,
) -> Result<(), Refused> {
    let t = visit.localizer();
    let words = [("site", visit.site.look.name(&t).into()), ("code", code.digits().into())];
    let text = t.with("sms-second-step", &words);
    let sms = NewSms::with_code(&visit.site, visit.now, phone, text, code.runs_out())?.for_code(code.id);
    let (code, now, account) = (code.clone(), visit.now, waiting.account.id);
    let written: Result<(), StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let (code, sms) = (code.clone(), sms.clone());
            Box::pin(async move {
                // One that was used meanwhile is not replaced: the sign-in has gone on in another tab.
                if again && !code.replace(tx).await? {
                    return Ok(Change::Unrecorded(()));
                }
                if !again {
                    code.insert(tx, PURPOSE).await?;
                }
                sms.queue(tx).await?;
                let event = AuditEvent::new(now, Actor::Person(account), "people.second_step.code_sent");
                Ok(Change::Recorded((), vec![event.about(Subject::Person(account))]))
            })
        })
        .await;
    Ok(written?)
}

/// The code with this id, if it was sent for this sign-in and is not used.
pub(super) async fn sent(visit: &Visit, waiting: &Waiting, id: &str) -> Result<Option<SentCode>, Refused> {
    let Ok(id) = id.parse::<CodeId>() else { return Ok(None) };
    let found: Result<_, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { codes::get(tx, PURPOSE, id).await })).await;
    let Some(sent) = found?.filter(|sent| sent.browser == visit.browser && sent.used_at.is_none()) else {
        return Ok(None);
    };
    let good_for: For = payload(visit, &sent)?;
    Ok((good_for.begun == waiting.begun.id).then_some(sent))
}
