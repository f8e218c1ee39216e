//! `/sign-in/passkey`: signing in with a passkey alone, which is two factors at once.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_authenticators::webauthn::Assertion;
use onedoor_base::{Actor, AuditEvent, Subject};
use onedoor_people::{Account, AccountState};
use onedoor_site::challenge::{ask_at, of_network};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::session::NewSession;
use onedoor_site::{Posted, Refused, ReturnTo, Visit, see_other};
use onedoor_storage::people::{self, Passkey};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::PasskeyForm;
use super::admit::{begin_session, speaking};
use super::ceremony::{Answer, Question};
use super::judge::{Used, passkey_factors, use_passkey};
use crate::Identity;
use crate::pages::{SignInPage, Stopped};
use crate::routes::sign_in as first_step;
use crate::settings::closing;

/// What the challenges are for.
const PURPOSE: &str = "sign-in";

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    return_to: String,
    #[serde(default)]
    again: String,
    #[serde(flatten)]
    passkey: Answer,
}

/// What the sign-in page asks a passkey, whosever it is.
pub(crate) fn form(visit: &Visit) -> PasskeyForm {
    let question = Question::of(visit, PURPOSE);
    PasskeyForm { challenge: question.text(), options: question.to_use(&visit.site, &[]).to_string() }
}

/// `POST /sign-in/passkey`.
pub(super) async fn sign_in(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let to = ReturnTo::parse(&form.return_to);
    let network =
        Limit::of(&visit.site, "passkey.network", &visit.network_key(), 100, Duration::from_mins(10));
    if let Some(wait) = taken(&visit, [network]).await? {
        return Err(wait.refused(&visit));
    }
    let problem = match judge(&visit, &form.passkey).await? {
        Judged::In(session) => {
            let on = closing::onward(&visit, session.session().subject, &to).await?;
            return Ok(session.give(&visit.site, see_other(&on)));
        }
        Judged::Stopped(why) => return Err(first_step::stopped(why, &to)),
        Judged::Wrong => "sign-in-passkey-wrong",
        Judged::Doubted => "sign-in-passkey-doubted",
    };
    let again = form.again == "yes" && visit.session.is_some();
    let page = SignInPage {
        challenge: ask_at(&visit, first_step::PURPOSE, of_network(&visit).await?),
        problems: Problems::one(Problem::general(problem)),
        ..first_step::page(&identity, &visit, &to, again).await?
    };
    let path = format!("/sign-in?return_to={}{}", to.encoded(), if again { "&again=yes" } else { "" });
    Ok(visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page))
}

enum Judged {
    In(Box<NewSession>),
    Stopped(Stopped),
    /// It is not to be taken.
    Wrong,
    /// There may be a copy of it: alone it opens nothing.
    Doubted,
}

async fn judge(visit: &Visit, answer: &Answer) -> Result<Judged, Refused> {
    let Some(question) = Question::put(visit, PURPOSE, &answer.challenge) else { return Ok(Judged::Wrong) };
    let Ok(answer) = Assertion::parse(&answer.answer) else { return Ok(Judged::Wrong) };
    let Some((key, account)) = owner(visit, &answer.credential).await? else { return Ok(Judged::Wrong) };
    let shut = match account.state {
        AccountState::Active => None,
        // As with a password: whoever it was locked against is not told that the key is right.
        AccountState::Locked => return Ok(Judged::Wrong),
        AccountState::Closed => Some(Stopped::AccountClosed),
        AccountState::Merged => Some(Stopped::AccountMerged),
    };
    let session = speaking(visit, &account, passkey_factors(&key)).await?;
    let (here, within) = (visit.clone(), Arc::new((answer, key, question, session.clone(), account)));
    let opens = shut.is_none();
    let good: Result<Used, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let (here, within) = (here.clone(), Arc::clone(&within));
            Box::pin(async move {
                let (answer, key, question, session, account) = &*within;
                // Locked, merged, held down meanwhile: it is judged anew at the next try.
                if people::by_id(tx, key.account).await?.as_ref() != Some(account) {
                    return Ok(Change::Unrecorded(Used::Wrong));
                }
                let used = match use_passkey(tx, &here, answer, key, question).await? {
                    Used::Right if key.doubted_at.is_some() => Used::Copied,
                    used => used,
                };
                match used {
                    Used::Right if opens => {}
                    Used::Right => return Ok(Change::Unrecorded(used)),
                    Used::Copied => {
                        return Ok(Change::Recorded(used, vec![event(&here, key, "people.passkey.doubted")]));
                    }
                    Used::Wrong => {
                        return Ok(Change::Recorded(used, vec![event(&here, key, "people.passkey.refused")]));
                    }
                }
                let events = begin_session(tx, &here, key.account, session).await?;
                Ok(Change::Recorded(used, events))
            })
        })
        .await;
    Ok(match (good?, shut) {
        (Used::Wrong, _) => Judged::Wrong,
        (Used::Copied, _) => Judged::Doubted,
        (Used::Right, Some(why)) => Judged::Stopped(why),
        (Used::Right, None) => Judged::In(Box::new(session)),
    })
}

fn event(visit: &Visit, key: &Passkey, action: &'static str) -> AuditEvent {
    AuditEvent::new(visit.now, Actor::Visitor, action)
        .about(Subject::Person(key.account))
        .with("network", visit.network.to_string())
}

async fn owner(visit: &Visit, credential: &[u8]) -> Result<Option<(Passkey, Account)>, StorageError> {
    let credential = credential.to_vec();
    let found = visit.site.store.read(move |tx| {
        let credential = credential.clone();
        Box::pin(async move {
            let Some(key) = people::passkey(tx, &credential).await? else { return Ok(None) };
            let account = people::by_id(tx, key.account).await?;
            Ok(account.map(|account| (key, account)))
        })
    });
    found.await
}
