use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::post;
use onedoor_base::Subject;
use onedoor_site::session::{forget_cookie, sign_out};
use onedoor_site::{Posted, Refused, Visit, see_other};
use onedoor_storage::services::accounts;
use serde::Deserialize;

use crate::{Portal, linking};

pub(super) fn pages() -> Router<Portal> {
    Router::new().route("/sign-out", post(submit))
}

#[derive(Deserialize)]
pub(super) struct Nothing {}

/// Ends the session here, and then where it came from.
pub(super) async fn submit(
    State(portal): State<Portal>,
    visit: Visit,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let Some(ended) = sign_out(&visit).await? else {
        return Ok(forget_cookie(&portal.site, see_other("/")));
    };
    let target = match linking::after_sign_out(&portal, &visit, &ended).await {
        Some(upstream) => upstream,
        None => own_target(&portal, ended.subject).await?,
    };
    Ok(forget_cookie(&portal.site, see_other(&target)))
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
