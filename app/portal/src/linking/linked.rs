//! What is linked: the confirmation, and the list in the settings.

use axum::extract::State;
use axum::response::Response;
use onedoor_base::{LinkId, LocalAccountId};
use onedoor_linking::Link;
use onedoor_site::{Asked as Address, Refused, ReturnTo, SignedInVisit, see_other};
use onedoor_storage::StorageError;
use onedoor_storage::linking::links;
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::services::moving::{self, CameFrom};
use onedoor_ui::{Look, Role, SiteLook};
use serde::Deserialize;

use super::answer::add_account;
use super::from_settings::Told;
use super::label::label;
use super::pages::{LinkLine, LinkWay, LinkedPage, LinksPage};
use super::settings::Upstream;
use super::takeover::is_held;
use crate::Portal;
use crate::contacts::is_offered;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    return_to: String,
}

/// `GET /sign-in/linked`: it is done, and where to go on.
pub(super) async fn linked(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Address(back): Address<Back>,
) -> Result<Response, Refused> {
    let Owned { record, links, .. } = Owned::of(&visit, visit.local_account()?).await?;
    let active = links.iter().find(|link| link.is_active());
    let Some(link) = active else { return Ok(see_other("/account/links")) };
    // The newest comes first.
    let before =
        links.iter().filter(|one| one.national == link.national).find_map(|one| one.handshake.ended());
    let elsewhere = elsewhere(&portal, &visit, &links).await.map(|(_, page)| page);
    let (offers, held) = waits(&visit, link.account).await?;
    let page = LinkedPage {
        look: look(&portal, link),
        account: label(&portal, &record),
        return_to: ReturnTo::parse(&back.return_to),
        again: before.map(|ended| ended.at),
        offers,
        held,
        elsewhere,
    };
    Ok(visit.page(&page))
}

/// What the address of the list says to somebody who comes back to it.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    told: String,
}

/// The national identities that can be linked with the account: of each issuer one. None without a password of its
/// own, or an identity that opens it, by which its owner is known.
fn ways(portal: &Portal, links: &[Link], has_password: bool) -> Vec<LinkWay> {
    let holding = || links.iter().filter(|link| link.life().holds_account());
    if !has_password && holding().next().is_none() {
        return Vec::new();
    }
    let free = |one: &&Upstream| holding().all(|link| link.national.issuer != one.provider.issuer());
    let way = |one: &Upstream| LinkWay { look: one.look.clone(), key: one.key.clone() };
    portal.linking.upstreams().filter(free).map(way).collect()
}

/// Whether contact data wait for an answer, and whether something is on hold.
async fn waits(visit: &SignedInVisit, account: LocalAccountId) -> Result<(bool, bool), StorageError> {
    visit
        .site
        .store
        .read(move |tx| {
            Box::pin(async move { Ok((is_offered(tx, account).await?, is_held(tx, account).await?)) })
        })
        .await
}

/// The page of the issuer that the account is linked with, on which its owner sees all their links. An issuer
/// that does not answer just now is left out.
async fn elsewhere(portal: &Portal, visit: &SignedInVisit, links: &[Link]) -> Option<(SiteLook, String)> {
    let active = links.iter().find(|link| link.is_active())?;
    let upstream = portal.linking.of_issuer(&active.national.issuer)?;
    let page = upstream.provider.links_page(visit.now).await.ok().flatten()?;
    Some((upstream.look.clone(), page))
}

/// `GET /account/links`: every link that the account has or had.
pub(super) async fn list(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Address(news): Address<Sent>,
) -> Result<Response, Refused> {
    let Owned { record, links, came_from } = Owned::of(&visit, visit.local_account()?).await?;
    // The proof of a link that was carried over is the one whose place it took.
    let carried = |link: &Link| link.proof.as_ref().is_some_and(|proof| proof.parse::<LinkId>().is_ok());
    let before = came_from.map(|came| came.name_in(visit.language.tag()));
    let has_password = record.password_hash.is_some();
    let shown = links.iter().map(|link| LinkLine {
        id: link.id,
        look: look(&portal, link),
        made_by: link.made_by,
        proof: link.local_proof.how,
        assurance: link.assurance,
        created_at: link.created_at,
        life: link.life(),
        stopped: link
            .handshake
            .ended()
            .or_else(|| link.handshake.suspended())
            .map(|stopped| stopped.between(link.created_at, visit.now)),
        carried_from: before.clone().filter(|_| carried(link)),
    });
    let shown: Vec<LinkLine> = shown.collect();
    let several = links.iter().find(|link| link.is_active()).and_then(|link| {
        let upstream = portal.linking.of_issuer(&link.national.issuer)?;
        upstream.policy.several_accounts.then(|| add_account(&upstream.key, "/account/links"))
    });
    let ways = ways(&portal, &links, has_password);
    let told = Told::from_word(&news.told);
    let elsewhere = elsewhere(&portal, &visit, &links).await;
    Ok(visit.page(&LinksPage { lines: shown, has_password, add: several, ways, elsewhere, told }))
}

/// An account with its links, and where it came from.
pub(super) struct Owned {
    pub(super) record: AccountRecord,
    /// The newest first.
    pub(super) links: Vec<Link>,
    came_from: Option<CameFrom>,
}

impl Owned {
    pub(super) async fn of(visit: &SignedInVisit, account: LocalAccountId) -> Result<Self, Refused> {
        let read = visit.site.store.read(move |tx| {
            Box::pin(async move {
                let record = accounts::get(tx, account).await?;
                let record =
                    record.ok_or_else(|| Refused::internal("an account that is open is not there"))?;
                let links = links::of_account(tx, account).await?;
                Ok::<_, Refused>(Self {
                    record,
                    links,
                    came_from: moving::account_came_from(tx, account).await?,
                })
            })
        });
        read.await
    }

    /// Whether the account's national number is known to be its owner's.
    pub(super) fn number_is_proven(&self) -> bool {
        self.record.number.as_ref().is_some_and(|number| number.proven_at.is_some())
    }
}

fn look(portal: &Portal, link: &Link) -> SiteLook {
    let known = portal.linking.of_issuer(&link.national.issuer).map(|upstream| upstream.look.clone());
    known.unwrap_or_else(|| SiteLook::new(Look::Plain, Role::Identity))
}
