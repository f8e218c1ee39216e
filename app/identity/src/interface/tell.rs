//! Telling a portal where the identity stands to a link: at once, and as work to be done later.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{LinkId, Timestamp};
use onedoor_linking::IdentityLink;
use onedoor_linking_client::words::{self, About};
use onedoor_linking_client::{Call, Trouble};
use onedoor_linking_protocol::Told;
use onedoor_site::jobs::{JobError, JobHandler};
use onedoor_site::{HasSite, Site};
use onedoor_storage::linking::identity_links::{self, Received};
use onedoor_storage::linking::owed;
use onedoor_storage::{Change, StorageError, Tx};

use super::heard;
use crate::Identity;
use crate::provider::{ProviderError, clients};

/// Whoever waits for a page waits no longer than this.
const AT_ONCE: Duration = Duration::from_secs(3);
/// The work begins when the first try, within the request, is over.
const FIRST: Duration = Duration::from_secs(5);
/// How often to speak and listen until nothing is owed: to tell, to send the evidence along, to tell what the
/// answer has changed.
const TURNS: usize = 3;

/// Puts the telling down, in the transaction that changed the part; nothing if the portal has heard it.
pub(crate) async fn put_down(
    tx: &mut Tx<'_>,
    site: &Site,
    link: &IdentityLink,
    now: Timestamp,
) -> Result<(), StorageError> {
    let stands = (link.id, &link.handshake);
    owed::put_down(tx, stands, now.after(FIRST), now, site.random.as_ref()).await
}

/// Tells the portal now, for at most three seconds; what fails is done later.
pub(crate) async fn now(state: &Identity, id: LinkId) {
    match tokio::time::timeout(AT_ONCE, tell(state, id)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::info!(link = %id, %error, "a portal is told later"),
        Err(_) => tracing::info!(link = %id, "a portal is told later: no answer in time"),
    }
}

/// Tells the portal whatever it has not heard yet of this person's links; false if it still has not. Before anything
/// is built on what the portal knows of them: one that was away when a link ended would go by that link.
pub(crate) async fn owed(state: &Identity, (client, subject): (&str, &str)) -> Result<bool, StorageError> {
    let (client, subject) = (client.to_owned(), subject.to_owned());
    let read = state.site().store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { identity_links::of_subject(tx, &client, &subject).await })
    });
    let owed: Vec<LinkId> =
        read.await?.into_iter().filter(|link| link.handshake.owes()).map(|link| link.id).collect();
    let all = async {
        for id in owed {
            tell(state, id).await?;
        }
        Ok::<_, NotTold>(())
    };
    Ok(matches!(tokio::time::timeout(AT_ONCE, all).await, Ok(Ok(()))))
}

/// What tells a portal; if it does not answer, it is told again later.
pub(super) fn handler(state: &Identity) -> JobHandler {
    let state = state.clone();
    Arc::new(move |payload| {
        let state = state.clone();
        Box::pin(async move {
            let id = payload.parse().map_err(|_| JobError("no link".to_owned()))?;
            tell(&state, id).await.map_err(|error| JobError(error.to_string()))
        })
    })
}

/// Why a portal could not be told.
#[derive(Debug, thiserror::Error)]
enum NotTold {
    #[error(transparent)]
    Trouble(#[from] Trouble),
    #[error(transparent)]
    Ours(#[from] ProviderError),
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("the portal is not registered any more")]
    NoClient,
    #[error("the portal's answer is no report")]
    NoReport,
    #[error("the portal's answer is about another link")]
    Differs,
    #[error("the portal has heard it and does not remember")]
    StillOwing,
}

async fn tell(state: &Identity, id: LinkId) -> Result<(), NotTold> {
    for _ in 0..TURNS {
        let Some(link) = link(state, id).await?.filter(|link| link.handshake.owes()) else { return Ok(()) };
        let name = link.client.clone();
        let store = &state.site().store;
        let client = store.read(move |tx| Box::pin(async move { clients::load(tx, &name).await })).await?;
        let client = client.ok_or(NotTold::NoClient)?;
        // A portal without an interface asks by itself.
        let Some(endpoint) = client.linking_endpoint else { return Ok(()) };
        let call = Call::tell(&endpoint, id, &told(&link));
        let authorization = state.provider.signed(state.site(), &endpoint, &call).await?;
        let answer = call.send(state.provider.http(), &authorization).await?;
        let report = words::read_report(&answer.report).ok_or(NotTold::NoReport)?;
        listen(state, &link, report).await?;
    }
    match link(state, id).await? {
        Some(link) if link.handshake.owes() => Err(NotTold::StillOwing),
        _ => Ok(()),
    }
}

async fn link(state: &Identity, id: LinkId) -> Result<Option<IdentityLink>, StorageError> {
    state.site().store.read(move |tx| Box::pin(async move { identity_links::get(tx, id).await })).await
}

/// What is said of a link; with the evidence as long as the portal may not have it.
fn told(link: &IdentityLink) -> Told {
    let evidence = link.proof.clone().filter(|_| link.handshake.evidence_is_due()).map(|proof| {
        let about = About {
            subject: link.subject.clone(),
            system: link.system.clone(),
            account: link.account.clone(),
            label: link.label.clone(),
            proof,
        };
        words::evidence(about, &link.evidence)
    });
    Told { report: words::report(&link.handshake.report()), evidence }
}

async fn listen(
    state: &Identity,
    told: &IdentityLink,
    report: onedoor_linking::Report,
) -> Result<(), NotTold> {
    let (id, client, within) = (told.id, told.client.clone(), state.clone());
    let now = state.site().now();
    state
        .site()
        .store
        .write(move |tx| {
            let (client, state) = (client.clone(), within.clone());
            Box::pin(async move {
                let before = identity_links::get(tx, id).await?.map(|link| link.handshake);
                let whose = (client.as_str(), id);
                match identity_links::receive(tx, whose, &report, None, now).await? {
                    Received::Kept(link) => {
                        let events = heard::consequences(tx, &state, before.as_ref(), &link, now).await?;
                        put_down(tx, state.site(), &link, now).await?;
                        Ok(if events.is_empty() {
                            Change::Unrecorded(())
                        } else {
                            Change::Recorded((), events)
                        })
                    }
                    Received::Unknown | Received::EvidenceDiffers => Err(NotTold::Differs),
                }
            })
        })
        .await
}
