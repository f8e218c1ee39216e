//! What the provider says about itself, and its public keys.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use onedoor_base::{Assurance, Country, Language};
use onedoor_oidc::authorize::VERIFIED;
use onedoor_oidc::discovery::{Offer, Paths, ProviderMetadata};
use onedoor_oidc::interaction::Level;
use onedoor_site::HasSite;

use crate::Identity;

const PATHS: Paths<'static> = Paths {
    authorize: "/oauth/authorize",
    token: "/oauth/token",
    jwks: "/oauth/jwks",
    userinfo: "/oauth/userinfo",
    introspect: "/oauth/introspect",
    revoke: "/oauth/revoke",
    push: "/oauth/par",
    end_session: "/oauth/end-session",
    linking: onedoor_linking_protocol::ROOT,
    links_page: crate::links::PATH,
};
const SCOPES: &[&str] = &["openid", "profile", "phone", "email", "national_number", "offline_access"];

/// The levels of assurance and what each takes.
pub(super) const LEVELS: [Level<'static>; 8] = {
    let mut levels = [Level { acr: "", identity: 0, factors: 0 }; 8];
    let mut i = 0;
    while i < levels.len() {
        let Assurance { identity, authentication } = Assurance::ALL[i];
        levels[i] =
            Level { acr: Assurance::ALL[i].acr(), identity: identity.rank(), factors: authentication.rank() };
        i += 1;
    }
    levels
};

/// The document, which does not change while the site runs.
pub(super) fn document(issuer: &str, country: Country) -> Bytes {
    let languages = Language::ALL.map(Language::tag);
    let mut claims = vec!["sub", "acr", "amr", "auth_time", "sid", VERIFIED];
    claims.extend(super::claims::KNOWN);
    let levels = LEVELS.map(|level| level.acr);
    let offer = Offer {
        issuer,
        scopes: SCOPES,
        claims: &claims,
        acr_values: &levels,
        languages: &languages,
        verified: super::verified::offered(country),
    };
    ProviderMetadata::of(&offer, &PATHS).to_json().into()
}

/// `GET /.well-known/openid-configuration`
pub(super) async fn metadata(State(state): State<Identity>) -> Response {
    public_json(state.provider.discovery.clone())
}

/// `GET /oauth/jwks`
pub(super) async fn jwks(State(state): State<Identity>) -> Response {
    public_json(state.provider.ring.current(state.site()).await.jwks.clone())
}

/// For everybody, and kept for a few minutes: a new key is published long before it signs.
fn public_json(body: Bytes) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=300"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
