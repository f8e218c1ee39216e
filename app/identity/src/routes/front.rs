//! `/`: who am I here, and what can I do?

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use onedoor_site::Visit;

use crate::Identity;
use crate::pages::{FrontPage, Greeted};

pub(super) fn pages() -> Router<Identity> {
    Router::new().route("/", get(show))
}

async fn show(State(identity): State<Identity>, visit: Visit) -> Response {
    let greeted = visit.session.as_ref().map(|session| Greeted {
        name: session.display_name.clone(),
        level: identity.profile.levels.level(session.identity),
    });
    visit.page(&FrontPage { greeted })
}
