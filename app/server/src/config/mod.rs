//! The configuration of one site: a TOML file.
//!
//! Every field is documented where it is declared; `docs/CONFIGURATION.md` is made of that. A wrong
//! setting is told with its place in the file and what is allowed there.

mod assurance;
mod check;
mod faces;
mod files;
mod holidays;
mod identity;
mod level1;
mod listen;
mod load;
mod mail;
mod messages;
mod place;
mod portal;
mod reference;
mod referrals;
mod register;
mod storage;
mod terms;
mod values;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use onedoor_password::PasswordFilter;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use assurance::AssuranceConfig;
pub use faces::{FaceConfig, FaceModelConfig, FaceProviderConfig};
pub use holidays::HolidaysConfig;
pub use identity::{
    Algorithm, CaptchaWord, ClientConfig, ClientProof, ClosingConfig, CorrectionsConfig, IdentityConfig,
    Levels, Subjects,
};
pub use level1::{Level1Config, SecondOfficerWord};
pub use listen::{LimitsConfig, ListenConfig, TlsConfig};
pub use load::{ConfigError, Loaded, Problem, parse};
pub use mail::{MailConfig, MailTls};
pub use messages::{MessagesConfig, SmppConfig, TextLimitsConfig};
pub use portal::{
    AuthenticationWord, CreationWord, IdentityWord, LinkingWayWord, PolicyConfig, PortalConfig,
    PortalKindWord, RegisterMatchWord, UpstreamConfig,
};
pub use reference::reference;
pub use referrals::{DayText, MovedConfig, ProvincialConfig, ReferrerConfig, ServesConfig};
pub use register::RegisterConfig;
pub use storage::{PostgresConfig, SqliteConfig, StorageChoice};
pub use terms::TermsConfig;

pub use values::{CountryCode, LanguageTag, LookKey, SecretSource, WebAddress};
pub use words::{cannot_read, file_trouble};

/// The settings of one site.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where people and other sites reach this one: scheme, host and port, without a path. It is the
    /// issuer of an identity, so it cannot be changed later without losing every link.
    /// Must be `https` unless the host is this machine (`localhost`, `127.0.0.1`, `[::1]`).
    pub public_url: WebAddress,
    /// Colours, emblem and name.
    pub look: LookKey,
    /// What the site is called, by language; the name of the look where none is given.
    #[serde(default)]
    pub names: BTreeMap<LanguageTag, String>,
    /// Where people find help: shown at the foot of every page, and where something went wrong.
    #[serde(default)]
    pub help: HelpConfig,
    /// The country whose forms of numbers, dates and hours the site uses.
    pub country: CountryCode,
    /// The language for somebody who asks for none of ours.
    pub default_language: LanguageTag,
    /// The file with the keys that seal what must not be readable in the database; made with
    /// `onedoor keys new FILE`. Keep a copy: without it that data is lost.
    #[schemars(extend("format" = "path"))]
    pub key_file: PathBuf,
    /// A list of passwords that nobody may choose, made with `onedoor passwords build`; relative to the configuration
    /// file. The program carries one of its own with what people choose in the four languages; this one comes besides.
    #[schemars(extend("format" = "path"))]
    pub breached_passwords: Option<PathBuf>,
    /// Certificate authorities, PEM, that are believed besides those of the system when other sites are
    /// called; relative to the configuration file.
    #[schemars(extend("format" = "path"))]
    pub trusted_authorities: Option<PathBuf>,
    /// Where the site takes connections.
    pub listen: ListenConfig,
    /// Where the state of the site lies: exactly one of the two.
    pub storage: StorageChoice,
    /// How text messages are sent: over HTTP (`gateway` and `token`), or straight to an operator (`messages.smpp`).
    pub messages: MessagesConfig,
    /// The relay for mail. Without one people cannot give mail addresses, and are told by text message only.
    pub mail: Option<MailConfig>,
    /// The population register in which people are looked up; without it nobody is.
    pub register: Option<RegisterConfig>,
    /// The days on which offices do not work although it is a weekday, and the other way round: deadlines count working
    /// days. Weekends and the holidays that fall on the same date each year are known.
    #[serde(default)]
    pub holidays: HolidaysConfig,
    /// What keeps one visitor from taking everything.
    #[serde(default)]
    pub limits: LimitsConfig,
    /// Makes the site an identity provider. Exactly one of `identity` and `portal` must be given.
    pub identity: Option<IdentityConfig>,
    /// Makes the site a portal. Exactly one of `identity` and `portal` must be given.
    pub portal: Option<PortalConfig>,
}

impl Config {
    /// The operator's list of passwords that nobody may choose, if there is one.
    pub fn read_breached_passwords(&self, base: &Path) -> Result<Option<PasswordFilter>, String> {
        let Some(file) = self.breached_passwords.as_ref().map(|file| base.join(file)) else {
            return Ok(None);
        };
        let bytes = std::fs::read(&file).map_err(|error| cannot_read(&file, &error))?;
        let list = PasswordFilter::read(bytes.into());
        list.map(Some).map_err(|error| format!("{}: {error}", file.display()))
    }
}

/// Where people find help: shown at the foot of every page, and where something went wrong. Pages say “tell the
/// help desk”, so give at least one of the two.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HelpConfig {
    /// A telephone number, as people there write it: `1900 1234`, `+84 24 1234 5678`.
    pub phone: Option<String>,
    /// A mail address: `help@example.org`.
    pub email: Option<String>,
    /// Whatever else is to be said, by language: hours, an office, what to have at hand.
    pub words: BTreeMap<LanguageTag, String>,
}
