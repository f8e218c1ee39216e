//! The proof of the local side: user name and password of the account here.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::Secret;
use onedoor_linking::{NationalSubject, Wish};
use onedoor_site::limits::{Limit, Wait, taken};
use onedoor_site::{Posted, Refused, Site, Visit};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::answer::account_step;
use super::pages::LocalAccountPage;
use super::prepared;
use super::settle::Settled;
use super::steps::{Waiting, finish, posted_to};
use crate::{
    Asked, Credentials, GivenFor, NotVerified, OrganisationChoice, Portal, Verified, verify_local_credentials,
};

/// How often one national identity may try local accounts here, right or wrong.
const MOST: i64 = 20;
const WINDOW: Duration = Duration::from_mins(15);

/// What was typed.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    user_name: String,
    #[serde(default)]
    password: Secret,
}

/// `POST /sign-in/link/{proposal}/account`: the person proves the local account; then both sides are proven.
pub(super) async fn prove(
    State(portal): State<Portal>,
    visit: Visit,
    Path(id): Path<String>,
    posted: Result<Posted<Typed>, Refused>,
) -> Result<Response, Refused> {
    let (waiting, typed) = match posted_to(&portal, &visit, &id, posted).await? {
        Ok(posted) => posted,
        Err(over) => return Ok(over),
    };
    // Before the password is looked at: nobody tries passwords from a session that they found open.
    if !waiting.national.is_fresh(visit.now) {
        return Ok(waiting.prove_again(&portal, &visit, StatusCode::FORBIDDEN, &typed.organisation));
    }
    let missing = missing(&typed);
    if !missing.is_empty() {
        return once_more(&portal, &visit, &waiting, &typed, (missing, None)).await;
    }
    // Twice, because the password may be changed just between the check and the transaction.
    for _ in 0..2 {
        let verified = match verified(&portal, &visit, &waiting, &typed).await? {
            Ok(verified) => verified,
            Err(not) => {
                return once_more(&portal, &visit, &waiting, &typed, problem(&visit, not)).await;
            }
        };
        match waiting.settlement(&portal, &visit, Some(verified), Wish::None).run().await? {
            Settled::VerifyAgain => {}
            settled => return finish(&portal, &visit, &waiting, settled).await,
        }
    }
    once_more(&portal, &visit, &waiting, &typed, problem(&visit, NotVerified::Wrong)).await
}

async fn verified(
    portal: &Portal,
    visit: &Visit,
    waiting: &Waiting,
    typed: &Typed,
) -> Result<Result<Verified, NotVerified>, Refused> {
    if let Some(wait) = taken(visit, [tries_of(&visit.site, &waiting.national.who)]).await? {
        return Ok(Err(NotVerified::TooManyAttempts(wait)));
    }
    let given = Credentials {
        organisation: typed.organisation.clone(),
        user_name: typed.user_name.clone(),
        password: typed.password.clone(),
    };
    verify_local_credentials(portal, visit, &given, GivenFor::Link(&waiting.national.who.issuer)).await
}

/// How often one national identity may try local accounts here, wherever the credentials are typed.
pub(crate) fn tries_of(site: &Site, who: &NationalSubject) -> Limit {
    Limit::of(site, "linking.subject", &format!("{}\n{}", who.issuer, who.subject), MOST, WINDOW)
}

fn missing(typed: &Typed) -> Problems {
    let mut problems = Vec::new();
    if typed.user_name.trim().is_empty() {
        problems.push(Problem::new("user_name", "portal-user-name-missing"));
    }
    if typed.password.reveal().is_empty() {
        problems.push(Problem::new("password", "portal-password-missing"));
    }
    problems.into()
}

/// How many tries are left is not told: that would say something about the account.
fn problem(visit: &Visit, not: NotVerified) -> (Problems, Option<Wait>) {
    let wait = match not {
        NotVerified::TooManyAttempts(wait) => Some(wait),
        NotVerified::Wrong | NotVerified::Locked => None,
    };
    let problem = match not {
        NotVerified::Wrong => Problem::new("password", "link-account-wrong"),
        NotVerified::Locked => Problem::general("portal-signin-locked"),
        NotVerified::TooManyAttempts(wait) => {
            Problem::general("portal-too-many").with("time", wait.hour(visit))
        }
    };
    (Problems::one(problem), wait)
}

/// Asks again; with 429 if it was too often.
async fn once_more(
    portal: &Portal,
    visit: &Visit,
    waiting: &Waiting,
    typed: &Typed,
    (problems, wait): (Problems, Option<Wait>),
) -> Result<Response, Refused> {
    let asked = Asked { organisation: Some(typed.organisation.clone()), ..Asked::default() };
    let organisation = portal.profile.organisations.map(|all| OrganisationChoice::of(all, &asked));
    let page = LocalAccountPage {
        user_name: typed.user_name.chars().take(200).collect(),
        problems,
        prepared: prepared::of(portal, visit, waiting).await?,
        ..waiting.account_page(portal, organisation)
    };
    let path = account_step(waiting.id, &typed.organisation);
    Ok(match wait {
        Some(wait) => wait.page(visit, &path, &page),
        None => visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page),
    })
}
