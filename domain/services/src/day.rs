use std::fmt;
use std::str::FromStr;

use onedoor_base::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day of the Gregorian calendar, in no particular time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: u16,
    month: u8,
    of_month: u8,
}

/// The text is no day in the form `2025-07-01`, or there is no such day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a day in the form 2025-07-01")]
pub struct MalformedDay;

impl Day {
    /// `None` if there is no such day.
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        if day >= 1 && day <= days { Some(Self { year, month, of_month: day }) } else { None }
    }

    /// The day that it is at `moment` on a clock so many minutes ahead of UTC
    /// ([`onedoor_base::Country::utc_offset_minutes`]). Moments before the year 1 or after 9999
    /// give the nearest day inside.
    pub fn of(moment: Timestamp, offset_minutes: i16) -> Self {
        const FIRST: i64 = -719_162;
        const LAST: i64 = 2_932_896;
        let seconds = moment.seconds().saturating_add(60 * i64::from(offset_minutes));
        let (year, month, day) = civil(seconds.div_euclid(86_400).clamp(FIRST, LAST));
        Self {
            year: u16::try_from(year).unwrap_or(u16::MAX),
            month: u8::try_from(month).unwrap_or(12),
            of_month: u8::try_from(day).unwrap_or(31),
        }
    }

    /// When it begins on a clock so many minutes ahead of UTC.
    pub fn begins(self, offset_minutes: i16) -> Timestamp {
        let days = number(i64::from(self.year), i64::from(self.month), i64::from(self.of_month));
        Timestamp::from_seconds(86_400 * days - 60 * i64::from(offset_minutes))
    }

    /// The year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// 1 to 31.
    pub const fn day(self) -> u8 {
        self.of_month
    }
}

/// Year, month and day of a number of days since 1970-01-01.
///
/// The year is taken to begin in March, so that the leap day is its last; then months have lengths
/// that a straight line gives (153 days in five months), and 400 years are 146,097 days.
fn civil(days: i64) -> (i64, i64, i64) {
    let since_march_of_year_0 = days + 719_468;
    let era = since_march_of_year_0.div_euclid(146_097);
    let day_of_era = since_march_of_year_0.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (400 * era + year_of_era + i64::from(month <= 2), month, day)
}

/// The number of days since 1970-01-01; the other way round.
fn number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = 365 * year_of_era + year_of_era / 4 - year_of_era / 100 + day_of_year;
    146_097 * era + day_of_era - 719_468
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
}

impl FromStr for Day {
    type Err = MalformedDay;

    fn from_str(text: &str) -> Result<Self, MalformedDay> {
        let shape = text.len() == 10
            && text
                .bytes()
                .enumerate()
                .all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
        if !shape {
            return Err(MalformedDay);
        }
        let number = |range| text.get(range).and_then(|digits: &str| digits.parse::<u16>().ok());
        let part = |range| number(range).and_then(|n| u8::try_from(n).ok()).ok_or(MalformedDay);
        Self::new(number(0..4).ok_or(MalformedDay)?, part(5..7)?, part(8..10)?).ok_or(MalformedDay)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(from)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
