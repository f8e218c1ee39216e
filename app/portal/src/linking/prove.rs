//! The proof of the local side: user name and password of the account here.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::Secret;
use onedoor_linking::{NationalSubject, Wish};
use onedoor_site::challenge::{Answer, Given, Risk, Verdict as Check, ask_at};
use onedoor_site::limits::{Limit, Wait, taken};
use onedoor_site::{Posted, Refused, Site, Visit};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::answer::account_step;
use super::pages::LocalAccountPage;
use super::prepared;
use super::settle::Settled;
use super::steps::{Waiting, finish, posted_to};
use crate::credentials::{risk_of, verify_checked};
use crate::{
    Asked, Credentials, GivenFor, NotVerified, OrganisationChoice, Portal, Verified, verify_local_credentials,
};

/// What the check is for that keeps programs out.
pub(super) const CHECK: &str = "link-account";

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
    #[serde(flatten)]
    check: Answer,
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
    if typed.check.wants_another() {
        return another(&portal, &visit, &waiting, &typed).await;
    }
    let missing = missing(&typed);
    if !missing.is_empty() {
        return once_more(&portal, &visit, &waiting, &typed, (missing, None)).await;
    }
    let mut check = Some(Given::of(&visit, CHECK, &typed.check));
    // Twice, because the password may be changed just between the check and the transaction.
    for _ in 0..2 {
        let verified = match verified(&portal, &visit, &waiting, &typed, check.take()).await? {
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
    once_more(&portal, &visit, &waiting, &typed, problem(&visit, NotProven::Account(NotVerified::Wrong)))
        .await
}

/// Why the account is not proven.
#[derive(Clone, Copy)]
enum NotProven {
    /// The check was not passed, and nothing else was looked at.
    Check(Check),
    Account(NotVerified),
}

async fn verified(
    portal: &Portal,
    visit: &Visit,
    waiting: &Waiting,
    typed: &Typed,
    check: Option<Given>,
) -> Result<Result<Verified, NotProven>, Refused> {
    if let Some(wait) = taken(visit, [tries_of(&visit.site, &waiting.national.who)]).await? {
        return Ok(Err(NotProven::Account(NotVerified::TooManyAttempts(wait))));
    }
    let (given, what_for) = (typed.given(), GivenFor::Link(&waiting.national.who.issuer));
    let verified = match check {
        Some(check) => match verify_checked(portal, visit, &given, check, what_for).await? {
            Ok(verified) => verified,
            Err(check) => return Ok(Err(NotProven::Check(check))),
        },
        None => verify_local_credentials(portal, visit, &given, what_for).await?,
    };
    Ok(verified.map_err(NotProven::Account))
}

/// How often one national identity may try local accounts here, wherever the credentials are typed.
pub(crate) fn tries_of(site: &Site, who: &NationalSubject) -> Limit {
    Limit::of(site, "linking.subject", &format!("{}\n{}", who.issuer, who.subject), MOST, WINDOW)
}

impl Typed {
    fn given(&self) -> Credentials {
        Credentials {
            organisation: self.organisation.clone(),
            user_name: self.user_name.clone(),
            password: self.password.clone(),
        }
    }
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
fn problem(visit: &Visit, not: NotProven) -> (Problems, Option<Wait>) {
    let not = match not {
        NotProven::Check(Check::TooMany(wait)) => return (Check::TooMany(wait).problems(visit), Some(wait)),
        NotProven::Check(check) => return (check.problems(visit), None),
        NotProven::Account(not) => not,
    };
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

async fn page(
    portal: &Portal,
    visit: &Visit,
    (waiting, typed): (&Waiting, &Typed),
    risk: Risk,
) -> Result<LocalAccountPage, Refused> {
    let asked = Asked { organisation: Some(typed.organisation.clone()), ..Asked::default() };
    let organisation = portal.profile.organisations.map(|all| OrganisationChoice::of(all, &asked));
    Ok(LocalAccountPage {
        user_name: typed.user_name.chars().take(200).collect(),
        challenge: ask_at(visit, CHECK, risk),
        prepared: prepared::of(portal, visit, waiting).await?,
        ..waiting.account_page(portal, organisation)
    })
}

/// The form with another picture.
async fn another(
    portal: &Portal,
    visit: &Visit,
    waiting: &Waiting,
    typed: &Typed,
) -> Result<Response, Refused> {
    let risk = risk_of(portal, visit, &typed.given()).await?.max(Risk::Some);
    let page = page(portal, visit, (waiting, typed), risk).await?;
    Ok(visit.page_at(&account_step(waiting.id, &typed.organisation), StatusCode::OK, &page))
}

/// Asks again; with 429 if it was too often.
async fn once_more(
    portal: &Portal,
    visit: &Visit,
    waiting: &Waiting,
    typed: &Typed,
    (problems, wait): (Problems, Option<Wait>),
) -> Result<Response, Refused> {
    let risk = risk_of(portal, visit, &typed.given()).await?;
    let page = LocalAccountPage { problems, ..page(portal, visit, (waiting, typed), risk).await? };
    let path = account_step(waiting.id, &typed.organisation);
    Ok(match wait {
        Some(wait) => wait.page(visit, &path, &page),
        None => visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page),
    })
}
