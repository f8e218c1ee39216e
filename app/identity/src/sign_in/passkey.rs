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
use super::admit::speaking;
use super::ceremony::{Answer, Question};
use super::judge::{passkey_factors, use_passkey};
use crate::pages::{SignInPage, Stopped};
use crate::recovery::owner_signed_in;
use crate::routes::sign_in as first_step;
use crate::settings::closing;
use crate::{Identity, provider};

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
    if let Some(judged) = judge(&visit, &form.passkey).await? {
        return match judged {
            Judged::In(session) => {
                let on = closing::onward(&visit, session.session().subject, &to).await?;
                Ok(session.give(&visit.site, see_other(&on)))
            }
            Judged::Stopped(why) => Err(first_step::stopped(why, &to)),
        };
    }
    let again = form.again == "yes" && visit.session.is_some();
    let page = SignInPage {
        challenge: ask_at(&visit, first_step::PURPOSE, of_network(&visit).await?),
        problems: Problems::one(Problem::general("sign-in-passkey-wrong")),
        ..first_step::page(&identity, &visit, &to, again).await?
    };
    let path = format!("/sign-in?return_to={}{}", to.encoded(), if again { "&again=yes" } else { "" });
    Ok(visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page))
}

enum Judged {
    In(Box<NewSession>),
    Stopped(Stopped),
}

/// Nothing if the passkey is not to be taken.
async fn judge(visit: &Visit, answer: &Answer) -> Result<Option<Judged>, Refused> {
    let Some(question) = Question::put(visit, PURPOSE, &answer.challenge) else { return Ok(None) };
    let Ok(answer) = Assertion::parse(&answer.answer) else { return Ok(None) };
    let Some((key, account)) = owner(visit, &answer.credential).await? else { return Ok(None) };
    let shut = match account.state {
        AccountState::Active => None,
        // As with a password: whoever it was locked against is not told that the key is right.
        AccountState::Locked => return Ok(None),
        AccountState::Closed => Some(Stopped::AccountClosed),
        AccountState::Merged => Some(Stopped::AccountMerged),
    };
    let session = speaking(visit, &account, passkey_factors(&key)).await?;
    let (here, within) = (visit.clone(), Arc::new((answer, key, question, session.clone())));
    let opens = shut.is_none();
    let good: Result<bool, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let (here, within) = (here.clone(), Arc::clone(&within));
            Box::pin(async move {
                let (answer, key, question, session) = &*within;
                let (now, owner) = (here.now, Subject::Person(key.account));
                if !use_passkey(tx, &here, answer, key, question).await? {
                    let refused = AuditEvent::new(now, Actor::Visitor, "people.passkey.refused")
                        .about(owner)
                        .with("network", here.network.to_string());
                    return Ok(Change::Recorded(false, vec![refused]));
                }
                if !opens {
                    return Ok(Change::Unrecorded(true));
                }
                let mut events = vec![session.begin(tx).await?];
                events.extend(owner_signed_in(tx, &here.site, key.account, now).await?);
                provider::session_replaced(tx, &here.site, here.session.as_ref(), session.session(), now)
                    .await?;
                Ok(Change::Recorded(true, events))
            })
        })
        .await;
    Ok(match (good?, shut) {
        (false, _) => None,
        (true, Some(why)) => Some(Judged::Stopped(why)),
        (true, None) => Some(Judged::In(Box::new(session))),
    })
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
