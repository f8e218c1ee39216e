//! Telling a portal where the identity stands to a link: at once, and as work to be done later.

use onedoor_base::{AccountId, LinkId, Subject, Timestamp};
use onedoor_linking::{IdentityLink, Report};
use onedoor_linking_client::words::{self, About};
use onedoor_linking_client::{Call, Trouble};
use onedoor_linking_protocol::{LinkTold, Told, of_standing};
use onedoor_oidc::Client;
use onedoor_site::jobs::JobHandler;
use onedoor_site::{HasSite, Site, telling};
use onedoor_storage::linking::identity_links::{self, Received};
use onedoor_storage::{Change, StorageError, Tx};

use super::ask::{self, portal};
use super::{events, heard};
use crate::Identity;
use crate::provider::ProviderError;

/// Puts the telling down, in the transaction that changed the part; nothing if the portal has heard it.
pub(crate) async fn put_down(
    tx: &mut Tx<'_>,
    site: &Site,
    link: &IdentityLink,
    now: Timestamp,
) -> Result<(), StorageError> {
    telling::put_down(tx, site, (link.id, &link.handshake), now).await
}

/// Tells the portal now, for at most three seconds; what fails is done later.
pub(crate) async fn now(state: &Identity, id: LinkId) {
    telling::at_once(id, tell(state.clone(), id)).await;
}

/// Tells the portal whatever it has not heard yet of this person's links; false if it still has not. Before anything
/// is built on what the portal knows of them: one that was away when a link ended would go by that link.
pub(crate) async fn owed(state: &Identity, client: &Client, person: AccountId) -> Result<bool, StorageError> {
    let (within, asked) = (state.clone(), client.clone());
    let read = state.site().store.read::<_, StorageError, _>(move |tx| {
        let (state, client) = (within.clone(), asked.clone());
        Box::pin(async move {
            let mut links = identity_links::of_person(tx, person).await?;
            links.retain(|link| link.client == client.client_id);
            Ok((links, state.provider.names_at(tx, &client, person).await?))
        })
    });
    let (links, names) = read.await?;
    let owed: Vec<LinkId> =
        links.into_iter().filter(|link| link.handshake.owes()).map(|link| link.id).collect();
    let all = async {
        // Only somebody who had several accounts is called by several names.
        for name in names.iter().filter(|_| names.len() > 1) {
            events::tell_of(state, &client.client_id, name).await?;
        }
        for id in owed {
            tell(state.clone(), id).await?;
        }
        Ok::<_, NotTold>(())
    };
    Ok(matches!(tokio::time::timeout(telling::AT_ONCE, all).await, Ok(Ok(()))))
}

/// What tells a portal; if it does not answer, it is told again later.
pub(super) fn handler(state: &Identity) -> JobHandler {
    telling::handler(state, tell)
}

