//! A national number that somebody says is theirs: read, held against their day of birth, kept as a claim. It finds
//! nobody, opens nothing and keeps nobody else from proving the same number.

use onedoor_base::{Country, plain_digit};
use onedoor_national_id::{Born, NationalNumber, Refused, is_day, parse_claimed};

use crate::identifier::of_country;

/// What was typed.
#[derive(Debug, Clone, Copy)]
pub struct ClaimForm<'a> {
    /// The number; nothing if the person would rather not say.
    pub number: &'a str,
    /// Whose form of number it is.
    pub country: Country,
    /// The day of birth, if the person wants the number held against it.
    pub born: &'a str,
}

/// A number that was claimed, and what speaks against it without shutting it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberClaim {
    /// The number, whose check digits agree.
    pub number: NationalNumber,
    /// What its owner should look at.
    pub doubt: Option<NumberDoubt>,
}

/// Something to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberDoubt {
    /// It begins with the code of a place that is in none of our tables, which grow old.
    Place,
}

/// What must be put right, or left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimProblem {
    /// The number is none of that country.
    Number(Refused),
    /// There is no such day.
    Birth,
    /// The number says that its owner was born at another time.
    Differs(Born),
}

impl NumberClaim {
    /// Checks a claim; nothing if no number was given.
    pub fn check(form: ClaimForm<'_>) -> Result<Option<Self>, Vec<ClaimProblem>> {
        let typed = form.born.trim();
        let born =
            if typed.is_empty() { Ok(None) } else { read_day(typed).map(Some).ok_or(ClaimProblem::Birth) };
        let number = match parse_claimed(of_country(form.country), form.number) {
            Ok(number) => Ok(Some(number)),
            Err(Refused::Empty) => Ok(None),
            Err(refused) => Err(ClaimProblem::Number(refused)),
        };
        match (number, born) {
            (Ok(Some(number)), Ok(born)) => match born.and_then(|born| differs(&number, born)) {
                Some(says) => Err(vec![ClaimProblem::Differs(says)]),
                None => Ok(Some(Self { doubt: doubt(&number), number })),
            },
            (Ok(None), Ok(_)) => Ok(None),
            (number, born) => Err([number.err(), born.err()].into_iter().flatten().collect()),
        }
    }
}

/// What somebody should look at who claims this number.
pub fn doubt(number: &NationalNumber) -> Option<NumberDoubt> {
    let unknown = number.says().place.is_some_and(|place| place.name.is_none());
    unknown.then_some(NumberDoubt::Place)
}

/// What the number says of the birth, if that is not this day.
fn differs(number: &NationalNumber, (year, month, day): (u16, u8, u8)) -> Option<Born> {
    number.says().born.filter(|says| match *says {
        Born::Year(said) => said != year,
        said @ Born::Date { .. } => said != Born::Date { year, month, day },
    })
}

/// A day as people write it: year first or last, in whatever stands between; without anything between, eight digits.
pub fn read_day(text: &str) -> Option<(u16, u8, u8)> {
    if text.chars().count() > 40 {
        return None;
    }
    let text: String = text.chars().map(plain_digit).collect();
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (*year, *month, *day),
        [day, month, year] if year.len() == 4 => (*year, *month, *day),
        // Nobody was born in 3112 or 0703: which end the year stands at shows.
        [all] if all.len() == 8 && plausible(&all[..4]) => (&all[..4], &all[4..6], &all[6..]),
        [all] if all.len() == 8 => (&all[4..], &all[2..4], &all[..2]),
        _ => return None,
    };
    let day = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    (plausible(year) && is_day(day.0, day.1, day.2)).then_some(day)
}

fn plausible(year: &str) -> bool {
    year.parse::<u16>().is_ok_and(|year| (1850..2200).contains(&year))
}

#[cfg(test)]
mod tests;
