//! `POST /register/advice`: what would be said of a login name and a password if the form were sent as it stands. The
//! judgement is the one of the form; whether somebody has the name is not asked, so that typing tells nobody who is here.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use onedoor_base::{PasswordRefused, Secret};
use onedoor_people::{Credentials, CredentialsForm, CredentialsProblem};
use onedoor_site::advice::Said;
use onedoor_site::{Posted, Refused, Visit, passwords};
use serde::{Deserialize, Serialize};

use crate::pages::credentials_problem;
use crate::routes::register::{Waiting, load};

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    id: String,
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: Secret,
}

/// What to say beside the fields; nothing beside one that is empty.
#[derive(Serialize)]
struct Advice {
    login: Option<Said>,
    password: Option<Said>,
}

pub(super) async fn advise(visit: Visit, Posted(typed): Posted<Typed>) -> Result<Response, Refused> {
    let (sent, waiting) = load(&visit, &typed.id).await?;
    if sent.confirmed_at.is_none() {
        return Ok(StatusCode::NOT_FOUND.into_response());
    }
    let problems = judge(&visit, &waiting, &typed);
    let t = visit.localizer();
    let of = |login: bool| {
        let problem = problems.iter().copied().find(|problem| is_of_login(*problem) == login);
        problem.map(credentials_problem)
    };
    let typed_login = !typed.login.trim().is_empty();
    let typed_password = !typed.password.reveal().is_empty();
    let login = typed_login.then(|| Said::of(&t, of(true).as_ref(), "advice-login-fine"));
    let password = typed_password.then(|| Said::of(&t, of(false).as_ref(), "advice-password-fine"));
    Ok(Json(Advice { login, password }).into_response())
}

/// All that the form would find, but for what others have.
fn judge(visit: &Visit, waiting: &Waiting, typed: &Typed) -> Vec<CredentialsProblem> {
    let form = CredentialsForm { login: &typed.login, password: &typed.password, again: &typed.password };
    let mut problems =
        Credentials::check(form, &waiting.owners().each_ref().map(String::as_str)).err().unwrap_or_default();
    if problems.iter().all(|problem| is_of_login(*problem))
        && passwords::is_known(&visit.site, &typed.password)
    {
        problems.push(CredentialsProblem::Password(PasswordRefused::Common));
    }
    problems
}

const fn is_of_login(problem: CredentialsProblem) -> bool {
    matches!(problem, CredentialsProblem::Login(_) | CredentialsProblem::LoginTaken)
}
