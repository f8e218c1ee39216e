//! Signing in with a local account; the ways through other sites lead to `linking`.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{Factor, Secret};
use onedoor_site::challenge::{Answer, Given, Risk, Verdict as Check, ask_at, of_network};
use onedoor_site::session::NewSession;
use onedoor_site::{Asked as Address, Posted, Refused, ReturnTo, Visit, see_other};
use onedoor_storage::services::accounts;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use crate::choice::{Asked, OrganisationChoice};
use crate::credentials::{
    Credentials, GivenFor, NotVerified, Verified, risk_of, verify_checked, verify_local_credentials,
};
use crate::pages::SignInPage;
use crate::sessions::end_national_sign_ins;
use crate::{Portal, identification, sign_in_of};

/// What the check is for that keeps programs out.
const PURPOSE: &str = "sign-in";

pub(super) fn pages() -> Router<Portal> {
    Router::new().route("/sign-in", get(show).post(submit))
}

#[derive(Deserialize)]
pub(super) struct Heading {
    #[serde(default)]
    return_to: String,
    #[serde(default)]
    notice: String,
}

pub(super) async fn show(
    State(portal): State<Portal>,
    visit: Visit,
    Address(heading): Address<Heading>,
    Address(asked): Address<Asked>,
) -> Result<Response, Refused> {
    let return_to = ReturnTo::parse(&heading.return_to);
    if visit.session.is_some() {
        return Ok(see_other(return_to.as_str()));
    }
    let challenge = ask_at(&visit, PURPOSE, of_network(&visit).await?);
    let page = SignInPage::new(portal.profile.ways.clone(), choice(&portal, &asked), return_to);
    Ok(visit.page(&SignInPage { challenge, kept: heading.notice == "kept", ..page }))
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
    #[serde(flatten)]
    check: Answer,
}

pub(super) async fn submit(
    State(portal): State<Portal>,
    visit: Visit,
    Posted(form): Posted<SignInForm>,
) -> Result<Response, Refused> {
    let asked = Asked { organisation: Some(form.organisation), ..Asked::default() };
    let typed = Typed {
        portal: &portal,
        visit: &visit,
        user_name: form.user_name.clone(),
        organisation: choice(&portal, &asked),
        return_to: ReturnTo::parse(&form.return_to),
    };
    if let Some(OrganisationChoice::Open(_)) = typed.organisation {
        return Ok(see_other(&address(&typed.return_to, None)));
    }
    let risk = of_network(&visit).await?;
    if form.check.wants_another() {
        return Ok(typed.again(StatusCode::OK, Problems::new(), risk.max(Risk::Some)));
    }
    let missing = missing(&form.user_name, &form.password);
    if !missing.is_empty() {
        return Ok(typed.again(StatusCode::UNPROCESSABLE_ENTITY, missing, risk));
    }
    let given = Credentials {
        organisation: typed.code().to_owned(),
        user_name: form.user_name,
        password: form.password,
    };
    let check = Given::of(&visit, PURPOSE, &form.check);
    let mut verified = match verify_checked(&portal, &visit, &given, check, GivenFor::SignIn).await? {
        Ok(verified) => verified,
        Err(check) => return Ok(typed.asked(check, risk_of(&portal, &visit, &given).await?)),
    };
    // Twice, because the hash may be replaced by another sign-in between check and settlement.
    for _ in 0..2 {
        let right = match verified {
            Ok(right) => right,
            Err(why) => return Ok(typed.told(why, risk_of(&portal, &visit, &given).await?)),
        };
        if let Some(session) = begin(&visit, right).await? {
            let subject = session.session().subject;
            let on = identification::onward(&portal, &visit, subject, &typed.return_to).await?;
            return Ok(session.give(&portal.site, see_other(&on)));
        }
        verified = verify_local_credentials(&portal, &visit, &given, GivenFor::SignIn).await?;
    }
    Ok(typed.told(NotVerified::Wrong, risk))
}

/// What was typed, for the page to be shown again.
struct Typed<'a> {
    portal: &'a Portal,
    visit: &'a Visit,
    user_name: String,
    organisation: Option<OrganisationChoice>,
    return_to: ReturnTo,
}

impl Typed<'_> {
    fn code(&self) -> &str {
        self.organisation.as_ref().and_then(OrganisationChoice::code).unwrap_or_default()
    }

    fn page(&self, problems: Problems, risk: Risk) -> SignInPage {
        let (ways, organisation) = (self.portal.profile.ways.clone(), self.organisation.clone());
        SignInPage {
            user_name: self.user_name.clone(),
            challenge: ask_at(self.visit, PURPOSE, risk),
            problems,
            ..SignInPage::new(ways, organisation, self.return_to.clone())
        }
    }

    fn path(&self) -> String {
        address(&self.return_to, self.organisation.as_ref())
    }

    fn again(&self, status: StatusCode, problems: Problems, risk: Risk) -> Response {
        self.visit.page_at(&self.path(), status, &self.page(problems, risk))
    }

    /// Says why not.
    fn told(&self, why: NotVerified, risk: Risk) -> Response {
        // Where an organisation was chosen, it may be the wrong one.
        let wrong = if self.code().is_empty() { "portal-signin-wrong" } else { "portal-signin-wrong-there" };
        match why {
            NotVerified::Wrong => {
                let problems = Problems::one(Problem::new("password", wrong));
                self.again(StatusCode::UNPROCESSABLE_ENTITY, problems, risk)
            }
            NotVerified::Locked => {
                let problems = Problems::one(Problem::general("portal-signin-locked"));
                self.again(StatusCode::FORBIDDEN, problems, risk)
            }
            NotVerified::TooManyAttempts(wait) => {
                let problem = Problem::general("portal-too-many").with("time", wait.hour(self.visit));
                wait.page(self.visit, &self.path(), &self.page(Problems::one(problem), risk))
            }
        }
    }

    /// Says that the check was not passed.
    fn asked(&self, check: Check, risk: Risk) -> Response {
        check.page(self.visit, &self.path(), &self.page(check.problems(self.visit), risk))
    }
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
