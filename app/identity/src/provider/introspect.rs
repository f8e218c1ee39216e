//! `POST /oauth/introspect`: what a token is worth (RFC 7662).

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use onedoor_base::{AccountId, Assurance, Digest, IdentityLevel, Timestamp};
use onedoor_oidc::client::ClientAuthentication;
use onedoor_oidc::introspection::{ActiveToken, Introspection, TokenInQuestion, TokenKind, may_see};
use onedoor_oidc::token::TokenError;
use onedoor_oidc::{Client, Parameters, Scopes};
use onedoor_site::HasSite;
use onedoor_storage::provider::grants::Grant;
use onedoor_storage::provider::tokens::{self, AccessToken, RefreshToken};
use onedoor_storage::{StorageError, Tx, people};

use super::token::{Failure, answer, caller, form, json};
use crate::Identity;

/// A token that was found.
enum Found {
    Access(AccessToken),
    Refresh(RefreshToken, Box<Grant>),
}

impl Found {
    const fn account(&self) -> AccountId {
        match self {
            Self::Access(token) => token.account,
            Self::Refresh(_, grant) => grant.account,
        }
    }
}

/// `POST /oauth/introspect`
pub(super) async fn introspect(State(state): State<Identity>, headers: HeaderMap, body: Bytes) -> Response {
    let told = match form(&headers, &body) {
        Ok(params) => tell(&state, headers, params).await,
        Err(error) => Err(error.into()),
    };
    answer(&state, "introspect", told.map(|body| json(StatusCode::OK, body)))
}

async fn tell(state: &Identity, headers: HeaderMap, params: Parameters) -> Result<Vec<u8>, Failure> {
    let now = state.site().now();
    let found: Result<_, Failure> = state
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                let client = caller(tx, &headers, &params).await?;
                // Anybody could say a public client's name, and try tokens.
                if client.authentication == ClientAuthentication::None {
                    return Err(TokenError::client("a public client may not introspect", false).into());
                }
                let question = TokenInQuestion::read(&params)?;
                let found = find(tx, Digest::of(question.token), question.hint).await?;
                let Some(found) = found else { return Ok(None) };
                let level = people::level(tx, found.account()).await?;
                Ok(level.map(|level| (client, found, level.counted())))
            })
        })
        .await;
    let Some((client, found, level)) = found? else { return Ok(Introspection::Inactive.to_json()) };
    Ok(words(state, &client, &found, level, now))
}

/// Looks where the caller thinks first, then where else.
async fn find(
    tx: &mut Tx<'_>,
    digest: Digest,
    hint: Option<TokenKind>,
) -> Result<Option<Found>, StorageError> {
    if hint == Some(TokenKind::Refresh) {
        return match refresh(tx, digest).await? {
            Some(found) => Ok(Some(found)),
            None => Ok(tokens::access(tx, digest).await?.map(Found::Access)),
        };
    }
    match tokens::access(tx, digest).await? {
        Some(token) => Ok(Some(Found::Access(token))),
        None => refresh(tx, digest).await,
    }
}

async fn refresh(tx: &mut Tx<'_>, digest: Digest) -> Result<Option<Found>, StorageError> {
    let found = tokens::refresh_and_grant(tx, digest).await?;
    Ok(found.map(|(token, grant)| Found::Refresh(token, Box::new(grant))))
}

/// The assurance behind a token, as it counts now: a level that was lowered since the token was given out (the account is
/// locked, or was just recovered) is told as what is left of it.
pub(super) fn standing(told: &str, level: IdentityLevel) -> &str {
    match Assurance::from_acr(told) {
        Some(then) if level < then.identity => Assurance { identity: level, ..then }.acr(),
        _ => told,
    }
}

fn words(state: &Identity, client: &Client, found: &Found, level: IdentityLevel, now: Timestamp) -> Vec<u8> {
    let (owner, scopes, issued_at, expires_at) = match found {
        Found::Access(token) => (&token.client_id, &token.scopes, token.issued_at, token.expires_at),
        Found::Refresh(token, grant) => (&grant.client_id, &grant.scopes, token.issued_at, token.expires_at),
    };
    let stands = match found {
        Found::Access(_) => true,
        Found::Refresh(token, grant) => token.rotated_at.is_none() && grant.ended_at.is_none(),
    };
    if !stands || expires_at <= now || !may_see(client, owner) {
        return Introspection::Inactive.to_json();
    }
    let (subject, acr, authenticated_at) = match found {
        Found::Access(token) => (&token.subject, &token.acr, token.authenticated_at),
        Found::Refresh(_, grant) => (&grant.subject, &grant.acr, grant.authenticated_at),
    };
    let scope = Scopes::parse(scopes).unwrap_or_default();
    let active = ActiveToken {
        scope: &scope,
        client_id: owner,
        token_type: matches!(found, Found::Access(_)).then_some("Bearer"),
        exp: expires_at.seconds(),
        iat: issued_at.seconds(),
        sub: subject,
        iss: &state.provider.issuer,
        acr: Some(standing(acr, level)),
        auth_time: Some(authenticated_at.seconds()),
    };
    Introspection::Active(active).to_json()
}
