//! Security events: what portals are told of people besides their links (RFC 8417, pushed as RFC 8935 says).

use std::time::Duration;

use onedoor_base::{AccountId, Actor, AuditEvent, EventId, Timestamp};
use onedoor_linking_client::Trouble as NotReached;
use onedoor_linking_client::push as push_to;
use onedoor_linking_protocol::{
    CONTACT_CHANGED, ContactChanged, Description, IDENTITY_CHANGED, IdentityChanged, SUBJECT_CHANGED,
    SUBJECT_RESTORED, SubjectChanged, SubjectRestored,
};
use onedoor_oidc::Scopes;
use onedoor_oidc::security_event::SecurityEvent;
use onedoor_site::jobs::JobHandler;
use onedoor_site::{HasSite, Site, telling};
use onedoor_storage::linking::events::{self, LinkingEvent};
use onedoor_storage::linking::identity_links;
use onedoor_storage::provider::consents;
use onedoor_storage::{Change, StorageError, Tx};
use serde_json::Value;

use super::ask::{self, Trouble, portal};
use crate::Identity;
use crate::provider::{ProviderError, clients};

/// How long a portal has that says of an event that it cannot read it.
const TO_BE_MENDED: Duration = Duration::from_hours(24);

/// The contact data that portals may be told of, and the scope under which each is told.
const TOLD_UNDER: [(&str, &str); 4] = [
    ("phone_number", "phone"),
    ("email", "email"),
    ("name", "profile"),
    ("national_number", "national_number"),
];

/// The claims that a portal has only by their names, out of how a person was verified.
const ASKED_SINGLY: [&str; 3] = ["birthdate", "gender", "address"];

/// A person is called `subject` at this client from now on, and was called `former` there, or at a system that was
/// merged into it. Put it down in the transaction that changes the name; the portal is told by and by, and again
/// until it has taken it. Twice the same does no harm there.
pub async fn subject_changed(
    tx: &mut Tx<'_>,
    site: &Site,
    client_id: &str,
    (former, subject): (&str, &str),
    now: Timestamp,
) -> Result<(), StorageError> {
    let detail = json(&SubjectChanged { subject: subject.to_owned() });
    put_down(tx, site, (client_id, former), (SUBJECT_CHANGED, detail), now).await
}

/// A person is called `former` at this client again, and no more `subject`: what [`subject_changed`] said does not hold
/// any more.
pub(crate) async fn subject_restored(
    tx: &mut Tx<'_>,
    site: &Site,
    client_id: &str,
    (former, subject): (&str, &str),
    now: Timestamp,
) -> Result<(), StorageError> {
    let detail = json(&SubjectRestored { subject: subject.to_owned() });
    put_down(tx, site, (client_id, former), (SUBJECT_RESTORED, detail), now).await
}

/// Whether a portal can be told that two names are of one person, and that they are so no more. Who knows the one and
/// not the other is told neither.
pub(crate) async fn hears_of_merges(state: &Identity, client_id: &str) -> bool {
    let asked = tokio::time::timeout(onedoor_site::telling::AT_ONCE, ask::describe(state, client_id)).await;
    let Ok(Ok(description)) = asked else { return false };
    [SUBJECT_CHANGED, SUBJECT_RESTORED]
        .iter()
        .all(|event| description.events.iter().any(|name| name == event))
}

/// Some of these claims of a person have another value from now on. Told to the portals that an account of theirs
/// is linked at, as far as these may have the value at all; the value itself is told at the next sign-in. Returns
/// who is told.
pub(crate) async fn contact_changed(
    tx: &mut Tx<'_>,
    site: &Site,
    person: AccountId,
    claims: &[&str],
    now: Timestamp,
) -> Result<Vec<String>, ProviderError> {
    let event = |claims| (CONTACT_CHANGED, json(&ContactChanged { claims }));
    tell_of_claims(tx, site, person, (claims, &event), now).await
}

