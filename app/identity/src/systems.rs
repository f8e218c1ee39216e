//! Systems come and go: an operator registers, suspends, resumes and retires them, and merges one into another.
//!
//! Where a system stands is a column beside its registration, read with it by every request, so that every node sees a
//! change at once. What follows from it for many people (tokens, sessions, links) is done in small transactions, by
//! the command that asked for it or, if that did not come to its end, by a job.

use std::sync::Arc;

use onedoor_base::{
    AccountId, Actor, AuditEvent, ClientKey, JobId, LinkId, Subject, SystemStepId, Timestamp,
};
use onedoor_linking::{IdentityLink, Reason};
use onedoor_oidc::Client;
use onedoor_oidc::client::RegistrationError;
use onedoor_site::jobs::{JobError, JobHandler, Jobs};
use onedoor_site::{HasSite, Site};
use onedoor_storage::jobs::{self, NewJob};
use onedoor_storage::linking::identity_links;
use onedoor_storage::provider::clients::{self, KnownClient, Source, Standing, Step};
use onedoor_storage::provider::{consents, grants};
use onedoor_storage::{Change, StorageError, Store, Tx};

use crate::interface::tell;
use crate::notices::Notice;
use crate::{Identity, links, provider};

/// What draws the consequences for the people of a system.
const JOB: &str = "provider.system";
/// How many people or links one transaction takes.
const PAGE: i64 = 100;
/// The name of the operator's command, for the record.
const COMMAND: &str = "systems";

/// What is to become of a system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// For the time being nobody signs in there.
    Suspend,
    /// People sign in there again.
    Resume,
    /// It is no longer run: its links end.
    Retire,
    /// Another, given by its client, takes its place and takes its links over.
    Merge(String),
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    /// No system is registered under this name.
    #[error("no system is registered as \"{0}\"")]
    Unknown(String),
    /// It stands where that is not possible.
    #[error("\"{client}\" is {standing}: it cannot be {wanted}")]
    NotFrom {
        /// Which.
        client: String,
        /// Where it stands.
        standing: &'static str,
        /// What was wanted.
        wanted: &'static str,
    },
    /// A system cannot be merged into itself.
    #[error("a system is not merged into itself")]
    Itself,
    /// The system that is to take the place of another is not in use.
    #[error("\"{0}\" is not in use: nothing can be merged into it")]
    NotInUse(String),
    /// The system that is to take the place of another has no linking interface.
    #[error("\"{0}\" has no linking_endpoint: links cannot be carried over to it")]
    NoInterface(String),
    /// It stands in the configuration, and is changed there.
    #[error("\"{0}\" stands in the configuration: change it there")]
    Configured(String),
    /// A registration that cannot be accepted.
    #[error("the registration: {0}")]
    Registration(#[from] RegistrationError),
    /// Our side.
    #[error(transparent)]
    Ours(#[from] provider::ProviderError),
}

impl From<StorageError> for NotDone {
    fn from(error: StorageError) -> Self {
        Self::Ours(error.into())
    }
}

/// A system with its history and its links.
#[derive(Debug, Clone)]
pub struct System {
    /// How it is registered and where it stands.
    pub known: KnownClient,
    /// How it came to stand so, the first step first.
    pub steps: Vec<Step>,
    /// How many links there are, by the words of their lives.
    pub links: Vec<(String, i64)>,
    /// Of how many it was given up to tell it where they stand: it has not listened for a month.
    pub untold: i64,
}

impl Wanted {
    const fn step(&self) -> &'static str {
        match self {
            Self::Suspend => "suspended",
            Self::Resume => "resumed",
            Self::Retire => "retired",
            Self::Merge(_) => "merged",
        }
    }

    const fn action(&self) -> &'static str {
        match self {
            Self::Suspend => "provider.system.suspended",
            Self::Resume => "provider.system.resumed",
            Self::Retire => "provider.system.retired",
            Self::Merge(_) => "provider.system.merged",
        }
    }

    fn to(&self) -> Standing {
        match self {
            Self::Suspend => Standing::Suspended,
            Self::Resume => Standing::Registered,
            Self::Retire => Standing::Retired,
            Self::Merge(into) => Standing::Merged(into.clone()),
        }
    }

    const fn is_possible_from(&self, from: &Standing) -> bool {
        match self {
            Self::Suspend => matches!(from, Standing::Registered),
            Self::Resume => matches!(from, Standing::Suspended),
            Self::Merge(_) => matches!(from, Standing::Registered | Standing::Suspended),
            Self::Retire => !matches!(from, Standing::Retired),
        }
    }
}

