//! The code from the message.

use axum::extract::State;
use axum::response::Response;
use onedoor_site::{Asked, FreshVisit, Posted, Refused, see_other};

use super::{CODE_OF, Locked, UNLOCK};
use crate::Identity;
use crate::owner_code::{self, About, Typed};

/// `GET /app/lock/code`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Asked(about): Asked<About>,
) -> Result<Response, Refused> {
    match Locked::of(&identity, &visit).await? {
        Some(locked) => owner_code::show(&CODE_OF, &locked.owner(), &about).await,
        None => Ok(see_other(UNLOCK)),
    }
}

/// `POST /app/lock/code`.
pub(super) async fn check(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    match Locked::of(&identity, &visit).await? {
        Some(locked) => owner_code::check(&CODE_OF, &locked.owner(), &typed).await,
        None => Ok(see_other(UNLOCK)),
    }
}

/// `POST /app/lock/code/again`.
pub(super) async fn again(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(about): Posted<About>,
) -> Result<Response, Refused> {
    match Locked::of(&identity, &visit).await? {
        Some(locked) => owner_code::again(&CODE_OF, &locked.owner(), &about).await,
        None => Ok(see_other(UNLOCK)),
    }
}