/// Why a portal could not be told.
#[derive(Debug, thiserror::Error)]
enum NotTold {
    #[error(transparent)]
    Trouble(#[from] Trouble),
    #[error(transparent)]
    Ours(#[from] ProviderError),
    #[error(transparent)]
    Asked(#[from] ask::Trouble),
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("the portal's answer is no report")]
    NoReport,
    #[error("the portal's answer is about another link")]
    Differs,
    #[error("the portal has heard it and does not remember")]
    StillOwing,
    #[error("the portal's answer cannot be, or is not what it has told before")]
    Disbelieved,
}

impl NotTold {
    /// Whether the portal answered something, and nothing that the interface answers.
    const fn is_unreadable(&self) -> bool {
        matches!(
            self,
            Self::Trouble(Trouble::Nonsense(_))
                | Self::Asked(ask::Trouble::NotReached(Trouble::Nonsense(_)))
                | Self::NoReport
        )
    }
}

async fn tell(state: Identity, id: LinkId) -> Result<(), NotTold> {
    for _ in 0..telling::TURNS {
        let Some(link) = link(&state, id).await?.filter(|link| link.handshake.owes()) else { return Ok(()) };
        let endpoint = match portal(&state, &link.client).await {
            Ok((_, endpoint)) => endpoint,
            // A portal without an interface asks by itself.
            Err(ask::Trouble::NotOffered) => return Ok(()),
            Err(trouble) => return Err(trouble.into()),
        };
        let report = match answered(&state, &link, &endpoint).await {
            Ok(report) => report,
            Err(error) => {
                if error.is_unreadable() {
                    unreadable(&state, &link).await?;
                }
                return Err(error);
            }
        };
        if !listen(&state, &link, report).await? {
            return Err(NotTold::Disbelieved);
        }
    }
    match link(&state, id).await? {
        Some(link) if link.handshake.owes() => Err(NotTold::StillOwing),
        _ => Ok(()),
    }
}

/// Tells where we stand, in the way that the portal takes; what it answers.
async fn answered(state: &Identity, link: &IdentityLink, endpoint: &str) -> Result<Report, NotTold> {
    match event(state, link).await? {
        Some(report) => Ok(report),
        None => report(state, link, endpoint).await,
    }
}

/// The person finds that the portal's answer could not be read.
async fn unreadable(state: &Identity, link: &IdentityLink) -> Result<(), StorageError> {
    let (within, now) = (state.clone(), state.site().now());
    let (about, client) = ((link.id, Subject::Person(link.person)), link.client.clone());
    let store = &state.site().store;
    store
        .write(move |tx| {
            let (state, client) = (within.clone(), client.clone());
            Box::pin(async move {
                let said = telling::unreadable(tx, state.site(), about, now).await?;
                Ok(match said {
                    Some(event) => Change::Recorded((), vec![event.with("client", client)]),
                    None => Change::Unrecorded(()),
                })
            })
        })
        .await
}

/// Tells where we stand; what the portal answers.
async fn report(state: &Identity, link: &IdentityLink, endpoint: &str) -> Result<Report, NotTold> {
    let call = Call::tell(endpoint, link.id, &told(link));
    let authorization = state.provider.signed(state.site(), endpoint, &call).await?;
    let answer = call.send(state.provider.http(), &authorization).await?;
    words::read_report(&answer.report).ok_or(NotTold::NoReport)
}

/// Tells where we stand by an event, if the portal takes such: that it has taken it is its receipt for our part.
async fn event(state: &Identity, link: &IdentityLink) -> Result<Option<Report>, NotTold> {
    let Some(name) = of_standing(link.handshake.mine.standing.word()) else { return Ok(None) };
    let said = LinkTold { link: link.id.to_string(), report: words::report(&link.handshake.report()) };
    let detail = serde_json::to_value(said).expect("strings and numbers serialise");
    // The same part is the same event, however often it is told.
    let jti = format!("{} {}", link.id, link.handshake.mine.number);
    let at = link.handshake.mine.standing.at().unwrap_or(link.created_at);
    let said =
        events::Said { jti: &jti, subject: &link.subject, event: name, detail: &detail, at, only_so: false };
    let taken = events::push(state, &link.client, &said).await?;
    Ok(taken.then_some(Report { part: link.handshake.theirs, heard: link.handshake.mine }))
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

/// Keeps what the portal says of a link; false if that cannot be, or if its part has gone back behind the one that it
/// had before it was asked. Then nothing changes, and the person finds that it was said.
async fn listen(state: &Identity, told: &IdentityLink, report: Report) -> Result<bool, NotTold> {
    let (id, client, within) = (told.id, told.client.clone(), state.clone());
    let (now, owner) = (state.site().now(), Subject::Person(told.person));
    let back = report.part.number < told.handshake.theirs.number && report != Report::NOTHING;
    let believed = !back && !told.handshake.hear(&report).1.nonsense;
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
                        let mut events = heard::consequences(tx, &state, before.as_ref(), &link, now).await?;
                        put_down(tx, state.site(), &link, now).await?;
                        if !believed {
                            let said = telling::disbelieved(tx, state.site(), (id, owner), now).await?;
                            events.extend(said.map(|event| event.with("client", client)));
                        }
                        Ok(if events.is_empty() {
                            Change::Unrecorded(believed)
                        } else {
                            Change::Recorded(believed, events)
                        })
                    }
                    Received::Unknown | Received::EvidenceDiffers => Err(NotTold::Differs),
                }
            })
        })
        .await
}
