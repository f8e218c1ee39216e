use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use onedoor_base::{Session, Subject};
use onedoor_site::session::{end_signed_out, forget_cookie};
use onedoor_site::{Nothing, Posted, Refused, Visit, see_other, with_news};
use onedoor_storage::services::accounts;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::News;

use crate::sessions::end_national_sign_ins;
use crate::{Portal, linking};

pub(super) fn pages() -> Router<Portal> {
    Router::new().route("/sign-out", post(submit))
}

/// Ends the session here, and then where it came from.
pub(super) async fn submit(
    State(portal): State<Portal>,
    visit: Visit,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let Some(ended) = end(&visit).await? else {
        return Ok(forget_cookie(&portal.site, see_other("/")));
    };
    let leave = if let Some(upstream) = linking::after_sign_out(&portal, &visit, &ended).await {
        see_other(&upstream)
    } else {
        let own = own_target(&portal, ended.subject).await?;
        with_news(&portal.site, News::SignedOut, see_other(&own))
    };
    Ok(forget_cookie(&portal.site, leave))
}

/// Ends the session, if there is one, and what else is under way in this browser.
async fn end(visit: &Visit) -> Result<Option<Session>, Refused> {
    let (browser, now) = (visit.browser, visit.now);
    let session = visit.session.as_ref().map(|session| (session.id, session.subject));
    let ended: Result<(), StorageError> = visit
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                end_national_sign_ins(tx, browser, now).await?;
                let event = match session {
                    Some((id, subject)) => end_signed_out(tx, id, subject, now).await?,
                    None => None,
                };
                Ok(event.map_or(Change::Unrecorded(()), |event| Change::Recorded((), vec![event])))
            })
        })
        .await;
    ended?;
    Ok(visit.session.clone())
}

/// Back to the front page, or to the sign-in page of the organisation just left.
async fn own_target(portal: &Portal, subject: Subject) -> Result<String, Refused> {
    let (Some(_), Subject::LocalAccount(id)) = (portal.profile.organisations, subject) else {
        return Ok("/".to_owned());
    };
    let found =
        portal.site.store.read(move |tx| Box::pin(async move { accounts::get(tx, id).await })).await?;
    let organisation = found.and_then(|record| record.account.organisation);
    Ok(organisation.map_or_else(|| "/".to_owned(), |code| format!("/sign-in?organisation={code}")))
}
