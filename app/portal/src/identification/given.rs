use onedoor_base::Country;
use onedoor_national_id::{Born as Said, NationalNumber, Refused as NumberRefused};
use onedoor_proofing::register::{Born, Sought};
use onedoor_services::Day;
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::born;
use crate::numbers;

/// The longest name that is looked for, in characters.
const LONGEST_NAME: usize = 120;

/// What was typed.
#[derive(Debug, Default, Clone, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    pub(super) number: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) born: String,
}

/// A person as they say they stand in the register.
#[derive(Clone)]
pub(super) struct Given {
    pub(super) number: NationalNumber,
    name: String,
    born: Born,
}

impl Typed {
    /// Reads it; else what must be put right.
    pub(super) fn read(&self, country: Country, today: Day) -> Result<Given, Problems> {
        let mut problems = Problems::new();
        let number =
            numbers::parse(country, &self.number).map_err(|why| problems.push(number_problem(why, country)));
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            problems.push(Problem::new("name", "identification-name-missing"));
        }
        let born = born::read(&self.born, today);
        match (&number, born) {
            (_, None) => problems.push(Problem::new("born", "identification-born-malformed")),
            // Said here, it costs no question to the register.
            (Ok(number), Some(born)) if !agrees(number, born) => {
                problems.push(Problem::new("born", "identification-born-differs"));
            }
            _ => {}
        }
        match (number, born) {
            (Ok(number), Some(born)) if problems.is_empty() => Ok(Given { number, name, born }),
            _ => Err(problems),
        }
    }
}

impl Given {
    /// What the register is asked for.
    pub(super) fn sought(&self, country: Country) -> Sought {
        Sought {
            country,
            number: Some(self.number.as_str().to_owned()),
            former: None,
            name: Some(self.name.clone()),
            born: Some(self.born),
            sex: None,
        }
    }
}

/// Whether what the number says of its owner's birth is what they say.
fn agrees(number: &NationalNumber, born: Born) -> bool {
    match number.says().born {
        None => true,
        Some(Said::Year(year)) => i32::from(year) == born.year,
        Some(Said::Date { year, month, day }) => {
            i32::from(year) == born.year
                && born.month.is_none_or(|said| said == month)
                && born.day.is_none_or(|said| said == day)
        }
    }
}

fn number_problem(why: NumberRefused, country: Country) -> Problem {
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    match why {
        NumberRefused::Empty => Problem::new("number", "identification-number-missing"),
        NumberRefused::Length { expected, found } => Problem::new("number", "identification-number-length")
            .with("expected", count(expected))
            .with("found", count(found)),
        NumberRefused::FormerKind => Problem::new("number", "identification-number-former"),
        NumberRefused::Place => Problem::new("number", "identification-number-place"),
        NumberRefused::Date | NumberRefused::Check => Problem::new("number", "identification-number-check"),
        NumberRefused::Character => Problem::new(
            "number",
            match country {
                Country::China => "identification-number-character-cn",
                Country::Vietnam | Country::Russia => "identification-number-character",
            },
        ),
    }
}
