use std::sync::{Arc, PoisonError, RwLock};

use onedoor_base::{AuditEvent, Clock, Digest, Randomness, Timestamp, Token};
use onedoor_password::{HashPool, PasswordFilter};
use onedoor_storage::{Change, StorageError, Store, Vault};
use onedoor_ui::{NavItem, SiteLook};

use crate::Settings;
use crate::register::Register;

/// A running site: what its pages and endpoints work with.
pub struct Site {
    /// What it was told about itself.
    pub settings: Settings,
    /// How its pages look and what it is called.
    pub look: Arc<SiteLook>,
    /// The entries of its main navigation.
    pub nav: Vec<NavItem>,
    /// Its state.
    pub store: Store,
    /// Its keys: seals what must not be readable, and makes keyed fingerprints.
    pub vault: Vault,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The randomness.
    pub random: Arc<dyn Randomness>,
    /// Where passwords are hashed, bounded and off the asynchronous workers; shared by the sites of
    /// one process, because the cores are.
    pub hashing: Arc<HashPool>,
    /// Passwords that nobody may choose, besides those that everybody knows: of the operator's own lists.
    pub known_passwords: Vec<Arc<PasswordFilter>>,
    /// Where people are looked up, if anywhere.
    pub register: Option<Register>,
    /// Origins that forms may lead to besides those of the settings.
    pub learned_targets: FormTargets,
}

/// Origins that the answer to a form may lead to, learned while the site runs: those of systems that a command
/// registers.
#[derive(Debug, Default)]
pub struct FormTargets(RwLock<Vec<String>>);

impl FormTargets {
    /// Adds one, unless it is there. They are of registered systems only, so they stay few.
    pub fn learn(&self, origin: String) {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).contains(&origin);
        if !known {
            self.0.write().unwrap_or_else(PoisonError::into_inner).push(origin);
        }
    }

    pub(crate) fn all(&self) -> String {
        self.0.read().unwrap_or_else(PoisonError::into_inner).join(" ")
    }
}

impl Site {
    /// The moment it is.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A new bearer value.
    pub fn token(&self) -> Token {
        Token::random(self.random.as_ref())
    }

    /// Writes what happened into the record, where nothing else changes with it.
    pub async fn record(&self, event: AuditEvent) -> Result<(), StorageError> {
        let written = self.store.write(move |_| {
            let event = event.clone();
            Box::pin(async move { Ok(Change::Recorded((), vec![event])) })
        });
        written.await
    }

    /// The proof that a form came from a page of ours, for this browser in this session.
    pub(crate) fn csrf(&self, browser: Digest, session: Option<Digest>) -> String {
        let mut bound = browser.0.to_vec();
        bound.extend(session.map(|s| s.0).unwrap_or_default());
        self.keyed("csrf", &bound)
    }

    /// A value that only the holder of our keys can make of these bytes, fit for forms and addresses.
    pub(crate) fn keyed(&self, purpose: &str, bytes: &[u8]) -> String {
        use base64::Engine;
        let text = base64::engine::general_purpose::STANDARD_NO_PAD.encode(bytes);
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(self.vault.fingerprint(purpose, &text).0)
    }
}

/// The state of a router from which the site can be had.
pub trait HasSite: Clone + Send + Sync + 'static {
    /// The site.
    fn site(&self) -> &Arc<Site>;
}

impl HasSite for Arc<Site> {
    fn site(&self) -> &Arc<Site> {
        self
    }
}
