//! `/oauth/userinfo`: what the person allowed the bearer to know.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onedoor_base::Digest;
use onedoor_oidc::authorize::ClaimsRequest;
use onedoor_oidc::bearer::{self, BearerError};
use onedoor_oidc::{Scopes, userinfo};
use onedoor_site::HasSite;
use onedoor_storage::provider::tokens;
use onedoor_storage::{StorageError, people};
use serde_json::Value;

use super::{ProviderError, claims, token};
use crate::Identity;

/// Why nothing is told.
enum Failure {
    Bearer(BearerError),
    Ours(ProviderError),
}

impl From<BearerError> for Failure {
    fn from(error: BearerError) -> Self {
        Self::Bearer(error)
    }
}

impl<E: Into<ProviderError>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Ours(error.into())
    }
}

/// `GET` or `POST /oauth/userinfo`
pub(super) async fn userinfo(State(state): State<Identity>, headers: HeaderMap) -> Response {
    match tell(&state, &headers).await {
        Ok(body) => token::json(StatusCode::OK, body),
        Err(Failure::Bearer(error)) => refuse(&error),
        Err(Failure::Ours(error)) => {
            tracing::error!(site = state.site.settings.key, %error, "userinfo failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn tell(state: &Identity, headers: &HeaderMap) -> Result<Vec<u8>, Failure> {
    let authorization = headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap_or_default());
    let digest = Digest::of(bearer::token(authorization)?);
    let found: Result<_, StorageError> = state
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                let Some(token) = tokens::access(tx, digest).await? else { return Ok(None) };
                let person = people::claims(tx, token.account).await?;
                Ok(person.map(|person| (token, person)))
            })
        })
        .await;
    let (token, person) = found?.ok_or(BearerError::InvalidToken)?;
    if token.expires_at <= state.site().now() {
        return Err(BearerError::InvalidToken.into());
    }
    let asked: ClaimsRequest =
        serde_json::from_str(&token.claims).map_err(ProviderError::unreadable("claims"))?;
    let scopes = Scopes::parse(&token.scopes).unwrap_or_default();
    let wanted = userinfo::wanted(&scopes, asked.userinfo.keys().map(String::as_str));
    let mut told = claims::tell(state.site(), &person, &wanted, &asked.userinfo)?;
    told.insert("sub".to_owned(), Value::String(token.subject));
    Ok(Value::Object(told).to_string().into_bytes())
}

fn refuse(error: &BearerError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNAUTHORIZED);
    let mut response = token::json(status, Vec::new());
    if let Ok(challenge) = HeaderValue::from_str(&error.www_authenticate()) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}
