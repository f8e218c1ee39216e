use std::time::Duration;

use onedoor_services::dossiers::ChosenPlace;
use onedoor_services::procedures::Procedure;
use onedoor_services::referrals::Served;
use onedoor_ui::{Localizer, SiteLook};
use url::form_urlencoded::byte_serialize;

/// How the submission pages of our own portals are addressed.
pub const DEFAULT_SUBMISSION: &str = "/submit/{procedure}?place={place}";

/// Somebody waits for the page.
const PATIENCE: Duration = Duration::from_secs(3);

/// A province's portal, at the national portal.
#[derive(Debug, Clone)]
pub struct ProvincialPortal {
    /// Scheme, host and port.
    pub origin: String,
    /// Its emblem and name.
    pub look: SiteLook,
    /// Path and query of the page on which one applies, with `{procedure}` and `{place}`.
    pub submission: String,
    /// The codes of the procedures that it takes; all if there are none.
    pub procedures: Vec<String>,
    /// The provinces whose places it takes.
    pub serves: Vec<Served>,
}

/// The national portal, at a province's portal.
#[derive(Debug, Clone)]
pub struct Referrer {
    /// Scheme, host and port.
    pub origin: String,
    /// Its emblem and name.
    pub look: SiteLook,
    /// The identity with which those who come from there sign in, by its name in addresses.
    pub upstream: String,
}

/// Whom a portal sends people on to, and from whom it takes them.
#[derive(Debug, Clone, Default)]
pub struct Referrals {
    provincial: Vec<ProvincialPortal>,
    referrers: Vec<Referrer>,
    http: Option<reqwest::Client>,
}

impl ProvincialPortal {
    fn takes(&self, procedure: &Procedure, place: &ChosenPlace) -> bool {
        let code = procedure.code.as_str();
        let procedure = self.procedures.is_empty() || self.procedures.iter().any(|one| one == code);
        procedure && self.serves.iter().any(|served| served.covers(place))
    }

    /// The submission page there, with the referral of the portal at `from`.
    pub(super) fn address(&self, procedure: &str, place: &str, capability: &str, from: &str) -> String {
        let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
        let page =
            self.submission.replace("{procedure}", &encoded(procedure)).replace("{place}", &encoded(place));
        let and = if page.contains('?') { '&' } else { '?' };
        format!("{}{page}{and}referral={}&from={}", self.origin, encoded(capability), encoded(from))
    }
}

impl Referrals {
    /// Sends people on to these and takes them from those.
    pub fn new(provincial: Vec<ProvincialPortal>, referrers: Vec<Referrer>, http: reqwest::Client) -> Self {
        Self { provincial, referrers, http: Some(http) }
    }

    /// The portal that takes this procedure for this place; none: it is applied for here.
    pub(crate) fn taker(&self, procedure: &Procedure, place: &ChosenPlace) -> Option<&ProvincialPortal> {
        self.provincial.iter().find(|portal| portal.takes(procedure, place))
    }

    /// The province's portal at this origin, if the configuration still names it.
    pub(super) fn provincial(&self, origin: &str) -> Option<&ProvincialPortal> {
        self.provincial.iter().find(|portal| portal.origin == origin)
    }

    /// The national portal at this origin, if the configuration names it: to no other is anything sent.
    pub(crate) fn referrer(&self, origin: &str) -> Option<&Referrer> {
        self.referrers.iter().find(|portal| portal.origin == origin)
    }

    /// What the portal at this origin is called; its host if the configuration names it no more.
    pub(super) fn name(&self, origin: &str, t: &Localizer) -> String {
        let host = origin.split_once("://").map_or(origin, |(_, host)| host);
        self.provincial(origin).map_or_else(|| host.to_owned(), |portal| portal.look.name(t))
    }

    pub(super) const fn http(&self) -> Option<&reqwest::Client> {
        self.http.as_ref()
    }

    /// Whether the other portal answers, so that nobody is sent into the void. A portal that complains
    /// of the question is there.
    pub(super) async fn answers(&self, origin: &str) -> bool {
        let Some(http) = &self.http else { return false };
        let answer = http.head(format!("{origin}/")).timeout(PATIENCE).send().await;
        answer.is_ok_and(|answer| !answer.status().is_server_error())
    }
}
