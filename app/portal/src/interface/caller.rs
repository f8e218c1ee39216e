//! Which identity calls, and that it makes this very call.

use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::Request;
use axum::http::header;
use axum::http::request::Parts;
use bytes::Bytes;
use onedoor_base::Timestamp;
use onedoor_linking_protocol::{Code, LARGEST};
use onedoor_oidc::jwt::CompactJws;
use onedoor_oidc::signed_request;
use onedoor_site::limits::{self, Limit};
use onedoor_site::{HasSite, network_key};
use onedoor_storage::linking::used::{self, UsedToken};
use onedoor_storage::{Change, StorageError, Tx};
use serde::Deserialize;

use crate::Portal;
use onedoor_site::interface::Failure;

/// How often somebody may fail to prove which identity they are.
const MOST: i64 = 60;
const WINDOW: Duration = Duration::from_mins(10);
/// A proof is remembered for longer than anybody would take it: by the clocks' difference on both sides.
const REMEMBERED: Duration = Duration::from_mins(5);

/// How often whoever is in this network has failed to prove which identity they are.
///
/// Nobody is refused for it who proves it now: an identity shares its address with strangers, behind a proxy or a
/// translation of addresses, and they must not be able to silence it. A signature is not found by trying.
pub(super) struct Tries(Limit);

impl Tries {
    /// Those of whoever sent this.
    pub(super) fn of(portal: &Portal, parts: &Parts) -> Self {
        let network = network_key(portal.site(), parts);
        Self(Limit::of(portal.site(), "linking.caller", &network, MOST, WINDOW))
    }

    /// Once more; an error if it was too often before.
    pub(super) async fn failed(self, portal: &Portal) -> Result<(), Failure> {
        let (limit, now) = (self.0, portal.site().now());
        let store = &portal.site().store;
        let before: Result<_, StorageError> =
            store.read(move |tx| Box::pin(async move { limits::look(tx, &limit, now).await })).await;
        if let Some(wait) = before? {
            return Err(Failure::TooMany(wait.0.as_secs() + 1));
        }
        let counted: Result<(), StorageError> = store
            .write(move |tx| {
                Box::pin(async move {
                    limits::take(tx, &[limit], now).await?;
                    Ok(Change::Unrecorded(()))
                })
            })
            .await;
        Ok(counted?)
    }
}

/// A call whose proof was believed, but may have been used before.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// Who calls.
    pub(super) issuer: String,
    /// What they say.
    pub(super) body: Bytes,
    /// When they called.
    pub(super) now: Timestamp,
    jti: String,
    until: Timestamp,
}

impl Asked {
    /// Reads a call and its proof.
    pub(super) async fn of(portal: &Portal, request: Request) -> Result<Self, Failure> {
        let (parts, body) = request.into_parts();
        let (tries, now) = (Tries::of(portal, &parts), portal.site().now());
        let body = to_bytes(body, LARGEST).await.map_err(|_| Code::TooLarge)?;
        if let Some((issuer, proof)) = believed(portal, &parts, &body, now).await? {
            let until = Timestamp::from_seconds(proof.expires_at).after(REMEMBERED);
            return Ok(Self { issuer, body, now, jti: proof.jti, until });
        }
        tries.failed(portal).await?;
        Err(Failure::Unproven("Bearer"))
    }

    /// Takes the proof, once; in the transaction that does what was asked for.
    pub(super) async fn once(&self, tx: &mut Tx<'_>) -> Result<(), Failure> {
        let first = used::first_heard(tx, UsedToken::Request, (&self.issuer, &self.jti), self.until).await?;
        if first { Ok(()) } else { Err(Code::Replayed.into()) }
    }

    /// What they say, read.
    pub(super) fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T, Failure> {
        Ok(serde_json::from_slice(&self.body).map_err(|_| Code::Malformed)?)
    }
}

/// The issuer, and the proof that it makes this call; `None` if it does not.
async fn believed(
    portal: &Portal,
    parts: &Parts,
    body: &[u8],
    now: Timestamp,
) -> Result<Option<(String, signed_request::Believed)>, Failure> {
    let Some(proof) = bearer(parts) else { return Ok(None) };
    let Some(upstream) = named(proof).and_then(|issuer| portal.linking.of_issuer(&issuer)) else {
        return Ok(None);
    };
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let url = portal.site().settings.address(path);
    let request = signed_request::Request {
        issuer: upstream.provider.issuer(),
        audience: portal.linking.endpoint(),
        method: parts.method.as_str(),
        url: &url,
        body,
    };
    match upstream.provider.asks(proof, &request, now).await {
        Ok(believed) => Ok(Some((upstream.provider.issuer().to_owned(), believed))),
        Err(trouble) if trouble.may_pass() => Err(Failure::Ours(trouble.to_string())),
        Err(trouble) => {
            tracing::info!(issuer = upstream.provider.issuer(), "a call is not believed: {trouble}");
            Ok(None)
        }
    }
}

fn bearer(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Whose keys to verify the proof with; it is not believed yet.
pub(super) fn named(proof: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        iss: String,
    }
    let taken_apart = CompactJws::parse(proof).ok()?;
    let named: Named = serde_json::from_slice(&taken_apart.payload).ok()?;
    Some(named.iss)
}
