//! Which portal calls.

use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use onedoor_linking_protocol::Code;
use onedoor_oidc::Parameters;
use onedoor_oidc::client::{Client, ClientAuthentication};
use onedoor_oidc::token::{Presented, authenticate};
use onedoor_site::limits::{self, Limit};
use onedoor_site::{HasSite, network_key};
use onedoor_storage::provider::clients::Standing;
use onedoor_storage::{Change, StorageError};

use crate::Identity;
use crate::provider;
use onedoor_site::interface::Failure;

/// How often somebody may fail to prove which portal they are.
const MOST: i64 = 60;
const WINDOW: Duration = Duration::from_mins(10);

/// A portal that has proven itself as at the token endpoint (`client_secret_basic`).
pub(super) struct Caller(pub(super) Client, pub(super) Standing);

impl Caller {
    /// The portal, if people may sign in there.
    pub(super) fn in_use(self) -> Result<Client, Code> {
        match self.1 {
            Standing::Registered => Ok(self.0),
            Standing::Suspended => Err(Code::SystemSuspended),
            Standing::Retired | Standing::Merged(_) => Err(Code::SystemRetired),
        }
    }
}

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
                    let known = provider::clients::known(tx, presented.client_id()).await?;
                    let proven = authenticate(known.as_ref().map(|(client, _)| client), &presented).is_ok();
                    Ok(known
                        .filter(|(client, _)| proven && client.authentication != ClientAuthentication::None))
                })
            })
            .await;
        if let Some((client, standing)) = found? {
            return Ok(Self(client, standing));
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
