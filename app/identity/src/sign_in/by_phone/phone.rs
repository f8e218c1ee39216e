//! The phone: says which computer wants to be signed in, and asks which number it shows.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, Digest, Subject};
use onedoor_people::{PHONE_SIGN_IN_LIFE, PhoneAnswer, PhoneSignInState, ThreeNumbers, answered};
use onedoor_site::limits::{Limit, take};
use onedoor_site::{FreshVisit, HasSite, Posted, Refused, network_of, tries};
use onedoor_storage::people::{self, PhoneSignIn};
use onedoor_storage::{Change, StorageError, Tx};
use serde::Deserialize;

use super::pages::{AnsweredPage, Computer, PhonePage};
use crate::Identity;

/// `GET /phone/{token}`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(token): Path<String>,
) -> Result<Response, Refused> {
    let account = Subject::Person(visit.person()?);
    let (site, digest) = (Arc::clone(identity.site()), Digest::of(&token));
    let found: Result<Option<(PhoneSignIn, bool)>, StorageError> = visit
        .site
        .store
        .read(move |tx| {
            let site = Arc::clone(&site);
            Box::pin(async move {
                let Some(sign_in) = people::phone_sign_in_by_token(tx, digest).await? else {
                    return Ok(None);
                };
                let place = (sign_in.browser, sign_in.network.as_str());
                let known = tries::is_known_place(tx, &site, account, place).await?;
                Ok(Some((sign_in, known)))
            })
        })
        .await;
    let waiting = found?
        .filter(|(sign_in, _)| sign_in.state == PhoneSignInState::Waiting && visit.now < sign_in.expires_at);
    let Some((sign_in, known)) = waiting else { return Ok(over(&visit)) };
    Ok(visit.page(&PhonePage {
        numbers: ThreeNumbers::choices(&sign_in.choices),
        computer: computer(&visit, &sign_in, known),
        token,
    }))
}

fn computer(visit: &FreshVisit, sign_in: &PhoneSignIn, known: bool) -> Computer {
    let of = |address: &str| address.parse().map(network_of).ok();
    Computer {
        user_agent: sign_in.user_agent.clone(),
        network: sign_in.network.clone(),
        here: of(&sign_in.network) == Some(network_of(visit.network)),
        known,
        at: sign_in.created_at,
    }
}

/// Used, too late, or made up: it looks alike.
fn over(visit: &FreshVisit) -> Response {
    visit.page_with(StatusCode::GONE, &AnsweredPage { state: None })
}

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    number: String,
}

/// `POST /phone/{token}`.
pub(super) async fn answer(
    visit: FreshVisit,
    Path(token): Path<String>,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let answer = match form.number.parse() {
        Ok(number) => PhoneAnswer::Number(number),
        Err(_) => PhoneAnswer::NotMe,
    };
    let (digest, here) = (Digest::of(&token), visit.clone());
    let settled: Result<Settled, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let here = here.clone();
            Box::pin(async move { settle(tx, &here, digest, answer).await })
        })
        .await;
    match settled? {
        Settled::Over => Ok(over(&visit)),
        Settled::Wait(wait) => Err(wait.refused(&visit)),
        Settled::By(state) => Ok(visit.page(&AnsweredPage { state: Some(state) })),
    }
}

enum Settled {
    By(PhoneSignInState),
    Over,
    Wait(onedoor_site::limits::Wait),
}

async fn settle(
    tx: &mut Tx<'_>,
    visit: &FreshVisit,
    token: Digest,
    answer: PhoneAnswer,
) -> Result<Change<Settled>, StorageError> {
    let Subject::Person(account) = visit.session.subject else {
        return Ok(Change::Unrecorded(Settled::Over));
    };
    let Some(sign_in) = people::phone_sign_in_by_token(tx, token).await? else {
        return Ok(Change::Unrecorded(Settled::Over));
    };
    let standing = (sign_in.state, sign_in.expires_at);
    let Some(state) = answered(standing, sign_in.number, answer, visit.now) else {
        return Ok(Change::Unrecorded(Settled::Over));
    };
    // Somebody who is led to choose again and again, until they choose rightly, is stopped by their own answers.
    if state == PhoneSignInState::Wrong || state == PhoneSignInState::Confirmed {
        let limit =
            Limit::of(&visit.site, "phone_sign_in.answer", &account.to_string(), 5, Duration::from_hours(1));
        if let Some(wait) = take(tx, &[limit], visit.now).await? {
            return Ok(Change::Unrecorded(Settled::Wait(wait)));
        }
        if state == PhoneSignInState::Confirmed {
            onedoor_site::limits::give_back(tx, &limit).await?;
        }
    }
    let by = (account, visit.session.id);
    if !people::answer_phone_sign_in(tx, sign_in.id, state, by, visit.now.after(PHONE_SIGN_IN_LIFE)).await? {
        return Ok(Change::Unrecorded(Settled::Over));
    }
    let action = match state {
        PhoneSignInState::Confirmed => "people.phone_sign_in.confirmed",
        PhoneSignInState::Wrong => "people.phone_sign_in.wrong",
        _ => "people.phone_sign_in.denied",
    };
    let event = AuditEvent::new(visit.now, Actor::Person(account), action)
        .about(Subject::Person(account))
        .with("browser", sign_in.user_agent)
        .with("network", sign_in.network);
    Ok(Change::Recorded(Settled::By(state), vec![event]))
}
