//! Where the person is signed in, and ending it.

use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::{Actor, AuditEvent, Session, SessionEnd, SessionId, Subject};
use onedoor_site::session::{ended_event, forget_other_places};
use onedoor_site::{Asked, Nothing, Posted, Refused, SignedInVisit, see_other};
use onedoor_storage::proofing;
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError, people};
use serde::Deserialize;

use crate::pages::{EndOthersPage, SessionShown, SessionsNotice, SessionsPage};
use crate::{Identity, provider};

pub(super) fn pages() -> Router<Identity> {
    Router::new()
        .route("/account/sessions", get(show))
        .route("/account/sessions/end", post(end))
        .route("/account/sessions/end-others", get(ask).post(end_others))
}

#[derive(Deserialize)]
struct News {
    #[serde(default)]
    notice: String,
}

async fn show(visit: SignedInVisit, Asked(news): Asked<News>) -> Result<Response, Refused> {
    let notice = match news.notice.as_str() {
        "ended" => Some(SessionsNotice::Ended),
        "others-ended" => Some(SessionsNotice::OthersEnded),
        "gone" => Some(SessionsNotice::Gone),
        _ => None,
    };
    let alive = alive(&visit).await?;
    let shown = |session: Session| SessionShown {
        this: session.id == visit.session.id,
        id: session.id.to_string(),
        user_agent: session.user_agent,
        network: session.network,
        begun: session.created_at,
        used: session.seen_at,
    };
    Ok(visit.page(&SessionsPage { notice, sessions: alive.into_iter().map(shown).collect() }))
}

#[derive(Deserialize)]
struct Which {
    #[serde(default)]
    session: String,
}

async fn end(visit: SignedInVisit, Posted(which): Posted<Which>) -> Result<Response, Refused> {
    let Ok(ended) = which.session.parse::<SessionId>() else {
        return Ok(visit.sends("/account/sessions?notice=gone"));
    };
    let (person, now) = (visit.person()?, visit.now);
    let site = Arc::clone(&visit.site);
    let theirs = visit
        .site
        .store
        .write::<_, StorageError, _>(move |tx| {
            let site = Arc::clone(&site);
            Box::pin(async move {
                let subject = Subject::Person(person);
                if !sessions::end(tx, ended, subject, SessionEnd::EndedByOwner, now).await? {
                    return Ok(Change::Unrecorded(false));
                }
                provider::sessions_ended(tx, &site, &[ended], now).await?;
                let event = ended_event(subject, ended, SessionEnd::EndedByOwner, now);
                Ok(Change::Recorded(true, vec![event]))
            })
        })
        .await?;
    Ok(visit.sends(if theirs { "/account/sessions?notice=ended" } else { "/account/sessions?notice=gone" }))
}

/// Says what ending all others will do, before it is done.
async fn ask(visit: SignedInVisit) -> Result<Response, Refused> {
    let others = alive(&visit).await?.into_iter().filter(|session| session.id != visit.session.id);
    let user_agents: Vec<String> = others.map(|session| session.user_agent).collect();
    if user_agents.is_empty() {
        return Ok(see_other("/account/sessions"));
    }
    Ok(visit.page(&EndOthersPage { user_agents }))
}

async fn end_others(visit: SignedInVisit, Posted(Nothing {}): Posted<Nothing>) -> Result<Response, Refused> {
    let (person, kept, now) = (visit.person()?, visit.session.id, visit.now);
    let (site, here) = (Arc::clone(&visit.site), visit.visit.clone());
    visit
        .site
        .store
        .write::<_, StorageError, _>(move |tx| {
            let (site, here) = (Arc::clone(&site), here.clone());
            Box::pin(async move {
                let subject = Subject::Person(person);
                let why = SessionEnd::EndedByOwner;
                forget_other_places(tx, &here, subject).await?;
                people::forget_devices(tx, person).await?;
                proofing::loose_device(tx, person).await?;
                people::merges::drop_begun(tx, person).await?;
                let ended = sessions::end_others(tx, subject, Some(kept), why, now).await?;
                if ended.is_empty() {
                    return Ok(Change::Unrecorded(()));
                }
                provider::sessions_ended(tx, &site, &ended, now).await?;
                let event = AuditEvent::new(now, Actor::Person(person), "people.sessions.ended")
                    .about(subject)
                    .with("sessions", ended.iter().map(ToString::to_string).collect::<Vec<_>>());
                Ok(Change::Recorded((), vec![event]))
            })
        })
        .await?;
    Ok(visit.sends("/account/sessions?notice=others-ended"))
}

async fn alive(visit: &SignedInVisit) -> Result<Vec<Session>, StorageError> {
    let (subject, now) = (visit.session.subject, visit.now);
    visit.site.store.read(move |tx| Box::pin(async move { sessions::alive_of(tx, subject, now).await })).await
}
