//! What is needed, and the code.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_site::{FreshVisit, Nothing, Posted, Refused, see_other};
use onedoor_ui::{Problem, Problems, masked};

use super::{CODE, CODE_OF, Locked, UNLOCK};
use crate::Identity;
use crate::lock::PATH;
use crate::lock::pages::UnlockPage;
use crate::owner_code::{at, send};

fn page(locked: &Locked, problems: Problems) -> UnlockPage {
    let phone = locked.phone.as_ref().filter(|_| locked.questions.is_some());
    UnlockPage { phone: phone.map(|phone| masked(phone.as_str(), 3)), problems }
}

/// `GET /app/lock/unlock`.
pub(super) async fn show(State(identity): State<Identity>, visit: FreshVisit) -> Result<Response, Refused> {
    let Some(locked) = Locked::of(&identity, &visit).await? else { return Ok(see_other(PATH)) };
    Ok(visit.page(&page(&locked, Problems::new())))
}

/// `POST /app/lock/unlock`.
pub(super) async fn ask(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let Some(locked) = Locked::of(&identity, &visit).await? else { return Ok(see_other(PATH)) };
    let Some(phone) = locked.phone.clone().filter(|_| locked.questions.is_some()) else {
        return Ok(visit.page_at(UNLOCK, StatusCode::UNPROCESSABLE_ENTITY, &page(&locked, Problems::new())));
    };
    match send(&CODE_OF, &locked.owner(), &phone, None).await? {
        Ok(id) => Ok(see_other(&at(CODE, id))),
        Err(wait) => {
            let problem = Problem::general("code-too-many").with("time", wait.hour(&visit));
            Ok(wait.page(&visit, UNLOCK, &page(&locked, Problems::one(problem))))
        }
    }
}
