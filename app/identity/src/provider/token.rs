//! `POST /oauth/token`: codes and refresh tokens for tokens. And what the endpoints for clients share:
//! reading the form, finding out who calls, answering.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onedoor_base::{Timestamp, Token};
use onedoor_oidc::authorize::ClaimsRequest;
use onedoor_oidc::id_token::{Audience, IdTokenClaims, at_hash};
use onedoor_oidc::token::{Presented, TokenError, TokenRequest, TokenResponse, authenticate};
use onedoor_oidc::{Client, ErrorCode, Parameters, Scopes};
use onedoor_storage::provider::clients::Standing;
use onedoor_storage::provider::grants::Grant;
use onedoor_storage::{Change, StorageError, Tx};
use serde_json::{Map, Value};

use super::{ACCESS_LIFE, ID_TOKEN_LIFE, ProviderError, clients, exchange, rotate};
use crate::Identity;
use crate::interface::tell;

/// Why a client does not get what it asks for.
#[derive(Debug)]
pub(super) enum Failure {
    /// A rule of the protocol.
    Refused(TokenError),
    /// Our side.
    Ours(ProviderError),
}

impl From<TokenError> for Failure {
    fn from(error: TokenError) -> Self {
        Self::Refused(error)
    }
}

impl From<ProviderError> for Failure {
    fn from(error: ProviderError) -> Self {
        Self::Ours(error)
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::Ours(error.into())
    }
}

/// What was issued, before it is put into words.
pub(super) struct Issued {
    pub(super) client: Client,
    pub(super) grant: Grant,
    pub(super) scopes: Scopes,
    pub(super) access: Token,
    pub(super) refresh: Option<Token>,
    /// The nonce is that of the first ID token only.
    pub(super) nonce: Option<String>,
    /// Whether the ID token names the grant, as a proof that a link can be made with: the first one does.
    pub(super) names_grant: bool,
    /// What the ID token tells of the person besides who they are.
    pub(super) told: Map<String, Value>,
    pub(super) now: Timestamp,
}

/// What a transaction of this endpoint comes to: a refusal may change something too.
pub(super) type Exchanged = Change<Result<Issued, TokenError>>;

/// `POST /oauth/token`
pub(super) async fn token(State(state): State<Identity>, headers: HeaderMap, body: Bytes) -> Response {
    let issued = match form(&headers, &body) {
        Ok(params) => issue(&state, headers, params).await,
        Err(error) => Err(error.into()),
    };
    answer(&state, "token", issued.map(|body| json(StatusCode::OK, body)))
}

async fn issue(state: &Identity, headers: HeaderMap, params: Parameters) -> Result<Vec<u8>, Failure> {
    let within = state.clone();
    let issued: Result<Result<Issued, TokenError>, Failure> = state
        .site
        .store
        .write(move |tx| {
            let (state, headers, params) = (within.clone(), headers.clone(), params.clone());
            Box::pin(async move {
                let client = caller(tx, &headers, &params).await?;
                match TokenRequest::read(&params, &client)? {
                    TokenRequest::Code { code, redirect_uri, code_verifier } => {
                        let brought = exchange::Brought { code, redirect_uri, code_verifier };
                        exchange::exchange(tx, &state, client, brought).await
                    }
                    TokenRequest::Refresh { refresh_token, scopes } => {
                        rotate::rotate(tx, &state, client, &refresh_token, scopes).await
                    }
                }
            })
        })
        .await;
    let issued = issued??;
    if issued.client.linking_endpoint.is_some() {
        // The portal is about to look which link opens an account; one that was away may not know of an end.
        let owed = tell::owed(state, &issued.client, issued.grant.account).await;
        let _told = owed.map_err(ProviderError::from)?;
    }
    // Signed after the transaction, so that no other waits for it.
    Ok(words(state, &issued)?)
}

/// The answer, with the ID token.
fn words(state: &Identity, issued: &Issued) -> Result<Vec<u8>, ProviderError> {
    let id_token = id_token(state, issued)?;
    let seconds = i64::try_from(ACCESS_LIFE.as_secs()).unwrap_or(i64::MAX);
    let mut response = TokenResponse::new(issued.access.reveal(), seconds, &issued.scopes);
    response.refresh_token = issued.refresh.as_ref().map(Token::reveal);
    response.id_token = issued.scopes.contains("openid").then_some(&id_token);
    Ok(response.to_json())
}

