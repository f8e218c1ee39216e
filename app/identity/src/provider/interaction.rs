//! `/interaction/{id}`: a request that waits for its person, one question after the other.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Assurance, AuditEvent, IdentityLevel, InteractionId};
use onedoor_oidc::ErrorCode;
use onedoor_oidc::interaction::Missing;
use onedoor_people::PersonClaims;
use onedoor_people::factors::Way;
use onedoor_site::{Nothing, Posted, Refused, ReturnTo, Visit, see_other};
use onedoor_storage::provider::interactions;
use onedoor_storage::{Change, StorageError, Tx, people};
use onedoor_ui::ErrorKind;
use serde::Deserialize;

use super::authorize::deliver;
use super::clients::{self, Found, Stopped};
use super::settle::{self, Asked, Settled, settle};
use super::{ProviderError, pages};
use crate::{Identity, terms};

/// Where somebody who signs in will go on to, told on the pages before that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ahead {
    /// The portal's name, in the visitor's language.
    pub(crate) name: String,
    /// Posting here gives up and goes back to the portal.
    pub(crate) cancel_action: String,
    /// What the portal says the person signs in with.
    pub(crate) login_hint: Option<String>,
}

/// What is done with a waiting request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Looked at.
    Look,
    /// The person goes on with the account that is signed in.
    ChooseAccount,
    /// The person agrees.
    Agree,
    /// The person gives up, or cannot go on.
    Cancel,
}

/// Why a waiting request cannot go on.
pub(super) enum Failure {
    /// There is no such request, or it belongs to another browser.
    Unknown,
    /// It was answered before, or nobody came in time; the portal's own pages begin here.
    Over { name: String, home: Option<String>, answered: bool },
    /// Nobody signs in at the portal any more, or for the time being.
    Stopped(Box<Stopped>, Visit),
    /// Our side.
    Ours(ProviderError),
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::Ours(error.into())
    }
}

impl From<ProviderError> for Failure {
    fn from(error: ProviderError) -> Self {
        Self::Ours(error)
    }
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Unknown => Self::kind(ErrorKind::NotFound),
            Failure::Over { name, home, answered } => {
                Self::page(StatusCode::GONE, pages::Over { name, home, answered })
            }
            Failure::Stopped(stopped, visit) => stopped.refused(&visit),
            Failure::Ours(error) => error.into(),
        }
    }
}

/// The page of a waiting request.
pub(super) fn path(id: InteractionId) -> String {
    format!("/interaction/{id}")
}

/// Where the person is asked for what is missing.
pub(super) fn way(missing: &Missing, id: InteractionId, signed_in: bool) -> String {
    let here = ReturnTo::parse(&path(id)).encoded();
    match missing {
        Missing::SignIn | Missing::Reauthenticate if signed_in => {
            format!("/sign-in?return_to={here}&again=yes")
        }
        Missing::SignIn | Missing::Reauthenticate => format!("/sign-in?return_to={here}"),
        Missing::Terms => format!("{}?return_to={here}", terms::AGREE),
        _ => path(id),
    }
}

/// `GET /interaction/{id}`
pub(super) async fn go_on(
    State(state): State<Identity>,
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    step(&state, &visit, &id, Step::Look).await
}

/// `POST /interaction/{id}/account`
pub(super) async fn choose_account(
    State(state): State<Identity>,
    visit: Visit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    step(&state, &visit, &id, Step::ChooseAccount).await
}

/// The answer to the question for consent.
#[derive(Deserialize)]
pub(super) struct Decision {
    #[serde(default)]
    decision: String,
}

/// `POST /interaction/{id}/consent`
pub(super) async fn decide_consent(
    State(state): State<Identity>,
    visit: Visit,
    Path(id): Path<String>,
    Posted(Decision { decision }): Posted<Decision>,
) -> Result<Response, Refused> {
    let agreed = if decision == "allow" { Step::Agree } else { Step::Cancel };
    step(&state, &visit, &id, agreed).await
}

/// `POST /interaction/{id}/cancel`
pub(super) async fn cancel(
    State(state): State<Identity>,
    visit: Visit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    step(&state, &visit, &id, Step::Cancel).await
}

