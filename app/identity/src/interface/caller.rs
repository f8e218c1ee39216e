//! Which portal calls.

use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use onedoor_oidc::Parameters;
use onedoor_oidc::client::{Client, ClientAuthentication};
use onedoor_oidc::token::{Presented, authenticate};
use onedoor_site::limits::{self, Limit};
use onedoor_site::{HasSite, network_key};
use onedoor_storage::{Change, StorageError};

use crate::Identity;
use crate::provider;
use onedoor_site::interface::Failure;

/// How often somebody may fail to prove which portal they are.
const MOST: i64 = 60;
const WINDOW: Duration = Duration::from_mins(10);

/// A portal that has proven itself as at the token endpoint (`client_secret_basic`).
pub(super) struct Caller(pub(super) Client);

impl FromRequestParts<Identity> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &Identity) -> Result<Self, Failure> {
        let network = network_key(state.site(), parts);
        let limit = Limit::of(state.site(), "linking.caller", &network, MOST, WINDOW);
        let header = parts.headers.get(header::AUTHORIZATION);
        let header = header.map(|value| value.to_str().unwrap_or_default().to_owned());
        let presented = Presented::read(header.as_deref(), &Parameters::default());
        let (store, now) = (&state.site().store, state.site().now());
        // Only failures are written down: who has proven itself is counted by nobody.
        let found: Result<_, Failure> = store
            .read(move |tx| {
                Box::pin(async move {
                    if let Some(wait) = limits::look(tx, &limit, now).await? {
                        return Err(Failure::TooMany(wait.0.as_secs() + 1));
                    }
                    let Ok(presented) = presented else { return Ok(None) };
                    let client = provider::clients::load(tx, presented.client_id()).await?;
                    let proven = authenticate(client.as_ref(), &presented).is_ok();
                    Ok(client.filter(|client| proven && client.authentication != ClientAuthentication::None))
                })
            })
            .await;
        if let Some(client) = found? {
            return Ok(Self(client));
        }
        let counted: Result<(), StorageError> = store
            .write(move |tx| {
                Box::pin(async move {
                    limits::take(tx, &[limit], now).await?;
                    Ok(Change::Unrecorded(()))
                })
            })
            .await;
        counted?;
        Err(Failure::Unproven("Basic"))
    }
}
