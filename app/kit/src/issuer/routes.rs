use axum::body::{Bytes, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router, middleware};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use onedoor_base::LinkId;
use onedoor_linking_client::words;
use onedoor_linking_protocol::{Code, LARGEST, PROBLEM_JSON, Told, VERSION};
use onedoor_oidc::discovery::{PATH, ProviderMetadata};
use onedoor_oidc::keys::Jwks;
use serde_json::json;

use super::grant::Exchanged;
use super::hear::Heard;
use super::{Fields, Issuer, prints};

/// Nobody sends more.
const LARGEST_BODY: usize = 256 * 1024;

/// Everything that a portal calls. The authorization endpoint is not among it: the kit's browser stops there.
pub(crate) fn router(issuer: Issuer) -> Router {
    Router::new()
        .route(PATH, get(document))
        .route("/jwks", get(keys))
        .route("/par", post(push))
        .route("/token", post(token))
        .route("/userinfo", get(userinfo).post(userinfo))
        .route("/linking/v1", get(describe))
        .route("/linking/v1/links/{id}", put(hear))
        .route("/linking/v1/fingerprints", get(prints::keys).post(prints::evaluate))
        .layer(middleware::from_fn_with_state(issuer.clone(), overheard))
        .with_state(issuer)
}

/// Writes every exchange down.
async fn overheard(State(issuer): State<Issuer>, request: Request, next: middleware::Next) -> Response {
    let (parts, body) = request.into_parts();
    let (method, url) = (parts.method.to_string(), issuer.at(&parts.uri.to_string()));
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let answer = if issuer.book(|book| book.down) {
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    } else {
        next.run(Request::from_parts(parts, body.clone().into())).await
    };
    let (parts, said) = answer.into_parts();
    let said = to_bytes(said, LARGEST_BODY).await.unwrap_or_default();
    issuer.0.log.add("portal_to_kit", (&method, &url, &body), (parts.status.as_u16(), &said));
    Response::from_parts(parts, said.into())
}

async fn document(State(issuer): State<Issuer>) -> Response {
    let list = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    Json(ProviderMetadata {
        issuer: issuer.name().to_owned(),
        authorization_endpoint: issuer.at("/authorize"),
        token_endpoint: issuer.at("/token"),
        jwks_uri: issuer.at("/jwks"),
        userinfo_endpoint: Some(issuer.at("/userinfo")),
        pushed_authorization_request_endpoint: Some(issuer.at("/par")),
        end_session_endpoint: Some(issuer.at("/end-session")),
        onedoor_linking_endpoint: Some(issuer.at("/linking/v1")),
        scopes_supported: list(&["openid", "profile", "national_number"]),
        response_types_supported: list(&["code"]),
        response_modes_supported: list(&["query"]),
        grant_types_supported: list(&["authorization_code"]),
        acr_values_supported: (1..=4).map(|level| format!("urn:onedoor:loa:{level}")).collect(),
        subject_types_supported: list(&["pairwise"]),
        id_token_signing_alg_values_supported: list(&["ES256"]),
        token_endpoint_auth_methods_supported: list(&["client_secret_basic"]),
        code_challenge_methods_supported: list(&["S256"]),
        claims_parameter_supported: true,
        authorization_response_iss_parameter_supported: true,
        backchannel_logout_supported: true,
        backchannel_logout_session_supported: true,
        ..ProviderMetadata::default()
    })
    .into_response()
}

async fn keys(State(issuer): State<Issuer>) -> Response {
    Json(Jwks { keys: vec![issuer.key().jwk().clone()] }).into_response()
}

async fn push(State(issuer): State<Issuer>, headers: HeaderMap, body: Bytes) -> Response {
    if !issuer.is_client(&headers) {
        return refused(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    let name = format!("urn:ietf:params:oauth:request_uri:{}", issuer.unguessable());
    issuer.book(|book| book.pushed.insert(name.clone(), form(&body)));
    (StatusCode::CREATED, Json(json!({ "request_uri": name, "expires_in": 60 }))).into_response()
}

async fn token(State(issuer): State<Issuer>, headers: HeaderMap, body: Bytes) -> Response {
    if !issuer.is_client(&headers) {
        return refused(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    match issuer.exchange(&form(&body)) {
        Exchanged::Tokens(tokens) => ([(header::CACHE_CONTROL, "no-store")], Json(tokens)).into_response(),
        Exchanged::Refused(why) => refused(StatusCode::BAD_REQUEST, why),
        Exchanged::Down => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

async fn userinfo(State(issuer): State<Issuer>, headers: HeaderMap) -> Response {
    let bearer = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let bearer = bearer.and_then(|value| value.strip_prefix("Bearer "));
    match bearer.and_then(|access| issuer.userinfo(access)) {
        Some(claims) => Json(claims).into_response(),
        None => refused(StatusCode::UNAUTHORIZED, "invalid_token"),
    }
}

async fn describe(State(issuer): State<Issuer>, headers: HeaderMap) -> Response {
    if !issuer.is_client(&headers) {
        return problem(Code::Unauthenticated);
    }
    Json(json!({ "version": VERSION })).into_response()
}

async fn hear(
    State(issuer): State<Issuer>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if !issuer.is_client(&headers) {
        return problem(Code::Unauthenticated);
    }
    if body.len() > LARGEST {
        return problem(Code::TooLarge);
    }
    let Ok(id) = id.parse::<LinkId>() else { return problem(Code::NotFound) };
    let Ok(told) = serde_json::from_slice::<Told>(&body) else { return problem(Code::Malformed) };
    match issuer.hears(id, &told) {
        Heard::Stands(report) => {
            Json(Told { report: words::report(&report), evidence: None }).into_response()
        }
        Heard::Silence => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Heard::Malformed => problem(Code::Malformed),
    }
}

impl Issuer {
    pub(super) fn is_client(&self, headers: &HeaderMap) -> bool {
        let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let given = given.and_then(|value| STANDARD.decode(value.strip_prefix("Basic ")?).ok());
        let given = given.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        let Some((id, secret)) = given.split_once(':') else { return false };
        // Encoded as RFC 6749 section 2.3.1 has it, or not, as most programs do.
        let is = |given: &str, ours: &str| given == ours || decoded(given).as_deref() == Some(ours);
        is(id, &self.0.client.0) && is(secret, &self.0.client.1)
    }
}

fn decoded(text: &str) -> Option<String> {
    let pair = format!("a={text}");
    url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned())
}

fn form(body: &[u8]) -> Fields {
    url::form_urlencoded::parse(body).into_owned().collect()
}

fn refused(status: StatusCode, error: &str) -> Response {
    (status, Json(json!({ "error": error }))).into_response()
}

pub(super) fn problem(code: Code) -> Response {
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::BAD_REQUEST);
    (status, [(header::CONTENT_TYPE, PROBLEM_JSON)], code.problem().to_json()).into_response()
}
