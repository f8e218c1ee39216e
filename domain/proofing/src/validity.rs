//! Until when an identity card of Vietnam is valid (Law 26/2023/QH15 article 21): it is renewed when its holder is 14, 25,
//! 40 and 60 years old; one that was issued within two years before such an age is valid until the next, and after the
//! last for life.

use std::time::Duration;

use onedoor_base::Timestamp;

use crate::calendar::{Calendar, Day};
use crate::register::Born;

/// The ages at which a card is renewed.
pub const RENEWED_AT: [i32; 4] = [14, 25, 40, 60];
/// A card that was issued so many years before such an age is valid beyond it.
pub const SPARED_YEARS: i32 = 2;
/// So long before the end its holder is told.
pub const WARNED_BEFORE: Duration = Duration::from_hours(30 * 24);

/// Until when a card is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// This is its last day.
    Until(Day),
    /// As long as its holder lives.
    ForLife,
    /// Birth date or date of issue is not known to the day, or they contradict each other.
    Unknown,
}

impl Validity {
    /// The moment at which it ends, if it does.
    pub fn ends(self, calendar: &Calendar) -> Option<Timestamp> {
        match self {
            Self::Until(last) => Some(calendar.begins(last.next())),
            Self::ForLife | Self::Unknown => None,
        }
    }
}

/// Until when a card is valid that was issued on that day to somebody born on that day.
pub fn card(born: Born, issued: Born) -> Validity {
    let (Some(birth), Some(issue)) = (whole(born), whole(issued)) else { return Validity::Unknown };
    if issue < birth {
        return Validity::Unknown;
    }
    for age in RENEWED_AT {
        let (Some(reached), Some(spared)) = (years(birth, age), years(birth, age - SPARED_YEARS)) else {
            return Validity::Unknown;
        };
        if issue < spared {
            return Validity::Until(reached);
        }
    }
    Validity::ForLife
}

fn whole(date: Born) -> Option<Day> {
    Day::of(date.year, date.month?.into(), date.day?.into())
}

/// The same day so many years later; of 29 February the last of the month (Civil Code article 148).
pub(crate) fn years(day: Day, count: i32) -> Option<Day> {
    let (year, month, of_month) = day.date();
    Day::of(year + count, month, of_month)
        .or_else(|| (month == 2 && of_month == 29).then(|| Day::of(year + count, 2, 28)).flatten())
}
