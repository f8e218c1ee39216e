use std::fmt;

use crate::{Country, china, normalise, russia, vietnam};

/// A personal number of the right shape.
///
/// It identifies a person for life: its `Debug` is masked, and there is no `Display`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct NationalNumber {
    country: Country,
    text: String,
}

/// Why a text is no personal number. Each has its own sentence on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nothing was given.
    #[error("no number was given")]
    Empty,
    /// There is a letter or sign in it that the number doesn't have.
    #[error("a character that the number can't have")]
    Character,
    /// It is too long or too short.
    #[error("{found} characters instead of {expected}")]
    Length {
        /// How many it should have, without spaces and dashes.
        expected: usize,
        /// How many were given.
        found: usize,
    },
    /// It has the shape of the nine-digit number that Vietnam gave until 2021: the twelve-digit one
    /// is wanted.
    #[error("a nine-digit number of the former kind")]
    FormerKind,
    /// Vietnam: no province or country has these first three digits.
    #[error("an unknown place of birth registration")]
    Place,
    /// China: there is no such date of birth.
    #[error("a date of birth that doesn't exist")]
    Date,
    /// The check digits don't agree: most likely mistyped.
    #[error("the check digits don't agree")]
    Check,
}

/// Legal sex, as a number encodes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Nam, 男, мужской.
    Male,
    /// Nữ, 女, женский.
    Female,
}

/// When its owner was born.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Born {
    /// The year is all that the number says.
    Year(u16),
    /// The day, in the Gregorian calendar.
    Date {
        /// The year.
        year: u16,
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
}

impl Born {
    /// The year, which every number that says anything about birth has.
    pub const fn year(self) -> u16 {
        match self {
            Self::Year(year) | Self::Date { year, .. } => year,
        }
    }
}

/// Where it was first registered: not where its owner lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place<'a> {
    /// The code in the number: three digits in Vietnam, six in China.
    pub code: &'a str,
    /// The name, in the country's own language: province or country of birth in Vietnam, province
    /// in China. `None` if the code is in no table of ours, which is no fault of the number.
    pub name: Option<&'static str>,
}

/// What a number says of its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Says<'a> {
    /// Legal sex at the time of issue.
    pub sex: Option<Sex>,
    /// Year or day of birth.
    pub born: Option<Born>,
    /// Place of first registration.
    pub place: Option<Place<'a>>,
}

/// Reads a personal number as a person types or pastes it: spaces and dashes anywhere, full-width
/// digits, a Cyrillic or small x.
pub fn parse(country: Country, text: &str) -> Result<NationalNumber, Refused> {
    let number = parse_claimed(country, text)?;
    // In Vietnam nothing else of a number can be held against anything.
    match number.says().place {
        Some(Place { name: None, .. }) if country == Country::Vietnam => Err(Refused::Place),
        _ => Ok(number),
    }
}

/// The same for a number that nobody has proven: one whose place is in no table of ours is read too, because tables
/// of places grow old and a claim opens nothing. [`Says::place`] then has no name.
pub fn parse_claimed(country: Country, text: &str) -> Result<NationalNumber, Refused> {
    let text = normalise::compact(country, text)?;
    let expected = country.length();
    if country == Country::Vietnam && vietnam::is_former(&text) {
        return Err(Refused::FormerKind);
    }
    if text.len() != expected {
        return Err(Refused::Length { expected, found: text.len() });
    }
    match country {
        // Any twelve digits: what they begin with is looked up where it matters.
        Country::Vietnam => {}
        Country::China => china::check(&text)?,
        Country::Russia => russia::check(&text)?,
    }
    Ok(NationalNumber { country, text })
}

impl NationalNumber {
    /// Whose number it is.
    pub const fn country(&self) -> Country {
        self.country
    }

    /// The number without spaces and dashes: what is compared, fingerprinted and encrypted.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it says of its owner. A Russian number says nothing.
    pub fn says(&self) -> Says<'_> {
        match self.country {
            Country::Vietnam => vietnam::says(&self.text),
            Country::China => china::says(&self.text),
            Country::Russia => Says::default(),
        }
    }

    /// As its country writes it, in groups: `001 090 123 456`, `110101 19900307 1233`,
    /// `112-233-445 95`.
    pub fn grouped(&self) -> String {
        self.written(|_| true)
    }

    /// Grouped, with all but a few characters hidden: `00• ••• ••• •56`, `110••• •••••••• 1233`,
    /// `•••-•••-•45 95`.
    pub fn masked(&self) -> String {
        let (head, tail) = match self.country {
            Country::Vietnam => (2, 2),
            Country::China => (3, 4),
            Country::Russia => (0, 4),
        };
        let length = self.text.len();
        self.written(|position| position < head || position + tail >= length)
    }

    fn written(&self, shown: impl Fn(usize) -> bool) -> String {
        let groups: &[(usize, char)] = match self.country {
            Country::Vietnam => &[(3, ' '), (6, ' '), (9, ' ')],
            Country::China => &[(6, ' '), (14, ' ')],
            Country::Russia => &[(3, '-'), (6, '-'), (9, ' ')],
        };
        let mut out = String::with_capacity(2 * self.text.len());
        for (position, c) in self.text.chars().enumerate() {
            if let Some((_, gap)) = groups.iter().find(|(at, _)| *at == position) {
                out.push(*gap);
            }
            out.push(if shown(position) { c } else { '•' });
        }
        out
    }
}

impl fmt::Debug for NationalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NationalNumber({} {})", self.country.code(), self.masked())
    }
}
