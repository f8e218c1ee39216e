//! Comparing with an issuer what both sides have of their links, and healing what differs.
//!
//! Telling keeps both sides in agreement as long as neither forgets. An old database that is put back forgets: then
//! one side has a link that the other has not, or has ended. So every night a portal reads the issuer's list, and
//! for each link that does not stand there as it stands here, tells the issuer where it stands and listens to the
//! answer, as ever. Nothing of the list itself is taken over.

use std::collections::BTreeMap;

use onedoor_base::{Actor, AuditEvent, LinkId};
use onedoor_linking::{Handshake, Life, Link, Reason, Report, Verdict, receive};
use onedoor_linking_client::{Call, words};
use onedoor_linking_protocol::{LinkPage, PAGE, Told};
use onedoor_site::HasSite;
use onedoor_storage::linking::links;
use onedoor_storage::{Change, StorageError};
use serde::{Deserialize, Serialize};

use super::settings::Upstream;
use super::tell::{NotTold, anew};
use crate::Portal;

const FIRST: LinkId = LinkId::from_bytes([0; 16]);
const LAST: LinkId = LinkId::from_bytes([255; 16]);

/// How many links may be lost on one side before nobody is believed to have lost them: rather, one side has the
/// wrong database. The same again for every [`PART`] that stand on both.
const LOST: u64 = 20;
const PART: u64 = 20;

/// How a link stands on the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// The issuer does not have it.
    OnlyHere,
    /// The portal does not have it, and once had.
    OnlyThere,
    /// One side says of the other what the other does not say.
    Differs,
}

impl Difference {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OnlyHere => "only here",
            Self::OnlyThere => "only there",
            Self::Differs => "differs",
        }
    }
}

/// A link that was found to differ.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Which.
    pub link: LinkId,
    /// How.
    pub difference: Difference,
    /// Where it stands now, or why it could not be healed.
    pub now: Result<&'static str, String>,
}

/// How much there was of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// Links that both sides have, and see alike.
    pub same: u64,
    /// As [`Difference::OnlyHere`].
    pub only_here: u64,
    /// As [`Difference::OnlyThere`].
    pub only_there: u64,
    /// As [`Difference::Differs`].
    pub differing: u64,
    /// How many of these are healed.
    pub healed: u64,
}

/// Why two sides could not be compared.
#[derive(Debug, thiserror::Error)]
pub enum CannotCompare {
    /// The issuer.
    #[error(transparent)]
    Trouble(#[from] onedoor_linking_client::Trouble),
    /// Its metadata.
    #[error(transparent)]
    Discovery(#[from] onedoor_signin::Trouble),
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// What it lists is no list.
    #[error("the issuer's list cannot be read")]
    Nonsense,
}

/// One comparison on its way.
pub(super) struct Comparison<'p> {
    portal: &'p Portal,
    upstream: &'p Upstream,
    endpoint: String,
    /// Also heals what so many have lost that it looks like a wrong database.
    all: bool,
    /// How far it has come; `None` at the end.
    pub(super) after: Option<LinkId>,
    pub(super) compared: Compared,
}

impl<'p> Comparison<'p> {
    /// From the beginning, or from where it stopped. `None`: the issuer does not speak of links.
    pub(super) async fn of(
        portal: &'p Portal,
        upstream: &'p Upstream,
        all: bool,
    ) -> Result<Option<Self>, CannotCompare> {
        let endpoint = upstream.provider.linking_endpoint(portal.site().now()).await?;
        let compared = Compared::default();
        Ok(endpoint.map(|endpoint| Self { portal, upstream, endpoint, all, after: Some(FIRST), compared }))
    }

    /// Compares one page of the issuer's list with what stands here beside it.
    pub(super) async fn step(&mut self) -> Result<Vec<Finding>, CannotCompare> {
        let Some(after) = self.after else { return Ok(Vec::new()) };
        let (there, upto) = self.listed(after).await?;
        let mut pairs: BTreeMap<LinkId, (Option<Link>, Option<Report>)> =
            there.into_iter().map(|(id, report)| (id, (None, Some(report)))).collect();
        for link in self.own(after, upto).await? {
            let id = link.id;
            pairs.entry(id).or_default().0 = Some(link);
        }
        let mut findings = Vec::new();
        for (id, (here, there)) in pairs {
            let Some(difference) = difference(here.as_ref(), there.as_ref()) else {
                self.compared.same += 1;
                continue;
            };
            findings.push(self.heal(id, difference, there).await);
        }
        self.after = (upto != LAST).then_some(upto);
        Ok(findings)
    }

    /// A page of the issuer's list, and up to which link it goes.
    async fn listed(&self, after: LinkId) -> Result<(Vec<(LinkId, Report)>, LinkId), CannotCompare> {
        let call = Call::list(&self.endpoint, Some(after).filter(|after| *after != FIRST));
        let authorization = self.upstream.provider.authorization();
        let LinkPage { links, more } = call.send(self.portal.linking.http(), &authorization).await?;
        let mut read: Vec<(LinkId, Report)> = Vec::new();
        for entry in &links {
            let id: LinkId = entry.id.parse().map_err(|_| CannotCompare::Nonsense)?;
            let report = words::read_report(&entry.report).ok_or(CannotCompare::Nonsense)?;
            // Or it would never end.
            if id <= read.last().map_or(after, |(last, _)| *last) {
                return Err(CannotCompare::Nonsense);
            }
            read.push((id, report));
        }
        let last = read.last().map(|(id, _)| *id);
        match (more, last) {
            (false, _) => Ok((read, LAST)),
            (true, Some(last)) => Ok((read, last)),
            (true, None) => Err(CannotCompare::Nonsense),
        }
    }

