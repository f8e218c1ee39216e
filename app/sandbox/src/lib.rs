//! Stand-ins for what belongs to others in the demo world: the message gateway and the mail server with their inbox,
//! and the street map with the sample people.
//!
//! Both speak the protocol of real ones; no site knows that they are none.

mod gateway;
mod inbox;
mod letter;
mod machine;
mod map;
mod pages;
pub mod smtp;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use onedoor_base::Secret;
use onedoor_site::{HasSite, Site, site_router};
use onedoor_ui::{NavItem, Samples, samples};

pub use inbox::{Inbox, Message};
pub use map::{MapSite, SampleAccount, SamplePerson, StreetMap};

use pages::inbox::InboxPage;
use pages::street::StreetPage;

/// The sandbox, as the state of its router. Clones share it.
#[derive(Clone)]
pub struct Sandbox(Arc<Facts>);

struct Facts {
    site: Arc<Site>,
    map: StreetMap,
    inbox: Inbox,
    token: Secret,
}

impl Sandbox {
    /// A sandbox that shows `map`, and whose gateway knows its customers by `token`.
    pub fn new(site: Arc<Site>, map: StreetMap, token: Secret) -> Self {
        Self(Arc::new(Facts { site, map, inbox: Inbox::default(), token }))
    }

    /// The messages that were sent.
    pub fn inbox(&self) -> &Inbox {
        &self.0.inbox
    }
}

impl HasSite for Sandbox {
    fn site(&self) -> &Arc<Site> {
        &self.0.site
    }
}

/// All of its addresses.
pub fn router(sandbox: Sandbox) -> Router {
    let pages = Router::new().route("/", get(pages::street::show)).route("/inbox", get(pages::inbox::show));
    let endpoints = Router::new()
        .route("/people.json", get(machine::people))
        .route("/inbox.json", get(machine::messages))
        .route("/gateway/sms", post(gateway::take));
    site_router(sandbox, pages, endpoints)
}

/// The entries of its navigation.
pub fn navigation() -> Vec<NavItem> {
    vec![
        NavItem { key: "street-nav", href: "/".to_owned() },
        NavItem { key: "inbox-nav", href: "/inbox".to_owned() },
    ]
}

/// What its pages look like.
pub fn all_samples() -> Samples {
    samples![StreetPage, InboxPage]
}
