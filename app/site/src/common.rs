//! The few addresses that every site has: its files, the choice of language, the sign of life.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use onedoor_base::Language;
use onedoor_ui::ErrorKind;
use serde::Deserialize;

use crate::cookies::Cookie;
use crate::frame::frame;
use crate::posted::MAX_FORM;
use crate::refused::Refused;
use crate::{Asked, HasSite, ReturnTo, Site, Visit, audit, challenge, see_other, switch};

/// Puts the frame around `pages`, adds what every site has, and joins `endpoints`, which are for
/// programs and get no frame: no cookies, no session, no error pages.
pub fn site_router<S: HasSite>(state: S, pages: Router<S>, endpoints: Router<S>) -> Router {
    let site = std::sync::Arc::clone(state.site());
    let framed = pages
        .merge(challenge::pages())
        .route("/language/{tag}", get(choose_language))
        .fallback(|| async { Refused::kind(ErrorKind::NotFound) })
        .layer(axum::middleware::from_fn_with_state(site, frame));
    let plain = endpoints
        .route("/assets/{file}", get(asset))
        .route("/health", get(health::<S>))
        .route("/.well-known/audit-checkpoints", get(audit::published::<S>));
    // Nobody sends more, and who does is not to fill the memory with it.
    let all = framed.merge(plain).layer(DefaultBodyLimit::max(MAX_FORM)).with_state(state);
    // Around the routes, because it changes which one a request is for.
    Router::new().fallback_service(all).layer(axum::middleware::from_fn(switch::turn))
}

#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    back: String,
}

/// A choice of language is a preference of the browser and changes nothing else, so that a link may
/// make it.
async fn choose_language(
    visit: Visit,
    Path(tag): Path<String>,
    Asked(query): Asked<Back>,
) -> Result<Response, Refused> {
    let language = Language::from_tag(&tag).ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    let mut response = see_other(ReturnTo::parse(&query.back).as_str());
    let cookie = Cookie::Language.set(&visit.site.settings, language.tag());
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

async fn asset(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let path = format!("/assets/{file}");
    let Some(asset) = onedoor_ui::assets().iter().find(|a| a.path == path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|tag| tag.as_bytes() == asset.etag.as_bytes());
    let mut response =
        if known { StatusCode::NOT_MODIFIED.into_response() } else { asset.bytes.into_response() };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Ok(etag) = HeaderValue::from_str(&asset.etag) {
        headers.insert(header::ETAG, etag);
    }
    response
}

/// Whether the site can serve: its database answers.
async fn health<S: HasSite>(State(state): State<S>) -> Response {
    let site: &Site = state.site();
    let answers = site
        .store
        .read(|tx| Box::pin(async move { onedoor_storage::jobs::next_due(tx).await }))
        .await
        .is_ok();
    if answers { "ok".into_response() } else { (StatusCode::SERVICE_UNAVAILABLE, "database").into_response() }
}
