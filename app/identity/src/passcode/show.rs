//! The page and its answers.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::Secret;
use onedoor_proofing::passcode;
use onedoor_site::fresh::prove_again;
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{Asked, Posted, Refused, ReturnTo, Visit, see_other};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::PURPOSE;
use super::here::{Owner, page_before};
use super::pages::PasscodeSignInPage;
use super::trial::{Trial, Tried};
use crate::Identity;
use crate::phone_app::{self, only_where_given};
use crate::settings::closing;
use crate::sign_in::ceremony::Question;

#[derive(Deserialize)]
pub(super) struct Heading {
    #[serde(default)]
    return_to: String,
    /// `yes`: somebody who is signed in shows once more that it is they.
    #[serde(default)]
    again: String,
}

/// `GET /app/passcode`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: Visit,
    Asked(heading): Asked<Heading>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let to = heading_for(&heading.return_to);
    let again = visit.session.is_some();
    if again && heading.again != "yes" {
        return Ok(see_other(to.as_str()));
    }
    let owner = Owner::of(&visit).await?.filter(|owner| owner.is_signed_in_or_nobody(&visit));
    let Some(owner) = owner else { return Ok(elsewhere(&visit, &to)) };
    Ok(visit.page(&page(&visit, &owner, &to, Problems::new())))
}

/// It is no device whose passcode counts now: the password is the way that is left.
fn elsewhere(visit: &Visit, to: &ReturnTo) -> Response {
    match (visit.session.is_some(), to.as_str() == phone_app::PATH) {
        (true, _) => prove_again(to),
        (false, true) => see_other(phone_app::SIGN_IN),
        (false, false) => see_other(&format!("/sign-in?return_to={}", to.encoded())),
    }
}

/// Where somebody goes on who is heading nowhere.
fn heading_for(text: &str) -> ReturnTo {
    ReturnTo::parse(if text.is_empty() { phone_app::PATH } else { text })
}

fn page(visit: &Visit, owner: &Owner, to: &ReturnTo, problems: Problems) -> PasscodeSignInPage {
    PasscodeSignInPage {
        challenge: Question::of(visit, PURPOSE).text(),
        return_to: to.as_str().to_owned(),
        again: visit.session.is_some(),
        keyed: owner.needs_key(),
        problems,
    }
}

/// Passcodes that are hashed for one identity in a while: many more than are wrong before it locks.
const MOST: i64 = 20;
const WHILE: Duration = Duration::from_mins(10);

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    passcode: Secret,
    #[serde(default)]
    challenge: String,
    #[serde(default)]
    signature: String,
    #[serde(default)]
    return_to: String,
}

/// `POST /app/passcode`.
pub(super) async fn open(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let to = heading_for(&form.return_to);
    let owner = Owner::of(&visit).await?.filter(|owner| owner.is_signed_in_or_nobody(&visit));
    let Some(owner) = owner else { return Ok(elsewhere(&visit, &to)) };
    let again = |problem: Problem| {
        let page = page(&visit, &owner, &to, Problems::one(problem));
        let path = page_before(&to, visit.session.is_some());
        visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    let Some(digits) = passcode::plain(form.passcode.reveal()) else {
        return Ok(again(Problem::new("passcode", "passcode-shape")));
    };
    // The device first: what is typed on another one is no try.
    let Some(question) = Question::put(&visit, PURPOSE, &form.challenge) else {
        return Ok(again(Problem::general("passcode-too-late")));
    };
    let signed = Trial::is_signed(&owner.device, &question, &form.signature);
    if owner.needs_key() && !signed {
        return Ok(again(Problem::general("passcode-no-key")));
    }
    // Hashing takes a core for a while, and tries in many windows at once are all hashed before one of them counts.
    let limit = Limit::of(&visit.site, "passcode.tried", &owner.account.id.to_string(), MOST, WHILE);
    if let Some(wait) = taken(&visit, [limit]).await? {
        return Err(wait.refused(&visit));
    }
    match Trial::of(&visit, &owner, (question, signed), Secret::new(digits)).await? {
        Tried::In(session) => {
            let on = closing::onward(&visit, session.session().subject, &to).await?;
            Ok(session.give(&visit.site, see_other(&on)))
        }
        Tried::Wrong(left) => {
            Ok(again(Problem::new("passcode", "passcode-wrong").with("left", i64::from(left))))
        }
        Tried::Locked => Ok(visit.sends(&format!("{}?notice=passcode", phone_app::SIGN_IN))),
        Tried::Over => Ok(see_other(&page_before(&to, visit.session.is_some()))),
    }
}
