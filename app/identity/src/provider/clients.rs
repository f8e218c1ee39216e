//! Relying parties: from the configuration into the database, and out again.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use onedoor_base::{Actor, AuditEvent, ClientKey};
use onedoor_oidc::Client;
use onedoor_site::{Refused, Site, Visit};
use onedoor_storage::provider::clients::{self, Source, Standing};
use onedoor_storage::{Change, Tx};

use super::{ProviderError, pages};

/// Makes the registrations in the database those of the configuration.
pub(super) async fn register(site: &Site, wanted: &[Client]) -> Result<(), ProviderError> {
    let mut texts = Vec::new();
    for client in wanted {
        client.check().map_err(|error| ProviderError::Registration(client.client_id.clone(), error))?;
        let text = serde_json::to_string(client).map_err(ProviderError::unreadable("a registration"))?;
        let key = ClientKey::new(site.now(), site.random.as_ref());
        texts.push((key, client.client_id.clone(), text));
    }
    let now = site.now();
    site.store
        .write(move |tx| {
            let texts = texts.clone();
            Box::pin(async move {
                let mut events = Vec::new();
                let event = |action, client_id: &str| {
                    AuditEvent::new(now, Actor::Site("configuration".to_owned()), action)
                        .with("client", client_id)
                };
                for known in clients::configured(tx).await? {
                    if !texts.iter().any(|(_, client_id, _)| *client_id == known) {
                        clients::end(tx, &known, now).await?;
                        events.push(event("provider.client.ended", &known));
                    }
                }
                for (key, client_id, text) in &texts {
                    if clients::put(tx, *key, client_id, (text, Source::Configuration), now).await? {
                        events.push(event("provider.client.registered", client_id));
                    }
                }
                Ok(Change::Recorded((), events))
            })
        })
        .await
}

/// The client with this id, if people may sign in there.
pub(crate) async fn load(tx: &mut Tx<'_>, client_id: &str) -> Result<Option<Client>, ProviderError> {
    clients::registration(tx, client_id).await?.as_deref().map(read).transpose()
}

/// The client with this id, wherever it stands, and where that is; not one that the configuration does not name any
/// more.
pub(crate) async fn known(
    tx: &mut Tx<'_>,
    client_id: &str,
) -> Result<Option<(Client, Standing)>, ProviderError> {
    let known = clients::known(tx, client_id).await?.filter(|known| known.ended_at.is_none());
    known.map(|known| Ok((read(&known.registration)?, known.standing))).transpose()
}

/// Those of these clients that are known, wherever they stand, by their ids.
pub(crate) async fn these(tx: &mut Tx<'_>, ids: &BTreeSet<String>) -> Result<Vec<Client>, ProviderError> {
    let mut these = clients::all(tx).await?;
    these.retain(|known| known.ended_at.is_none() && ids.contains(&known.client_id));
    these.iter().map(|known| read(&known.registration)).collect()
}

/// A client where people sign in, or why they do not.
pub(super) enum Found {
    /// They do.
    InUse(Box<Client>),
    /// It stands otherwise.
    Stopped(Box<Stopped>),
    /// There is none.
    Unknown,
}

/// A system at which nobody signs in, for the time being or any more.
#[derive(Debug, Clone)]
pub(super) struct Stopped {
    client: Client,
    standing: Standing,
    into: Option<Client>,
}

impl Stopped {
    /// The page that says so, in the visitor's language.
    pub(super) fn refused(self, visit: &Visit) -> Refused {
        let tag = visit.language.tag();
        let status = match self.standing {
            Standing::Suspended => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::GONE,
        };
        let into = self.into.as_ref().and_then(|into| Some((into.name_in(tag).to_owned(), home(into)?)));
        let name = self.client.name_in(tag).to_owned();
        Refused::page(status, pages::SystemStopped { name, standing: self.standing, into })
    }
}

/// The client with this id. Whoever is on the way to one is on pages of ours, whose forms may lead to it.
pub(super) async fn find(tx: &mut Tx<'_>, site: &Site, client_id: &str) -> Result<Found, ProviderError> {
    let Some((client, standing)) = known(tx, client_id).await? else { return Ok(Found::Unknown) };
    if standing == Standing::Registered {
        let origins = client.redirect_uris.iter().filter_map(|uri| url::Url::parse(uri).ok());
        origins.for_each(|url| site.learned_targets.learn(url.origin().ascii_serialization()));
        return Ok(Found::InUse(Box::new(client)));
    }
    let into = match standing.successor() {
        Some(into) => load(tx, into).await?,
        None => None,
    };
    Ok(Found::Stopped(Box::new(Stopped { client, standing, into })))
}

/// A client from its registration in the database.
pub(crate) fn read(registration: &str) -> Result<Client, ProviderError> {
    serde_json::from_str(registration).map_err(ProviderError::unreadable("a registration"))
}

/// Where a client's own pages begin, for a link back when nothing else is known.
pub(super) fn home(client: &Client) -> Option<String> {
    let address = url::Url::parse(client.redirect_uris.first()?).ok()?;
    Some(format!("{}/", address.origin().ascii_serialization()))
}
