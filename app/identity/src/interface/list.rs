//! `GET /linking/v1/links?after=…`: what the identity has of a portal's links, for the portal to compare.

use axum::extract::{RawQuery, State};
use axum::response::Response;
use onedoor_base::LinkId;
use onedoor_linking_client::words;
use onedoor_linking_protocol::{Code, Entry, LinkPage, PAGE};
use onedoor_oidc::Parameters;
use onedoor_site::HasSite;
use onedoor_site::interface::{Failure, json};
use onedoor_storage::StorageError;
use onedoor_storage::linking::identity_links;

use super::caller::Caller;
use crate::Identity;

/// The links of the portal that asks, whether they stand or not, in the order of their ids.
pub(super) async fn list(
    State(state): State<Identity>,
    Caller(client, _): Caller,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let query = Parameters::parse(query.unwrap_or_default()).map_err(|_| Code::Malformed)?;
    let after = match query.get("after") {
        Some(id) => id.parse().map_err(|_| Code::Malformed)?,
        None => LinkId::from_bytes([0; 16]),
    };
    let one_more = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let read = state.site().store.read::<_, StorageError, _>(move |tx| {
        let client = client.client_id.clone();
        Box::pin(async move { identity_links::listed(tx, &client, after, one_more).await })
    });
    let mut links = read.await?;
    let more = links.len() > PAGE;
    links.truncate(PAGE);
    let entry = |(id, handshake): (LinkId, onedoor_linking::Handshake)| Entry {
        id: id.to_string(),
        report: words::report(&handshake.report()),
    };
    Ok(json(&LinkPage { links: links.into_iter().map(entry).collect(), more }))
}
