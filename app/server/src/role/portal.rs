use std::sync::Arc;

use onedoor_messaging::Gateway;
use onedoor_portal::linking::Linking;
use onedoor_portal::{Portal, PortalFacts, Profile, Way, portal_router};
use onedoor_services::dossiers::Agency;
use onedoor_services::organisations::OrganisationDirectory;
use onedoor_site::Site;
use onedoor_site::code::SMS_JOB;
use onedoor_site::jobs::Jobs;
use onedoor_ui::Look;

use crate::config::{PortalConfig, PortalKindWord, UpstreamConfig};
use crate::site::Running;
use crate::sms;

/// What makes a site a portal.
pub struct PortalSettings {
    /// What kind of portal it is, and with which data.
    pub profile: Profile,
    /// Through which it sends text messages.
    pub gateway: Gateway,
}

/// Makes a site a portal.
pub fn portal(site: Arc<Site>, settings: PortalSettings) -> (Portal, Running) {
    let linking = Linking::none();
    let portal = Portal::new(PortalFacts { site: Arc::clone(&site), profile: settings.profile, linking });
    let jobs = Jobs::new().with(SMS_JOB, sms::handler(&site, &settings.gateway));
    let router = portal_router(portal.clone());
    (portal, Running { site, router, jobs })
}

/// What kind of portal a configuration describes.
pub(super) fn profile(config: &PortalConfig) -> Result<Profile, String> {
    let agency: Agency = config.agency.parse().map_err(|error| format!("portal.agency: {error}"))?;
    let ways = config.upstreams.iter().filter_map(|upstream| way(config.kind, upstream)).collect();
    Ok(match (config.kind, &config.province) {
        (PortalKindWord::National, _) => Profile::national(agency, ways),
        (PortalKindWord::OneStop, Some(province)) => Profile::one_stop(agency, ways, province),
        (PortalKindWord::OneStop, None) => return Err("portal.province is missing".to_owned()),
        (PortalKindWord::School, _) => Profile::school(agency, ways, OrganisationDirectory::sample()),
    })
}

/// The button that leads to an upstream; words of its own where its look has some.
fn way(kind: PortalKindWord, upstream: &UpstreamConfig) -> Option<Way> {
    let way = match (upstream.look.0, kind) {
        (Look::IdDvcqg, PortalKindWord::National) => Way::dvcqg_own(),
        (Look::IdDvcqg, _) => Way::dvcqg(),
        (Look::Vneid, _) => Way::vneid(),
        (Look::Esia, _) => Way::esia(),
        _ => return None,
    };
    Some(Way { upstream: upstream.key.clone(), ..way })
}
