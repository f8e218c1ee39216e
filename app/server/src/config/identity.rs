use std::collections::BTreeMap;
use std::num::NonZeroU16;
use std::time::Duration;

use onedoor_proofing::correction::WORKING_DAYS;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AssuranceConfig, LanguageTag, Level1Config, SecretSource, TermsConfig, WebAddress};

/// An identity provider.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityConfig {
    /// The words for how well somebody is known.
    #[serde(default)]
    pub levels: Levels,
    /// What earns a level where the sources on the country's levels are silent.
    #[serde(default)]
    pub assurance: AssuranceConfig,
    /// When people who sign in, or want a message, have to pass the check that keeps programs out: their device does
    /// a short calculation, or they read or listen to five digits.
    #[serde(default)]
    pub captcha: CaptchaWord,
    /// The terms of use, version by version: people agree to the one that is in force when they register, and to a new
    /// one at their next sign-in. Without any, none are asked for.
    #[serde(default)]
    pub terms: Vec<TermsConfig>,
    /// What becomes of an account whose owner wants it closed.
    #[serde(default)]
    pub closing: ClosingConfig,
    /// What becomes of requests to put wrong data right.
    #[serde(default)]
    pub corrections: CorrectionsConfig,
    /// Whether people get level 1 from their phone: card, face, and an officer who compares them. Without it the site
    /// does not give it. Only where `country` is `VN`.
    pub level1: Option<Level1Config>,
    /// The sites that people may sign in to with their account here.
    #[serde(default)]
    pub clients: Vec<ClientConfig>,
}

/// What becomes of an account whose owner wants it closed.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClosingConfig {
    /// For how many days the owner can still stay; then links end, and what was known of them is deleted. Whoever has
    /// asked for it already keeps the day that they were told.
    pub days: NonZeroU16,
}

impl Default for ClosingConfig {
    fn default() -> Self {
        Self { days: NonZeroU16::new(30).expect("not nought") }
    }
}

impl ClosingConfig {
    /// As the site takes it.
    pub fn wait(self) -> Duration {
        Duration::from_hours(24 * u64::from(self.days.get()))
    }
}

/// Requests to put wrong data right, which go to the officers of the site.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CorrectionsConfig {
    /// How many working days an answer may take; people are told the day. No decree is known that names a number.
    pub working_days: NonZeroU16,
}

impl Default for CorrectionsConfig {
    fn default() -> Self {
        Self { working_days: NonZeroU16::new(WORKING_DAYS).expect("not nought") }
    }
}

/// A site that people may sign in to: a relying party of OpenID Connect.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClientConfig {
    /// The name under which it identifies itself: printable ASCII, unique.
    pub client_id: String,
    /// What people are told it is called.
    pub name: String,
    /// The same in other languages.
    #[serde(default)]
    pub names: BTreeMap<LanguageTag, String>,
    /// Where answers may go; compared byte for byte. `https` unless the host is this machine.
    pub redirect_uris: Vec<WebAddress>,
    /// Where people may be sent after they signed out; compared byte for byte.
    #[serde(default)]
    pub post_logout_redirect_uris: Vec<WebAddress>,
    /// Where it is told that a session has ended.
    pub backchannel_logout_uri: Option<WebAddress>,
    /// Where it speaks of links, if it does: the address of its linking interface, with
    /// `https://haiduong.example.org` for a portal of ours `https://haiduong.example.org/linking/v1`. Needs
    /// `client_secret_basic`.
    pub linking_endpoint: Option<WebAddress>,
    /// For a portal that is not told national numbers and is to find the accounts of people all the same: the names
    /// of the keys by which numbers are fingerprinted for it, the newest first (at most four; small letters, digits,
    /// `-`; with a digit, like `2026`). For a new key put another name in front, and take the old one away when the portal has done its numbers
    /// anew.
    #[serde(default)]
    pub fingerprint_keys: Vec<String>,
    /// How many numbers it may have fingerprinted in a day: some more than it has accounts, while it begins; then as
    /// many as it gets new ones. Whoever has the portal's secret can try that many numbers.
    #[serde(default = "usual_fingerprints")]
    pub fingerprints_per_day: u32,
    /// How it proves itself at the token endpoint.
    #[serde(default)]
    pub authentication: ClientProof,
    /// The secret that it proves itself with; needed unless `authentication` is `none`. At least 16
    /// characters: `head -c 32 /dev/urandom | base64` makes one.
    pub secret: Option<SecretSource>,
    /// What it may ask for; must contain `openid`. `offline_access` allows refresh tokens.
    #[serde(default = "usual_scopes")]
    pub scopes: Vec<String>,
    /// How its ID tokens are signed.
    #[serde(default)]
    pub id_token_alg: Algorithm,
    /// How it sees people.
    #[serde(default)]
    pub subjects: Subjects,
    /// The host name that stands for it and its sister sites when `subjects` is `pairwise`; by default
    /// that of the first redirect address.
    pub sector: Option<String>,
    /// Whether it must push its requests (RFC 9126).
    #[serde(default)]
    pub require_pushed: bool,
    /// Whether it belongs to the provider's own house, so that people are not asked for consent.
    #[serde(default)]
    pub first_party: bool,
    /// Whether it may introspect tokens of others, being a resource server.
    #[serde(default)]
    pub resource_server: bool,
    /// The assurance level that is aimed for when it names none.
    pub default_acr: Option<String>,
}

fn usual_fingerprints() -> u32 {
    100_000
}

fn usual_scopes() -> Vec<String> {
    ["openid", "profile", "phone", "offline_access"].map(str::to_owned).to_vec()
}

/// When the check that keeps programs out is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum CaptchaWord {
    /// After some failures with a name or from a network, and after some messages to it.
    #[default]
    Risk,
    /// Each time.
    Always,
    /// Never: only the limits keep guessers out.
    Never,
}

/// How a client proves itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum ClientProof {
    /// The secret in an `Authorization: Basic` header.
    #[default]
    ClientSecretBasic,
    /// The secret in the form.
    ClientSecretPost,
    /// Nothing: a program that cannot keep a secret; PKCE alone protects it.
    None,
}

/// How ID tokens are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[schemars(inline)]
pub enum Algorithm {
    /// ECDSA with P-256.
    #[default]
    ES256,
    /// RSA, for those who know nothing else.
    RS256,
}

/// How a client sees people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Subjects {
    /// Under a name for them that no other sector knows.
    #[default]
    Pairwise,
    /// Under the same name as every other client.
    Public,
}

/// The words for how well somebody is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Levels {
    /// Words of our own.
    #[default]
    Plain,
    /// Mức độ 1, mức độ 2
    Vneid,
    /// Упрощённая, стандартная, подтверждённая
    Esia,
    /// 初级, 中级, 高级
    Shandong,
}