/// Every system that is or was registered.
pub async fn all(store: &Store) -> Result<Vec<System>, StorageError> {
    store
        .read(|tx| {
            Box::pin(async move {
                let mut systems = Vec::new();
                for known in clients::all(tx).await? {
                    let steps = clients::steps(tx, &known.client_id).await?;
                    let links = identity_links::count(tx, &known.client_id).await?;
                    let untold = identity_links::untold(tx, &known.client_id).await?;
                    systems.push(System { known, steps, links, untold });
                }
                Ok(systems)
            })
        })
        .await
}

/// Registers a system, or changes the registration of one that a command registered; false if it is registered like
/// that already.
pub async fn register(identity: &Identity, client: &Client, why: &str) -> Result<bool, NotDone> {
    client.check()?;
    let site = identity.site();
    identity.provider.make_keys_for(site, client).await?;
    let text =
        serde_json::to_string(client).map_err(provider::ProviderError::unreadable("a registration"))?;
    let (now, id) = (site.now(), client.client_id.clone());
    let (key, step) = (ClientKey::new(now, &*site.random), SystemStepId::new(now, &*site.random));
    let why = why.to_owned();
    site.store
        .write(move |tx| {
            let (text, id, why) = (text.clone(), id.clone(), why.clone());
            Box::pin(async move {
                let known = clients::known(tx, &id).await?;
                if known.as_ref().is_some_and(|k| k.source == Source::Configuration && k.ended_at.is_none()) {
                    return Err(NotDone::Configured(id));
                }
                if let Some(over) = known.as_ref().map(|known| &known.standing).filter(|one| one.is_over()) {
                    let (standing, wanted) = (over.word(), "registered");
                    return Err(NotDone::NotFrom { client: id, standing, wanted });
                }
                if !clients::put(tx, key, &id, (&text, Source::Command), now).await? {
                    return Ok(Change::Unrecorded(false));
                }
                let word = if known.is_some() { "changed" } else { "registered" };
                let noted = Step { step: word.to_owned(), into: None, why, at: now };
                clients::note(tx, step, &id, &noted).await?;
                Ok(Change::Recorded(true, vec![event(now, "provider.client.registered", &id)]))
            })
        })
        .await
}

/// Lets a system stand otherwise, in one transaction; false if it stands so already. [`conclude`] draws the
/// consequences for its people; a job does, if nobody calls that.
pub async fn change(identity: &Identity, client: &str, wanted: Wanted, why: &str) -> Result<bool, NotDone> {
    let site = Arc::clone(identity.site());
    let (client, why) = (client.to_owned(), why.to_owned());
    let within = Arc::clone(&site);
    site.store
        .write(move |tx| {
            let (site, client, wanted, why) =
                (Arc::clone(&within), client.clone(), wanted.clone(), why.clone());
            Box::pin(async move { change_in(tx, &site, &client, (&wanted, &why)).await })
        })
        .await
}

async fn change_in(
    tx: &mut Tx<'_>,
    site: &Site,
    client: &str,
    (wanted, why): (&Wanted, &str),
) -> Result<Change<bool>, NotDone> {
    let known = clients::known(tx, client).await?.ok_or_else(|| NotDone::Unknown(client.to_owned()))?;
    let to = wanted.to();
    if known.standing == to {
        return Ok(Change::Unrecorded(false));
    }
    if !wanted.is_possible_from(&known.standing) {
        let (standing, wanted) = (known.standing.word(), wanted.step());
        return Err(NotDone::NotFrom { client: client.to_owned(), standing, wanted });
    }
    if let Wanted::Merge(into) = wanted {
        takes_over(tx, client, into).await?;
    }
    clients::stand(tx, client, &known.standing, &to).await?;
    let now = site.now();
    let into = to.successor().map(str::to_owned);
    let step = Step { step: wanted.step().to_owned(), into: into.clone(), why: why.to_owned(), at: now };
    clients::note(tx, SystemStepId::new(now, &*site.random), client, &step).await?;
    // Whoever asked for it does the work at once; this is for when that does not come to its end.
    let key = format!("{client} {}", now.millis());
    let due_at = now.after(std::time::Duration::from_secs(5));
    let job = NewJob { kind: JOB, payload: client, due_at, unique_key: Some(&key) };
    jobs::enqueue(tx, &job, JobId::new(now, &*site.random), now).await?;
    let said = event(now, wanted.action(), client).with("into", into).with("why", why.to_owned());
    Ok(Change::Recorded(true, vec![said]))
}

async fn takes_over(tx: &mut Tx<'_>, from: &str, into: &str) -> Result<(), NotDone> {
    if from == into {
        return Err(NotDone::Itself);
    }
    let other = clients::known(tx, into).await?.ok_or_else(|| NotDone::Unknown(into.to_owned()))?;
    if other.standing != Standing::Registered || other.ended_at.is_some() {
        return Err(NotDone::NotInUse(into.to_owned()));
    }
    let registered = provider::clients::read(&other.registration)?;
    if registered.linking_endpoint.is_none() {
        return Err(NotDone::NoInterface(into.to_owned()));
    }
    Ok(())
}

