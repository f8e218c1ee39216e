use std::fmt;
use std::str::FromStr;

use onedoor_base::{IdentityLevel, Language};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Day, Tier, units};

/// The code of a procedure: `1.001193`, of a province's own `1.012753.H19`, or what another
/// country's portal uses.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProcedureCode(String);

/// The text is no procedure's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a procedure's code: 1 to 32 letters, digits, full stops and hyphens")]
pub struct MalformedProcedureCode;

impl ProcedureCode {
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ProcedureCode {
    type Err = MalformedProcedureCode;

    fn from_str(text: &str) -> Result<Self, MalformedProcedureCode> {
        let legal = (1..=32).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-')
            && text.starts_with(|c: char| c.is_ascii_alphanumeric());
        if legal { Ok(Self(text.to_owned())) } else { Err(MalformedProcedureCode) }
    }
}

impl fmt::Display for ProcedureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for ProcedureCode {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for ProcedureCode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A text in each language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    vi: String,
    zh: String,
    ru: String,
    en: String,
}

impl Names {
    /// The text in `language`.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Vi => &self.vi,
            Language::Zh => &self.zh,
            Language::Ru => &self.ru,
            Language::En => &self.en,
        }
    }
}

/// How much of a procedure can be done online (Decree 42/2022 article 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Toàn trình: all of it.
    FullyOnline,
    /// Một phần: the applicant comes once.
    PartlyOnline,
}

/// What it costs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fee {
    /// Nothing.
    Free,
    /// So many whole units of the currency.
    Amount {
        /// How many.
        units: u32,
        /// ISO 4217: `VND`.
        currency: String,
    },
    /// That depends on the case; the authority says.
    ByCase,
}

/// Something that can be asked of an authority.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// By which everybody names it.
    pub code: ProcedureCode,
    /// What it is called.
    pub name: Names,
    /// The field of administration.
    pub field: Names,
    /// What it is for, in a sentence.
    pub purpose: Names,
    /// Other words by which people look for it, in any language.
    #[serde(default)]
    pub also: Vec<String>,
    /// What to have ready before beginning.
    #[serde(default)]
    pub papers: Vec<Names>,
    /// Whether it is about something that was registered earlier, so that the place where that was
    /// is wanted too, by the units of that time.
    #[serde(default)]
    pub former_place: bool,
    /// The tier of the authority that is asked; none where there is only one authority.
    #[serde(default, with = "tier")]
    pub level: Option<Tier>,
    /// How much of it can be done online.
    pub channel: Channel,
    /// How well the applicant must be known.
    pub identity: IdentityLevel,
    /// How many working days the authority has; none if the answer comes at once.
    #[serde(default)]
    pub working_days: Option<u16>,
    /// What it costs.
    pub fee: Fee,
}

impl Procedure {
    /// Which units the applicant chooses on `day`, one after the other: down to the authority's
    /// tier. What a district did before July 2025 is done by the ward since.
    pub fn tiers_to_choose(&self, day: Day) -> &'static [Tier] {
        let tiers = units().at(day).tiers();
        match self.level {
            None => &[],
            Some(level) => {
                let last = tiers.iter().position(|tier| *tier >= level).unwrap_or(tiers.len() - 1);
                &tiers[..=last]
            }
        }
    }
}

mod tier {
    use serde::{Deserialize, Deserializer};

    use crate::Tier;

    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Name {
        Province,
        District,
        Ward,
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Tier>, D::Error> {
        Ok(Option::<Name>::deserialize(from)?.map(|name| match name {
            Name::Province => Tier::Province,
            Name::District => Tier::District,
            Name::Ward => Tier::Ward,
        }))
    }
}
