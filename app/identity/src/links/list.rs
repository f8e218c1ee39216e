//! The list of links.

use std::collections::BTreeMap;

use axum::response::Response;
use onedoor_base::LinkId;
use onedoor_linking::{IdentityLink, Life};
use onedoor_oidc::Client;
use onedoor_site::{Asked as Address, Refused, SignedInVisit};
use onedoor_storage::linking::identity_links;
use onedoor_storage::provider::clients;
use onedoor_storage::{StorageError, Tx};
use serde::Deserialize;

use super::client::{name, systems};
use super::pages::{LinkShown, LinksNotice, LinksPage};

/// What the address says.
#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    made: String,
    #[serde(default)]
    ended: String,
    #[serde(default)]
    waits: String,
}

/// `GET /account/links`
pub(super) async fn list(visit: SignedInVisit, Address(news): Address<News>) -> Result<Response, Refused> {
    let links = shown(&visit).await?;
    let about = |id: &str| {
        let id: LinkId = id.parse().ok()?;
        links.iter().find(|link| link.id == id)
    };
    let waits = match news.waits.as_str() {
        "" => None,
        client => systems(&visit).await?.into_iter().find(|system| system.client_id == client),
    };
    let notice = match (about(&news.made), about(&news.ended)) {
        (Some(made), _) if made.life == Life::Active => Some(LinksNotice::Made(made.system.clone())),
        (Some(made), _) if made.life != Life::Ended => Some(LinksNotice::Waits(made.system.clone())),
        (_, Some(ended)) if ended.life == Life::Ended => Some(LinksNotice::Ended(ended.system.clone())),
        _ => waits.map(|system| LinksNotice::Waits(system.name_in(visit.language.tag()).to_owned())),
    };
    Ok(visit.page(&LinksPage { notice, links }))
}

/// The links of the person, with the names of the systems.
pub(super) async fn shown(visit: &SignedInVisit) -> Result<Vec<LinkShown>, Refused> {
    let person = visit.person()?;
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let links = identity_links::of_person(tx, person).await?;
            let names = registrations(tx, &links).await?;
            Ok((links, names))
        })
    });
    let (links, names) = read.await?;
    let (language, now) = (visit.language, visit.now);
    // The proof of a link that was carried over is the one whose place it took.
    let before: BTreeMap<LinkId, String> = links
        .iter()
        .filter_map(|link| link.proof.as_ref()?.parse().ok())
        .filter_map(|id| links.iter().find(|link| link.id == id))
        .map(|old| (old.id, name(names.get(&old.client), &old.system, language)))
        .collect();
    let carried_from = |link: &IdentityLink| before.get(&link.proof.as_ref()?.parse().ok()?).cloned();
    let line = |link: IdentityLink| LinkShown {
        carried_from: carried_from(&link),
        id: link.id,
        system: name(names.get(&link.client), &link.system, language),
        account: link.label.clone(),
        life: link.life(),
        stopped: link
            .handshake
            .ended()
            .or_else(|| link.handshake.suspended())
            .map(|stopped| stopped.between(link.created_at, now)),
        proof: link.evidence.local.how,
        assurance: link.evidence.assurance,
        made_by: link.evidence.made_by,
        created_at: link.created_at,
    };
    Ok(links.iter().cloned().map(line).collect())
}

async fn registrations(
    tx: &mut Tx<'_>,
    links: &[IdentityLink],
) -> Result<BTreeMap<String, Client>, StorageError> {
    let mut names = BTreeMap::new();
    for link in links {
        if names.contains_key(&link.client) {
            continue;
        }
        let json = clients::known(tx, &link.client).await?.map(|known| known.registration);
        let client = json.and_then(|json| serde_json::from_str::<Client>(&json).ok());
        names.extend(client.map(|client| (link.client.clone(), client)));
    }
    Ok(names)
}
