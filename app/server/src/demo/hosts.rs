//! Several sites on one address, told apart by the `Host` of a request.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse, Redirect, Response};
use http::{Method, Request, StatusCode, header};
use tower::ServiceExt;

/// The sites by host name, and where those go who ask for none of them.
pub(super) struct Hosts {
    sites: HashMap<String, Router>,
    map: String,
}

impl Hosts {
    /// No sites yet; `map` is the address to send strangers to.
    pub(super) fn new(map: String) -> Self {
        Self { sites: HashMap::new(), map }
    }

    /// Adds a site.
    pub(super) fn add(&mut self, host: &str, site: Router) {
        self.sites.insert(host.to_owned(), site);
    }

    /// All of them as one.
    pub(super) fn router(self) -> Router {
        let hosts = Arc::new(self);
        Router::new().fallback_service(tower::service_fn(move |request: Request<Body>| {
            let hosts = Arc::clone(&hosts);
            async move {
                match hosts.asked_for(&request) {
                    Some(site) => site.clone().oneshot(request).await,
                    None => Ok::<_, Infallible>(hosts.lost(request.method())),
                }
            }
        }))
    }

    fn asked_for(&self, request: &Request<Body>) -> Option<&Router> {
        let in_header = || request.headers().get(header::HOST)?.to_str().ok();
        let host = request.uri().authority().map(http::uri::Authority::as_str).or_else(in_header)?;
        self.sites.get(&name_of(host))
    }

    /// Somebody who came to `localhost` wants to see what there is; a program is told that it is wrong.
    fn lost(&self, method: &Method) -> Response {
        if matches!(*method, Method::GET | Method::HEAD) {
            return Redirect::temporary(&self.map).into_response();
        }
        (StatusCode::MISDIRECTED_REQUEST, format!("no such site here; see {}\n", self.map)).into_response()
    }
}

/// The name in small letters, without port and final dot.
fn name_of(host: &str) -> String {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    name.trim_end_matches('.').to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
