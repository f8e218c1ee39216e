//! The national identities that a portal takes, as its configuration names them.

use std::fmt;

use onedoor_base::Secret;
use onedoor_linking::Policy;
use onedoor_linking_protocol::Way;
use onedoor_signin::{Provider, ProviderSettings};
use onedoor_ui::SiteLook;

/// Where an issuer's answers come, on every portal.
pub const CALLBACK_PATH: &str = "/sign-in/callback";
/// Where somebody comes from their national account to link the account that they have here
/// (`initiate_login_uri`, OpenID Connect Core section 4).
pub const INITIATE_PATH: &str = "/sign-in/initiate";
/// Where a sign-in that came to nothing says so.
pub(super) const STOPPED_PATH: &str = "/sign-in/stopped";
/// Where a browser comes after signing out at the issuer.
pub const SIGNED_OUT_PATH: &str = "/signed-out";
/// Where an issuer tells that a session of its own has ended.
pub const BACKCHANNEL_LOGOUT_PATH: &str = "/backchannel-logout";

/// Where issuers speak of links.
pub const LINKING_PATH: &str = onedoor_linking_protocol::ROOT;

/// What is asked for where the configuration says nothing else.
pub const DEFAULT_SCOPE: &str = "openid profile national_number";
/// With contact data, which people may have a portal keep, and without the number, where accounts are found by its
/// fingerprint.
pub const CONTACT_WITHOUT_NUMBER: &str = "openid profile phone";

/// One national identity, as the configuration names it.
#[derive(Debug, Clone)]
pub struct UpstreamSettings {
    /// Its name in addresses: `/sign-in/national/{key}`.
    pub key: String,
    /// Its emblem and name.
    pub look: SiteLook,
    /// Its name for itself.
    pub issuer: String,
    /// Who we are there.
    pub client_id: String,
    /// What proves that it is us.
    pub client_secret: Secret,
    /// What we ask for; [`DEFAULT_SCOPE`].
    pub scope: String,
    /// What the portal allows to people who come from there.
    pub policy: Policy,
    /// How people who begin there prove an account here.
    pub way: Way,
    /// Whether it does not tell national numbers and has them fingerprinted with us instead.
    pub fingerprints: bool,
}

/// The national identities that people can come with.
#[derive(Default)]
pub struct Linking {
    system: String,
    /// Our own interface, by the address under which the issuers know it.
    endpoint: String,
    http: reqwest::Client,
    upstreams: Vec<Upstream>,
}

/// One of them, ready for use.
pub(crate) struct Upstream {
    pub(crate) key: String,
    pub(crate) look: SiteLook,
    pub(crate) policy: Policy,
    pub(crate) way: Way,
    pub(crate) fingerprints: bool,
    pub(crate) provider: Provider,
}

impl Linking {
    /// No national identity: people sign in with the portal's own accounts only.
    pub fn none() -> Self {
        Self::default()
    }

    /// These. `system` is the key under which links name this portal; `origin` is the portal's own, as in
    /// `https://haiduong.example`.
    pub fn new(system: &str, origin: &str, http: &reqwest::Client, all: Vec<UpstreamSettings>) -> Self {
        let upstreams = all.into_iter().map(|one| {
            let settings = ProviderSettings {
                issuer: one.issuer,
                client_id: one.client_id,
                client_secret: one.client_secret,
                redirect_uri: format!("{origin}{CALLBACK_PATH}"),
                scope: one.scope,
            };
            let provider = Provider::new(http.clone(), settings);
            Upstream {
                key: one.key,
                look: one.look,
                policy: one.policy,
                way: one.way,
                fingerprints: one.fingerprints,
                provider,
            }
        });
        let endpoint = format!("{origin}{LINKING_PATH}");
        Self { system: system.to_owned(), endpoint, http: http.clone(), upstreams: upstreams.collect() }
    }

    /// The key under which links name this portal.
    pub(crate) fn system(&self) -> &str {
        &self.system
    }

    /// All of them, in the order of the configuration.
    pub(crate) fn upstreams(&self) -> impl Iterator<Item = &Upstream> {
        self.upstreams.iter()
    }

    /// Our own interface, by the address under which the issuers know it.
    pub(crate) fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// What issuers are told with.
    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.http
    }

    /// By its name in addresses.
    pub(crate) fn upstream(&self, key: &str) -> Option<&Upstream> {
        self.upstreams.iter().find(|one| one.key == key)
    }

    /// By its name for itself.
    pub(crate) fn of_issuer(&self, issuer: &str) -> Option<&Upstream> {
        self.upstreams.iter().find(|one| one.provider.issuer() == issuer)
    }

    /// By both: what was begun with it is still to be ended with it. `None` if the configuration has changed.
    pub(crate) fn still(&self, key: &str, issuer: &str) -> Option<&Upstream> {
        self.upstream(key).filter(|one| one.provider.issuer() == issuer)
    }
}

impl fmt::Debug for Linking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.upstreams.iter().map(|one| &one.key)).finish()
    }
}
