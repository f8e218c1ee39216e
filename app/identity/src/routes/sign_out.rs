//! `/sign-out`: ends the session here and at the portals that stand on it.

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::{AuditEvent, SessionEnd};
use onedoor_site::session::{actor, forget_cookie};
use onedoor_site::{Posted, Refused, Visit, see_other};
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError};
use serde::Deserialize;

use crate::pages::SignedOutPage;
use crate::{Identity, provider};

pub(super) fn pages() -> Router<Identity> {
    Router::new().route("/sign-out", post(sign_out)).route("/signed-out", get(signed_out))
}

#[derive(Deserialize)]
struct Nothing {}

async fn sign_out(visit: Visit, _: Posted<Nothing>) -> Result<Response, Refused> {
    let response = see_other("/signed-out");
    let Some(session) = visit.session.clone() else { return Ok(response) };
    let (site, now) = (visit.site.clone(), visit.now);
    let ended: Result<(), StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let (id, subject, site) = (session.id, session.subject, site.clone());
            Box::pin(async move {
                if !sessions::end(tx, id, subject, SessionEnd::SignedOut, now).await? {
                    return Ok(Change::Unrecorded(()));
                }
                provider::sessions_ended(tx, &site, &[id], now).await?;
                let event = AuditEvent::new(now, actor(subject), "site.session.ended")
                    .about(subject)
                    .with("session", id.to_string())
                    .with("why", SessionEnd::SignedOut.word());
                Ok(Change::Recorded((), vec![event]))
            })
        })
        .await;
    ended?;
    Ok(forget_cookie(&visit.site, response))
}

async fn signed_out(visit: Visit) -> Response {
    // Signed in again since, or never out: the page would say what is not so.
    if visit.session.is_some() { see_other("/account") } else { visit.page(&SignedOutPage) }
}
