//! Making a passkey for the account.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_authenticators::webauthn::{Registered, Registration, verify_registration};
use onedoor_base::PasskeyId;
use onedoor_people::factors::{MOST_AUTHENTICATORS, label};
use onedoor_site::{FreshVisit, Posted, Refused};
use onedoor_storage::people::{self, Passkey};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems, device};
use serde::Deserialize;

use super::change::Owner;
use super::pages::NewPasskeyPage;
use crate::Identity;
use crate::routes::Known;
use crate::sign_in::PasskeyForm;
use crate::sign_in::ceremony::{self, Answer, Question, with_party};

const HERE: &str = "/account/security/passkey";

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    label: String,
    #[serde(flatten)]
    passkey: Answer,
}

fn purpose(owner: &Owner) -> String {
    format!("passkey {} {}", owner.account, owner.visit.session.id)
}

/// `GET /account/security/passkey`.
pub(super) async fn show(State(identity): State<Identity>, visit: FreshVisit) -> Result<Response, Refused> {
    let owner = Owner::of(&identity, &visit)?;
    let page = page(&owner, None, None).await?;
    Ok(visit.page(&page))
}

async fn page(
    owner: &Owner,
    label: Option<String>,
    problem: Option<Problem>,
) -> Result<NewPasskeyPage, Refused> {
    let (visit, id) = (&owner.visit, owner.account);
    let known = Known::of(visit).await?;
    let has: Result<_, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { people::passkeys(tx, id).await })).await;
    let t = visit.localizer();
    let (question, site) = (Question::of(visit, &purpose(owner)), visit.site.look.name(&t));
    let whose = ceremony::Owner {
        account: id,
        login: known.account.login.as_str(),
        name: known.account.name.as_str(),
        site: &site,
    };
    let options = question.to_make(&visit.site, &whose, &has?).to_string();
    Ok(NewPasskeyPage {
        passkey: PasskeyForm { challenge: question.text(), options },
        label: label.unwrap_or_else(|| device(&t, &visit.user_agent)),
        problems: problem.map(Problems::one).unwrap_or_default(),
    })
}

/// `POST /account/security/passkey`.
pub(super) async fn add(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let owner = Owner::of(&identity, &visit)?;
    let label = label(&form.label);
    if let Some((question, made)) = verified(&owner, &form.passkey)
        && keep(&owner, question, new(&owner, label.clone(), made)).await?
    {
        return Ok(visit.sends("/account/security?notice=passkey-added"));
    }
    let page = page(&owner, Some(label), Some(Problem::general("passkey-not-made"))).await?;
    Ok(visit.page_at(HERE, StatusCode::UNPROCESSABLE_ENTITY, &page))
}

fn verified(owner: &Owner, answer: &Answer) -> Option<(Question, Registered)> {
    let question = Question::put(&owner.visit, &purpose(owner), &answer.challenge)?;
    let verify = |registration: &Registration| {
        with_party(&owner.visit.site, |party| verify_registration(registration, question.challenge(), party))
    };
    match Registration::parse(&answer.answer).and_then(|registration| verify(&registration)) {
        Ok(made) => Some((question, made)),
        Err(refused) => {
            tracing::info!(%refused, "a new passkey is not taken");
            None
        }
    }
}

fn new(owner: &Owner, label: String, made: Registered) -> Passkey {
    Passkey {
        id: PasskeyId::new(owner.visit.now, owner.visit.site.random.as_ref()),
        account: owner.account,
        label,
        credential: made.credential,
        public_key: made.public_key,
        counter: made.counter,
        backup_eligible: made.backup.eligible,
        backed_up: made.backup.done,
        created_at: owner.visit.now,
        used_at: None,
        doubted_at: None,
    }
}

/// Keeps it; false if the answer was given before, somebody has the passkey already, or there are too many.
async fn keep(owner: &Owner, question: Question, new: Passkey) -> Result<bool, Refused> {
    let within = Arc::new((owner.clone(), question, new));
    let kept: Result<bool, StorageError> = owner
        .visit
        .site
        .store
        .write(move |tx| {
            let within = Arc::clone(&within);
            Box::pin(async move {
                let (owner, question, new) = &*within;
                let few = {
                    let held = people::held(tx, owner.account).await?;
                    held.passkeys + held.doubted < MOST_AUTHENTICATORS
                };
                let fresh = few && question.take(tx, owner.visit.now).await?;
                if !fresh || !people::add_passkey(tx, new).await? {
                    return Ok(Change::Unrecorded(false));
                }
                owner.tell(tx, "notice-passkey-added").await?;
                let event = owner.event("people.passkey.added").with("authenticator", new.id.to_string());
                Ok(Change::Recorded(true, vec![event]))
            })
        })
        .await;
    Ok(kept?)
}
