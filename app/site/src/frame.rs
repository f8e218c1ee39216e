//! The frame around every page: who visits, the page of a refusal, the headers that protect.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use onedoor_ui::ErrorKind;

use crate::cookies::Cookie;
use crate::posted::has_nul;
use crate::refused::Refused;
use crate::{Site, Visit, see_other, switch};

/// The longest path with query that is answered, in bytes (RFC 9110 section 4.1 wants 8000).
const LONGEST_ADDRESS: usize = 8000;

/// Puts the [`Visit`] into the request, and the refusal's page and the headers into the answer.
pub(crate) async fn frame(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let method = parts.method.clone();
    let visit = match Visit::of(&site, &parts).await {
        Ok(visit) => visit,
        Err(refused) => return without_visit(&site, &refused),
    };
    let (visit, mut response) = match switch::taken(visit, &mut parts) {
        Ok((visit, language)) => {
            parts.uri = visit.uri.clone();
            parts.extensions.insert(visit.clone());
            let mut response = match unfit(&parts.uri) {
                Some(refused) => refused.into_response(),
                None => next.run(Request::from_parts(parts, body)).await,
            };
            if let Some(language) = language {
                let cookie = Cookie::Language.set(&site.settings, language.tag());
                response.headers_mut().append(header::SET_COOKIE, cookie);
                keep_for_going_back(&visit, response.headers_mut());
            }
            (visit, response)
        }
        Err((visit, refused)) => (visit, refused.into_response()),
    };
    let refused = response.extensions_mut().remove::<Refused>().or_else(|| unclaimed(&response));
    if opens_nothing(&method, &response) {
        response = see_other("/");
    } else if let Some(refused) = refused {
        response = tell(&visit, &refused, &method, &response);
    }
    if let Some((name, value)) = visit.browser_cookie() {
        response.headers_mut().append(name, value);
    }
    if !response.status().is_redirection() {
        for value in visit.news_cookies() {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    if method == Method::POST && response.status().is_client_error() {
        keep_for_going_back(&visit, response.headers_mut());
    }
    protect(&site, response.headers_mut());
    response
}

/// An address that no page has: too long, or with a NUL in it.
fn unfit(uri: &Uri) -> Option<Refused> {
    let address = uri.path_and_query()?.as_str();
    if address.len() > LONGEST_ADDRESS {
        return Some(Refused::kind(ErrorKind::BadRequest).with_status(StatusCode::URI_TOO_LONG));
    }
    has_nul(address.as_bytes()).then(|| Refused::kind(ErrorKind::BadRequest).because("a NUL in an address"))
}

/// A form that came back, with its problems or in another language, is a page that people go back over. No
/// browser asks for it again, since it was posted; without a copy it shows an error of its own, in which
/// nothing can be done.
/// The copy is good for the browser's history alone. It holds what was typed, never passwords and codes, and
/// what a signed-in person saw is shown only as long as the same session lasts.
fn keep_for_going_back(visit: &Visit, headers: &mut HeaderMap) {
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    if visit.session.is_some() {
        headers.append(header::VARY, HeaderValue::from_static("cookie"));
    }
}

/// An address that only takes forms has no page to open: whoever is led there, by a sign-in that they began on
/// it, a bookmark or the way back to a form, finds the front page.
fn opens_nothing(method: &Method, response: &Response) -> bool {
    method == Method::GET && response.status() == StatusCode::METHOD_NOT_ALLOWED
}

/// What the router and its extractors refuse by themselves: without a body, or in bare English words,
/// which no page of ours has.
fn unclaimed(response: &Response) -> Option<Refused> {
    let content_type = response.headers().get(header::CONTENT_TYPE);
    let bare = content_type.is_none_or(|value| value.as_bytes().starts_with(b"text/plain"));
    match response.status() {
        StatusCode::NOT_FOUND if bare => Some(Refused::kind(ErrorKind::NotFound)),
        other @ (StatusCode::METHOD_NOT_ALLOWED | StatusCode::PAYLOAD_TOO_LARGE) => {
            Some(Refused::kind(ErrorKind::BadRequest).with_status(other))
        }
        // For the log the status is enough: what was asked may hold secrets.
        other if content_type.is_some() && bare && other.is_client_error() => {
            Some(Refused::kind(ErrorKind::BadRequest).with_status(other))
        }
        _ => None,
    }
}

fn tell(visit: &Visit, refused: &Refused, method: &Method, before: &Response) -> Response {
    let reference = reference(visit);
    if let Some(log) = refused.log() {
        let status = refused.status().as_u16();
        if refused.status().is_server_error() {
            tracing::error!(reference, status, path = visit.uri.path(), "{log}");
        } else {
            tracing::info!(reference, status, path = visit.uri.path(), "{log}");
        }
    }
    // A page that was posted to cannot be fetched for its translation.
    let path = if method == Method::GET { visit.address() } else { "/" };
    let mut response = refused.show(&reference, |page| visit.page_at(path, refused.status(), page));
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = before.headers().get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    if let Some(until) = refused.again_at() {
        let seconds = until.since(visit.now).as_secs();
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Without the database there is no session, but there is still a page.
fn without_visit(site: &Site, refused: &Refused) -> Response {
    tracing::error!(site = site.settings.key, "{}", refused.log().unwrap_or("no visit"));
    let t = onedoor_ui::Localizer::of(site.settings.default_language);
    let view = onedoor_ui::View {
        look: Arc::clone(&site.look),
        t,
        csrf: String::new(),
        signed_in: None,
        nav: Vec::new(),
        path: "/".to_owned(),
        news: None,
        typed: onedoor_ui::Typed::default(),
        utc_offset: time::UtcOffset::UTC,
    };
    let mut response = refused.show("-", |page| {
        (refused.status(), axum::response::Html(onedoor_ui::render(page, &view))).into_response()
    });
    protect(site, response.headers_mut());
    response
}

/// Eight characters that a person can read out on the telephone and the log knows too.
fn reference(visit: &Visit) -> String {
    let mut bytes = [0; 6];
    visit.site.random.fill(&mut bytes);
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes).replace(['-', '_'], "7").to_uppercase()
}

fn protect(site: &Site, headers: &mut HeaderMap) {
    let mut set = |name: &'static str, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set("cache-control", "no-store");
    set("x-content-type-options", "nosniff");
    set("x-frame-options", "DENY");
    // Not `no-referrer`: under that, browsers post forms with `Origin: null`.
    set("referrer-policy", "same-origin");
    set("cross-origin-opener-policy", "same-origin");
    set(
        "permissions-policy",
        "camera=(self), geolocation=(), microphone=(), publickey-credentials-get=(self)",
    );
    if site.settings.is_secure() {
        set("strict-transport-security", "max-age=31536000");
    }
    let (targets, learned) = (site.settings.form_targets.join(" "), site.learned_targets.all());
    let policy = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
         media-src 'self';          manifest-src 'self'; form-action 'self' {targets} {learned}; frame-ancestors 'none'; base-uri 'none'"
    );
    if let Ok(value) = HeaderValue::from_str(policy.trim_end()) {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(value);
    }
}
