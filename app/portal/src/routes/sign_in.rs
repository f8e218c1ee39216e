//! Signing in with a local account; the ways through other sites lead to `linking`.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{Factor, Secret};
use onedoor_site::limits::Wait;
use onedoor_site::session::NewSession;
use onedoor_site::{Asked as Address, Posted, Refused, ReturnTo, Visit, see_other};
use onedoor_storage::services::accounts;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use crate::choice::{Asked, OrganisationChoice};
use crate::credentials::{Credentials, NotVerified, Verified, verify_local_credentials};
use crate::pages::SignInPage;
use crate::sessions::end_national_sign_ins;
use crate::{Portal, sign_in_of};

pub(super) fn pages() -> Router<Portal> {
    Router::new().route("/sign-in", get(show).post(submit))
}

#[derive(Deserialize)]
pub(super) struct Heading {
    #[serde(default)]
    return_to: String,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    visit: Visit,
    Address(heading): Address<Heading>,
    Address(asked): Address<Asked>,
) -> Response {
    let return_to = ReturnTo::parse(&heading.return_to);
    if visit.session.is_some() {
        return see_other(return_to.as_str());
    }
    visit.page(&SignInPage::new(portal.profile.ways.clone(), choice(&portal, &asked), return_to))
}

/// How far the choice of an organisation has come, where one must be chosen.
pub(super) fn choice(portal: &Portal, asked: &Asked) -> Option<OrganisationChoice> {
    portal.profile.organisations.map(|directory| OrganisationChoice::of(directory, asked))
}

#[derive(Deserialize)]
pub(super) struct SignInForm {
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    user_name: String,
    #[serde(default)]
    password: Secret,
    #[serde(default)]
    return_to: String,
}

pub(super) async fn submit(
    State(portal): State<Portal>,
    visit: Visit,
    Posted(form): Posted<SignInForm>,
) -> Result<Response, Refused> {
    let return_to = ReturnTo::parse(&form.return_to);
    let asked = Asked { organisation: Some(form.organisation), ..Asked::default() };
    let organisation = choice(&portal, &asked);
    let page = |problems: Problems| SignInPage {
        user_name: form.user_name.clone(),
        problems,
        ..SignInPage::new(portal.profile.ways.clone(), organisation.clone(), return_to.clone())
    };
    let again = |status, problems| {
        visit.page_at(&address(&return_to, organisation.as_ref()), status, &page(problems))
    };

    let too_many = |wait: Wait| {
        let problem = Problem::general("portal-too-many").with("time", wait.hour(&visit));
        wait.page(&visit, &address(&return_to, organisation.as_ref()), &page(Problems::one(problem)))
    };

    if let Some(OrganisationChoice::Open(_)) = organisation {
        return Ok(see_other(&address(&return_to, None)));
    }
    let missing = missing(&form.user_name, &form.password);
    if !missing.is_empty() {
        return Ok(again(StatusCode::UNPROCESSABLE_ENTITY, missing));
    }
    let code = organisation.as_ref().and_then(OrganisationChoice::code).unwrap_or_default();
    let wrong = if code.is_empty() { "portal-signin-wrong" } else { "portal-signin-wrong-there" };
    let given = Credentials {
        organisation: code.to_owned(),
        user_name: form.user_name.clone(),
        password: form.password.clone(),
    };
    // Twice, because the hash may be replaced by another sign-in between check and settlement.
    for _ in 0..2 {
        let verified = match verify_local_credentials(&portal, &visit, &given).await? {
            Ok(verified) => verified,
            Err(why) => return Ok(told(why, wrong, again, too_many)),
        };
        if let Some(session) = begin(&visit, verified).await? {
            return Ok(session.give(&portal.site, see_other(return_to.as_str())));
        }
    }
    Ok(told(NotVerified::Wrong, wrong, again, too_many))
}

fn missing(user_name: &str, password: &Secret) -> Problems {
    let mut problems = Problems::new();
    if user_name.trim().is_empty() {
        problems.push(Problem::new("user_name", "portal-user-name-missing"));
    }
    if password.reveal().is_empty() {
        problems.push(Problem::new("password", "portal-password-missing"));
    }
    problems
}

/// Says why not; `wrong` is what it is called where an organisation was chosen, which may be the wrong one.
fn told(
    why: NotVerified,
    wrong: &'static str,
    again: impl Fn(StatusCode, Problems) -> Response,
    too_many: impl Fn(Wait) -> Response,
) -> Response {
    match why {
        NotVerified::Wrong => {
            again(StatusCode::UNPROCESSABLE_ENTITY, Problems::one(Problem::new("password", wrong)))
        }
        NotVerified::Locked => {
            again(StatusCode::FORBIDDEN, Problems::one(Problem::general("portal-signin-locked")))
        }
        NotVerified::TooManyAttempts(wait) => too_many(wait),
    }
}

/// Begins the session; nothing if the account changed since its password was checked.
async fn begin(visit: &Visit, verified: Verified) -> Result<Option<NewSession>, Refused> {
    let session = NewSession::of(visit, sign_in_of(&verified.account, visit.now, vec![Factor::Pwd]));
    let visit = visit.clone();
    let begun: Result<Option<NewSession>, StorageError> = Arc::clone(&visit.site)
        .store
        .write(move |tx| {
            let (verified, new, visit) = (verified.clone(), session.clone(), visit.clone());
            Box::pin(async move {
                if !verified.settle(tx).await? {
                    return Ok(Change::Unrecorded(None));
                }
                let record = accounts::get(tx, verified.account.id).await?;
                end_national_sign_ins(tx, visit.browser, visit.now).await?;
                let mut events = verified.events(visit.now);
                events.push(new.begin(tx).await?);
                let new = new.speaking(&visit, record.and_then(|record| record.language));
                Ok(Change::Recorded(Some(new), events))
            })
        })
        .await;
    Ok(begun?)
}

/// The address of this page, with the organisation in it so that it can be kept.
fn address(return_to: &ReturnTo, organisation: Option<&OrganisationChoice>) -> String {
    let mut address = format!("/sign-in?return_to={}", return_to.encoded());
    if let Some(code) = organisation.and_then(OrganisationChoice::code) {
        address.push_str("&organisation=");
        address.push_str(code);
    }
    address
}
