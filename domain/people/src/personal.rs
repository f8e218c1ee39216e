//! What people say of themselves beside their names: when they were born, their sex, where they work. What was proven
//! is not theirs to type over: a portal that was told of it would believe two different things.

use std::fmt;

use onedoor_base::{IdentityLevel, is_unseen, plain_digit};
use onedoor_national_id::{Born, NationalNumber, Sex, is_day};

use crate::{MalformedName, PersonName};

/// The most characters of an employer's name.
pub const EMPLOYER_LONGEST: usize = 200;

/// The first year in which anybody alive may have been born.
const EARLIEST: u16 = 1890;

/// A day of birth in the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BirthDate {
    year: u16,
    month: u8,
    day: u8,
}

impl BirthDate {
    /// The day, if there is such a one; months and days count from 1.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        ((EARLIEST..=9999).contains(&year) && is_day(year, month, day)).then_some(Self { year, month, day })
    }

    /// Reads what [`fmt::Display`] writes.
    pub fn from_stored(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Year, month, day.
    pub const fn parts(self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }
}

impl fmt::Display for BirthDate {
    /// `1990-03-07` (ISO 8601).
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The word for a sex in databases and forms.
pub const fn sex_word(sex: Sex) -> &'static str {
    match sex {
        Sex::Male => "male",
        Sex::Female => "female",
    }
}

/// From the word.
pub fn sex_from_word(word: &str) -> Option<Sex> {
    [Sex::Male, Sex::Female].into_iter().find(|sex| sex_word(*sex) == word)
}

/// What a person said of themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Personal {
    /// When they were born.
    pub born: Option<BirthDate>,
    /// Their legal sex.
    pub sex: Option<Sex>,
    /// Where they work; empty if they did not say.
    pub employer: String,
}

/// What is proven of a person and cannot be typed over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Proven {
    /// The name.
    pub name: bool,
    /// What the proven number says of the birth: the day, or only the year.
    pub born: Option<Born>,
    /// What it says of the sex.
    pub sex: Option<Sex>,
}

impl Proven {
    /// What is proven at this level, with this number: nothing of somebody who is only known by what they say.
    pub fn of(level: IdentityLevel, number: Option<&NationalNumber>) -> Self {
        if level < IdentityLevel::Basic {
            return Self::default();
        }
        let says = number.map(NationalNumber::says).unwrap_or_default();
        Self { name: true, born: says.born, sex: says.sex }
    }

    /// The day of birth as it is proven, if the whole of it is.
    pub fn day(self) -> Option<BirthDate> {
        match self.born {
            Some(Born::Date { year, month, day }) => BirthDate::new(year, month, day),
            _ => None,
        }
    }
}

/// What was typed.
#[derive(Debug, Clone, Copy)]
pub struct PersonalForm<'a> {
    /// The name.
    pub name: &'a str,
    /// Day, month and year of birth.
    pub born: [&'a str; 3],
    /// The word of a sex.
    pub sex: &'a str,
    /// Where the person works.
    pub employer: &'a str,
}

/// What must be put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalProblem {
    /// The name is none.
    Name(MalformedName),
    /// There is no such day, or it is not over yet.
    NoSuchDay,
    /// The proven number says another year.
    OtherYear(u16),
    /// The employer's name is too long.
    EmployerTooLong,
    /// Signs that cannot be shown.
    EmployerCharacter,
}

/// Checks what was typed on this day. What is proven comes from the proof, whatever the form says: the name then is
/// none, because it does not change.
pub fn check_personal(
    form: PersonalForm<'_>,
    proven: Proven,
    today: BirthDate,
) -> Result<(Option<PersonName>, Personal), Vec<PersonalProblem>> {
    let mut problems = Vec::new();
    let mut name = None;
    if !proven.name {
        match PersonName::parse(form.name) {
            Ok(parsed) => name = Some(parsed),
            Err(why) => problems.push(PersonalProblem::Name(why)),
        }
    }
    let born = match (proven.day(), read_day(form.born)) {
        (Some(day), _) => Some(day),
        (None, Ok(day)) if day.is_some_and(|day| day > today) => {
            problems.push(PersonalProblem::NoSuchDay);
            None
        }
        (None, Ok(day)) => day,
        (None, Err(problem)) => {
            problems.push(problem);
            None
        }
    };
    if let (Some(Born::Year(year)), Some(day)) = (proven.born, born)
        && day.year != year
    {
        problems.push(PersonalProblem::OtherYear(year));
    }
    let employer = form.employer.split_whitespace().collect::<Vec<_>>().join(" ");
    if employer.chars().count() > EMPLOYER_LONGEST {
        problems.push(PersonalProblem::EmployerTooLong);
    } else if employer.chars().any(is_unseen) {
        problems.push(PersonalProblem::EmployerCharacter);
    }
    let sex = proven.sex.or_else(|| sex_from_word(form.sex));
    if problems.is_empty() { Ok((name, Personal { born, sex, employer })) } else { Err(problems) }
}

/// The day that three fields say; none if all are empty.
fn read_day(fields: [&str; 3]) -> Result<Option<BirthDate>, PersonalProblem> {
    let [day, month, year] = fields.map(str::trim);
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return Ok(None);
    }
    let date = || {
        BirthDate::new(number(year)?, u8::try_from(number(month)?).ok()?, u8::try_from(number(day)?).ok()?)
    };
    date().map(Some).ok_or(PersonalProblem::NoSuchDay)
}

/// A number in digits, also full-width ones.
fn number(text: &str) -> Option<u16> {
    let text: String = text.chars().map(plain_digit).collect();
    text.parse().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests;
