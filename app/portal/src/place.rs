//! Choosing an administrative unit: province, district, ward, one after the other, by the units of
//! one day. All in the address, so that it works without scripts.

use onedoor_services::{Day, Tier, Unit, units};
use serde::Deserialize;

/// The last day on which there were three tiers.
pub(crate) const LAST_OF_THREE_TIERS: Day = Day::new(2025, 6, 30).expect("there is such a day");

/// What the address says about the choice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Asked {
    /// The code of a province.
    #[serde(default)]
    pub(crate) province: Option<String>,
    /// The code of a district.
    #[serde(default)]
    pub(crate) district: Option<String>,
    /// The code of a ward.
    #[serde(default)]
    pub(crate) ward: Option<String>,
}

/// One list to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    /// The tier whose units are listed.
    pub(crate) tier: Tier,
    /// What is chosen, or empty.
    pub(crate) chosen: String,
    /// Codes and names.
    pub(crate) options: Vec<(String, String)>,
}

/// How far the choice has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PlaceChoice {
    /// The lists so far; only the last one may be without a choice.
    pub(crate) questions: Vec<Question>,
    /// Whether the last list was sent back without a choice.
    pub(crate) missed: bool,
    /// Whether the last list is the last that there will be.
    pub(crate) at_the_end: bool,
    /// The code of the unit, when all is chosen.
    pub(crate) chosen: Option<String>,
}

impl Asked {
    fn of(&self, tier: Tier) -> Option<&str> {
        match tier {
            Tier::Province => self.province.as_deref(),
            Tier::District => self.district.as_deref(),
            Tier::Ward => self.ward.as_deref(),
        }
    }
}

impl PlaceChoice {
    /// Reads the address against the units of `day`, down to the last of `tiers`. With `only`, the
    /// province is that one, if there is one of that code on the day.
    pub(crate) fn of(day: Day, tiers: &[Tier], only: Option<&str>, asked: &Asked) -> Self {
        let at = units().at(day);
        let only = only.filter(|code| at.unit(code).is_some_and(|unit| unit.tier() == Tier::Province));
        let mut choice = Self { questions: Vec::new(), missed: false, at_the_end: false, chosen: None };
        let mut above: Option<String> = None;
        for tier in tiers {
            let listed: Vec<&Unit> = match &above {
                None => at.provinces().filter(|unit| only.is_none_or(|code| unit.code() == code)).collect(),
                Some(code) => at.children(code).collect(),
            };
            // Five island districts had no wards: the district is all there is.
            if listed.is_empty() {
                break;
            }
            let wanted = if above.is_none() && only.is_some() { only } else { asked.of(*tier) };
            let found =
                listed.iter().find(|unit| Some(unit.code()) == wanted).map(|unit| unit.code().to_owned());
            choice.at_the_end = Some(tier) == tiers.last();
            choice.missed = found.is_none() && wanted == Some("");
            choice.questions.push(Question {
                tier: *tier,
                chosen: found.clone().unwrap_or_default(),
                options: listed.iter().map(|u| (u.code().to_owned(), u.name().to_owned())).collect(),
            });
            match found {
                Some(code) => above = Some(code),
                None => return choice,
            }
        }
        choice.chosen = above;
        choice
    }
}

/// The name of a unit on a day, as an address has it; the code itself if there was no such unit.
pub(crate) fn name(code: &str, day: Day) -> String {
    units().at(day).full_name(code).unwrap_or_else(|| code.to_owned())
}
