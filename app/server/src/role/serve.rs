//! From the configuration of a site to the running site.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use onedoor_base::Country;
use onedoor_identity::{Faces, Identity, LevelNames};
use onedoor_messaging::Messenger;
use onedoor_portal::{Portal, Profile};
use onedoor_site::Settings;
use onedoor_site::challenge::Captcha;
use onedoor_site::register::Register;
use onedoor_storage::KeyFile;
use onedoor_storage::vault::KeyFileError;
use onedoor_ui::{Help, Role, SiteLook};

use super::clients::{client, form_targets};
use super::messages::messenger;
use super::portal::{profile, upstreams};
use super::referrals::{moved, referrals};
use super::{IdentitySettings, PortalSettings, identity, portal};
use crate::config::{CaptchaWord, Config, IdentityConfig, Level1Config, Levels, Loaded};
use crate::site::{CannotOpen, Opening, Running, Shared, open};

/// Why a configured site cannot run, although its configuration is sound.
#[derive(Debug, thiserror::Error)]
pub enum CannotServe {
    /// The key file.
    #[error("{file}: {error}", file = .file.display())]
    Keys {
        /// Which.
        file: PathBuf,
        /// What is wrong with it.
        error: KeyFileError,
    },
    /// A setting that could be read before and now cannot, or that the role refuses.
    #[error("{setting}: {why}")]
    Setting {
        /// Which.
        setting: String,
        /// What is wrong with it.
        why: String,
    },
    /// The database or the keys in it.
    #[error(transparent)]
    Open(#[from] CannotOpen),
    /// The provider of an identity.
    #[error(transparent)]
    Provider(#[from] onedoor_identity::ProviderError),
}

pub(super) fn setting(setting: &str) -> impl FnOnce(String) -> CannotServe {
    let setting = setting.to_owned();
    move |why| CannotServe::Setting { setting, why }
}

/// A site with its role, for commands that work on it.
pub enum Opened {
    /// An identity.
    Identity(Identity),
    /// A portal.
    Portal(Portal),
}

/// Opens the site of a configuration.
pub async fn site(loaded: &Loaded, shared: &Shared) -> Result<(Opened, Running), CannotServe> {
    let Loaded { config, base } = loaded;
    let key_file = base.join(&config.key_file);
    let keys = KeyFile::read(&key_file).map_err(|error| CannotServe::Keys { file: key_file, error })?;
    let profile = config.portal.as_ref().map(|portal| profile(portal, base)).transpose();
    let profile = profile.map_err(setting("portal"))?;
    let role = if config.identity.is_some() { Role::Identity } else { Role::Portal };
    let known_passwords = config.read_breached_passwords(base).map_err(setting("breached_passwords"))?;
    let opening = Opening {
        settings: settings(config),
        look: look(config, role),
        nav: profile.as_ref().map_or_else(onedoor_identity::navigation, onedoor_portal::navigation),
        storage: config.storage.resolve(base).map_err(setting("storage"))?,
        keys,
        known_passwords: known_passwords.into_iter().map(Arc::new).collect(),
        register: register(config, base)?,
    };
    let messenger = messenger(config, base, shared)?;
    let site = open(opening, shared).await?;
    let country = site.settings.country;
    match (&config.identity, config.portal.as_ref().zip(profile)) {
        (Some(config), _) => {
            let settings = identity_settings(config, messenger, (base, country))?;
            let (identity, running) = identity(site, &settings, shared).await?;
            Ok((Opened::Identity(identity), running))
        }
        (None, Some((config, profile))) => {
            let referrals = referrals(config, &shared.http).map_err(setting("portal"))?;
            let profile = Profile { referrals, moved_to: moved(config), ..profile };
            let upstreams = upstreams(config, base).map_err(setting("portal"))?;
            let (portal, running) = portal(site, PortalSettings { profile, upstreams, messenger }, shared);
            onedoor_portal::linking::plan(&portal).await;
            Ok((Opened::Portal(portal), running))
        }
        (None, None) => Err(setting("identity")("neither identity nor portal".to_owned())),
    }
}

fn register(config: &Config, base: &Path) -> Result<Option<Register>, CannotServe> {
    let Some(register) = &config.register else { return Ok(None) };
    register.register(base).map(Some).map_err(|(which, why)| setting(which)(why))
}

fn faces(config: &IdentityConfig, base: &Path) -> Result<Option<Faces>, CannotServe> {
    let Some(face) = config.level1.as_ref().and_then(|level1| level1.face.as_ref()) else { return Ok(None) };
    face.faces(base).map(Some).map_err(|(which, why)| setting(which)(why))
}

fn identity_settings(
    config: &IdentityConfig,
    messenger: Messenger,
    (base, country): (&Path, Country),
) -> Result<IdentitySettings, CannotServe> {
    let clients = config
        .clients
        .iter()
        .enumerate()
        .map(|(i, config)| client(config, base).map_err(setting(&format!("identity.clients[{i}]"))));
    let levels = match config.levels {
        Levels::Plain => LevelNames::Plain,
        Levels::Vneid => LevelNames::Vneid,
        Levels::Esia => LevelNames::Esia,
        Levels::Shandong => LevelNames::Shandong,
    };
    let terms = config.terms.iter().enumerate();
    let terms = terms
        .map(|(i, terms)| terms.read(base, country).map_err(setting(&format!("identity.terms[{i}].texts"))));
    let terms = terms.collect::<Result<_, _>>()?;
    let clients = clients.collect::<Result<_, _>>()?;
    let closing_wait = config.closing.wait();
    let correction_days = config.corrections.working_days.get();
    Ok(IdentitySettings {
        levels,
        choices: config.assurance.choices(),
        clients,
        messenger,
        terms,
        closing_wait,
        correction_days,
        level1: config.level1.as_ref().map(Level1Config::policy),
        faces: faces(config, base)?,
    })
}

fn settings(config: &Config) -> Settings {
    Settings {
        key: config.look.0.key().to_owned(),
        public_url: config.public_url.url.clone(),
        country: config.country.into(),
        calendar: config.holidays.calendar(config.country.into()),
        default_language: config.default_language.into(),
        form_targets: form_targets(config),
        captcha: captcha(config),
        behind_proxy: config.listen.behind_proxy,
        mail: config.mail.is_some(),
        texts: config.messages.limits.resolved(),
    }
}

fn captcha(config: &Config) -> Captcha {
    let of_identity = config.identity.as_ref().map(|identity| identity.captcha);
    match of_identity.or(config.portal.as_ref().map(|portal| portal.captcha)).unwrap_or_default() {
        CaptchaWord::Risk => Captcha::Risk,
        CaptchaWord::Always => Captcha::Always,
        CaptchaWord::Never => Captcha::Never,
    }
}

/// How a configured site looks.
pub(crate) fn look(config: &Config, role: Role) -> SiteLook {
    let names = config.names.iter().map(|(language, name)| ((*language).into(), name.clone())).collect();
    let words =
        config.help.words.iter().map(|(language, words)| ((*language).into(), words.clone())).collect();
    let help = Help { phone: config.help.phone.clone(), email: config.help.email.clone(), words };
    SiteLook { names, help, ..SiteLook::new(config.look.0, role) }
}
