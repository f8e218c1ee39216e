//! A portal that has become part of another: every address says so and leads to the same page there. Nobody signs in
//! here any more, and nothing changes; its endpoints go on hearing what issuers say of links and sessions.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use onedoor_site::Visit;
use onedoor_ui::components::{button_link, heading, lede};
use onedoor_ui::{Localizer, Look, Markup, Page, Role, Sampled, SiteLook, View, html};

use crate::{Moved, Portal};

/// Every address that a page could have had.
pub(crate) fn pages() -> Router<Portal> {
    Router::new().route("/", any(tell)).route("/{*path}", any(tell))
}

/// People get a page that says where the portal is now: a browser that was simply sent on would leave them wondering
/// where they are, and what became of their account. Programs are sent on.
async fn tell(State(portal): State<Portal>, visit: Visit, method: Method, headers: HeaderMap) -> Response {
    let Some(Moved { origin, look }) = &portal.profile.moved_to else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let read = matches!(method, Method::GET | Method::HEAD);
    let address = format!("{origin}{}", there(&visit, read));
    let accepts = headers.get_all(header::ACCEPT).iter().filter_map(|accept| accept.to_str().ok());
    let person = accepts.into_iter().any(|accept| accept.contains("text/html"));
    if read && !person {
        return sent_on(&address);
    }
    let page = MovedPage { look: look.clone(), address, sent: !read };
    visit.page_at("/", StatusCode::GONE, &page)
}

/// The same page at the other portal. Ids and numbers are the same there; a sign-in begins anew, and no address
/// carries anything over that was made for this portal.
fn there(visit: &Visit, read: bool) -> String {
    let path = visit.uri.path();
    let (path, query) = match path {
        _ if path.starts_with("/sign-in") || path.starts_with("/sign-out") => ("/sign-in", None),
        _ if path.starts_with("/arrivals") || path.starts_with("/referrals") => ("/dossiers", None),
        _ => (path, visit.uri.query().filter(|query| read && !query.contains("referral="))),
    };
    query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"))
}

fn sent_on(address: &str) -> Response {
    let mut response = StatusCode::PERMANENT_REDIRECT.into_response();
    match HeaderValue::from_str(address) {
        Ok(address) => {
            response.headers_mut().insert(header::LOCATION, address);
            response
        }
        Err(_) => StatusCode::GONE.into_response(),
    }
}

/// The portal has become part of another.
pub(crate) struct MovedPage {
    look: SiteLook,
    /// The same page there.
    address: String,
    /// Something was sent: it was not taken.
    sent: bool,
}

impl MovedPage {
    fn words(&self, view: &View, key: &str) -> String {
        let t = &view.t;
        t.with(key, &[("site", view.look.name(t).into()), ("new", self.look.name(t).into())])
    }
}

impl Page for MovedPage {
    fn title(&self, t: &Localizer) -> String {
        t.with("portal-moved-title", &[("new", self.look.name(t).into())])
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        html! {
            (heading(self.title(&view.t)))
            @if self.sent { p { strong { (self.words(view, "portal-moved-not-sent")) } } }
            (lede(self.words(view, "portal-moved")))
            p { (self.words(view, "portal-moved-sign-in")) }
            (button_link(self.words(view, "portal-moved-go"), &self.address, true))
            p { (self.address) }
        }
    }
}

impl Sampled for MovedPage {
    fn samples() -> Vec<Self> {
        let page = |path: &str, sent| Self {
            look: SiteLook::new(Look::Haiphong, Role::Portal),
            address: format!("https://haiphong.example.org{path}"),
            sent,
        };
        vec![page("/dossiers/000.00.00.H23-250701-0001", false), page("/submit/1.001193", true)]
    }
}
