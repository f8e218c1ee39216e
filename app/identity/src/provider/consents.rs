//! `/account/consents`: what a person allowed portals, and how they take it back.

use axum::extract::{Path, State};
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, ConsentId, Subject};
use onedoor_oidc::authorize::ClaimsRequest;
use onedoor_oidc::{Client, Scopes};
use onedoor_site::{Asked, Nothing, Posted, Refused, SignedInVisit};
use onedoor_storage::provider::consents::{self, Consent};
use onedoor_storage::provider::grants::{self, Granted};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::ErrorKind;
use serde::Deserialize;

use super::{ProviderError, clients, pages};
use crate::Identity;

const PATH: &str = "/account/consents";

/// What the address says after one was taken back.
#[derive(Deserialize)]
pub(super) struct Done {
    #[serde(default)]
    ended: String,
}

/// `GET /account/consents`
pub(super) async fn list(
    State(state): State<Identity>,
    visit: SignedInVisit,
    Asked(done): Asked<Done>,
) -> Result<Response, Refused> {
    let (account, now, ended) = (visit.person()?, visit.now, done.ended.parse::<ConsentId>().ok());
    let found: Result<_, ProviderError> = state
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                // An address that somebody kept does not claim what is not so.
                let client = match ended {
                    Some(id) => consents::ended(tx, id, account).await?,
                    None => None,
                };
                let client = match client {
                    Some(client_id) => clients::known(tx, &client_id).await?.map(|(client, _)| client),
                    None => None,
                };
                let allowed = consents::of_account(tx, account).await?;
                Ok((allowed, grants::of_account(tx, account, now).await?, client))
            })
        })
        .await;
    let (allowed, granted, ended) = found?;
    let name = |client: Client| client.name_in(visit.language.tag()).to_owned();
    let entry = |(consent, registration): (Consent, Option<String>)| {
        let client = registration.as_deref().map(clients::read).transpose()?;
        let matches = client.as_ref().is_some_and(|client: &Client| !client.fingerprint_keys.is_empty());
        Ok(pages::ConsentEntry {
            name: client.map_or(consent.client_id, name),
            what: pages::what(
                &Scopes::parse(&consent.scopes).unwrap_or_default(),
                consent.claims.split_ascii_whitespace(),
                matches,
            ),
            since: consent.given_at,
            action: format!("{PATH}/{}/end", consent.id),
        })
    };
    let entries: Result<_, ProviderError> = allowed.into_iter().map(entry).collect();
    let house = of_the_house(&visit, &granted)?;
    Ok(visit.page(&pages::Consents { entries: entries?, house, ended: ended.map(name) }))
}

/// `POST /account/consents/{id}/end`
pub(super) async fn end(
    State(state): State<Identity>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let id: ConsentId = id.parse().map_err(|error| Refused::kind(ErrorKind::NotFound).because(error))?;
    let (account, now) = (visit.person()?, visit.now);
    let ended: Result<(), StorageError> = state
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                // Ended before, in another tab: the list says the same.
                let Some(client_id) = consents::end(tx, id, account, now).await? else {
                    return Ok(Change::Unrecorded(()));
                };
                grants::end_of_client(tx, account, &client_id, "consent_ended", now).await?;
                let event = AuditEvent::new(now, Actor::Person(account), "provider.consent.ended")
                    .about(Subject::Person(account))
                    .with("client", client_id);
                Ok(Change::Recorded((), vec![event]))
            })
        })
        .await;
    ended?;
    Ok(visit.sends(&format!("{PATH}?ended={id}")))
}

/// Portals of the provider's own house, which nobody is asked about, but which see something all the same.
fn of_the_house(visit: &SignedInVisit, granted: &[Granted]) -> Result<Vec<pages::HouseEntry>, ProviderError> {
    let mut house: Vec<pages::HouseEntry> = Vec::new();
    for one in granted {
        let client = clients::read(&one.registration)?;
        if !client.first_party {
            continue;
        }
        let claims: ClaimsRequest =
            serde_json::from_str(&one.claims).map_err(ProviderError::unreadable("claims"))?;
        let matches = !client.fingerprint_keys.is_empty();
        let what = pages::what(&Scopes::parse(&one.scopes).unwrap_or_default(), claims.names(), matches);
        let name = client.name_in(visit.language.tag());
        match house.iter_mut().find(|entry| entry.name == name) {
            Some(entry) => entry.sees(what),
            None => house.push(pages::HouseEntry { name: name.to_owned(), what }),
        }
    }
    Ok(house)
}