fn id_token(state: &Identity, issued: &Issued) -> Result<String, ProviderError> {
    let (grant, now) = (&issued.grant, issued.now);
    let mut extra = issued.told.clone();
    if issued.names_grant {
        extra.insert("jti".to_owned(), grant.id.to_string().into());
    }
    let claims = IdTokenClaims {
        iss: state.provider.issuer.clone(),
        sub: grant.subject.clone(),
        aud: Audience::One(grant.client_id.clone()),
        exp: now.after(ID_TOKEN_LIFE).seconds(),
        iat: now.seconds(),
        auth_time: Some(grant.authenticated_at.seconds()),
        nonce: issued.nonce.clone(),
        acr: Some(grant.acr.clone()),
        amr: grant.amr.split_ascii_whitespace().map(str::to_owned).collect(),
        azp: None,
        at_hash: Some(at_hash(issued.access.reveal())),
        sid: Some(grant.sid.clone()),
        extra,
    };
    let ring = state.provider.ring.known();
    Ok(claims.sign(ring.signing(issued.client.id_token_alg)?)?)
}

/// The `claims` parameter of the request that a grant answers.
pub(super) fn asked_claims(grant: &Grant) -> Result<ClaimsRequest, ProviderError> {
    serde_json::from_str(&grant.claims).map_err(ProviderError::unreadable("claims"))
}

/// The parameters of a form.
pub(super) fn form(headers: &HeaderMap, body: &[u8]) -> Result<Parameters, TokenError> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(TokenError::request("the body must be application/x-www-form-urlencoded"));
    }
    Parameters::parse(body).map_err(|_| TokenError::request("the form repeats a parameter or is too long"))
}

/// The client that calls, authenticated; one at which people sign in.
pub(super) async fn caller(
    tx: &mut Tx<'_>,
    headers: &HeaderMap,
    params: &Parameters,
) -> Result<Client, Failure> {
    let (client, standing) = any_caller(tx, headers, params).await?;
    if standing == Standing::Registered {
        return Ok(client);
    }
    let why = match standing {
        Standing::Suspended => "the client is suspended",
        _ => "the client is not run any more",
    };
    Err(TokenError::new(ErrorCode::UnauthorizedClient, why).into())
}

/// The client that calls, authenticated, wherever it stands.
pub(super) async fn any_caller(
    tx: &mut Tx<'_>,
    headers: &HeaderMap,
    params: &Parameters,
) -> Result<(Client, Standing), Failure> {
    let authorization = headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap_or_default());
    let presented = Presented::read(authorization, params)?;
    let known = clients::known(tx, presented.client_id()).await?;
    authenticate(known.as_ref().map(|(client, _)| client), &presented)?;
    Ok(known.ok_or(TokenError::client("the client could not be authenticated", false))?)
}

/// The answer of an endpoint for clients; what it is about goes to the log, who is told what does not.
pub(super) fn answer(state: &Identity, endpoint: &str, done: Result<Response, Failure>) -> Response {
    let site = &state.site.settings.key;
    let error = match done {
        Ok(response) => return response,
        Err(Failure::Refused(error)) => {
            tracing::info!(site, endpoint, %error, "a client was refused");
            error
        }
        Err(Failure::Ours(error)) => {
            tracing::error!(site, endpoint, %error, "an endpoint failed");
            ours(&error)
        }
    };
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let mut response = json(status, error.to_json());
    if let Some(challenge) = error.www_authenticate() {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
    }
    response
}

fn ours(error: &ProviderError) -> TokenError {
    match error {
        ProviderError::Storage(StorageError::Unavailable(_) | StorageError::Contended { .. }) => {
            TokenError::new(ErrorCode::TemporarilyUnavailable, "try again in a moment")
        }
        _ => TokenError::new(ErrorCode::ServerError, "something went wrong on our side"),
    }
}

/// JSON that is not to be kept by anybody (RFC 6749 section 5.1).
pub(super) fn json(status: StatusCode, body: Vec<u8>) -> Response {
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
