use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use onedoor_base::{Country, Secret};
use onedoor_identity::{Identity, LevelNames};
use onedoor_messaging::{Gateway, Messenger, Relay, RelaySettings, RelayTls};
use onedoor_oidc::Client;
use onedoor_portal::linking::UpstreamSettings;
use onedoor_portal::{Portal, Profile, Way};
use onedoor_sandbox::register::Door;
use onedoor_services::dossiers::Agency;
use onedoor_services::organisations::OrganisationDirectory;
use onedoor_site::challenge::Captcha;
use onedoor_site::{Settings, Site, TextLimits};
use onedoor_storage::vault::KeyFileError;
use onedoor_storage::{KeyFile, StorageConfig};
use onedoor_ui::{Localizer, NavItem, Role, SiteLook};

use super::places::{DVCQG, ID_SHANDONG, OUTSIDE, Place, SCHOOL, VNEID};
use super::registrations::{REGISTRATIONS, Registration, neighbours};
use super::{CannotStart, neighbourhood, people, register, terms};
use crate::config::{AssuranceConfig, ClosingConfig, CorrectionsConfig, HolidaysConfig, Level1Config};
use crate::role::{IdentitySettings, PortalSettings, identity, portal};
use crate::site::{Opening, Running, Shared, open};

/// Opens the sites of one world.
pub(super) struct Opener<'w> {
    pub(super) port: u16,
    pub(super) data: &'w Path,
    pub(super) shared: &'w Shared,
    /// What the message gateway knows the sites by.
    pub(super) token: &'w Secret,
    /// Where the mail server listens.
    pub(super) mail: SocketAddr,
    /// The population register.
    pub(super) door: &'w Door,
    /// What a portal and an identity know each other by.
    pub(super) secret: &'w (dyn Fn(&Registration) -> Secret + Sync),
}

impl Opener<'_> {
    /// A site without its role yet; its database and keys are made at the first start.
    pub(super) async fn site(
        &self,
        place: &Place,
        form_targets: Vec<String>,
    ) -> Result<Arc<Site>, CannotStart> {
        let dir = self.data.join(place.look.key());
        std::fs::create_dir_all(&dir).map_err(|error| CannotStart::Data { dir: dir.clone(), error })?;
        let keys = self.keys(&dir.join("keys"));
        let opening = Opening {
            settings: self.settings(place, form_targets),
            look: SiteLook { help: place.help(), ..SiteLook::demonstration(place.look, place.role) },
            nav: navigation(place),
            storage: StorageConfig::Sqlite { path: dir.join("site.db") },
            keys: keys.map_err(|error| CannotStart::Keys { host: place.host, error })?,
            known_passwords: Vec::new(),
            register: register::of(place, self.door),
        };
        open(opening, self.shared).await.map_err(|error| CannotStart::Site { host: place.host, error })
    }

    /// An identity with its clients.
    pub(super) async fn identity(&self, place: &Place) -> Result<(Identity, Running), CannotStart> {
        let site = self.site(place, neighbours(place, self.port)).await?;
        let levels = match place.country {
            Country::Russia => LevelNames::Esia,
            Country::China => LevelNames::Shandong,
            Country::Vietnam => LevelNames::Vneid,
        };
        let settings = IdentitySettings {
            levels,
            choices: AssuranceConfig::default().choices(),
            clients: self.clients(place),
            messenger: self.messenger(place),
            terms: terms::of(place),
            closing_wait: ClosingConfig::default().wait(),
            correction_days: CorrectionsConfig::default().working_days.get(),
            level1: (place.host == VNEID.host).then(|| Level1Config::default().policy()),
            faces: None,
        };
        let made = identity(site, &settings, self.shared).await;
        made.map_err(|error| CannotStart::Provider { host: place.host, error })
    }

    /// A portal with its identities.
    pub(super) async fn portal(&self, place: &Place) -> Result<(Portal, Running), CannotStart> {
        let site = self.site(place, neighbours(place, self.port)).await?;
        let settings = PortalSettings {
            profile: Profile {
                referrals: neighbourhood::referrals(place, self.port, &self.shared.http),
                administrators: people::administrators(place),
                ..profile(place)
            },
            upstreams: self.upstreams(place),
            messenger: self.messenger(place),
        };
        let (portal, running) = portal(site, settings, self.shared);
        onedoor_portal::linking::plan(&portal).await;
        Ok((portal, running))
    }

    fn clients(&self, place: &Place) -> Vec<Client> {
        let here = REGISTRATIONS.iter().filter(|registration| registration.identity == *place);
        here.map(|registration| registration.client(self.port, &(self.secret)(registration))).collect()
    }

    fn upstreams(&self, place: &Place) -> Vec<UpstreamSettings> {
        let here = REGISTRATIONS.iter().filter(|registration| registration.portal == *place);
        here.map(|registration| registration.upstream(self.port, (self.secret)(registration))).collect()
    }

    /// The message gateway and the mail server, as this site knows them.
    fn messenger(&self, place: &Place) -> Messenger {
        let address = format!("{}/gateway/sms", OUTSIDE.address(self.port));
        let url = address.parse().expect("a host name and a port make an address");
        let sender = Some(place.host.to_owned());
        let gateway = Gateway::new(self.shared.http.clone(), url, self.token.clone(), sender);
        let relay = Relay::new(RelaySettings {
            host: self.mail.ip().to_string(),
            port: self.mail.port(),
            tls: RelayTls::None,
            credentials: None,
            from: format!("no-reply@{}.example", place.look.key()),
            name: SiteLook::demonstration(place.look, place.role).name(&Localizer::of(place.language)),
            authorities: Vec::new(),
        });
        Messenger::new(gateway).with_mail(Some(relay.expect("an address is made of a key")))
    }

    fn keys(&self, file: &Path) -> Result<KeyFile, KeyFileError> {
        if file.exists() { KeyFile::read(file) } else { KeyFile::create(file, &*self.shared.random) }
    }

    fn settings(&self, place: &Place, form_targets: Vec<String>) -> Settings {
        Settings {
            key: place.look.key().to_owned(),
            public_url: place.address(self.port).parse().expect("a host name and a port make an address"),
            country: place.country,
            calendar: HolidaysConfig::default().calendar(place.country),
            default_language: place.language,
            form_targets,
            // As people of Shandong know it.
            captcha: if *place == ID_SHANDONG { Captcha::Always } else { Captcha::Risk },
            behind_proxy: false,
            mail: true,
            texts: TextLimits::default(),
        }
    }
}

/// What kind of portal a place is.
fn profile(place: &Place) -> Profile {
    let agency = |text: &str| text.parse::<Agency>().expect("well-formed");
    if *place == SCHOOL {
        Profile::school(agency("000.00.00.S01"), vec![Way::esia()], OrganisationDirectory::sample())
    } else if *place == DVCQG {
        let ways = vec![Way::dvcqg_own(), Way::vneid()];
        Profile { ask_number: true, ..Profile::national(agency("000.00.00.G00"), ways) }
    } else {
        Profile::one_stop(agency("000.00.00.H23"), vec![Way::dvcqg()], neighbourhood::HAI_DUONG_TODAY)
    }
}

fn navigation(place: &Place) -> Vec<NavItem> {
    match place.role {
        Role::Sandbox => onedoor_sandbox::navigation(),
        Role::Portal => onedoor_portal::navigation(&profile(place)),
        Role::Identity => onedoor_identity::navigation(),
    }
}
