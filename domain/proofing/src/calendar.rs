//! Working days: weekends, holidays and the yearly decisions that move them, in the zone of the country. Deadlines of
//! authorities count them (Decree 69/2024/ND-CP article 13).

use std::collections::BTreeSet;

use onedoor_base::{Country, Timestamp};

const DAY: i64 = 24 * 60 * 60 * 1_000;
/// A year without a working day is a mistake in the settings; counting goes on behind it.
const LONGEST_REST: u32 = 366;

/// A day on a country's wall: days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// From a date that exists in the Gregorian calendar, years 1900 to 2199.
    pub fn of(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1900..2200).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        // Days from civil: years begin in March, so that the day put in comes last.
        let years = year - i32::from(month <= 2);
        let months = i32::try_from((month + 9) % 12).ok()?;
        let (century, rest) = (years.div_euclid(400), years.rem_euclid(400));
        let in_year = (153 * months + 2) / 5 + i32::try_from(day).ok()? - 1;
        let in_century = rest * 365 + rest / 4 - rest / 100 + in_year;
        let made = Self(century * 146_097 + in_century - 719_468);
        (made.date() == (year, month, day)).then_some(made)
    }

    /// Year, month from 1, day from 1.
    pub fn date(self) -> (i32, u32, u32) {
        let days = self.0 + 719_468;
        let (century, rest) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let years = (rest - rest / 1_460 + rest / 36_524 - rest / 146_096) / 365;
        let in_year = rest - (365 * years + years / 4 - years / 100);
        let months = (5 * in_year + 2) / 153;
        let day = in_year - (153 * months + 2) / 5 + 1;
        let month = if months < 10 { months + 3 } else { months - 9 };
        let year = years + 400 * century + i32::from(month <= 2);
        (year, month.unsigned_abs(), day.unsigned_abs())
    }

    /// 0 is Monday.
    pub const fn weekday(self) -> i32 {
        (self.0 + 3).rem_euclid(7)
    }

    /// The day after.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// A country's calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    country: Country,
    off: BTreeSet<Day>,
    worked: BTreeSet<Day>,
}

impl Calendar {
    /// `off`: days off besides weekends and the holidays that fall on the same date each year (those by the moon, days
    /// given in exchange, second days). `worked`: days that are worked although they would be off. Both are decided by
    /// the authorities year by year. What is in both is worked.
    pub fn new(
        country: Country,
        off: impl IntoIterator<Item = Day>,
        worked: impl IntoIterator<Item = Day>,
    ) -> Self {
        Self { country, off: off.into_iter().collect(), worked: worked.into_iter().collect() }
    }

    /// Whose it is.
    pub const fn country(&self) -> Country {
        self.country
    }

    /// The day there at that moment.
    pub fn day_at(&self, at: Timestamp) -> Day {
        Day(i32::try_from((at.millis() + self.offset()).div_euclid(DAY)).unwrap_or(i32::MAX / 2))
    }

    /// The moment there when that day begins.
    pub fn begins(&self, day: Day) -> Timestamp {
        Timestamp::from_millis(i64::from(day.0) * DAY - self.offset())
    }

    fn offset(&self) -> i64 {
        i64::from(self.country.utc_offset_minutes()) * 60_000
    }

    /// Whether offices work on that day.
    pub fn is_working(&self, day: Day) -> bool {
        let (_, month, of_month) = day.date();
        let rest =
            day.weekday() >= 5 || self.off.contains(&day) || fixed(self.country).contains(&(month, of_month));
        !rest || self.worked.contains(&day)
    }

    /// When a time limit of so many working days that began at `from` is over: the midnight that ends the last of
    /// them. The day it began on is not counted (Civil Code of Vietnam article 147; of Russia article 191; of China
    /// article 201). With no days: the end of the first working day, today's if it is one.
    pub fn due(&self, from: Timestamp, working_days: u16) -> Timestamp {
        let mut day = self.day_at(from);
        if working_days == 0 {
            return self.begins(self.working_from(day).next());
        }
        for _ in 0..working_days {
            day = self.working_from(day.next());
        }
        self.begins(day.next())
    }

    /// How many working days are left on a day, the one it falls due on counted, today not; 0 on the last one and when
    /// it is over.
    pub fn left(&self, now: Timestamp, due: Timestamp) -> u32 {
        let last = Day(self.day_at(due).0 - 1);
        let mut day = self.day_at(now).next();
        let mut count = 0;
        while day <= last && count < 10_000 {
            count += u32::from(self.is_working(day));
            day = day.next();
        }
        count
    }

    fn working_from(&self, mut day: Day) -> Day {
        for _ in 0..LONGEST_REST {
            if self.is_working(day) {
                return day;
            }
            day = day.next();
        }
        day
    }
}

/// Holidays on the same date each year: month and day.
const fn fixed(country: Country) -> &'static [(u32, u32)] {
    match country {
        // Labour Code 2019 article 112; the moon's and the second day of September are decided yearly.
        Country::Vietnam => &[(1, 1), (4, 30), (5, 1), (9, 2)],
        // State Council decision 795 of 2024; those by the moon and the sun's terms are announced yearly.
        Country::China => &[(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)],
        // Labour Code article 112.
        Country::Russia => &[
            (1, 1),
            (1, 2),
            (1, 3),
            (1, 4),
            (1, 5),
            (1, 6),
            (1, 7),
            (1, 8),
            (2, 23),
            (3, 8),
            (5, 1),
            (5, 9),
            (6, 12),
            (11, 4),
        ],
    }
}
