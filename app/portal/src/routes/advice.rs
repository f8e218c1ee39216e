//! What would be said of a user name and a password if the form were sent as it stands. The judgement is the one of the
//! form; whether somebody has the name is not asked, so that typing tells nobody who is here.

use axum::Json;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use onedoor_base::{CodeId, Secret};
use onedoor_services::accounts::{LocalAccount, UserName};
use onedoor_site::advice::Said;
use onedoor_site::{Posted, Refused, SignedInVisit, Visit};
use onedoor_ui::Problem;
use serde::{Deserialize, Serialize};

use super::form::{new_password_problem, own_account};
use super::password::user_name_problem;
use super::reset_password::opened_by;
use crate::Portal;
use crate::pages::{ADVICE, RESET_ADVICE};

pub(super) fn pages() -> Router<Portal> {
    Router::new().route(ADVICE, post(of_owner)).route(RESET_ADVICE, post(of_code))
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    user_name: String,
    #[serde(default)]
    password: Secret,
}

#[derive(Serialize)]
struct Advice {
    user_name: Option<Said>,
    password: Option<Said>,
}

pub(super) async fn of_owner(
    visit: SignedInVisit,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    let mut owner = record.account;
    if record.password_hash.is_none() && !typed.user_name.trim().is_empty() {
        owner.user_name = UserName::from_stored(typed.user_name.clone());
    }
    Ok(advice(&visit, &typed, Some(&owner)))
}

/// Only who has shown a code is told anything: nobody else is at that form.
pub(super) async fn of_code(visit: Visit, Posted(typed): Posted<Typed>) -> Result<Response, Refused> {
    let Ok(id) = typed.id.parse::<CodeId>() else { return Ok(StatusCode::NOT_FOUND.into_response()) };
    let accounts = opened_by(&visit, id).await?.accounts;
    Ok(match accounts.as_slice() {
        [] => StatusCode::NOT_FOUND.into_response(),
        [only] => advice(&visit, &typed, Some(&only.account)),
        _ => advice(&visit, &typed, None),
    })
}

fn advice(visit: &Visit, typed: &Typed, owner: Option<&LocalAccount>) -> Response {
    let t = visit.localizer();
    let name = UserName::parse(&typed.user_name).err();
    let name = name.map(|refused| Problem::new("user_name", user_name_problem(refused)));
    let password = new_password_problem(&visit.site, &typed.password, owner);
    let typed_name = !typed.user_name.trim().is_empty();
    let typed_password = !typed.password.reveal().is_empty();
    Json(Advice {
        user_name: typed_name.then(|| Said::of(&t, name.as_ref(), "advice-login-fine")),
        password: typed_password.then(|| Said::of(&t, password.as_ref(), "advice-password-fine")),
    })
    .into_response()
}
