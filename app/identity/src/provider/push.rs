//! `POST /oauth/par`: a portal leaves its request here before it sends the browser (RFC 9126).

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, Digest};
use onedoor_oidc::Parameters;
use onedoor_oidc::authorize::{self, AuthorizeError, Endpoint};
use onedoor_oidc::par::Pushed;
use onedoor_oidc::token::TokenError;
use onedoor_site::HasSite;
use onedoor_storage::provider::pushed;
use onedoor_storage::{Change, Tx};

use super::token::{Failure, answer, any_caller, form, json};
use super::{PUSHED_LIFE, ProviderError};
use crate::Identity;

/// `POST /oauth/par`
pub(super) async fn push(State(state): State<Identity>, headers: HeaderMap, body: Bytes) -> Response {
    let pushed = match form(&headers, &body) {
        Ok(params) => keep(&state, headers, params).await,
        Err(error) => Err(error.into()),
    };
    answer(&state, "par", pushed.map(|pushed| json(StatusCode::CREATED, pushed)))
}

async fn keep(state: &Identity, headers: HeaderMap, params: Parameters) -> Result<Vec<u8>, Failure> {
    let reference = state.site().token();
    let (now, until) = (state.site().now(), state.site().now().after(PUSHED_LIFE));
    let digest = Digest::of(reference.reveal());
    let kept: Result<(), Failure> = state
        .site
        .store
        .write(move |tx| {
            let (headers, params) = (headers.clone(), params.clone());
            Box::pin(async move {
                let (client_id, request) = read(tx, &headers, &params).await?;
                pushed::insert(tx, digest, &client_id, &request, now, until).await?;
                let event = AuditEvent::new(now, Actor::Client(client_id), "provider.request.pushed");
                Ok(Change::Recorded((), vec![event]))
            })
        })
        .await;
    kept?;
    let seconds = i64::try_from(PUSHED_LIFE.as_secs()).unwrap_or(i64::MAX);
    let pushed = Pushed::new(reference.reveal(), seconds);
    Ok(serde_json::to_vec(&pushed).map_err(ProviderError::unreadable("a pushed request"))?)
}

async fn read(
    tx: &mut Tx<'_>,
    headers: &HeaderMap,
    params: &Parameters,
) -> Result<(String, String), Failure> {
    // One that is suspended or retired, too: its people are told where they are asked to sign in.
    let (client, _) = any_caller(tx, headers, params).await?;
    let refused = |error: AuthorizeError| TokenError::new(error.code, error.description);
    let request = authorize::read(Endpoint::Push, params, Some(&client)).map_err(refused)?;
    let request = serde_json::to_string(&request).map_err(ProviderError::unreadable("a request"))?;
    Ok((client.client_id, request))
}
