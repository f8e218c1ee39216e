//! The computer: shows the code, waits, and is signed in.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use onedoor_base::{Digest, Language, PhoneSignInId, Session, Subject};
use onedoor_people::{AccountState, PHONE_SIGN_IN_LIFE, PhoneSignInState, ThreeNumbers};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::session::{NewSession, SignIn};
use onedoor_site::{Nothing, Posted, Refused, ReturnTo, Visit, see_other};
use onedoor_storage::people::{self, PhoneSignIn};
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError, Tx};
use serde::Deserialize;
use serde_json::json;

use super::pages::{DesktopPage, Shown};
use crate::notices::{self, Notice};
use crate::recovery::owner_signed_in;
use crate::settings::closing;
use crate::{Identity, provider};

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    return_to: String,
}

/// `POST /sign-in/phone`.
pub(super) async fn begin(visit: Visit, Posted(form): Posted<Form>) -> Result<Response, Refused> {
    let network = visit.network_key();
    let limit = Limit::of(&visit.site, "phone_sign_in.network", &network, 100, Duration::from_mins(10));
    if let Some(wait) = taken(&visit, [limit]).await? {
        return Err(wait.refused(&visit));
    }
    let random = visit.site.random.as_ref();
    let (id, numbers) = (PhoneSignInId::new(visit.now, random), ThreeNumbers::draw(random));
    let new = PhoneSignIn {
        id,
        browser: visit.browser,
        token: Digest::of(token(&visit, id)),
        number: numbers.right,
        choices: numbers.words(),
        return_to: ReturnTo::parse(&form.return_to).as_str().to_owned(),
        user_agent: visit.user_agent.clone(),
        network: visit.network.to_string(),
        state: PhoneSignInState::Waiting,
        account: None,
        session: None,
        created_at: visit.now,
        expires_at: visit.now.after(PHONE_SIGN_IN_LIFE),
    };
    let begun: Result<(), StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let new = new.clone();
            Box::pin(async move {
                people::begin_phone_sign_in(tx, &new).await?;
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    begun?;
    Ok(see_other(&address(id)))
}

/// The value in the code: this browser's page can make it again, nobody else can.
fn token(visit: &Visit, id: PhoneSignInId) -> String {
    visit.mark(&format!("phone-sign-in {id}"))
}

fn address(id: PhoneSignInId) -> String {
    format!("{}/{id}", super::BEGIN)
}

async fn load(visit: &Visit, id: &str) -> Result<Option<PhoneSignIn>, StorageError> {
    let Ok(id) = id.parse::<PhoneSignInId>() else { return Ok(None) };
    let here = (id, visit.browser);
    visit.site.store.read(move |tx| Box::pin(async move { people::phone_sign_in(tx, here).await })).await
}

/// What the page shows of it.
fn shown(visit: &Visit, sign_in: &PhoneSignIn) -> Shown {
    let alive = visit.now < sign_in.expires_at;
    match sign_in.state {
        PhoneSignInState::Waiting if alive => Shown::Waiting {
            address: visit.site.settings.address(&format!("/phone/{}", token(visit, sign_in.id))),
            number: sign_in.number,
        },
        PhoneSignInState::Confirmed if alive => Shown::Confirmed,
        PhoneSignInState::Wrong => Shown::Wrong,
        PhoneSignInState::Refused => Shown::Refused,
        PhoneSignInState::Waiting | PhoneSignInState::Confirmed | PhoneSignInState::Done => Shown::Over,
    }
}

/// `GET /sign-in/phone/{id}`.
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Refused> {
    let sign_in = load(&visit, &id).await?;
    let shown = sign_in.as_ref().map_or(Shown::Over, |sign_in| shown(&visit, sign_in));
    let return_to = sign_in.map_or_else(|| "/".to_owned(), |sign_in| sign_in.return_to);
    Ok(visit.page(&DesktopPage { id, shown, return_to }))
}

/// `GET /sign-in/phone/{id}/state`: whether there is something else to see.
pub(super) async fn state(visit: Visit, Path(id): Path<String>) -> Result<Response, Refused> {
    let sign_in = load(&visit, &id).await?;
    let waits = sign_in.is_some_and(|sign_in| matches!(shown(&visit, &sign_in), Shown::Waiting { .. }));
    Ok(Json(json!({ "waits": waits })).into_response())
}

/// `POST /sign-in/phone/{id}/finish`.
pub(super) async fn finish(
    State(identity): State<Identity>,
    visit: Visit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let Some(sign_in) = load(&visit, &id).await? else { return Ok(see_other("/sign-in")) };
    let to = ReturnTo::parse(&sign_in.return_to);
    match open(&identity, &visit, sign_in).await? {
        Some(session) => {
            let on = closing::onward(&visit, session.session().subject, &to).await?;
            Ok(session.give(&visit.site, see_other(&on)))
        }
        None => Ok(see_other(&format!("{}/{id}", super::BEGIN))),
    }
}

/// Begins the session, if the phone's owner confirmed it and is still signed in there.
async fn open(
    identity: &Identity,
    visit: &Visit,
    sign_in: PhoneSignIn,
) -> Result<Option<NewSession>, StorageError> {
    let Some(phone) = session_of(visit, &sign_in).await? else { return Ok(None) };
    let session = NewSession::of(
        visit,
        SignIn {
            subject: phone.subject,
            display_name: phone.display_name.clone(),
            factors: phone.factors.clone(),
            identity: phone.identity,
            authenticated_at: phone.authenticated_at,
            upstream: None,
            upstream_id_token: None,
        },
    );
    let session = session.speaking(visit, chosen_language(visit, phone.subject).await?);
    let within = Arc::new((identity.clone(), visit.clone(), sign_in, session));
    let shared = Arc::clone(&within);
    let opened: bool = visit
        .site
        .store
        .write::<_, StorageError, _>(move |tx| {
            let within = Arc::clone(&shared);
            Box::pin(async move {
                let (identity, visit, sign_in, session) = &*within;
                begin_session(tx, (identity, visit), sign_in, session).await
            })
        })
        .await?;
    Ok(opened.then(|| within.3.clone()))
}

/// The language that the account's owner chose.
async fn chosen_language(visit: &Visit, subject: Subject) -> Result<Option<Language>, StorageError> {
    let Subject::Person(id) = subject else { return Ok(None) };
    visit.site.store.read(move |tx| Box::pin(async move { people::chosen_language(tx, id).await })).await
}

async fn begin_session(
    tx: &mut Tx<'_>,
    (identity, visit): (&Identity, &Visit),
    sign_in: &PhoneSignIn,
    session: &NewSession,
) -> Result<Change<bool>, StorageError> {
    let Some(phone) = still(tx, visit, sign_in).await? else { return Ok(Change::Unrecorded(false)) };
    let Subject::Person(owner) = phone.subject else { return Ok(Change::Unrecorded(false)) };
    if !people::finish_phone_sign_in(tx, sign_in.id).await? {
        return Ok(Change::Unrecorded(false));
    }
    let place = (visit.browser, sign_in.network.as_str());
    let known = onedoor_site::tries::is_known_place(tx, &visit.site, phone.subject, place).await?;
    let mut events = vec![session.begin(tx).await?];
    events.extend(owner_signed_in(tx, &visit.site, owner, visit.now).await?);
    provider::session_replaced(tx, &visit.site, visit.session.as_ref(), session.session(), visit.now).await?;
    if !known {
        let notice = Notice::of("notice-phone-sign-in").then("notice-else-password").by(visit);
        notices::tell(tx, identity, owner, &notice, visit.now).await?;
    }
    Ok(Change::Recorded(true, events))
}

async fn session_of(visit: &Visit, sign_in: &PhoneSignIn) -> Result<Option<Session>, StorageError> {
    let (here, sign_in) = (visit.clone(), Arc::new(sign_in.clone()));
    let found = visit.site.store.read(move |tx| {
        let (here, sign_in) = (here.clone(), Arc::clone(&sign_in));
        Box::pin(async move { still(tx, &here, &sign_in).await })
    });
    found.await
}

/// The phone's session, if the sign-in was confirmed in time, the session goes on and the account opens doors.
async fn still(
    tx: &mut Tx<'_>,
    visit: &Visit,
    sign_in: &PhoneSignIn,
) -> Result<Option<Session>, StorageError> {
    let now = people::phone_sign_in(tx, (sign_in.id, visit.browser)).await?;
    let confirmed = now.filter(|now| now.state == PhoneSignInState::Confirmed && visit.now < now.expires_at);
    let Some(PhoneSignIn { account: Some(account), session: Some(session), .. }) = confirmed else {
        return Ok(None);
    };
    let active = people::by_id(tx, account).await?.is_some_and(|found| found.state == AccountState::Active);
    let sessions = sessions::alive_of(tx, Subject::Person(account), visit.now).await?;
    Ok(sessions.into_iter().find(|found| active && found.id == session))
}
