//! Ending a link from the side of the national account, and what ends with a link whoever ended it.

use axum::extract::{Path, State};
use axum::response::Response;
use onedoor_base::{AccountId, Actor, AuditEvent, GrantId, LinkId, Subject, Timestamp};
use onedoor_linking::{IdentityLink, Life, Reason};
use onedoor_oidc::Client;
use onedoor_site::{HasSite, Posted, Refused, SignedInVisit, see_other};
use onedoor_storage::linking::identity_links;
use onedoor_storage::provider::{clients, consents, grants};
use onedoor_storage::{Change, StorageError, Tx, people};
use onedoor_ui::ErrorKind;
use serde::Deserialize;

use super::client::name;
use super::list::shown;
use super::pages::{EndLinkPage, LinkShown};
use super::{PATH, prove_first};
use crate::interface::tell;
use crate::notices::{self, Notice};
use crate::{Identity, provider};

/// A form without fields of its own.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `GET /account/links/{id}/end`: says what ends and what stays.
pub(super) async fn ask(visit: SignedInVisit, Path(id): Path<String>) -> Result<Response, Refused> {
    let link = own(&visit, &id).await?;
    if link.life == Life::Ended {
        return Ok(see_other(PATH));
    }
    if let Some(first) = prove_first(&visit, &path(link.id)) {
        return Ok(first);
    }
    Ok(visit.page(&EndLinkPage { link }))
}

/// `POST /account/links/{id}/end`: ends it here, with all that stands on it, and tells the portal.
pub(super) async fn end(
    State(state): State<Identity>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let link = own(&visit, &id).await?;
    if let Some(first) = prove_first(&visit, &path(link.id)) {
        return Ok(first);
    }
    let (id, person, now, within) = (link.id, visit.person()?, visit.now, state.clone());
    state
        .site
        .store
        .write::<_, StorageError, _>(move |tx| {
            let state = within.clone();
            Box::pin(async move { act(tx, &state, (id, person), now).await })
        })
        .await?;
    // Both sides agree before the page is drawn, if the portal answers; else it is told later.
    tell::now(&state, id).await;
    Ok(visit.sends(&format!("{PATH}?ended={id}")))
}

async fn act(
    tx: &mut Tx<'_>,
    state: &Identity,
    (id, person): (LinkId, AccountId),
    now: Timestamp,
) -> Result<Change<()>, StorageError> {
    let Some(link) = identity_links::get(tx, id).await?.filter(|link| link.person == person) else {
        return Ok(Change::Unrecorded(()));
    };
    let before = link.handshake;
    // Ended before, in another tab or from the other side: there is nothing to do.
    let Ok(ended) = link.end(now, Reason::ByPerson) else { return Ok(Change::Unrecorded(())) };
    if !identity_links::keep(tx, &ended, &before).await? {
        return Ok(Change::Unrecorded(()));
    }
    conclude(tx, state, &ended, now).await?;
    tell::put_down(tx, state.site(), &ended, now).await?;
    let event = AuditEvent::new(now, Actor::Person(person), "linking.link.ended_by_owner")
        .about(Subject::Person(person))
        .with("link", id.to_string())
        .with("client", ended.client.clone())
        .with("why", Reason::ByPerson.word());
    Ok(Change::Recorded((), vec![event]))
}

/// Ends what stood on a link that has just ended, in the transaction that wrote its end, and tells its owner.
///
/// What a portal was granted is of the person, who goes there with all accounts that are linked: as long as another
/// of theirs is, only the grant ends that proved this link. With the last one everything ends: sessions, grants,
/// and what they agreed to.
pub(crate) async fn conclude(
    tx: &mut Tx<'_>,
    state: &Identity,
    ended: &IdentityLink,
    now: Timestamp,
) -> Result<(), StorageError> {
    let (person, client) = (ended.person, ended.client.as_str());
    if shut(tx, state, ended, now).await?
        && let Some(consent) = consents::remembered(tx, person, client).await?
    {
        consents::end(tx, consent.id, person, now).await?;
    }
    tell_owner(
        tx,
        state,
        (ended, &ended.client),
        Notice::of("notice-link-ended").then("notice-else-password"),
        now,
    )
    .await
}

/// Ends the sessions and tokens that stood on a link which opens nothing any more; whether it was the person's last
/// one there.
pub(crate) async fn shut(
    tx: &mut Tx<'_>,
    state: &Identity,
    link: &IdentityLink,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let (person, client) = (link.person, link.client.as_str());
    let others = identity_links::of_person(tx, person).await?;
    let stays = others
        .iter()
        .any(|other| other.client == link.client && other.id != link.id && other.life() == Life::Active);
    if stays {
        if let Some(grant) = link.proof.as_ref().and_then(|proof| proof.parse::<GrantId>().ok()) {
            grants::end(tx, grant, "link_ended", now).await?;
        }
    } else {
        provider::client_left(tx, state.site(), (person, client), now).await?;
        grants::end_of_client(tx, person, client, "link_ended", now).await?;
    }
    Ok(!stays)
}

/// Tells the owner of a link what became of it; `other` is the client that has to do with it beside the link's own.
pub(crate) async fn tell_owner(
    tx: &mut Tx<'_>,
    state: &Identity,
    (link, other): (&IdentityLink, &str),
    notice: Notice,
    now: Timestamp,
) -> Result<(), StorageError> {
    let Some(account) = people::by_id(tx, link.person).await? else { return Ok(()) };
    let mut called = Vec::new();
    for client in [&link.client, other] {
        let json = clients::known(tx, client).await?.map(|known| known.registration);
        let registration = json.and_then(|json| serde_json::from_str::<Client>(&json).ok());
        called.push(name(registration.as_ref(), client, account.language));
    }
    let notice = notice
        .with("system", called.swap_remove(0))
        .with("into", called.swap_remove(0))
        .with("account", link.label.as_str());
    notices::tell(tx, state, link.person, &notice, now).await
}

/// The link, if it is the person's.
async fn own(visit: &SignedInVisit, id: &str) -> Result<LinkShown, Refused> {
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let id: LinkId = id.parse().map_err(|error| not_found().because(error))?;
    shown(visit).await?.into_iter().find(|link| link.id == id).ok_or_else(not_found)
}

fn path(id: LinkId) -> String {
    format!("{PATH}/{id}/end")
}
