//! The code from the message.

use axum::extract::State;
use axum::response::Response;
use onedoor_site::{Asked, FreshVisit, Posted, Refused, see_other};

use super::{Applicant, CODE_OF, PATH};
use crate::Identity;
use crate::owner_code::{self, About, Typed};

/// `GET /app/activate/code`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Asked(about): Asked<About>,
) -> Result<Response, Refused> {
    match Applicant::choosing(&identity, &visit).await? {
        Some(applicant) => owner_code::show(&CODE_OF, &applicant.owner(), &about).await,
        None => Ok(see_other(PATH)),
    }
}

/// `POST /app/activate/code`.
pub(super) async fn check(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    match Applicant::choosing(&identity, &visit).await? {
        Some(applicant) => owner_code::check(&CODE_OF, &applicant.owner(), &typed).await,
        None => Ok(see_other(PATH)),
    }
}

/// `POST /app/activate/again`.
pub(super) async fn again(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(about): Posted<About>,
) -> Result<Response, Refused> {
    match Applicant::choosing(&identity, &visit).await? {
        Some(applicant) => owner_code::again(&CODE_OF, &applicant.owner(), &about).await,
        None => Ok(see_other(PATH)),
    }
}
