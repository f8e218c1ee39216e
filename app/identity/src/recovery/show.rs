//! `/recover/show`: a code that was sent, one of the printed list, one of an app.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::CodeId;
use onedoor_people::factors::typed_recovery_code;
use onedoor_people::recovery::Proof;
use onedoor_site::code::{Presented, payload};
use onedoor_site::limits::Wait;
use onedoor_site::{Asked, Posted, Refused, Visit, see_other};
use onedoor_storage::site::codes::{self, SentCode};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::case::Case;
use super::deliver::For;
use super::pages::ShowPage;
use super::{PURPOSE, at, over, shown_at};
use crate::sign_in::judge::{Shown, Verdict};

#[derive(Deserialize)]
pub(super) struct About {
    #[serde(default)]
    id: String,
    #[serde(default)]
    way: String,
    /// The code that was sent.
    #[serde(default)]
    text: String,
    #[serde(default)]
    sent: String,
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    way: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    code: String,
}

/// The code with this id, if it was sent for this attempt in this way and is not used; and the mark of whom it was sent to.
pub(super) async fn sent(
    visit: &Visit,
    case: &Case,
    way: Proof,
    id: &str,
) -> Result<Option<(SentCode, Option<String>)>, Refused> {
    let Ok(id) = id.parse::<CodeId>() else { return Ok(None) };
    let found: Result<_, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { codes::get(tx, PURPOSE, id).await })).await;
    let Some(sent) = found?.filter(|sent| sent.browser == visit.browser && sent.used_at.is_none()) else {
        return Ok(None);
    };
    let good_for: For = payload(visit, &sent)?;
    Ok((good_for.recovery == case.id() && good_for.way == way.word()).then_some((sent, good_for.to)))
}

/// The way of this page, if something can be shown in it that was not shown before.
fn way(visit: &Visit, case: &Case, word: &str) -> Option<Proof> {
    let ways = case.ways(visit.site.settings.mail);
    Proof::from_word(word).filter(|way| *way != Proof::Questions && ways.contains(way))
}

/// `GET /recover/show`.
pub(super) async fn page(visit: Visit, Asked(about): Asked<About>) -> Result<Response, Refused> {
    let Some(case) = Case::of(&visit, &about.id).await? else { return Ok(over(&visit)) };
    let Some(way) = way(&visit, &case, &about.way) else { return Ok(see_other(&at("ways", case.id()))) };
    let sends = matches!(way, Proof::Phone | Proof::Email);
    let text = if sends { sent(&visit, &case, way, &about.text).await? } else { None };
    if sends && text.is_none() {
        return Ok(see_other(&at("ways", case.id())));
    }
    let expired = text.as_ref().is_some_and(|(text, _)| visit.now >= text.expires_at);
    let problem = expired.then(|| Problem::general("code-expired"));
    Ok(visit.page(&ShowPage {
        id: case.id().to_string(),
        way,
        text: text.map(|(text, _)| text.id.to_string()),
        again: !expired && about.sent == "again",
        dead: expired,
        problems: problem.map_or_else(Problems::new, Problems::one),
    }))
}

/// `POST /recover/show`.
pub(super) async fn check(visit: Visit, Posted(typed): Posted<Typed>) -> Result<Response, Refused> {
    let Some(case) = Case::of(&visit, &typed.id).await? else { return Ok(over(&visit)) };
    let Some(way) = way(&visit, &case, &typed.way) else { return Ok(see_other(&at("ways", case.id()))) };
    let (code, to) = sent(&visit, &case, way, &typed.text).await?.map(|(sent, to)| (sent.id, to)).unzip();
    let page = |problem: Problem, dead| ShowPage {
        id: case.id().to_string(),
        way,
        text: code.map(|id| id.to_string()),
        again: false,
        dead,
        problems: Problems::one(problem),
    };
    let here = match code {
        Some(id) => format!("{}&text={id}", shown_at(case.id(), way)),
        None => shown_at(case.id(), way),
    };
    let again = |problem: Problem| {
        let dead = problem.field.is_empty();
        Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page(problem, dead)))
    };
    if typed.code.trim().is_empty() {
        return again(Problem::new("code", "second-code-missing"));
    }
    let shown = match (way, code) {
        (Proof::Phone | Proof::Email, None) => return Ok(see_other(&at("ways", case.id()))),
        (Proof::Phone | Proof::Email, Some(id)) => Shown::Sms(id, Presented::of(&visit, id, &typed.code)),
        (Proof::App, _) => Shown::Totp(typed.code.clone()),
        (Proof::Code | Proof::Questions, _) => Shown::Recovery(typed_recovery_code(&typed.code)),
    };
    match judge(&visit, &case, (way, to.flatten()), shown).await? {
        Judged::Right => Ok(visit.sends(&at("ways", case.id()))),
        Judged::Wrong(problem) => again(problem),
        Judged::Wait(wait) => {
            let problem = Problem::general("recover-too-many").with("time", wait.hour(&visit));
            Ok(wait.page(&visit, &here, &page(problem, false)))
        }
        Judged::Over => Ok(over(&visit)),
    }
}

enum Judged {
    Right,
    Wrong(Problem),
    Wait(Wait),
    Over,
}

async fn judge(
    visit: &Visit,
    case: &Case,
    (way, to): (Proof, Option<String>),
    shown: Shown,
) -> Result<Judged, Refused> {
    let (id, shown, here) = (case.id(), Arc::new((shown, to)), visit.clone());
    let judged: Result<Judged, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let (shown, here) = (Arc::clone(&shown), here.clone());
            Box::pin(async move {
                match Case::read(tx, (id, here.browser), here.now).await? {
                    Some(case) => try_once(tx, &here, &case, (way, &shown.0, shown.1.as_deref())).await,
                    None => Ok(Change::Unrecorded(Judged::Over)),
                }
            })
        })
        .await;
    Ok(judged?)
}

async fn try_once(
    tx: &mut Tx<'_>,
    visit: &Visit,
    case: &Case,
    (way, shown, to): (Proof, &Shown, Option<&str>),
) -> Result<Change<Judged>, StorageError> {
    let counted = case.counted(visit);
    if let Some(wait) = counted.count(tx, case.subject()).await? {
        return Ok(Change::Unrecorded(Judged::Wait(wait)));
    }
    match shown.judge(tx, visit, case.owner(), PURPOSE).await? {
        // Right, but of a contact that is not the account's any more, or not alone.
        Verdict::Right if to.is_some() && to != case.has.mark(way) => {
            Ok(Change::Unrecorded(Judged::Wrong(Problem::general("code-expired"))))
        }
        Verdict::Right => {
            if !case.prove(tx, way).await? {
                return Ok(Change::Unrecorded(Judged::Over));
            }
            if let Some(subject) = case.subject() {
                counted.succeeded(tx, subject).await?;
            }
            let event = case.event(visit, "people.recovery.proven").with("way", way.word());
            Ok(Change::Recorded(Judged::Right, vec![event]))
        }
        Verdict::Dead(problem) => Ok(Change::Unrecorded(Judged::Wrong(problem))),
        Verdict::Wrong(problem) => {
            let event = case.event(visit, "people.recovery.refused").with("way", way.word());
            Ok(Change::Recorded(Judged::Wrong(problem), vec![event]))
        }
    }
}
