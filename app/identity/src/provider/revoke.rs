//! `POST /oauth/revoke`: a client gives a token back (RFC 7009).

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use onedoor_base::{Digest, GrantId};
use onedoor_oidc::Parameters;
use onedoor_oidc::introspection::{TokenInQuestion, TokenKind};
use onedoor_oidc::revocation::{RevocationVerdict, judge_revocation};
use onedoor_site::HasSite;
use onedoor_storage::provider::{grants, tokens};
use onedoor_storage::{Change, StorageError, Tx};

use super::exchange::event;
use super::token::{Failure, answer, caller, form, json};
use crate::Identity;

/// `POST /oauth/revoke`
pub(super) async fn revoke(State(state): State<Identity>, headers: HeaderMap, body: Bytes) -> Response {
    let done = match form(&headers, &body) {
        Ok(params) => end(&state, headers, params).await,
        Err(error) => Err(error.into()),
    };
    answer(&state, "revoke", done.map(|()| json(StatusCode::OK, Vec::new())))
}

async fn end(state: &Identity, headers: HeaderMap, params: Parameters) -> Result<(), Failure> {
    let now = state.site().now();
    state
        .site
        .store
        .write(move |tx| {
            let (headers, params) = (headers.clone(), params.clone());
            Box::pin(async move {
                let client = caller(tx, &headers, &params).await?;
                let digest = Digest::of(TokenInQuestion::read(&params)?.token);
                let found = find(tx, digest).await?;
                let grant = match found {
                    Some((_, grant)) => grants::get(tx, grant).await?,
                    None => None,
                };
                let known = found.zip(grant.as_ref()).map(|((kind, _), grant)| (kind, &*grant.client_id));
                let (changed, action) = match judge_revocation(&client.client_id, known)? {
                    RevocationVerdict::Nothing => (false, ""),
                    RevocationVerdict::EndToken => {
                        (tokens::end_access(tx, digest).await?, "provider.token.revoked")
                    }
                    RevocationVerdict::EndGrant => match &grant {
                        Some(grant) => {
                            (grants::end(tx, grant.id, "revoked", now).await?, "provider.grant.revoked")
                        }
                        None => (false, ""),
                    },
                };
                let events = grant.filter(|_| changed).map(|grant| event(&grant, now, action));
                Ok(Change::Recorded((), events.into_iter().collect()))
            })
        })
        .await
}

async fn find(tx: &mut Tx<'_>, digest: Digest) -> Result<Option<(TokenKind, GrantId)>, StorageError> {
    if let Some(token) = tokens::access(tx, digest).await? {
        return Ok(Some((TokenKind::Access, token.grant)));
    }
    Ok(tokens::refresh(tx, digest).await?.map(|token| (TokenKind::Refresh, token.grant)))
}
