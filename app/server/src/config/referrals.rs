use std::collections::BTreeMap;

use onedoor_services::Day;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer};

use super::{LanguageTag, LookKey, WebAddress};

/// At a national portal: a province's portal, to which people are sent who apply for a place that it serves.
/// What they submit there is reported back and shows at both portals. Where no such portal serves the
/// place, the application is submitted at the national portal.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProvincialConfig {
    /// The portal's own `public_url`: scheme, host and port. It must name this portal among its
    /// `portal.referrers`. `https` unless the host is this machine.
    pub origin: WebAddress,
    /// Whose emblem and name the way to it shows.
    #[serde(default = "plain")]
    pub look: LookKey,
    /// What it is called, by language; the name of the look where none is given.
    #[serde(default)]
    pub names: BTreeMap<LanguageTag, String>,
    /// How the page on which one applies is addressed there: path and query with `{procedure}` and
    /// `{place}`, for which codes are put in.
    #[serde(default = "submission")]
    pub submission: String,
    /// The codes of the procedures that it takes; all that ask for a place if none is named.
    #[serde(default)]
    pub procedures: Vec<String>,
    /// The provinces whose places it serves. No two portals may serve the same on the same day.
    pub serves: Vec<ServesConfig>,
}

/// A province, in the days in which its code means it: codes were given anew with another meaning, as
/// in July 2025, when the three tiers of units became two.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServesConfig {
    /// Its code on these days.
    pub province: String,
    /// The first day, `2025-07-01`; from the beginning if none is given.
    pub from: Option<DayText>,
    /// The last day, `2025-06-30`; without an end if none is given.
    pub until: Option<DayText>,
}

/// At a province's portal: a national portal from which people are taken who were sent on to here. To no
/// other is anything reported.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferrerConfig {
    /// The portal's own `public_url`: scheme, host and port. `https` unless the host is this machine.
    pub origin: WebAddress,
    /// Whose emblem and name the way back shows.
    #[serde(default = "plain")]
    pub look: LookKey,
    /// What it is called, by language; the name of the look where none is given.
    #[serde(default)]
    pub names: BTreeMap<LanguageTag, String>,
    /// The `key` of the upstream with which those who come from there are signed in, without being asked
    /// for a way.
    pub upstream: String,
}

/// The portal of which this one has become part.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MovedConfig {
    /// Its `public_url`: scheme, host and port. `https` unless the host is this machine.
    pub origin: WebAddress,
    /// Whose name it has.
    #[serde(default = "plain")]
    pub look: LookKey,
    /// What it is called, by language; the name of the look where none is given.
    #[serde(default)]
    pub names: BTreeMap<LanguageTag, String>,
}

fn plain() -> LookKey {
    LookKey(onedoor_ui::Look::Plain)
}

fn submission() -> String {
    onedoor_portal::referrals::DEFAULT_SUBMISSION.to_owned()
}

/// A day as it is written: `2025-07-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayText(pub Day);

impl<'de> Deserialize<'de> for DayText {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let wrong = |_| {
            serde::de::Error::custom(format!("{text:?} is no day; allowed is a text such as \"2025-07-01\""))
        };
        text.parse().map(Self).map_err(wrong)
    }
}

impl JsonSchema for DayText {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "day".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "day" })
    }
}