    async fn own(&self, mut after: LinkId, upto: LinkId) -> Result<Vec<Link>, StorageError> {
        let mut own = Vec::new();
        let most = i64::try_from(PAGE).unwrap_or(i64::MAX);
        loop {
            let issuer = self.upstream.provider.issuer().to_owned();
            let read = self.portal.site().store.read(move |tx| {
                let issuer = issuer.clone();
                Box::pin(async move { links::of_issuer(tx, &issuer, (after, upto), most).await })
            });
            let page: Vec<Link> = read.await?;
            let Some(last) = page.last() else { return Ok(own) };
            after = last.id;
            own.extend(page);
        }
    }

    async fn heal(&mut self, id: LinkId, difference: Difference, there: Option<Report>) -> Finding {
        let counted = &mut self.compared;
        let lost = match difference {
            Difference::OnlyHere => &mut counted.only_here,
            Difference::OnlyThere => &mut counted.only_there,
            Difference::Differs => &mut counted.differing,
        };
        *lost += 1;
        let wrong_database = difference != Difference::Differs && *lost > LOST + counted.same / PART;
        let now = match (difference, there) {
            _ if wrong_database && !self.all => Err("too many are lost: left as it is".to_owned()),
            (Difference::OnlyThere, Some(there)) => self.forgotten(id, &there).await,
            _ => self.told(id).await,
        };
        if now.is_ok() {
            self.compared.healed += 1;
        }
        Finding { link: id, difference, now }
    }

    /// Tells where we stand, whatever the issuer is known to have heard, and listens.
    async fn told(&self, id: LinkId) -> Result<&'static str, String> {
        anew(self.portal, id).await.map_err(|error: NotTold| error.to_string())?;
        let read = self
            .portal
            .site()
            .store
            .read::<_, StorageError, _>(move |tx| Box::pin(async move { links::get(tx, id).await }));
        let link = read.await.map_err(|error| error.to_string())?;
        // Its answer was believed, but it may have heard something else than we said.
        match link {
            Some(link) if link.handshake.owes() => Err("the issuer says that it has not heard it".to_owned()),
            link => Ok(link.map_or("gone", |link| link.life().word())),
        }
    }

    /// Tells that it was lost here: nobody vouches for it any more.
    async fn forgotten(&self, id: LinkId, there: &Report) -> Result<&'static str, String> {
        let now = self.portal.site().now();
        let lost = receive(None, there, Some(Verdict::Refuse(Reason::Forgotten)), now);
        let report = words::report(&lost.map_or(Report::NOTHING, |lost: Handshake| lost.report()));
        let call = Call::tell(&self.endpoint, id, &Told { report, evidence: None });
        let authorization = self.upstream.provider.authorization();
        let answer = call.send(self.portal.linking.http(), &authorization).await;
        let heard = words::read_report(&answer.map_err(|error| error.to_string())?.report);
        match heard {
            Some(report) if report.heard.is_ended() || report.part.is_ended() => Ok("ended"),
            _ => Err("the issuer does not say that it has ended".to_owned()),
        }
    }

    /// Writes down what was found.
    pub(super) async fn recorded(&self) -> Result<(), StorageError> {
        let Compared { same, only_here, only_there, differing, healed } = self.compared;
        let issuer = self.upstream.provider.issuer();
        tracing::info!(
            issuer,
            same,
            only_here,
            only_there,
            differing,
            healed,
            monotonic_counter.links_compared = same + only_here + only_there + differing,
            monotonic_counter.links_differing = only_here + only_there + differing,
            "links were compared"
        );
        let left = only_here + only_there + differing - healed;
        if left > 0 {
            tracing::error!(issuer, left, "links differ still; see `onedoor links compare`");
        }
        let now = self.portal.site().now();
        let event = AuditEvent::new(now, Actor::Site("comparison".to_owned()), "linking.links.compared")
            .with("issuer", issuer)
            .with("same", same.to_string())
            .with("only_here", only_here.to_string())
            .with("only_there", only_there.to_string())
            .with("differing", differing.to_string())
            .with("healed", healed.to_string());
        let store = &self.portal.site().store;
        store
            .write(move |tx| {
                let (_, event) = (tx, event.clone());
                Box::pin(async move { Ok(Change::Recorded((), vec![event])) })
            })
            .await
    }
}

/// How a link differs, if it does.
fn difference(here: Option<&Link>, there: Option<&Report>) -> Option<Difference> {
    match (here, there) {
        (Some(here), Some(there)) => {
            let Handshake { mine, theirs, .. } = here.handshake;
            let alike = there.part == theirs && there.heard == mine && !here.handshake.owes();
            (!alike).then_some(Difference::Differs)
        }
        // What is over is nothing that anybody has lost.
        (Some(here), None) => (here.life() != Life::Ended).then_some(Difference::OnlyHere),
        (None, Some(there)) => {
            let over = there.part.is_ended() || there.heard.is_ended();
            (!over).then_some(Difference::OnlyThere)
        }
        (None, None) => None,
    }
}

/// Compares with every issuer that speaks of links, from end to end, and says what was found. `all`: also heals what
/// so many have lost that one side seems to have a wrong database.
pub async fn compare(
    portal: &Portal,
    all: bool,
    mut found: impl FnMut(&str, &Finding),
) -> Result<Vec<(String, Compared)>, CannotCompare> {
    let mut compared = Vec::new();
    for upstream in portal.linking.upstreams() {
        let Some(mut comparison) = Comparison::of(portal, upstream, all).await? else { continue };
        let issuer = upstream.provider.issuer();
        while comparison.after.is_some() {
            comparison.step().await?.iter().for_each(|finding| found(issuer, finding));
        }
        comparison.recorded().await?;
        compared.push((issuer.to_owned(), comparison.compared));
    }
    Ok(compared)
}
