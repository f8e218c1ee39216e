//! The systems that a person can have accounts at: the clients with a linking interface.

use onedoor_base::Language;
use onedoor_oidc::Client;
use onedoor_site::{Refused, SignedInVisit};
use onedoor_storage::StorageError;
use onedoor_storage::provider::clients;
use onedoor_ui::ErrorKind;

/// All of them, by their names.
pub(super) async fn systems(visit: &SignedInVisit) -> Result<Vec<Client>, Refused> {
    let found: Result<_, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { clients::active(tx).await })).await;
    let mut systems = Vec::new();
    for (_, registration) in found? {
        let client: Client =
            serde_json::from_str(&registration).map_err(|error| Refused::internal(error.to_string()))?;
        systems.extend(Some(client).filter(|client| client.linking_endpoint.is_some()));
    }
    let tag = visit.language.tag();
    systems.sort_by(|one, other| one.name_in(tag).cmp(other.name_in(tag)));
    Ok(systems)
}

/// The one of this id; a page that says there is none.
pub(super) async fn system(visit: &SignedInVisit, client_id: &str) -> Result<Client, Refused> {
    let all = systems(visit).await?;
    let found = all.into_iter().find(|client| client.client_id == client_id);
    found.ok_or_else(|| Refused::kind(ErrorKind::NotFound))
}

/// What a system is called, whether it is registered still or not.
pub(super) fn name(registration: Option<&Client>, system: &str, language: Language) -> String {
    registration.map_or_else(|| system.to_owned(), |client| client.name_in(language.tag()).to_owned())
}

/// Whether an address belongs to the client: a portal sends people to its own pages only.
pub(super) fn is_its_own(client: &Client, address: &str) -> bool {
    let origin = |text: &str| url::Url::parse(text).ok().map(|url| url.origin());
    let theirs = origin(address).filter(url::Origin::is_tuple);
    theirs.is_some() && client.redirect_uris.iter().any(|known| origin(known) == theirs)
}
