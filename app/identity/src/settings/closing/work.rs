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
/// How many links, or consents, one transaction ends.
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
            go_on(&state, account).await.map_err(|error| JobError(error.to_string()))?;
            Ok(())
        })
    })
}

/// What came of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It was done, and there may be another.
    Done,
    /// Nothing is left to be done now.
    Over,
    /// It is the one that wants the hash of a password that nobody knows.
    WantsHash,
}

/// Does one step after the other. Hashes take long: one is made for the only step that wants it, before that begins.
async fn go_on(state: &Identity, account: AccountId) -> Result<(), StorageError> {
    let (site, mut hash) = (state.site(), None);
    loop {
        match step(state, account, hash.take()).await? {
            Step::Done => {}
            Step::Over => return Ok(()),
            Step::WantsHash => {
                let nobody = Secret::new(Token::random(site.random.as_ref()).reveal().to_owned());
                let made = passwords::make(site, nobody).await;
                hash = Some(made.map_err(|_| StorageError::Unavailable("no hash".to_owned()))?);
            }
        }
    }
}

/// Does the next step, if one is due.
async fn step(state: &Identity, account: AccountId, hash: Option<String>) -> Result<Step, StorageError> {
    let (within, now) = (Arc::new((state.clone(), hash)), state.site().now());
    let write = state.site().store.write(move |tx| {
        let within = Arc::clone(&within);
        Box::pin(async move {
            let (state, hash) = &*within;
            match people::closing_of(tx, account).await?.filter(|one| one.is_due(now)) {
                Some(closing) => act(tx, state, (account, closing), hash.as_deref(), now).await,
                None => Ok(Change::Unrecorded(Step::Over)),
            }
        })
    });
    write.await
}

async fn act(
    tx: &mut Tx<'_>,
    state: &Identity,
    (account, closing): (AccountId, Closing),
    hash: Option<&str>,
    now: Timestamp,
) -> Result<Change<Step>, StorageError> {
    match closing.state {
        ClosingState::Waiting => shut(tx, state, account, now).await,
        ClosingState::Closing => {
            if part(tx, state, account, now).await? {
                let event = event(account, "people.closing.parted", now);
                return Ok(Change::Recorded(Step::Done, vec![event]));
            }
            let Some(hash) = hash else { return Ok(Change::Unrecorded(Step::WantsHash)) };
            people::empty_account(tx, account, hash, now).await?;
            let due_at = now.after(LOGIN_RESERVED);
            people::move_closing(tx, account, (ClosingState::Closing, ClosingState::Reserved), due_at, now)
                .await?;
            again(tx, state, account, (due_at, now)).await?;
            Ok(Change::Recorded(Step::Done, vec![event(account, "people.closing.emptied", now)]))
        }
        ClosingState::Reserved => {
            people::free_login(tx, account).await?;
            people::move_closing(tx, account, (ClosingState::Reserved, ClosingState::Done), now, now).await?;
            Ok(Change::Recorded(Step::Done, vec![event(account, "people.closing.login_freed", now)]))
        }
        ClosingState::Stayed | ClosingState::Done => Ok(Change::Unrecorded(Step::Over)),
    }
}

/// From now on the account opens nothing; its owner is told for the last time.
async fn shut(
    tx: &mut Tx<'_>,
    state: &Identity,
    account: AccountId,
    now: Timestamp,
) -> Result<Change<Step>, StorageError> {
    let locked = people::by_id(tx, account).await?.is_some_and(|one| one.state == AccountState::Locked);
    if locked {
        let due_at = now.after(LOCKED_WAIT);
        people::move_closing(tx, account, (ClosingState::Waiting, ClosingState::Waiting), due_at, now)
            .await?;
        again(tx, state, account, (due_at, now)).await?;
        return Ok(Change::Unrecorded(Step::Over));
    }
    // Merged into another meanwhile, or closed by somebody else: then there is nothing of its own to close, also if it
    // goes its own way again.
    if !people::shut_account(tx, account).await? {
        let stays = (ClosingState::Waiting, ClosingState::Stayed);
        people::move_closing(tx, account, stays, now, now).await?;
        return Ok(Change::Recorded(Step::Over, vec![event(account, "people.closing.stayed", now)]));
    }
    notices::tell(tx, state, account, &Notice::of("notice-closed").then("notice-closed-then"), now).await?;
    let subject = Subject::Person(account);
    let ended = sessions::end_others(tx, subject, None, SessionEnd::AccountClosed, now).await?;
    provider::sessions_ended(tx, state.site(), &ended, now).await?;
    people::move_closing(tx, account, (ClosingState::Waiting, ClosingState::Closing), now, now).await?;
    Ok(Change::Recorded(Step::Done, vec![event(account, "people.closing.closed", now)]))
}

/// Ends some of the links, or else some of what portals were allowed; false if nothing is left.
async fn part(
    tx: &mut Tx<'_>,
    state: &Identity,
    account: AccountId,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let mut parted = 0;
    let links = identity_links::of_person(tx, account).await?;
    for link in links.into_iter().filter(|link| link.life() != Life::Ended).take(PORTION) {
        let before = link.handshake;
        let Ok(ended) = link.end(now, Reason::PersonClosed) else { continue };
        if identity_links::keep(tx, &ended, &before).await? {
            links::end::shut(tx, state, &ended, now).await?;
            tell::put_down(tx, state.site(), &ended, now).await?;
            parted += 1;
        }
    }
    if parted > 0 {
        return Ok(true);
    }
    // What was allowed by an account that was merged into it rests there.
    let mut accounts = vec![account];
    accounts.extend(people::merges::all_absorbed(tx, account).await?);
    for account in accounts {
        for (consent, _) in consents::of_account(tx, account).await?.into_iter().take(PORTION - parted) {
            grants::end_of_client(tx, account, &consent.client_id, "account_closed", now).await?;
            parted += usize::from(consents::end(tx, consent.id, account, now).await?.is_some());
        }
    }
    if parted > 0 {
        return Ok(true);
    }
    // What clients of the state's own were given without being asked for.
    for granted in grants::of_account(tx, account, now).await? {
        let client = serde_json::from_str::<onedoor_oidc::Client>(&granted.registration).ok();
        if let Some(client) = client {
            grants::end_of_client(tx, account, &client.client_id, "account_closed", now).await?;
        }
    }
    Ok(false)
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
    AuditEvent::new(now, Actor::Site("closing".to_owned()), action).about(Subject::Person(account))
}
