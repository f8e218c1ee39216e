//! The conformance kit: `onedoor kit check` plays a national identity and its people against a portal under
//! test, through the situations of [`situations`], and reports what the portal made of each.
//!
//! The portal knows the kit's identity ([`Kit::router`]) like any other; the kit knows of the portal what
//! [`Settings`] say, and finds its way on the pages by what fields and buttons are, not by how they look.

mod browser;
mod caller;
mod html;
mod issuer;
mod knock;
mod limit;
mod log;
mod play;
pub mod report;
mod settings;
mod situation;
mod situations;
mod starter;
mod steps;

use std::sync::Arc;

use onedoor_base::{Clock, Randomness};
use reqwest::Client;
use tokio::sync::Mutex;
use url::Url;

use issuer::Issuer;
use limit::Limit;
use log::Log;
use steps::Linked;

pub use log::Exchange;
pub use play::{Played, Verdict};
pub use settings::{Creation, Settings, SettingsError, TlsFiles};
pub use situation::{Chapter, Situation};
pub use situations::situations;
pub use starter::starter;

/// The version of the kit, as reports name it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The kit, made for one portal.
pub struct Kit {
    settings: Settings,
    portal: Url,
    issuer: Issuer,
    http: Client,
    log: Log,
    /// For how long the portal has asked to be left alone, since it was last asked.
    limit: Limit,
    /// What the portal said of events, once it has.
    told_by: Mutex<Option<Vec<String>>>,
    /// Somebody who is linked, for the situations of one chapter that leave them so.
    resident: Mutex<Option<(Chapter, Linked)>>,
}

/// Why the kit cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum CannotPlay {
    /// An address of the settings.
    #[error("{0}: not an address")]
    Address(String),
    /// The cryptographic library made no key.
    #[error("no key could be made")]
    Key,
}

impl Kit {
    /// For the portal at this address. `http` follows no redirects.
    pub fn new(
        settings: Settings,
        portal: &str,
        http: Client,
        (clock, random): (Arc<dyn Clock>, Arc<dyn Randomness>),
    ) -> Result<Self, CannotPlay> {
        let url: Url = portal.parse().map_err(|_| CannotPlay::Address(portal.to_owned()))?;
        let issuer: Result<Url, _> = settings.issuer.parse();
        issuer.map_err(|_| CannotPlay::Address(settings.issuer.clone()))?;
        let log = Log::new(settings.secrets());
        let client = (settings.client_id.as_str(), settings.client_secret.as_str());
        let prints = settings.policy.fingerprints;
        let issuer = Issuer::new((&settings.issuer, prints), client, (clock, random), log.clone());
        let issuer = issuer.map_err(|_| CannotPlay::Key)?;
        Ok(Self {
            settings,
            portal: url,
            issuer,
            http,
            log,
            limit: Limit::default(),
            told_by: Mutex::default(),
            resident: Mutex::default(),
        })
    }

    /// The kit's identity, for the listener.
    pub fn router(&self) -> axum::Router {
        issuer::router(self.issuer.clone())
    }

    /// The portal under test.
    pub const fn portal(&self) -> &Url {
        &self.portal
    }

    /// What the developer told.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }
}

impl std::fmt::Debug for Kit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Kit({})", self.portal)
    }
}