async fn step(state: &Identity, visit: &Visit, id: &str, step: Step) -> Result<Response, Refused> {
    let id: InteractionId = id.parse().map_err(|error| Refused::kind(ErrorKind::NotFound).because(error))?;
    let (within, here) = (state.clone(), visit.clone());
    let done: Result<_, Failure> = state
        .site
        .store
        .write(move |tx| {
            let (state, visit) = (within.clone(), here.clone());
            Box::pin(async move {
                let mut asked = waiting(tx, state, visit, id).await?;
                let (settled, events) = take(tx, &mut asked, step).await?;
                let person = match (&settled, &asked.visit.session) {
                    (Settled::Ask { .. }, Some(session)) => person(tx, session).await?,
                    _ => None,
                };
                let second = match settled {
                    Settled::Ask { missing: Missing::AnotherFactor, .. } => {
                        Second::of(tx, &asked, person.as_ref()).await?
                    }
                    _ => Second::default(),
                };
                Ok(Change::Recorded((settled, asked, person.map(|person| (person, second))), events))
            })
        })
        .await;
    let (settled, asked, person) = done?;
    match settled {
        Settled::Answered(delivery) => Ok(deliver(visit, &asked.client, delivery)),
        Settled::AnsweredBefore => Err(over(&asked, true).into()),
        Settled::TooMany(wait) => Err(wait.refused(visit)),
        Settled::Ask { .. } if step != Step::Look => Ok(see_other(&path(id))),
        Settled::Ask { missing, .. } => show(&asked, missing, id, person),
    }
}

async fn take(
    tx: &mut Tx<'_>,
    asked: &mut Asked,
    step: Step,
) -> Result<(Settled, Vec<AuditEvent>), ProviderError> {
    match step {
        Step::Look => {}
        Step::ChooseAccount => {
            if let (Some(waiting), Some(session)) = (&mut asked.interaction, &asked.visit.session) {
                interactions::choose(tx, waiting.id, session.id).await?;
                waiting.session_chosen = Some(session.id);
            }
        }
        Step::Agree => asked.consent_given = true,
        Step::Cancel => {
            // Who cannot reach the assurance that the portal insists on has not said no.
            let error = match settle::missing(tx, asked).await? {
                Some(missing @ Missing::RaiseAssurance { .. }) => missing.error(),
                _ => ErrorCode::AccessDenied,
            };
            return settle::refuse(tx, asked, error).await;
        }
    }
    settle(tx, asked).await
}

/// The request, if it still waits and belongs to this browser.
pub(super) async fn waiting(
    tx: &mut Tx<'_>,
    state: Identity,
    visit: Visit,
    id: InteractionId,
) -> Result<Asked, Failure> {
    let found = interactions::get(tx, id).await?.filter(|found| found.browser == visit.browser);
    let interaction = found.ok_or(Failure::Unknown)?;
    let client = match clients::find(tx, &visit.site, &interaction.client_id).await? {
        Found::InUse(client) => *client,
        Found::Stopped(stopped) => return Err(Failure::Stopped(stopped, visit)),
        Found::Unknown => return Err(Failure::Unknown),
    };
    let request =
        serde_json::from_str(&interaction.request).map_err(ProviderError::unreadable("a request"))?;
    let (answered, expired) = (interaction.answered_at.is_some(), interaction.expires_at <= visit.now);
    let interaction = Some(interaction);
    let asked = Asked { state, visit, client, request, interaction, consent_given: false };
    if answered || expired { Err(over(&asked, answered)) } else { Ok(asked) }
}

fn over(asked: &Asked, answered: bool) -> Failure {
    let name = asked.client.name_in(asked.visit.language.tag()).to_owned();
    Failure::Over { name, home: clients::home(&asked.client), answered }
}

async fn person(
    tx: &mut Tx<'_>,
    session: &onedoor_base::Session,
) -> Result<Option<PersonClaims>, StorageError> {
    match session.subject {
        onedoor_base::Subject::Person(account) => people::claims(tx, account).await,
        onedoor_base::Subject::LocalAccount(_) => Ok(None),
    }
}

/// What the person has for a second factor.
#[derive(Default)]
struct Second {
    /// Whether there is more than a phone to choose from.
    chooses: bool,
    /// Where the passcode of this device is typed.
    passcode: Option<String>,
}

