use std::time::Duration;

use onedoor_base::{CLOSING_WAIT, Language, LocalAccountId};
use onedoor_services::dossiers::Agency;
use onedoor_services::organisations::OrganisationDirectory;
use onedoor_services::procedures::ProcedureCatalogue;
use onedoor_ui::{Look, SiteLook};

use crate::referrals::Referrals;

/// What a portal is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PortalKind {
    /// One for the whole country.
    National,
    /// A province's one-stop desk.
    OneStop,
    /// A school information system: every organisation keeps its own accounts.
    School,
}

/// A way to sign in at another site. Its start is `/sign-in/national/{upstream}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The name of the upstream in the portal's configuration.
    pub upstream: String,
    /// Whose emblem the button shows.
    pub look: Look,
    /// The catalogue key of its words.
    pub label: &'static str,
}

impl Way {
    /// Through the national portal's own accounts, at a province.
    pub fn dvcqg() -> Self {
        Self::new("dvcqg", Look::IdDvcqg, "portal-way-dvcqg")
    }

    /// Through the national portal's own accounts, at the national portal itself.
    pub fn dvcqg_own() -> Self {
        Self::new("dvcqg", Look::IdDvcqg, "portal-way-dvcqg-own")
    }

    /// Through the electronic identity of Vietnam.
    pub fn vneid() -> Self {
        Self::new("vneid", Look::Vneid, "portal-way-vneid")
    }

    /// Through Gosuslugi.
    pub fn esia() -> Self {
        Self::new("esia", Look::Esia, "portal-way-esia")
    }

    /// Through an identity that has no words of its own.
    pub fn other(upstream: &str, look: Look) -> Self {
        Self::new(upstream, look, "portal-way-other")
    }

    fn new(upstream: &str, look: Look, label: &'static str) -> Self {
        Self { upstream: upstream.to_owned(), look, label }
    }
}

/// What kind of portal a site is, and with which data.
#[derive(Debug, Clone)]
pub struct Profile {
    /// What it is for.
    pub kind: PortalKind,
    /// Where else people can sign in.
    pub ways: Vec<Way>,
    /// The organisations that keep their own accounts here; one is chosen before signing in.
    pub organisations: Option<&'static OrganisationDirectory>,
    /// What can be applied for.
    pub procedures: &'static ProcedureCatalogue,
    /// The province whose desk it is, by its code today; chosen beforehand when applying.
    pub province: Option<String>,
    /// Who receives the dossiers, as their numbers say.
    pub agency: Agency,
    /// Whom it sends people on to, and from whom it takes them.
    pub referrals: Referrals,
    /// The portal of which it has become part.
    pub moved_to: Option<Moved>,
    /// The accounts that see the pages of the administration. By id: a user name may become somebody else's.
    pub administrators: Vec<LocalAccountId>,
    /// For how long whoever wants their account closed can still stay.
    pub closing_wait: Duration,
    /// Whether people are asked for the national number that their account lacks.
    pub ask_number: bool,
}

/// The portal of which another has become part.
#[derive(Debug, Clone)]
pub struct Moved {
    /// Scheme, host and port.
    pub origin: String,
    /// What it is called.
    pub look: SiteLook,
}

impl Profile {
    /// The national portal of Vietnam.
    pub fn national(agency: Agency, ways: Vec<Way>) -> Self {
        let procedures = ProcedureCatalogue::vietnam();
        Self {
            kind: PortalKind::National,
            ways,
            organisations: None,
            procedures,
            province: None,
            agency,
            referrals: Referrals::default(),
            moved_to: None,
            administrators: Vec::new(),
            closing_wait: CLOSING_WAIT,
            ask_number: false,
        }
    }

    /// The one-stop desk of a province, given by its code.
    pub fn one_stop(agency: Agency, ways: Vec<Way>, province: &str) -> Self {
        let national = Self::national(agency, ways);
        Self { kind: PortalKind::OneStop, province: Some(province.to_owned()), ..national }
    }

    /// A school information system.
    pub fn school(agency: Agency, ways: Vec<Way>, organisations: &'static OrganisationDirectory) -> Self {
        Self {
            kind: PortalKind::School,
            ways,
            organisations: Some(organisations),
            procedures: ProcedureCatalogue::school(),
            province: None,
            agency,
            referrals: Referrals::default(),
            moved_to: None,
            administrators: Vec::new(),
            closing_wait: CLOSING_WAIT,
            ask_number: false,
        }
    }

    /// What an organisation is called; the code itself if the directory has it no more.
    pub fn organisation_name(&self, code: &str) -> String {
        let placed = self.organisations.and_then(|all| all.find(code));
        placed.map_or_else(|| code.to_owned(), |p| format!("{}, {}", p.organisation.name, p.town.name))
    }

    /// What a procedure is called; the code itself if the catalogue has it no more.
    pub fn procedure_name(&self, code: &str, language: Language) -> String {
        let procedure = self.procedures.get(code);
        procedure.map_or_else(|| code.to_owned(), |p| p.name.get(language).to_owned())
    }
}