/// The same of what was put right in the register.
pub(crate) async fn identity_changed(
    tx: &mut Tx<'_>,
    site: &Site,
    person: AccountId,
    claims: &[&str],
    now: Timestamp,
) -> Result<Vec<String>, ProviderError> {
    let event = |claims| (IDENTITY_CHANGED, json(&IdentityChanged { claims }));
    tell_of_claims(tx, site, person, (claims, &event), now).await
}

/// An event with those of the claims that a portal may have.
type OfClaims<'a> = dyn Fn(Vec<String>) -> (&'static str, String) + Send + Sync + 'a;

async fn tell_of_claims(
    tx: &mut Tx<'_>,
    site: &Site,
    person: AccountId,
    (claims, event): (&[&str], &OfClaims<'_>),
    now: Timestamp,
) -> Result<Vec<String>, ProviderError> {
    let mut told: Vec<String> = Vec::new();
    for link in identity_links::of_person(tx, person).await? {
        if link.life() != onedoor_linking::Life::Active || told.contains(&link.client) {
            continue;
        }
        let Some(client) = clients::load(tx, &link.client).await? else { continue };
        let consent = consents::remembered(tx, person, &link.client).await?;
        let agreed =
            consent.as_ref().and_then(|consent| Scopes::parse(&consent.scopes).ok()).unwrap_or_default();
        let singly = consent.map(|consent| consent.claims).unwrap_or_default();
        let may =
            |scope: &str| client.scopes.contains(scope) && (client.first_party || agreed.contains(scope));
        let named =
            |claim: &str| ASKED_SINGLY.contains(&claim) && singly.split(' ').any(|name| name == claim);
        let scoped = |claim: &str| TOLD_UNDER.iter().any(|(name, scope)| *name == claim && may(scope));
        let may_have = |claim: &&&str| named(claim) || scoped(claim);
        let claims: Vec<String> = claims.iter().filter(may_have).map(|claim| (*claim).to_owned()).collect();
        if claims.is_empty() {
            continue;
        }
        put_down(tx, site, (&link.client, &link.subject), event(claims), now).await?;
        told.push(link.client);
    }
    Ok(told)
}

async fn put_down(
    tx: &mut Tx<'_>,
    site: &Site,
    (client, subject): (&str, &str),
    (event, detail): (&str, String),
    now: Timestamp,
) -> Result<(), StorageError> {
    let event = LinkingEvent {
        id: EventId::new(now, site.random.as_ref()),
        client: client.to_owned(),
        subject: subject.to_owned(),
        event: event.to_owned(),
        detail,
        happened_at: now,
    };
    events::put_down(tx, &event, site.random.as_ref()).await
}

fn json(detail: &impl serde::Serialize) -> String {
    serde_json::to_string(detail).expect("strings serialise")
}

/// What tells a portal; if it does not take it, it is told again later.
pub(super) fn handler(state: &Identity) -> JobHandler {
    telling::handler(state, tell)
}

async fn tell(state: Identity, id: EventId) -> Result<(), Trouble> {
    let store = &state.site().store;
    let read = store.read::<_, StorageError, _>(move |tx| Box::pin(async move { events::get(tx, id).await }));
    let Some(LinkingEvent { client, subject, .. }) = read.await? else { return Ok(()) };
    tell_of(&state, &client, &subject).await
}

/// Tells a client what it is still to be told of somebody, in the order in which it happened: a name that is restored
/// is not to be heard of before the change of it. What a portal says it cannot read (RFC 8935 section 2.4) keeps the rest
/// waiting for a day, in which the portal may be mended.
pub(super) async fn tell_of(state: &Identity, client: &str, subject: &str) -> Result<(), Trouble> {
    let (client, subject, client_id) = (client.to_owned(), subject.to_owned(), client.to_owned());
    let read = state.site().store.read::<_, StorageError, _>(move |tx| {
        let (client, subject) = (client.clone(), subject.clone());
        Box::pin(async move { events::of_subject(tx, &client, &subject).await })
    });
    for event in read.await? {
        let (id, at) = (event.id, event.happened_at);
        match tell_one(state, event).await {
            Err(Trouble::NotReached(NotReached::NotTaken(err)))
                if err == "invalid_request" && at.after(TO_BE_MENDED) <= state.site().now() =>
            {
                give_up(state, id, &client_id).await?;
            }
            told => told?,
        }
    }
    Ok(())
}

/// A portal that cannot read an event gets no other: it stays unsaid, and what came after it is told.
async fn give_up(state: &Identity, id: EventId, client: &str) -> Result<(), Trouble> {
    let now = state.site().now();
    let event = AuditEvent::new(now, Actor::Site("telling".to_owned()), "linking.event.refused")
        .with("client", client.to_owned())
        .with("event", id.to_string());
    tracing::warn!(%client, event = %id, "a portal cannot read an event");
    let settled: Result<(), StorageError> = state
        .site()
        .store
        .write(move |tx| {
            let event = event.clone();
            Box::pin(async move {
                let first = events::settle(tx, id, now).await?;
                Ok(if first { Change::Recorded((), vec![event]) } else { Change::Unrecorded(()) })
            })
        })
        .await;
    Ok(settled?)
}

async fn tell_one(state: &Identity, event: LinkingEvent) -> Result<(), Trouble> {
    let LinkingEvent { id, client, subject, event, detail, happened_at } = event;
    let detail: Value = serde_json::from_str(&detail).map_err(ProviderError::unreadable("an event"))?;
    let jti = id.to_string();
    let said =
        Said { jti: &jti, subject: &subject, event: &event, detail: &detail, at: happened_at, only_so: true };
    push(state, &client, &said).await?;
    let now = state.site().now();
    let settled: Result<bool, StorageError> = state
        .site()
        .store
        .write(move |tx| Box::pin(async move { Ok(Change::Unrecorded(events::settle(tx, id, now).await?)) }))
        .await;
    Ok(settled.map(drop)?)
}

/// An event as it is said to one portal.
pub(super) struct Said<'a> {
    pub(super) jti: &'a str,
    pub(super) subject: &'a str,
    pub(super) event: &'a str,
    pub(super) detail: &'a Value,
    pub(super) at: Timestamp,
    /// Whether there is no other way to tell it.
    pub(super) only_so: bool,
}

