//! What an entry must be, wherever it comes from: over the network, or out of a file.

use super::{Born, Entry, Standing};

const LONGEST_NUMBER: usize = 32;
const LONGEST_NAME: usize = 300;
const LONGEST_PLACE: usize = 1000;
/// Former numbers, and former names, of one person.
const MOST_FORMER: usize = 20;

impl Entry {
    /// What is wrong with it, in words for an operator that tell nothing of the person; `None` if nothing is.
    pub fn fault(&self) -> Option<&'static str> {
        if [self.former_numbers.len(), self.former_names.len()].iter().any(|many| *many > MOST_FORMER) {
            return Some("more former numbers or names than people have");
        }
        let instead = match &self.standing {
            Standing::Cancelled { instead } => instead.as_ref(),
            Standing::Living | Standing::Deceased => None,
        };
        if instead == Some(&self.number) {
            return Some("an entry that is cancelled for itself");
        }
        let mut numbers = std::iter::once(&self.number).chain(&self.former_numbers).chain(instead);
        if !numbers.all(|number| is_line(number, LONGEST_NUMBER)) {
            return Some("a number that is none");
        }
        let mut names = std::iter::once(&self.name).chain(&self.former_names);
        if !names.all(|name| is_line(name, LONGEST_NAME)) {
            return Some("a name that is none");
        }
        if !self.residence.as_ref().is_none_or(|place| is_line(place, LONGEST_PLACE)) {
            return Some("a residence that is none");
        }
        (!self.born.is_day()).then_some("a birth date that is none")
    }
}

impl Born {
    /// As portals read it: the day, or the year alone where the day is not known (OpenID Connect Core section 5.1).
    pub fn birthdate(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            _ => format!("{:04}", self.year),
        }
    }

    /// Whether a calendar has such a day; a day without a month is none.
    pub const fn is_day(self) -> bool {
        let year = self.year;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match self.month {
            None => return self.day.is_none() && is_year(year),
            Some(4 | 6 | 9 | 11) => 30,
            Some(2) if leap => 29,
            Some(2) => 28,
            Some(1..=12) => 31,
            Some(_) => return false,
        };
        let in_month = match self.day {
            None => true,
            Some(day) => 1 <= day && day <= last,
        };
        is_year(year) && in_month
    }
}

/// Something to read on one line.
fn is_line(text: &str, longest: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= longest && !text.chars().any(char::is_control)
}

const fn is_year(year: i32) -> bool {
    1800 <= year && year <= 2200
}
