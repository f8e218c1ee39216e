//! Stand-ins for what belongs to others in the demo world: the message gateway and the mail server with their inbox, the
//! population register, and the street map with the sample people.
//!
//! They speak the protocols of real ones; no site knows that they are none.

mod gateway;
mod inbox;
mod letter;
mod machine;
mod map;
mod pages;
pub mod register;
pub mod smtp;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use onedoor_base::Secret;
use onedoor_proofing::register::Entry;
use onedoor_site::{HasSite, Site, site_router};
use onedoor_ui::{NavItem, Samples, samples};

pub use inbox::{Inbox, Message};
pub use map::{MapSite, SampleAccount, SamplePerson, StreetMap};

use pages::inbox::InboxPage;
use pages::register::RegisterPage;
use pages::registered::RegisteredPage;
use pages::street::StreetPage;
use register::Register;

/// The sandbox, as the state of its router. Clones share it.
#[derive(Clone)]
pub struct Sandbox(Arc<Facts>);

struct Facts {
    site: Arc<Site>,
    map: StreetMap,
    inbox: Inbox,
    token: Secret,
    register: Register,
}

impl Sandbox {
    /// A sandbox that shows `map`, whose gateway knows its customers by `token`, and in whose register these are.
    pub fn new(site: Arc<Site>, map: StreetMap, token: Secret, registered: Vec<Entry>) -> Self {
        let register = Register::new(registered);
        Self(Arc::new(Facts { site, map, inbox: Inbox::default(), token, register }))
    }

    /// The messages that were sent.
    pub fn inbox(&self) -> &Inbox {
        &self.0.inbox
    }

    pub(crate) fn register(&self) -> &Register {
        &self.0.register
    }
}

impl HasSite for Sandbox {
    fn site(&self) -> &Arc<Site> {
        &self.0.site
    }
}

/// All of its addresses.
pub fn router(sandbox: Sandbox) -> Router {
    let pages = Router::new()
        .route("/", get(pages::street::show))
        .route("/inbox", get(pages::inbox::show))
        .route("/register", get(pages::register::show))
        .route("/register/mood", post(pages::register::behave))
        .route("/register/people/{number}", get(pages::registered::show).post(pages::registered::correct))
        .route("/register/people/{number}/portrait", get(pages::registered::portrait));
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
        NavItem { key: "census-nav", href: "/register".to_owned() },
    ]
}

/// What its pages look like.
pub fn all_samples() -> Samples {
    samples![StreetPage, InboxPage, RegisterPage, RegisteredPage]
}