impl Second {
    async fn of(tx: &mut Tx<'_>, asked: &Asked, person: Option<&PersonClaims>) -> Result<Self, StorageError> {
        let Some(person) = person else { return Ok(Self::default()) };
        let ways = people::held(tx, person.id).await?.ways();
        let chooses = ways.iter().any(|way| *way != Way::Sms);
        Ok(Self { chooses, passcode: asked.passcode(tx).await? })
    }
}

/// The page that asks for what is missing.
fn show(
    asked: &Asked,
    missing: Missing,
    id: InteractionId,
    person: Option<(PersonClaims, Second)>,
) -> Result<Response, Refused> {
    let (person, second) =
        person.map_or((None, Second::default()), |(person, second)| (Some(person), second));
    let Second { chooses, passcode } = second;
    let phone = person.as_ref().and_then(|person| person.phone.as_ref());
    let visit = &asked.visit;
    let portal = asked.client.name_in(visit.language.tag()).to_owned();
    let again = format!("/sign-in?return_to={}&again=yes", ReturnTo::parse(&path(id)).encoded());
    match (missing, &visit.session) {
        (Missing::ChooseAccount, Some(session)) => Ok(visit.page(&pages::ChooseAccount {
            portal,
            action: path(id),
            name: session.display_name.clone(),
            expected: true,
            sign_in: again,
        })),
        (Missing::OtherPerson, Some(session)) => Ok(visit.page(&pages::ChooseAccount {
            portal,
            action: path(id),
            name: session.display_name.clone(),
            expected: false,
            sign_in: again,
        })),
        (Missing::RaiseAssurance { to }, Some(session)) => {
            let names = asked.state.profile.levels;
            let wanted = to.iter().find_map(|acr| Assurance::from_acr(acr));
            // Known well enough, but there is no phone that a code could be sent to.
            let phone_needed = wanted.is_some_and(|wanted| wanted.identity <= session.identity);
            Ok(visit.page(&pages::RaiseAssurance {
                portal,
                action: path(id),
                has: names.level(session.identity),
                wants: wanted.map(|wanted| names.level(wanted.identity)),
                phone_needed,
                begins_here: asked.state.level1.is_some()
                    && wanted.is_some_and(|wanted| wanted.identity == IdentityLevel::Basic),
            }))
        }
        (Missing::AnotherFactor, Some(_)) if chooses || passcode.is_some() => {
            let others = chooses || phone.is_some();
            Ok(visit.page(&pages::AskSecondStep { portal, action: path(id), passcode, others }))
        }
        (Missing::AnotherFactor, Some(_)) => {
            let phone =
                phone.ok_or_else(|| Refused::internal("a code is asked for, and there is no phone"))?;
            Ok(visit.page(&pages::AskCode { portal, action: path(id), phone: phone.as_str().to_owned() }))
        }
        (Missing::Consent, Some(session)) => {
            let person = person.ok_or_else(|| Refused::internal("a session without an account"))?;
            let shares = pages::shares(asked, &person)?;
            let name = session.display_name.clone();
            Ok(visit.page(&pages::AskConsent { portal, action: path(id), name, shares }))
        }
        (missing, session) => Ok(see_other(&way(&missing, id, session.is_some()))),
    }
}

/// The portal that waits at the end of `to`, if one does.
pub(crate) async fn ahead(state: &Identity, visit: &Visit, to: &ReturnTo) -> Result<Option<Ahead>, Refused> {
    let Some(id) = to.as_str().strip_prefix("/interaction/").and_then(|id| id.parse().ok()) else {
        return Ok(None);
    };
    let (within, here) = (state.clone(), visit.clone());
    let found: Result<Asked, Failure> =
        state.site.store.read(move |tx| Box::pin(async move { waiting(tx, within, here, id).await })).await;
    match found {
        Ok(asked) => Ok(Some(Ahead {
            name: asked.client.name_in(visit.language.tag()).to_owned(),
            cancel_action: format!("{}/cancel", path(id)),
            login_hint: asked.request.login_hint.clone(),
        })),
        // Said on the page of the request itself, when the person gets there.
        Err(Failure::Unknown | Failure::Over { .. } | Failure::Stopped(..)) => Ok(None),
        Err(Failure::Ours(error)) => Err(error.into()),
    }
}
