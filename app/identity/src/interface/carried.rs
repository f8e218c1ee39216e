//! Links of a system that was merged into another: carried over to the other, one by one, as its portal tells of them.
//!
//! The proof of the new link is the old one. So the portal needs no list of people: it asks for the names of those
//! whose links it has taken over ([`merged`]), tells of the links as of any other, and each is judged by what the
//! identity itself knows of the old one.

use std::collections::BTreeSet;

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, LinkId, Subject, Timestamp};
use onedoor_linking::{Carried, Handshake, IdentityLink, Life, Reason};
use onedoor_linking_protocol::{Code, Merged, MergedLink, MergedRequest, PAGE};
use onedoor_site::HasSite;
use onedoor_site::interface::{Failure, json};
use onedoor_storage::linking::{carried as links_of, identity_links};
use onedoor_storage::provider::{clients, grants};
use onedoor_storage::{StorageError, Tx};

use super::caller::Caller;
use super::hear::read;
use super::{events as told, tell};
use crate::notices::Notice;
use crate::{Identity, links, provider};

/// `POST /linking/v1/merged`: which of these links of another system may be carried over to the portal that asks, and
/// the person of each under the name that the portal knows them by.
pub(super) async fn merged(
    State(state): State<Identity>,
    caller: Caller,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Failure> {
    let client = caller.in_use()?;
    let asked: MergedRequest = read(body)?;
    if asked.links.len() > PAGE {
        return Err(Code::TooLarge.into());
    }
    let ids: BTreeSet<LinkId> = asked.links.iter().filter_map(|id| id.parse().ok()).collect();
    let within = (state.clone(), client);
    let links: Result<Vec<MergedLink>, Failure> = state
        .site()
        .store
        .read(move |tx| {
            let ((state, client), ids) = (within.clone(), ids.clone());
            Box::pin(async move {
                let merged = clients::merged_into(tx, &client.client_id).await?;
                let mut known = links_of::of_identity(tx, &ids).await?;
                known.retain(|_, old| merged.contains(&old.client));
                // None of them is of a system that was merged into this one: it is too early, or somebody else's.
                if known.is_empty() && !ids.is_empty() {
                    return Err(Code::NotOffered.into());
                }
                let standing = known.into_values().filter(Carried::stands);
                let mut named = Vec::new();
                for old in standing {
                    let subject = state.provider.name_at(tx, &client, old.person).await?;
                    named.push(MergedLink { link: old.id.to_string(), subject, account: old.account });
                }
                Ok(named)
            })
        })
        .await;
    Ok(json(&Merged { links: links? }))
}

/// The link that is named as a proof, if it is one, and the client that its system was merged into.
pub(super) async fn old(
    tx: &mut Tx<'_>,
    proof: &str,
) -> Result<Option<(IdentityLink, Option<String>)>, StorageError> {
    let Ok(id) = proof.parse::<LinkId>() else { return Ok(None) };
    let Some(old) = identity_links::get(tx, id).await? else { return Ok(None) };
    let system = clients::known(tx, &old.client).await?;
    Ok(Some((old, system.and_then(|system| system.standing.successor().map(str::to_owned)))))
}

/// Ends the old link, in the transaction that confirmed the new one, with what stands on it; its owner is told once. A
/// suspension of this side goes over to the new link.
pub(super) async fn take_over(
    tx: &mut Tx<'_>,
    state: &Identity,
    new: IdentityLink,
    old: IdentityLink,
    (now, events): (Timestamp, &mut Vec<AuditEvent>),
) -> Result<IdentityLink, StorageError> {
    let before = old.handshake;
    let (true, Ok(ended)) = (stands(&new), old.end(now, Reason::Merged)) else { return Ok(new) };
    if !identity_links::keep(tx, &ended, &before).await? {
        return Ok(new);
    }
    let new = suspended_as(tx, &before, new, now).await?;
    let (person, client) = (ended.person, ended.client.as_str());
    provider::client_left(tx, state.site(), (person, client), now).await?;
    grants::end_of_client(tx, person, client, "system_merged", now).await?;
    // Where somebody there has the name already, the account is called otherwise now.
    let called_now = IdentityLink { label: new.label.clone(), ..ended.clone() };
    links::end::tell_owner(
        tx,
        state,
        (&called_now, &new.client),
        Notice::of("notice-link-merged").then("notice-link-merged-then"),
        now,
    )
    .await?;
    tell::put_down(tx, state.site(), &ended, now).await?;
    // Whatever else the portal took over may know them by their former name.
    if ended.subject != new.subject {
        let names = (ended.subject.as_str(), new.subject.as_str());
        told::subject_changed(tx, state.site(), &new.client, names, now).await?;
    }
    events.push(carried_over(&ended, &new, now));
    Ok(new)
}

const fn stands(new: &IdentityLink) -> bool {
    matches!(new.life(), Life::Active | Life::Suspended)
}

async fn suspended_as(
    tx: &mut Tx<'_>,
    old: &Handshake,
    new: IdentityLink,
    now: Timestamp,
) -> Result<IdentityLink, StorageError> {
    let onedoor_linking::Standing::Suspended { why, .. } = old.mine.standing else { return Ok(new) };
    let before = new.handshake;
    let Ok(handshake) = before.suspend(now, why) else { return Ok(new) };
    let suspended = IdentityLink { handshake, ..new.clone() };
    Ok(if identity_links::keep(tx, &suspended, &before).await? { suspended } else { new })
}

fn carried_over(old: &IdentityLink, new: &IdentityLink, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Client(new.client.clone()), "linking.link.carried_over")
        .about(Subject::Person(old.person))
        .with("link", new.id.to_string())
        .with("before", old.id.to_string())
        .with("from", old.client.clone())
        .with("client", new.client.clone())
}
