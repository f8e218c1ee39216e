//! What changes how an account is opened wants somebody who has just proven that it is they: a browser that was
//! left open, or a session that was stolen, is not enough.

use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::response::Response;
use onedoor_base::{Session, Timestamp};

use crate::{ReturnTo, SignedInVisit, Site, see_other};

/// How old the proof may be when a page is opened.
pub const FRESH: Duration = Duration::from_mins(10);

/// How old it may be when the page's form comes back: nobody loses what they typed because they typed slowly.
pub const FRESH_FORM: Duration = Duration::from_mins(20);

/// A visit by somebody who is signed in and proved it lately ([`FRESH`]); everybody else proves it (again) and
/// comes back to the page, which for a form is the one that it stood on.
#[derive(Clone)]
pub struct FreshVisit(pub SignedInVisit);

impl std::ops::Deref for FreshVisit {
    type Target = SignedInVisit;

    fn deref(&self) -> &SignedInVisit {
        &self.0
    }
}

/// Whether the owner of a session proved it no longer ago than that.
pub fn is_fresh(session: &Session, now: Timestamp, most: Duration) -> bool {
    now < session.authenticated_at.after(most)
}

/// Sends the browser to prove once more who sits there, and then back to `page`.
pub fn prove_again(page: &ReturnTo) -> Response {
    see_other(&format!("/sign-in?again=yes&return_to={}", page.encoded()))
}

impl<S: Send + Sync> FromRequestParts<S> for FreshVisit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let visit = SignedInVisit::from_request_parts(parts, state).await?;
        let opened = parts.method == Method::GET;
        if is_fresh(&visit.session, visit.now, if opened { FRESH } else { FRESH_FORM }) {
            return Ok(Self(visit));
        }
        Err(prove_again(&if opened {
            ReturnTo::parse(visit.uri.path_and_query().map_or("/", |address| address.as_str()))
        } else {
            form_page(&visit.site, &parts.headers)
        }))
    }
}

/// The page that a form stood on, as the browser names it.
fn form_page(site: &Site, headers: &HeaderMap) -> ReturnTo {
    let referer = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let path = referer.and_then(|address| address.strip_prefix(&site.settings.origin()));
    path.map_or_else(ReturnTo::home, ReturnTo::parse)
}
