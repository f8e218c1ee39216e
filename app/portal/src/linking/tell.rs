//! Telling an issuer where the portal stands to a link: at once, and as work to be done later.

use onedoor_base::{LinkId, Subject, Timestamp};
use onedoor_linking::{Link, Report};
use onedoor_linking_client::words::{self, About};
use onedoor_linking_client::{Call, Trouble};
use onedoor_linking_protocol::{Evidence, Told};
use onedoor_site::jobs::JobHandler;
use onedoor_site::{HasSite, Site, telling};
use onedoor_storage::linking::links;
use onedoor_storage::services::accounts;
use onedoor_storage::{Change, StorageError, Tx};

use super::heard;
use super::label::said;
use crate::Portal;

/// Puts the telling down, in the transaction that changed the part; nothing if the issuer has heard it.
pub(crate) async fn put_down(
    tx: &mut Tx<'_>,
    site: &Site,
    link: &Link,
    now: Timestamp,
) -> Result<(), StorageError> {
    telling::put_down(tx, site, (link.id, &link.handshake), now).await
}

/// Tells the issuer now, for at most three seconds; what fails is done later.
pub(crate) async fn now(portal: &Portal, id: LinkId) {
    telling::at_once(id, tell(portal.clone(), id)).await;
}

/// What tells an issuer; if it does not answer, it is told again later.
pub(super) fn handler(portal: &Portal) -> JobHandler {
    telling::handler(portal, tell)
}

/// Why an issuer could not be told.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotTold {
    #[error(transparent)]
    Trouble(#[from] Trouble),
    #[error(transparent)]
    Discovery(#[from] onedoor_signin::Trouble),
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error("the issuer is not in the configuration any more")]
    NoIssuer,
    #[error("the issuer does not speak of links any more")]
    NoInterface,
    #[error("the issuer's answer is no report")]
    NoReport,
    #[error("the issuer has heard it and does not remember")]
    StillOwing,
    #[error("the issuer's answer cannot be, or is not what it has told before")]
    Disbelieved,
}

impl NotTold {
    /// Whether the issuer answered something, and nothing that the interface answers.
    const fn is_unreadable(&self) -> bool {
        matches!(self, Self::Trouble(Trouble::Nonsense(_)) | Self::NoReport)
    }
}

async fn tell(portal: Portal, id: LinkId) -> Result<(), NotTold> {
    told(&portal, id, false).await
}

/// Tells the issuer where we stand, whatever it is known to have heard, and listens; then whatever is owed.
pub(super) async fn anew(portal: &Portal, id: LinkId) -> Result<(), NotTold> {
    told(portal, id, true).await
}

async fn told(portal: &Portal, id: LinkId, anew: bool) -> Result<(), NotTold> {
    for turn in 0..telling::TURNS {
        let Some((link, evidence)) = owed(portal, id, anew && turn == 0).await? else { return Ok(()) };
        let upstream = portal.linking.of_issuer(&link.national.issuer).ok_or(NotTold::NoIssuer)?;
        let endpoint = upstream.provider.linking_endpoint(portal.site().now()).await?;
        let endpoint = endpoint.ok_or(NotTold::NoInterface)?;
        let told = Told { report: words::report(&link.handshake.report()), evidence };
        let call = Call::tell(&endpoint, id, &told);
        let report = match answered(portal, call, &upstream.provider.authorization()).await {
            Ok(report) => report,
            Err(error) => {
                if error.is_unreadable() {
                    unreadable(portal, &link).await?;
                }
                return Err(error);
            }
        };
        if !listen(portal, id, report, link.handshake.theirs.number).await? {
            return Err(NotTold::Disbelieved);
        }
    }
    match owed(portal, id, false).await? {
        Some(_) => Err(NotTold::StillOwing),
        None => Ok(()),
    }
}

async fn answered(portal: &Portal, call: Call<Told>, authorization: &str) -> Result<Report, NotTold> {
    let answer = call.send(portal.linking.http(), authorization).await?;
    words::read_report(&answer.report).ok_or(NotTold::NoReport)
}

/// The owner finds that the issuer's answer could not be read.
async fn unreadable(portal: &Portal, link: &Link) -> Result<(), StorageError> {
    let (within, now) = (portal.clone(), portal.site().now());
    let (about, issuer) = ((link.id, Subject::LocalAccount(link.account)), link.national.issuer.clone());
    let store = &portal.site().store;
    store
        .write(move |tx| {
            let (portal, issuer) = (within.clone(), issuer.clone());
            Box::pin(async move {
                let said = telling::unreadable(tx, portal.site(), about, now).await?;
                Ok(match said {
                    Some(event) => Change::Recorded((), vec![event.with("issuer", issuer)]),
                    None => Change::Unrecorded(()),
                })
            })
        })
        .await
}

/// The link, if its issuer is still to be told, or is told `anew`; with the evidence as long as the issuer may not have it.
async fn owed(
    portal: &Portal,
    id: LinkId,
    anew: bool,
) -> Result<Option<(Link, Option<Evidence>)>, StorageError> {
    let found: Option<_> = portal
        .site()
        .store
        .read(move |tx| {
            Box::pin(async move {
                let Some(link) = links::get(tx, id).await?.filter(|link| anew || link.handshake.owes())
                else {
                    return Ok::<_, StorageError>(None);
                };
                let account = accounts::get(tx, link.account).await?;
                Ok(Some((link, account)))
            })
        })
        .await?;
    Ok(found.map(|(link, account)| {
        let label = account.map(|record| said(portal, &record)).unwrap_or_default();
        let evidence = evidence(&link, label);
        (link, evidence)
    }))
}

/// The evidence of a link, if the issuer could look it up and may not have it.
fn evidence(link: &Link, label: String) -> Option<Evidence> {
    let proof = link.proof.clone().filter(|_| link.handshake.evidence_is_due())?;
    let about = About {
        subject: link.national.subject.clone(),
        system: link.system.clone(),
        account: link.account.to_string(),
        label,
        proof,
    };
    Some(words::evidence(about, &link.evidence()))
}

/// Keeps what the issuer says of a link; false if that cannot be, or if its part has gone back behind `known`, the
/// number that it had before it was asked. Then nothing changes, and the owner finds that it was said.
async fn listen(portal: &Portal, id: LinkId, report: Report, known: u64) -> Result<bool, StorageError> {
    let (within, now) = (portal.clone(), portal.site().now());
    portal
        .site()
        .store
        .write(move |tx| {
            let portal = within.clone();
            Box::pin(async move {
                let heard = links::hear(tx, id, &report).await?;
                let believed = heard.is_some() && (report.part.number >= known || report == Report::NOTHING);
                let mut events = match &heard {
                    Some((link, heard)) => {
                        let events = heard::consequences(tx, &portal, link, heard, now).await?;
                        put_down(tx, portal.site(), link, now).await?;
                        events
                    }
                    None => Vec::new(),
                };
                if !believed {
                    let link = links::get(tx, id).await?;
                    let whose = link.map(|link| (Subject::LocalAccount(link.account), link.national.issuer));
                    if let Some((owner, issuer)) = whose {
                        let said = telling::disbelieved(tx, portal.site(), (id, owner), now).await?;
                        events.extend(said.map(|event| event.with("issuer", issuer)));
                    }
                }
                Ok(if events.is_empty() {
                    Change::Unrecorded(believed)
                } else {
                    Change::Recorded(believed, events)
                })
            })
        })
        .await
}
