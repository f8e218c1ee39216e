//! `/oauth/userinfo`: what the person allowed the bearer to know.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onedoor_base::{Actor, Assurance, AuditEvent, Digest, IdentityLevel, Subject};
use onedoor_oidc::authorize::{ClaimsRequest, VERIFIED};
use onedoor_oidc::bearer::{self, BearerError};
use onedoor_oidc::{Scopes, userinfo};
use onedoor_people::PersonClaims;
use onedoor_site::HasSite;
use onedoor_storage::limits::{self, Verdict};
use onedoor_storage::provider::tokens::{self, AccessToken};
use onedoor_storage::{Change, StorageError, people};
use serde_json::{Map, Value};

use super::{ProviderError, claims, exchange, token, verified};
use crate::Identity;

/// What a grant lets its client see is recorded when it looks, but not each time: clients ask often.
const RECORDED_EVERY: Duration = Duration::from_hours(24);
const RECORDED: &str = "provider.told";

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
            // The token may be good: the client is to come again, not to give it up.
            match error {
                ProviderError::Storage(StorageError::Unavailable(_) | StorageError::Contended { .. }) => {
                    StatusCode::SERVICE_UNAVAILABLE.into_response()
                }
                _ => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            }
        }
    }
}

async fn tell(state: &Identity, headers: &HeaderMap) -> Result<Vec<u8>, Failure> {
    let authorization = headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap_or_default());
    let digest = Digest::of(bearer::token(authorization)?);
    let now = state.site().now();
    let found: Result<_, StorageError> = state
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                let Some(token) = tokens::access(tx, digest).await? else { return Ok(None) };
                let Some(person) = people::claims(tx, token.account).await? else { return Ok(None) };
                let recorded =
                    limits::look(tx, RECORDED, grant_of(&token), 1, now).await? != Verdict::Allowed;
                Ok(Some((token, person, recorded)))
            })
        })
        .await;
    let (token, person, recorded) = found?.ok_or(BearerError::InvalidToken)?;
    if token.expires_at <= now {
        return Err(BearerError::InvalidToken.into());
    }
    let asked: ClaimsRequest =
        serde_json::from_str(&token.claims).map_err(ProviderError::unreadable("claims"))?;
    suffices(&asked, person.identity)?;
    let scopes = Scopes::parse(&token.scopes).unwrap_or_default();
    let wanted = userinfo::wanted(&scopes, asked.userinfo.keys().map(String::as_str));
    let mut told = claims::tell(state.site(), &person, &wanted, &asked.userinfo)?;
    if let Some(verified) = asked.userinfo_verified {
        told.extend(verified_claims(state, &person, verified).await?.map(|all| (VERIFIED.to_owned(), all)));
    }
    if !recorded {
        record(state, &token, &told).await?;
    }
    told.insert("sub".to_owned(), Value::String(token.subject));
    Ok(Value::Object(told).to_string().into_bytes())
}

/// A client that has no use for less than a level is not served with less, when the level was lowered since its token
/// was given out: it is told what to ask for again, and the person then sees what is missing (RFC 9470 section 3).
fn suffices(asked: &ClaimsRequest, level: IdentityLevel) -> Result<(), BearerError> {
    let Some(wanted) = asked.essential_acr() else { return Ok(()) };
    let reached = |acr: &&str| Assurance::from_acr(acr).is_some_and(|wanted| wanted.identity <= level);
    if wanted.iter().any(reached) {
        return Ok(());
    }
    Err(BearerError::InsufficientUserAuthentication { acr_values: Some(wanted.join(" ")), max_age: None })
}

async fn verified_claims(
    state: &Identity,
    person: &PersonClaims,
    asked: Value,
) -> Result<Option<Value>, ProviderError> {
    let within = Arc::new((state.clone(), person.clone(), asked));
    let told = state.site().store.read(move |tx| {
        let within = Arc::clone(&within);
        Box::pin(async move {
            let (state, person, asked) = &*within;
            verified::answer(tx, state.site(), person, asked).await
        })
    });
    told.await
}

fn grant_of(token: &AccessToken) -> Digest {
    Digest::of(token.grant.as_bytes())
}

/// Leaves for the person who looked at what; once a day for each grant, whichever node is asked.
async fn record(
    state: &Identity,
    token: &AccessToken,
    told: &Map<String, Value>,
) -> Result<(), StorageError> {
    let now = state.site().now();
    let event = AuditEvent::new(now, Actor::Client(token.client_id.clone()), "provider.claims.told")
        .about(Subject::Person(token.account))
        .with("grant", token.grant.to_string())
        .with("claims", exchange::names(told));
    let grant = grant_of(token);
    state
        .site()
        .store
        .write(move |tx| {
            let event = event.clone();
            Box::pin(async move {
                let first =
                    limits::take(tx, RECORDED, grant, 1, RECORDED_EVERY, now).await? == Verdict::Allowed;
                Ok(if first { Change::Recorded((), vec![event]) } else { Change::Unrecorded(()) })
            })
        })
        .await
}

fn refuse(error: &BearerError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::UNAUTHORIZED);
    let mut response = token::json(status, Vec::new());
    if let Ok(challenge) = HeaderValue::from_str(&error.www_authenticate()) {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    response
}
