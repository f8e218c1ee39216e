//! `/account/consents`: what a person allowed portals, and how they take it back.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, ConsentId, Subject};
use onedoor_oidc::{Client, Scopes};
use onedoor_site::{Posted, Refused, SignedInVisit};
use onedoor_storage::Change;
use onedoor_storage::provider::consents::Consent;
use onedoor_storage::provider::{consents, grants};
use onedoor_ui::ErrorKind;

use super::interaction::Nothing;
use super::{ProviderError, Stored, clients, pages};
use crate::Identity;

const PATH: &str = "/account/consents";

/// `GET /account/consents`
pub(super) async fn list(State(state): State<Identity>, visit: SignedInVisit) -> Result<Response, Refused> {
    Ok(visit.page(&page(&state, &visit, None).await?))
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
    let ended: Result<Option<Client>, ProviderError> = state
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                let Some(client_id) = consents::end(tx, id, account, now).await? else {
                    return Ok(Change::Unrecorded(None));
                };
                grants::end_of_client(tx, account, &client_id, "consent_ended", now).await?;
                let event = AuditEvent::new(now, Actor::Person(account), "provider.consent.ended")
                    .about(Subject::Person(account))
                    .with("client", client_id.clone());
                Ok(Change::Recorded(clients::load(tx, &client_id).await?, vec![event]))
            })
        })
        .await;
    // Ended before, in another tab: the list says the same.
    let name = ended?.map(|client| client.name_in(visit.language.tag()).to_owned());
    Ok(visit.page_at(PATH, StatusCode::OK, &page(&state, &visit, name).await?))
}

async fn page(
    state: &Identity,
    visit: &SignedInVisit,
    ended: Option<String>,
) -> Result<pages::Consents, Refused> {
    let account = visit.person()?;
    let found: Stored<_> = state
        .site
        .store
        .read(move |tx| Box::pin(async move { consents::of_account(tx, account).await }))
        .await;
    let entry = |(consent, registration): (Consent, Option<String>)| {
        let client = registration.as_deref().map(clients::read).transpose()?;
        Ok(pages::ConsentEntry {
            name: client.map_or(consent.client_id, |client| client.name_in(visit.language.tag()).to_owned()),
            what: pages::what(
                &Scopes::parse(&consent.scopes).unwrap_or_default(),
                consent.claims.split_ascii_whitespace(),
            ),
            since: consent.given_at,
            action: format!("{PATH}/{}/end", consent.id),
        })
    };
    let entries: Result<_, ProviderError> = found?.into_iter().map(entry).collect();
    Ok(pages::Consents { entries: entries?, ended })
}