/// What was done for the people of a system.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Concluded {
    /// How many people were parted from it: its tokens end, it is told to end their sessions.
    pub parted: u64,
    /// How many links were ended.
    pub ended: u64,
}

/// Draws the consequences of where a system stands for its people, in small transactions. Whoever does it again goes
/// on where the last one was killed.
pub async fn conclude(identity: &Identity, client: &str) -> Result<Concluded, StorageError> {
    let name = client.to_owned();
    let store = &identity.site().store;
    let known = store.read(move |tx| Box::pin(async move { clients::known(tx, &name).await })).await?;
    let Some(known) = known else { return Ok(Concluded::default()) };
    let mut done = Concluded::default();
    if known.standing != Standing::Registered {
        while let parted @ 1.. = part_some(identity, client).await? {
            done.parted += parted;
        }
    }
    if known.standing == Standing::Retired {
        while let ended @ 1.. = end_some(identity, client).await? {
            done.ended += ended;
        }
    }
    Ok(done)
}

/// Ends what some of the people gave the client, and tells it to end their sessions.
async fn part_some(identity: &Identity, client: &str) -> Result<u64, StorageError> {
    let (within, client, now) = (Arc::clone(identity.site()), client.to_owned(), identity.site().now());
    identity
        .site()
        .store
        .write(move |tx| {
            let (site, client) = (Arc::clone(&within), client.clone());
            Box::pin(async move {
                let people: Vec<AccountId> = grants::people_of_client(tx, &client, PAGE).await?;
                for person in &people {
                    provider::client_left(tx, &site, (*person, &client), now).await?;
                    grants::end_of_client(tx, *person, &client, "system_stopped", now).await?;
                }
                Ok(Change::Unrecorded(people.len() as u64))
            })
        })
        .await
}

/// Ends some of the links of a retired system; their owners are told.
async fn end_some(identity: &Identity, client: &str) -> Result<u64, StorageError> {
    let (within, client, now) = (identity.clone(), client.to_owned(), identity.site().now());
    identity
        .site()
        .store
        .write(move |tx| {
            let (state, client) = (within.clone(), client.clone());
            Box::pin(async move {
                let first = LinkId::from_bytes([0; 16]);
                let mut events = Vec::new();
                for link in identity_links::of_client(tx, &client, first, PAGE).await? {
                    events.extend(end_one(tx, &state, link, now).await?);
                }
                let ended = events.len() as u64;
                Ok(if ended == 0 { Change::Unrecorded(0) } else { Change::Recorded(ended, events) })
            })
        })
        .await
}

async fn end_one(
    tx: &mut Tx<'_>,
    state: &Identity,
    link: IdentityLink,
    now: Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    let before = link.handshake;
    let Ok(ended) = link.end(now, Reason::SystemRetired) else { return Ok(None) };
    if !identity_links::keep(tx, &ended, &before).await? {
        return Ok(None);
    }
    let (person, client) = (ended.person, ended.client.as_str());
    grants::end_of_client(tx, person, client, "link_ended", now).await?;
    if let Some(consent) = consents::remembered(tx, person, client).await? {
        consents::end(tx, consent.id, person, now).await?;
    }
    tell::put_down(tx, state.site(), &ended, now).await?;
    // Who has several links there is told with the last of them.
    let others = identity_links::of_subject(tx, client, &ended.subject).await?;
    if others.iter().all(|other| other.life() == onedoor_linking::Life::Ended) {
        links::end::tell_owner(
            tx,
            state,
            (&ended, &ended.client),
            Notice::of("notice-system-retired").then("notice-system-retired-then"),
            now,
        )
        .await?;
    }
    Ok(Some(
        event(now, "linking.link.ended", client)
            .about(Subject::Person(person))
            .with("link", ended.id.to_string())
            .with("why", Reason::SystemRetired.word()),
    ))
}

fn event(now: Timestamp, action: &'static str, client: &str) -> AuditEvent {
    AuditEvent::new(now, Actor::Operator(COMMAND.to_owned()), action).with("client", client.to_owned())
}

/// Adds the work that a killed command has left.
pub(crate) fn jobs(state: &Identity, jobs: Jobs) -> Jobs {
    jobs.with_patient(JOB, handler(state))
}

fn handler(state: &Identity) -> JobHandler {
    let state = state.clone();
    Arc::new(move |payload| {
        let state = state.clone();
        Box::pin(async move {
            let done = conclude(&state, &payload).await.map_err(|error| JobError(error.to_string()))?;
            if done != Concluded::default() {
                tracing::info!(
                    client = payload,
                    parted = done.parted,
                    ended = done.ended,
                    "a system stands otherwise"
                );
            }
            Ok(())
        })
    })
}
