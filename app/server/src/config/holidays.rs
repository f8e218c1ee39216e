use onedoor_base::Country;
use onedoor_proofing::calendar::{Calendar, Day};
use schemars::JsonSchema;
use serde::Deserialize;

use super::referrals::DayText;

/// Days that the authorities decide on year by year.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HolidaysConfig {
    /// Days off besides weekends and the holidays that fall on the same date each year: holidays by the moon, days that
    /// are given in exchange: `["2026-02-16", "2026-02-17"]`.
    pub off: Vec<DayText>,
    /// Days that are worked although they would be off: Saturdays that were exchanged. What stands in both is worked.
    pub worked: Vec<DayText>,
}

impl HolidaysConfig {
    /// As a site counts by it.
    pub fn calendar(&self, country: Country) -> Calendar {
        let days = |texts: &[DayText]| -> Vec<Day> { texts.iter().copied().filter_map(day).collect() };
        Calendar::new(country, days(&self.off), days(&self.worked))
    }
}

/// Nothing before 1900 or after 2199: no deadline falls there.
fn day(DayText(day): DayText) -> Option<Day> {
    Day::of(i32::from(day.year()), u32::from(day.month()), u32::from(day.day()))
}
