//! What is done when the time to stay is over, each step a transaction of its own: whoever is killed in between leaves
//! a state from which the next one goes on.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{
    AccountId, Actor, AuditEvent, JobId, Randomness, Secret, SessionEnd, Subject, Timestamp, Token,
};
use onedoor_linking::{Life, Reason};
use onedoor_people::{AccountState, Closing, ClosingState, LOGIN_RESERVED};
use onedoor_site::jobs::{JobError, JobHandler, Jobs};
use onedoor_site::{HasSite, passwords};
use onedoor_storage::jobs::{NewJob, enqueue};
use onedoor_storage::linking::identity_links;
use onedoor_storage::provider::{consents, grants};
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError, Tx, people};

use crate::interface::tell;
use crate::notices::{self, Notice};
use crate::{Identity, links, provider};

/// What closes an account.
pub(super) const JOB: &str = "people.closing";
/// How many links one transaction ends.
const PORTION: usize = 10;
/// How long a locked account waits until it is looked at again: whoever locked it has not done with it.
const LOCKED_WAIT: Duration = Duration::from_hours(24);

/// Adds the work.
pub(crate) fn jobs(state: &Identity, jobs: Jobs) -> Jobs {
    jobs.with_patient(JOB, handler(state))
}

fn handler(state: &Identity) -> JobHandler {
    let state = state.clone();
    Arc::new(move |payload| {
        let state = state.clone();
        Box::pin(async move {
            let Ok(account) = payload.parse::<AccountId>() else { return Ok(()) };
            while step(&state, account).await.map_err(|error| JobError(error.to_string()))? {}
            Ok(())
        })
    })
}

/// Does the next step, if one is due; false if nothing is left to be done now.
async fn step(state: &Identity, account: AccountId) -> Result<bool, StorageError> {
    let site = state.site();
    // A password that nobody knows, hashed before the transaction.
    let nobody = Secret::new(Token::random(site.random.as_ref()).reveal().to_owned());
    let hash =
        passwords::make(site, nobody).await.map_err(|_| StorageError::Unavailable("no hash".to_owned()))?;
    let (within, now) = (Arc::new((state.clone(), hash)), site.now());
    site.store
        .write(move |tx| {
            let within = Arc::clone(&within);
            Box::pin(async move {
                let (state, hash) = &*within;
                let Some(closing) = people::closing_of(tx, account).await?.filter(|one| one.is_due(now))
                else {
                    return Ok(Change::Unrecorded(false));
                };
                act(tx, state, (account, closing), hash, now).await
            })
        })
        .await
}

async fn act(
    tx: &mut Tx<'_>,
    state: &Identity,
    (account, closing): (AccountId, Closing),
    hash: &str,
    now: Timestamp,
) -> Result<Change<bool>, StorageError> {
    match closing.state {
        ClosingState::Waiting => shut(tx, state, account, now).await,
        ClosingState::Closing => {
            if part(tx, state, account, now).await? {
                return Ok(Change::Recorded(true, vec![event(account, "people.closing.parted", now)]));
            }
            people::empty_account(tx, account, hash, now).await?;
            let due_at = now.after(LOGIN_RESERVED);
            people::move_closing(tx, account, (ClosingState::Closing, ClosingState::Reserved), due_at, now)
                .await?;
            again(tx, state, account, (due_at, now)).await?;
            Ok(Change::Recorded(true, vec![event(account, "people.closing.emptied", now)]))
        }
        ClosingState::Reserved => {
            people::free_login(tx, account).await?;
            people::move_closing(tx, account, (ClosingState::Reserved, ClosingState::Done), now, now).await?;
            Ok(Change::Recorded(true, vec![event(account, "people.closing.login_freed", now)]))
        }
        ClosingState::Stayed | ClosingState::Done => Ok(Change::Unrecorded(false)),
    }
}

/// From now on the account opens nothing; its owner is told for the last time.
async fn shut(
    tx: &mut Tx<'_>,
    state: &Identity,
    account: AccountId,
    now: Timestamp,
) -> Result<Change<bool>, StorageError> {
    let locked = people::by_id(tx, account).await?.is_some_and(|one| one.state == AccountState::Locked);
    if locked {
        let due_at = now.after(LOCKED_WAIT);
        people::move_closing(tx, account, (ClosingState::Waiting, ClosingState::Waiting), due_at, now)
            .await?;
        again(tx, state, account, (due_at, now)).await?;
        return Ok(Change::Unrecorded(false));
    }
    // Merged into another meanwhile, or closed by somebody else: then there is nothing of its own to close.
    if !people::shut_account(tx, account).await? {
        return Ok(Change::Unrecorded(false));
    }
    notices::tell(tx, state, account, &Notice::of("notice-closed").then("notice-closed-then"), now).await?;
    let subject = Subject::Person(account);
    let ended = sessions::end_others(tx, subject, None, SessionEnd::AccountClosed, now).await?;
    provider::sessions_ended(tx, state.site(), &ended, now).await?;
    people::move_closing(tx, account, (ClosingState::Waiting, ClosingState::Closing), now, now).await?;
    Ok(Change::Recorded(true, vec![event(account, "people.closing.closed", now)]))
}

/// Ends some of the links, or else what portals were allowed; false if nothing is left.
async fn part(
    tx: &mut Tx<'_>,
    state: &Identity,
    account: AccountId,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let mut parted = false;
    let links = identity_links::of_person(tx, account).await?;
    for link in links.into_iter().filter(|link| link.life() != Life::Ended).take(PORTION) {
        let before = link.handshake;
        let Ok(ended) = link.end(now, Reason::PersonClosed) else { continue };
        if identity_links::keep(tx, &ended, &before).await? {
            links::end::shut(tx, state, &ended, now).await?;
            tell::put_down(tx, state.site(), &ended, now).await?;
            parted = true;
        }
    }
    if parted {
        return Ok(true);
    }
    // What was allowed by an account that was merged into it rests there.
    let mut accounts = vec![account];
    accounts.extend(people::merges::all_absorbed(tx, account).await?);
    for account in accounts {
        for (consent, _) in consents::of_account(tx, account).await? {
            grants::end_of_client(tx, account, &consent.client_id, "account_closed", now).await?;
            parted |= consents::end(tx, consent.id, account, now).await?.is_some();
        }
    }
    // What clients of the state's own were given without being asked for.
    for granted in grants::of_account(tx, account, now).await? {
        let client = serde_json::from_str::<onedoor_oidc::Client>(&granted.registration).ok();
        if let Some(client) = client {
            grants::end_of_client(tx, account, &client.client_id, "account_closed", now).await?;
        }
    }
    Ok(parted)
}

async fn again(
    tx: &mut Tx<'_>,
    state: &Identity,
    account: AccountId,
    (due_at, now): (Timestamp, Timestamp),
) -> Result<(), StorageError> {
    let random: &dyn Randomness = state.site().random.as_ref();
    let (payload, key) = (account.to_string(), format!("{account} {}", due_at.millis()));
    let new = NewJob { kind: JOB, payload: &payload, due_at, unique_key: Some(&key) };
    enqueue(tx, &new, JobId::new(now, random), now).await?;
    Ok(())
}

fn event(account: AccountId, action: &'static str, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Person(account), action).about(Subject::Person(account))
}
