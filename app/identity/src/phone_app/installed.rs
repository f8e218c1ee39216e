//! What makes the pages an application that can be put on a home screen (W3C Web Application Manifest; Service Workers).

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use onedoor_site::{HasSite, Refused, Visit};
use onedoor_ui::{Localizer, WORKER, icons};
use serde_json::json;

use super::pages::OfflinePage;
use super::{PATH, only_where_given};
use crate::Identity;

/// What it is called, how it looks and where it begins.
pub(super) const MANIFEST: &str = "/app/manifest.webmanifest";
/// What says that there is no network.
pub(super) const WORKER_PATH: &str = "/app/worker.js";
/// The page that it keeps.
pub(super) const OFFLINE: &str = "/app/offline";

/// `GET /app/manifest.webmanifest`. Browsers ask for it without cookies: it speaks the language of the site.
pub(super) async fn manifest(State(identity): State<Identity>) -> Response {
    if only_where_given(&identity).is_err() {
        return axum::http::StatusCode::NOT_FOUND.into_response();
    }
    let site = identity.site();
    let t = Localizer::of(site.settings.default_language);
    let name = site.look.name(&t);
    let look = site.look.look;
    let icons: Vec<_> = icons(look)
        .into_iter()
        .map(|icon| json!({ "src": icon.path, "sizes": icon.sizes, "type": icon.content_type, "purpose": icon.purpose }))
        .collect();
    let manifest = json!({
        "id": PATH,
        "name": name,
        "short_name": t.get("app-short-name"),
        "lang": t.language().tag(),
        "start_url": PATH,
        // Signing in and the account lie beside it.
        "scope": "/",
        "display": "standalone",
        "background_color": look.ground(),
        "theme_color": look.ground(),
        "icons": icons,
    });
    (
        [(header::CONTENT_TYPE, "application/manifest+json"), (header::CACHE_CONTROL, "no-cache")],
        manifest.to_string(),
    )
        .into_response()
}

/// `GET /app/worker.js`. It lies beneath what it serves, so that it has to be allowed to.
pub(super) async fn worker(State(identity): State<Identity>) -> Response {
    if only_where_given(&identity).is_err() {
        return axum::http::StatusCode::NOT_FOUND.into_response();
    }
    let headers = [
        ("content-type", "text/javascript; charset=utf-8"),
        ("cache-control", "no-cache"),
        ("service-worker-allowed", PATH),
        ("x-content-type-options", "nosniff"),
        // It fetches from this site and does nothing else.
        ("content-security-policy", "default-src 'none'; connect-src 'self'"),
    ];
    (headers, WORKER).into_response()
}

/// `GET /app/offline`.
pub(super) async fn offline(State(identity): State<Identity>, visit: Visit) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    Ok(visit.page(&OfflinePage))
}
