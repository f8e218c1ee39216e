//! The security questions, besides the code; and the end, where no new passcode is wanted.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{AuditEvent, CodeId, Token};
use onedoor_password::Verdict;
use onedoor_people::recovery::joined_answers;
use onedoor_proofing::application::Lock;
use onedoor_site::limits::{Limit, forget, taken};
use onedoor_site::{Asked, FreshVisit, Posted, Refused, passwords, see_other};
use onedoor_storage::people::KeptQuestions;
use onedoor_storage::proofing::{self, UnlockState};
use onedoor_storage::site::codes;
use onedoor_storage::{Change, StorageError, Tx, people};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::{Locked, OWN, QUESTIONS, UNLOCK, passcode};
use crate::Identity;
use crate::lock::pages::{AnswersPage, NewPasscodePage};
use crate::lock::settle::{self, Hand};
use crate::notices::{self, Notice};
use crate::owner_code::{About, at};
use crate::recovery::answers_secret;

/// Tries of the answers in a day, those of a recovery among them: people close to the owner know more than chance does.
const TRIES: i64 = 5;
const DAY: std::time::Duration = std::time::Duration::from_hours(24);

/// `GET /app/lock/questions`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Asked(about): Asked<About>,
) -> Result<Response, Refused> {
    match asked(&identity, &visit, &about.id).await? {
        Some((locked, id, kept)) => Ok(visit.page(&page(&locked, id, &kept, Problems::new())?)),
        None => Ok(see_other(UNLOCK)),
    }
}

async fn asked(
    identity: &Identity,
    visit: &FreshVisit,
    id: &str,
) -> Result<Option<(Locked, CodeId, KeptQuestions)>, Refused> {
    let Some((locked, id)) = Locked::shown(identity, visit, id).await? else { return Ok(None) };
    let Some(kept) = locked.questions.clone() else { return Ok(None) };
    Ok(Some((locked, id, kept)))
}

fn page(
    locked: &Locked,
    id: CodeId,
    kept: &KeptQuestions,
    problems: Problems,
) -> Result<AnswersPage, Refused> {
    let questions = people::open_questions(&locked.visit.site.vault, locked.account, kept)?;
    Ok(AnswersPage { id: id.to_string(), questions, problems })
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    answer_1: String,
    #[serde(default)]
    answer_2: String,
    #[serde(default)]
    answer_3: String,
}

/// `POST /app/lock/questions`.
pub(super) async fn check(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let Some((locked, id, kept)) = asked(&identity, &visit, &typed.id).await? else {
        return Ok(see_other(UNLOCK));
    };
    let here = at(QUESTIONS, id);
    let again = |problem| page(&locked, id, &kept, Problems::one(problem));
    let Some(joined) = joined_answers([&typed.answer_1, &typed.answer_2, &typed.answer_3]) else {
        let page = again(Problem::general("recover-answers-missing"))?;
        return Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let limit = Limit::of(&visit.site, "recover.questions", &locked.account.to_string(), TRIES, DAY);
    if let Some(wait) = taken(&visit, [limit]).await? {
        let page = again(Problem::general("recover-too-many").with("time", wait.hour(&visit)))?;
        return Ok(wait.page(&visit, &here, &page));
    }
    let hash = Some(kept.answers_hash.clone());
    let verdict = passwords::check(&visit.site, hash, answers_secret(&joined)).await?;
    if !matches!(verdict, Verdict::Right { .. }) {
        record(&visit, locked.event("people.identity.unlock_refused")).await?;
        let page = again(Problem::general("recover-answers-wrong"))?;
        return Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if locked.locks.has(Lock::Passcode) {
        give_back(&visit, limit).await?;
        let answered = passcode::answered(&locked, id, &kept);
        let page = NewPasscodePage { id: id.to_string(), answered, problems: Problems::new() };
        return Ok(visit.page_at(&here, StatusCode::OK, &page));
    }
    let done = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (locked, kept) = (locked.clone(), kept.clone());
        Box::pin(async move {
            // Others by now: answers to those before prove nothing.
            if people::questions(tx, locked.account).await?.as_ref() != Some(&kept) {
                return Ok(Change::Unrecorded(()));
            }
            forget(tx, &limit).await?;
            let mut events = unlock(tx, &locked, id).await?;
            if !events.is_empty() && loosens(tx, &locked).await? {
                events.push(locked.event("people.passcode.loosened"));
            }
            Ok(Change::Recorded((), events))
        })
    });
    done.await?;
    Ok(visit.sends("/app/lock?notice=unlocked"))
}

/// Whoever locked it may have lost the device: it counts on only if this is the one.
async fn loosens(tx: &mut Tx<'_>, locked: &Locked) -> Result<bool, StorageError> {
    let here = locked.visit.app.as_ref().map(Token::digest);
    match proofing::app_device(tx, locked.account).await? {
        Some(device) if Some(device.token) != here => proofing::loose_device(tx, locked.account).await,
        _ => Ok(false),
    }
}

async fn record(visit: &FreshVisit, event: AuditEvent) -> Result<(), Refused> {
    let written = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let event = event.clone();
        let _ = tx;
        Box::pin(async move { Ok(Change::Recorded((), vec![event])) })
    });
    Ok(written.await?)
}

async fn give_back(visit: &FreshVisit, limit: Limit) -> Result<(), Refused> {
    let written = visit.site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move { forget(tx, &limit).await.map(Change::Unrecorded) })
    });
    Ok(written.await?)
}

/// Takes off what the person may take off and spends the code; the records of it.
pub(super) async fn unlock(
    tx: &mut Tx<'_>,
    locked: &Locked,
    id: CodeId,
) -> Result<Vec<AuditEvent>, StorageError> {
    let (site, now) = (&locked.visit.site, locked.visit.now);
    let mut events = Vec::new();
    for lock in OWN {
        let done = settle::unlock_by(tx, site, (locked.account, lock), Hand::PERSON, now).await?;
        events.extend(done.map(|event| event.with("browser", locked.visit.user_agent.clone())));
    }
    if !events.is_empty() {
        proofing::settle_unlock(tx, locked.application.id, UnlockState::Over, None, now).await?;
        let notice = Notice::of("notice-identity-unlocked").by(&locked.visit).then("notice-else-password");
        notices::tell(tx, &locked.identity, locked.account, &notice, now).await?;
    }
    codes::spend(tx, id, now).await?;
    Ok(events)
}
