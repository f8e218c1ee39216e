//! `/recover/ways`: what does the person have? And sending them a code.

use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{CodeId, JobId};
use onedoor_people::recovery::{Next, Proof, Waiting};
use onedoor_site::code::NewCode;
use onedoor_site::limits::{Limit, Wait, messages_of_network, take};
use onedoor_site::tries::name_here;
use onedoor_site::{Asked, Posted, Refused, Visit, see_other};
use onedoor_storage::jobs::{NewJob, enqueue};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::case::Case;
use super::deliver::{For, JOB};
use super::pages::{Needed, WaysPage};
use super::show::sent;
use super::{DAY, HOUR, PURPOSE, at, over, shown_at};

#[derive(Deserialize)]
pub(super) struct About {
    #[serde(default)]
    id: String,
    /// Whether more is to be shown than must be: to have lost authenticators removed.
    #[serde(default)]
    more: String,
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    id: String,
    #[serde(default)]
    way: String,
    /// The code that is to be sent again.
    #[serde(default)]
    text: String,
}

/// `GET /recover/ways`.
pub(super) async fn show(visit: Visit, Asked(about): Asked<About>) -> Result<Response, Refused> {
    let Some(case) = Case::of(&visit, &about.id).await? else { return Ok(over(&visit)) };
    if matches!(case.next(), Next::SetPassword(_)) && about.more != "yes" {
        return Ok(see_other(&at("password", case.id())));
    }
    Ok(visit.page(&page(&visit, &case, Problems::new())))
}

/// `POST /recover/ways`.
pub(super) async fn choose(visit: Visit, Posted(chosen): Posted<Chosen>) -> Result<Response, Refused> {
    let Some(case) = Case::of(&visit, &chosen.id).await? else { return Ok(over(&visit)) };
    let ways = case.ways(visit.site.settings.mail);
    match Proof::from_word(&chosen.way).filter(|way| ways.contains(way)) {
        None => {
            let page = page(&visit, &case, Problems::one(Problem::new("way", "recover-way-missing")));
            Ok(visit.page_at(&at("ways", case.id()), StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Some(way @ (Proof::Phone | Proof::Email)) => send(&visit, &case, way, None).await,
        Some(way) => Ok(see_other(&shown_at(case.id(), way))),
    }
}

/// `POST /recover/show/again`: another code in the place of the one before.
pub(super) async fn again(visit: Visit, Posted(chosen): Posted<Chosen>) -> Result<Response, Refused> {
    let Some(case) = Case::of(&visit, &chosen.id).await? else { return Ok(over(&visit)) };
    let Some(way) = Proof::from_word(&chosen.way) else { return Ok(over(&visit)) };
    let Some((before, _)) = sent(&visit, &case, way, &chosen.text).await? else {
        return Ok(see_other(&at("ways", case.id())));
    };
    send(&visit, &case, way, Some(before.id)).await
}

pub(super) fn page(visit: &Visit, case: &Case, problems: Problems) -> WaysPage {
    let needed = match (case.next(), case.waiting) {
        (Next::Show, _) => Needed::First,
        (_, Waiting::Runs(due)) => Needed::Runs(due),
        (_, Waiting::Shut(until)) => Needed::Shut(until),
        (Next::ShowMoreOrWait(wait), _) => Needed::More(wait),
        (Next::SetPassword(_), _) => Needed::Lost(onedoor_people::recovery::rung(case.opens()).wait()),
    };
    WaysPage {
        id: case.id().to_string(),
        shown: case.proofs().iter().collect(),
        ways: case.ways(visit.site.settings.mail),
        needed,
        problems,
    }
}

/// Counts that a code is asked for; whether it is in a place where the account was signed in before, or how long to wait.
async fn counted(visit: &Visit, case: &Case, way: Proof) -> Result<Result<bool, Wait>, Refused> {
    let (here, subject) = (visit.clone(), case.subject());
    let name = format!("{} {}", case.name(), way.word());
    let counted = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (here, name) = (here.clone(), name.clone());
        Box::pin(async move {
            let (name, known) = name_here(tx, &here, subject, &name).await?;
            let mut limits = vec![
                Limit::of(&here.site, "message.recovery.name", &name, 5, HOUR),
                Limit::of(&here.site, "message.recovery.name_day", &name, 10, DAY),
            ];
            // Letters cost nothing: they use up no text messages. The site's own count is the job's, which knows
            // whether anything is sent.
            if way == Proof::Phone {
                limits.extend(messages_of_network(&here));
            } else {
                limits.push(Limit::of(&here.site, "mail.network", &here.network_key(), 60, HOUR));
            }
            let wait = take(tx, &limits, here.now).await?;
            Ok(Change::Unrecorded(wait.map_or(Ok(known), Err)))
        })
    });
    Ok(counted.await?)
}

/// Lets a code be sent, wherever the account has such a contact. The limits count what was typed; the job counts what
/// the contact gets.
async fn send(visit: &Visit, case: &Case, way: Proof, before: Option<CodeId>) -> Result<Response, Refused> {
    let site = &visit.site;
    let known = match counted(visit, case, way).await? {
        Ok(known) => known,
        Err(wait) => {
            let problem = Problem::general("recover-codes-too-many").with("time", wait.hour(visit));
            let page = page(visit, case, Problems::one(problem));
            return Ok(wait.page(visit, &at("ways", case.id()), &page));
        }
    };
    let code = match before {
        Some(before) => NewCode::again(visit, before)?,
        None => {
            NewCode::of(visit, &For { recovery: case.id(), way: way.word().to_owned(), known, to: None })?
        }
    };
    let again = before.is_some();
    let (id, job, now) = (code.id, JobId::new(visit.now, site.random.as_ref()), visit.now);
    let written = site.store.write::<_, StorageError, _>(move |tx| {
        let code = code.clone();
        Box::pin(async move {
            if again && !code.replace(tx).await? {
                return Ok(Change::Unrecorded(()));
            }
            if !again {
                code.insert(tx, PURPOSE).await?;
            }
            let payload = id.to_string();
            let new = NewJob { kind: JOB, payload: &payload, due_at: now, unique_key: None };
            enqueue(tx, &new, job, now).await?;
            Ok(Change::Unrecorded(()))
        })
    });
    written.await?;
    let word = if again { "&sent=again" } else { "" };
    Ok(visit.sends(&format!("{}&text={id}{word}", shown_at(case.id(), way))))
}
