//! Where the account is signed in, and ending that.

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::{AuditEvent, Session, SessionEnd, SessionId};
use onedoor_site::session::{ended_event, forget_other_places};
use onedoor_site::{Asked as Address, Posted, Refused, SignedInVisit};
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError};
use serde::Deserialize;

use crate::Portal;
use crate::pages::{SessionLine, SessionsPage};

pub(super) fn pages() -> Router<Portal> {
    Router::new().route("/account/sessions", get(show)).route("/account/sessions/end", post(end))
}

#[derive(Deserialize)]
pub(super) struct EndedQuery {
    #[serde(default)]
    ended: String,
}

pub(super) async fn show(
    visit: SignedInVisit,
    Address(query): Address<EndedQuery>,
) -> Result<Response, Refused> {
    let (subject, now, own) = (visit.session.subject, visit.now, visit.session.id);
    let alive: Vec<Session> = visit
        .site
        .store
        .read(move |tx| Box::pin(async move { sessions::alive_of(tx, subject, now).await }))
        .await?;
    let mut lines: Vec<SessionLine> = alive.into_iter().map(|session| line(session, own)).collect();
    lines.sort_by_key(|line| !line.here);
    Ok(visit.page(&SessionsPage { ended: query.ended == "yes", sessions: lines }))
}

fn line(session: Session, own: SessionId) -> SessionLine {
    SessionLine {
        id: session.id,
        browser: session.user_agent,
        network: session.network,
        since: session.created_at,
        seen: session.seen_at,
        here: session.id == own,
    }
}

#[derive(Deserialize)]
pub(super) struct EndForm {
    /// One session; without it all but this one.
    session: Option<SessionId>,
}

pub(super) async fn end(visit: SignedInVisit, Posted(form): Posted<EndForm>) -> Result<Response, Refused> {
    let (subject, own, now) = (visit.session.subject, visit.session.id, visit.now);
    let why = SessionEnd::EndedByOwner;
    let here = visit.visit.clone();
    let ended: bool = visit
        .site
        .store
        .write(move |tx| {
            let (one, here) = (form.session, here.clone());
            Box::pin(async move {
                let ended = match one {
                    Some(id) if sessions::end(tx, id, subject, why, now).await? => vec![id],
                    Some(_) => Vec::new(),
                    None => {
                        forget_other_places(tx, &here, subject).await?;
                        sessions::end_others(tx, subject, Some(own), why, now).await?
                    }
                };
                let events: Vec<AuditEvent> =
                    ended.into_iter().map(|id| ended_event(subject, id, why, now)).collect();
                Ok::<_, StorageError>(if events.is_empty() {
                    Change::Unrecorded(false)
                } else {
                    Change::Recorded(true, events)
                })
            })
        })
        .await?;
    Ok(visit.sends(if ended { "/account/sessions?ended=yes" } else { "/account/sessions" }))
}
