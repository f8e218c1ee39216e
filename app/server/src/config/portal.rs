use std::path::{Path, PathBuf};

use onedoor_services::organisations::OrganisationDirectory;
use onedoor_services::procedures::ProcedureCatalogue;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    CaptchaWord, ClosingConfig, LookKey, MovedConfig, ProvincialConfig, ReferrerConfig, SecretSource,
    WebAddress, words,
};

/// A portal with local accounts.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PortalConfig {
    /// What it is for.
    pub kind: PortalKindWord,
    /// The code of the province whose desk it is; needed for a `one-stop` and only there.
    pub province: Option<String>,
    /// Who receives the dossiers: an agency's identifier (Decision 20/2020/QĐ-TTg), `000.00.00.H23`.
    pub agency: String,
    /// What can be applied for: JSON in the form of `domain/services/data/procedures`, relative to the
    /// configuration file. Without it the portal offers the samples of the demo world.
    #[schemars(extend("format" = "path"))]
    pub procedures: Option<PathBuf>,
    /// For a `school`: its organisations, JSON in the form of `domain/services/data/organisations`, relative to
    /// the configuration file. Without it the made-up ones of the demo world are offered.
    #[schemars(extend("format" = "path"))]
    pub organisations: Option<PathBuf>,
    /// The accounts that see `/administration`, each by its id, `local_…`: its owner reads it at `/account`, and
    /// `onedoor people account` says it. They need a national sign-in with two factors. Without any, the pages are not
    /// there.
    #[serde(default)]
    pub administrators: Vec<String>,
    /// When people who sign in with an account of the portal have to pass the check that keeps programs out: their
    /// device does a short calculation, or they read or listen to five digits.
    #[serde(default)]
    pub captcha: CaptchaWord,
    /// Whether people whose account lacks the national number are asked for it after signing in, and it is held against
    /// the population register; needs `register`. Whoever skips the question is asked again after a week.
    #[serde(default)]
    pub ask_number: bool,
    /// What becomes of an account of the portal's own whose owner wants it closed.
    #[serde(default)]
    pub closing: ClosingConfig,
    /// The identity providers that people may sign in with, in the order in which they are offered.
    #[serde(default)]
    pub upstreams: Vec<UpstreamConfig>,
    /// For a `national` portal: the provinces' portals to which people are sent on.
    #[serde(default)]
    pub provincial: Vec<ProvincialConfig>,
    /// For a `one-stop`: the national portals from which people are taken who were sent on.
    #[serde(default)]
    pub referrers: Vec<ReferrerConfig>,
    /// The portal has become part of another. Every page then says so and leads to the same page there; nobody
    /// signs in here any more, and nothing changes. See `docs/OPERATING.md`.
    pub moved_to: Option<MovedConfig>,
}

impl PortalConfig {
    /// The procedures that the configuration names a file of, if it does.
    pub fn read_procedures(&self, base: &Path) -> Result<Option<ProcedureCatalogue>, String> {
        read(self.procedures.as_deref(), base, ProcedureCatalogue::read)
    }

    /// The organisations that the configuration names a file of, if it does.
    pub fn read_organisations(&self, base: &Path) -> Result<Option<OrganisationDirectory>, String> {
        read(self.organisations.as_deref(), base, OrganisationDirectory::read)
    }
}

fn read<T, E: std::fmt::Display>(
    file: Option<&Path>,
    base: &Path,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Option<T>, String> {
    let Some(file) = file.map(|file| base.join(file)) else { return Ok(None) };
    let text = std::fs::read_to_string(&file).map_err(|error| words::cannot_read(&file, &error))?;
    read(&text).map(Some).map_err(|error| format!("{}: {error}", file.display()))
}

/// What a portal is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum PortalKindWord {
    /// For the whole country.
    National,
    /// A province's one-stop desk.
    OneStop,
    /// A school information system: every organisation keeps its own accounts.
    School,
}

/// An identity provider that people may sign in with.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpstreamConfig {
    /// A short name for it in addresses: small letters, digits and `-`, unique.
    pub key: String,
    /// Whose emblem and name the way to it shows.
    #[serde(default = "plain")]
    pub look: LookKey,
    /// Its issuer, exactly as its discovery document says. `https` unless the host is this machine.
    pub issuer: WebAddress,
    /// The name under which it knows this portal.
    pub client_id: String,
    /// The secret with which this portal proves itself there (`client_secret_basic`).
    pub secret: SecretSource,
    /// What is asked for; must contain `openid`.
    #[serde(default = "usual_scope")]
    pub scope: String,
    /// Whether it does not tell national numbers, and has them fingerprinted with this portal instead: each account's
    /// number is sent there blinded, once, and people's accounts are found by what comes back.
    #[serde(default)]
    pub fingerprints: bool,
    /// How people who begin at that identity («Add») prove the account that they have here: user name and password
    /// are typed there and checked by this portal, or they are sent to this portal's own page. With `page` this
    /// portal checks no password that was typed elsewhere.
    #[serde(default)]
    pub linking_way: LinkingWayWord,
    /// What the portal allows to people who come from there.
    #[serde(default)]
    pub policy: PolicyConfig,
}

/// How an account is proven by people who begin at a national identity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum LinkingWayWord {
    /// User name and password are typed there, and this portal checks them.
    #[default]
    Credentials,
    /// On this portal's own page.
    Page,
}

fn plain() -> LookKey {
    LookKey(onedoor_ui::Look::Plain)
}

fn usual_scope() -> String {
    onedoor_portal::linking::DEFAULT_SCOPE.to_owned()
}

/// What a portal allows to people who come with a national identity.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PolicyConfig {
    /// Whether one person may have several accounts here linked, as a teacher who is also a parent.
    pub several_accounts: bool,
    /// Whether an account is made for somebody who has none here.
    pub creation: CreationWord,
    /// How well the person must be known.
    pub least_identity: IdentityWord,
    /// How well they must have proven that it is they.
    pub least_authentication: AuthenticationWord,
    /// What becomes of somebody with a proven national number that an account here carries only by a match with the
    /// population register: whether their word is enough that it is theirs.
    pub register_match: RegisterMatchWord,
}

impl Default for PolicyConfig {
    fn default() -> Self {
        Self {
            several_accounts: false,
            creation: CreationWord::Ask,
            least_identity: IdentityWord::Claimed,
            least_authentication: AuthenticationWord::One,
            register_match: RegisterMatchWord::Confirm,
        }
    }
}

/// What a number that only the population register knows is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum RegisterMatchWord {
    /// They are shown the account and say that it is theirs; whatever opened it before and is not proven is held.
    Confirm,
    /// They prove it by its password or another national identity that opens it.
    Prove,
}

/// Whether an account is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum CreationWord {
    /// At once, and the person is told.
    Yes,
    /// When the person says that they have none.
    Ask,
    /// Never: accounts are made elsewhere.
    No,
}

/// How well somebody is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum IdentityWord {
    /// The person says so.
    Claimed,
    /// Data matched a register.
    Basic,
    /// Document or chip, and the person's face.
    Substantial,
    /// In person, with biometrics.
    High,
}

/// How well somebody proved that it is they.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum AuthenticationWord {
    /// One factor.
    One,
    /// Two factors.
    Two,
    /// Two factors, one of them a hardware key.
    Three,
}