/// Pushes an event to a portal that takes such; false if it does not, or has no interface.
pub(super) async fn push(state: &Identity, client_id: &str, said: &Said<'_>) -> Result<bool, Trouble> {
    if !takes(state, client_id, said).await? {
        return Ok(false);
    }
    let (client, endpoint) = portal(state, client_id).await?;
    let event = SecurityEvent {
        issuer: state.provider.issuer(),
        audience: &endpoint,
        subject: said.subject,
        event: said.event,
        detail: said.detail,
        jti: said.jti,
        issued_at: said.at.seconds(),
    };
    let token = state.provider.signed_event(state.site(), &client, &event).await?;
    push_to(state.provider.http(), &endpoint, token).await?;
    Ok(true)
}

/// Whether the portal takes such events. What is known of it may be old: before it is told in no way, it is asked
/// anew.
async fn takes(state: &Identity, client_id: &str, said: &Said<'_>) -> Result<bool, Trouble> {
    let has = |description: &Description| description.events.iter().any(|name| name == said.event);
    let answer = match ask::describe(state, client_id).await {
        Ok(known) if has(&known) || !said.only_so => return Ok(has(&known)),
        Ok(_) => ask::describe_anew(state, client_id).await,
        Err(trouble) => Err(trouble),
    };
    match answer {
        Ok(description) => Ok(has(&description)),
        // It has no such page, or none that says what we ask for.
        Err(Trouble::NotOffered | Trouble::NotReached(NotReached::Refused(_) | NotReached::Nonsense(_))) => {
            Ok(false)
        }
        Err(trouble) => Err(trouble),
    }
}
