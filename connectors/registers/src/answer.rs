use std::collections::BTreeSet;

use onedoor_base::Country;
use onedoor_proofing::register::{Entry, Standing};
use serde::{Deserialize, Serialize};

use crate::Trouble;

/// More than twenty people need.
pub const LARGEST_ANSWER: usize = 256 * 1024;
/// As many as an officer can look through.
pub const MOST_ENTRIES: usize = 20;

const LONGEST_NUMBER: usize = 32;
const LONGEST_NAME: usize = 300;
const LONGEST_PLACE: usize = 1000;
/// Former numbers, and former names, of one person.
const MOST_FORMER: usize = 20;

/// What a register answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answer {
    /// Those who may be the person.
    pub entries: Vec<Entry>,
}

/// Reads an answer to a question about somebody of this country.
///
/// An answer that contradicts itself is no better than none: whoever believed half of it would have to choose which.
pub fn read_answer(body: &[u8], country: Country) -> Result<Vec<Entry>, Trouble> {
    if body.len() > LARGEST_ANSWER {
        return Err(Trouble::Unreadable("too large"));
    }
    let Answer { entries } =
        serde_json::from_slice(body).map_err(|_| Trouble::Unreadable("not what the interface answers"))?;
    if entries.len() > MOST_ENTRIES {
        return Err(Trouble::Unreadable("too many people"));
    }
    for entry in &entries {
        check(entry, country)?;
    }
    let mut living = BTreeSet::new();
    let all_different = entries
        .iter()
        .filter(|entry| entry.standing == Standing::Living)
        .all(|entry| living.insert(entry.number.as_str()));
    if !all_different {
        return Err(Trouble::Unreadable("two living people with one number"));
    }
    Ok(entries)
}

fn check(entry: &Entry, country: Country) -> Result<(), Trouble> {
    let wrong = |why| Err(Trouble::Unreadable(why));
    if entry.country != country {
        return wrong("somebody of another country");
    }
    let former = [entry.former_numbers.len(), entry.former_names.len()];
    if former.iter().any(|many| *many > MOST_FORMER) {
        return wrong("more former numbers or names than people have");
    }
    let instead = match &entry.standing {
        Standing::Cancelled { instead } => instead.as_ref(),
        Standing::Living | Standing::Deceased => None,
    };
    if instead == Some(&entry.number) {
        return wrong("an entry that is cancelled for itself");
    }
    let numbers = std::iter::once(&entry.number).chain(&entry.former_numbers).chain(instead);
    if !numbers.into_iter().all(|number| is_line(number, LONGEST_NUMBER)) {
        return wrong("a number that is none");
    }
    let mut names = std::iter::once(&entry.name).chain(&entry.former_names);
    if !names.all(|name| is_line(name, LONGEST_NAME)) {
        return wrong("a name that is none");
    }
    if !entry.residence.as_ref().is_none_or(|place| is_line(place, LONGEST_PLACE)) {
        return wrong("a residence that is none");
    }
    if !is_day(entry.born.year, entry.born.month, entry.born.day) {
        return wrong("a birth date that is none");
    }
    Ok(())
}

/// Something to read on one line.
fn is_line(text: &str, longest: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= longest && !text.chars().any(char::is_control)
}

/// Whether a calendar has such a day; a day without a month is none.
const fn is_day(year: i32, month: Option<u8>, day: Option<u8>) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        None => return day.is_none() && is_year(year),
        Some(4 | 6 | 9 | 11) => 30,
        Some(2) if leap => 29,
        Some(2) => 28,
        Some(1..=12) => 31,
        Some(_) => return false,
    };
    let in_month = match day {
        None => true,
        Some(day) => 1 <= day && day <= last,
    };
    is_year(year) && in_month
}

const fn is_year(year: i32) -> bool {
    1800 <= year && year <= 2200
}
