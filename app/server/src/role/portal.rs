use std::path::Path;
use std::sync::Arc;

use onedoor_base::{AuthenticationLevel, IdentityLevel, LocalAccountId};
use onedoor_linking::{Creation, Policy, RegisterMatch};
use onedoor_messaging::Messenger;
use onedoor_portal::linking::{Linking, LinkingWay, UpstreamSettings};
use onedoor_portal::{Portal, PortalFacts, Profile, Way, portal_router};
use onedoor_services::dossiers::Agency;
use onedoor_services::organisations::OrganisationDirectory;
use onedoor_site::Site;
use onedoor_ui::{Look, Role, SiteLook};

use crate::config::{
    AuthenticationWord, CreationWord, IdentityWord, LinkingWayWord, PolicyConfig, PortalConfig,
    PortalKindWord, RegisterMatchWord, UpstreamConfig,
};
use crate::messages;
use crate::site::{Running, Shared};

/// What makes a site a portal.
pub struct PortalSettings {
    /// What kind of portal it is, and with which data.
    pub profile: Profile,
    /// The national identities that people come with.
    pub upstreams: Vec<UpstreamSettings>,
    /// Through which it sends messages.
    pub messenger: Messenger,
}

/// Makes a site a portal.
pub fn portal(site: Arc<Site>, settings: PortalSettings, shared: &Shared) -> (Portal, Running) {
    let linking = Linking::new(&site.settings.key, &site.settings.origin(), &shared.http, settings.upstreams);
    let portal = Portal::new(PortalFacts { site: Arc::clone(&site), profile: settings.profile, linking });
    let jobs = messages::jobs(&site, &settings.messenger, onedoor_portal::jobs(&portal));
    let jobs = onedoor_portal::linking::jobs(&portal, onedoor_portal::referrals::jobs(&portal, jobs));
    let router = portal_router(portal.clone());
    let jobs = onedoor_portal::administration_jobs(&portal, jobs);
    (portal, Running { site, router, jobs })
}

/// What kind of portal a configuration describes.
pub(super) fn profile(config: &PortalConfig, base: &Path) -> Result<Profile, String> {
    let agency: Agency = config.agency.parse().map_err(|error| format!("portal.agency: {error}"))?;
    let ways = config.upstreams.iter().map(|upstream| way(config.kind, upstream)).collect();
    let profile = match (config.kind, &config.province) {
        (PortalKindWord::National, _) => Profile::national(agency, ways),
        (PortalKindWord::OneStop, Some(province)) => Profile::one_stop(agency, ways, province),
        (PortalKindWord::OneStop, None) => return Err("portal.province is missing".to_owned()),
        (PortalKindWord::School, _) => {
            let own =
                config.read_organisations(base).map_err(|why| format!("portal.organisations: {why}"))?;
            let organisations = own.map_or_else(OrganisationDirectory::sample, for_good);
            Profile::school(agency, ways, organisations)
        }
    };
    let own = config.read_procedures(base).map_err(|why| format!("portal.procedures: {why}"))?;
    let administrators = config.administrators.iter().map(|account| account.parse());
    let administrators: Result<Vec<LocalAccountId>, _> = administrators.collect();
    let administrators = administrators.map_err(|error| format!("portal.administrators: {error}"))?;
    let profile = Profile {
        administrators,
        closing_wait: config.closing.wait(),
        ask_number: config.ask_number,
        ..profile
    };
    Ok(match own {
        Some(own) => Profile { procedures: for_good(own), ..profile },
        None => profile,
    })
}

/// Read once and kept for as long as the process lives.
fn for_good<T>(data: T) -> &'static T {
    Box::leak(Box::new(data))
}

/// The button that leads to an upstream; words of its own where its look has some.
fn way(kind: PortalKindWord, upstream: &UpstreamConfig) -> Way {
    let way = match (upstream.look.0, kind) {
        (Look::IdDvcqg, PortalKindWord::National) => Way::dvcqg_own(),
        (Look::IdDvcqg, _) => Way::dvcqg(),
        (Look::Vneid, _) => Way::vneid(),
        (Look::Esia, _) => Way::esia(),
        (look, _) => Way::other(&upstream.key, look),
    };
    Way { upstream: upstream.key.clone(), ..way }
}

/// The national identities that a configuration names.
pub(super) fn upstreams(config: &PortalConfig, base: &Path) -> Result<Vec<UpstreamSettings>, String> {
    let settings = config.upstreams.iter().enumerate().map(|(i, upstream)| {
        let secret = upstream.secret.read(base);
        Ok(UpstreamSettings {
            key: upstream.key.clone(),
            look: SiteLook::new(upstream.look.0, Role::Identity),
            issuer: upstream.issuer.text.clone(),
            client_id: upstream.client_id.clone(),
            client_secret: secret.map_err(|why| format!("portal.upstreams[{i}].secret: {why}"))?,
            scope: upstream.scope.clone(),
            fingerprints: upstream.fingerprints,
            policy: policy(upstream.policy),
            way: match upstream.linking_way {
                LinkingWayWord::Credentials => LinkingWay::Credentials,
                LinkingWayWord::Page => LinkingWay::Page,
            },
        })
    });
    settings.collect()
}

fn policy(config: PolicyConfig) -> Policy {
    Policy {
        several_accounts: config.several_accounts,
        creation: match config.creation {
            CreationWord::Yes => Creation::Yes,
            CreationWord::Ask => Creation::Ask,
            CreationWord::No => Creation::No,
        },
        least_identity: match config.least_identity {
            IdentityWord::Claimed => IdentityLevel::Claimed,
            IdentityWord::Basic => IdentityLevel::Basic,
            IdentityWord::Substantial => IdentityLevel::Substantial,
            IdentityWord::High => IdentityLevel::High,
        },
        least_authentication: match config.least_authentication {
            AuthenticationWord::One => AuthenticationLevel::One,
            AuthenticationWord::Two => AuthenticationLevel::Two,
            AuthenticationWord::Three => AuthenticationLevel::Three,
        },
        register_match: match config.register_match {
            RegisterMatchWord::Confirm => RegisterMatch::Confirm,
            RegisterMatchWord::Prove => RegisterMatch::Prove,
        },
    }
}
