//! `/sign-out`: ends the session here and at the portals that stand on it.

use axum::Router;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_site::session::forget_cookie;
use onedoor_site::{Nothing, Posted, Refused, Visit, see_other};

use crate::pages::SignedOutPage;
use crate::{Identity, provider};

pub(super) fn pages() -> Router<Identity> {
    Router::new().route("/sign-out", post(sign_out)).route("/signed-out", get(signed_out))
}

async fn sign_out(visit: Visit, Posted(Nothing {}): Posted<Nothing>) -> Result<Response, Refused> {
    provider::sign_out(&visit).await?;
    Ok(forget_cookie(&visit.site, see_other("/signed-out")))
}

async fn signed_out(visit: Visit) -> Response {
    // Signed in again since, or never out: the page would say what is not so.
    if visit.session.is_some() { see_other("/account") } else { visit.page(&SignedOutPage) }
}
