//! The twelve-digit personal number (Decree 137/2015 article 13; Circular 59/2021/TT-BCA article 4):
//! `PPP` place of birth registration, `G` century and sex, `YY` year of birth, six random digits.
//! There is no check digit.

use crate::Country;
use crate::normalise::{compact, value};
use crate::number::{Born, Place, Refused, Says, Sex};

/// `code<tab>name`, sorted by code. The provinces are those of 2021: a number keeps the code of the
/// province that gave it.
const PLACES: &str = include_str!("../data/vn-pin/birth-places.tsv");

const FORMER_LENGTH: usize = 9;

pub(crate) fn says(text: &str) -> Says<'_> {
    let digits = text.as_bytes();
    let kind = value(digits[3]);
    let year = 1900 + 100 * (kind / 2) + 10 * value(digits[4]) + value(digits[5]);
    Says {
        sex: Some(if kind.is_multiple_of(2) { Sex::Male } else { Sex::Female }),
        born: u16::try_from(year).ok().map(Born::Year),
        place: Some(Place { code: &text[..3], name: name_of(&text[..3]) }),
    }
}

fn name_of(code: &str) -> Option<&'static str> {
    PLACES.lines().find_map(|line| line.strip_prefix(code)?.strip_prefix('\t'))
}

pub(crate) fn is_former(text: &str) -> bool {
    text.len() == FORMER_LENGTH
}

/// The nine-digit number of the former identity card (chứng minh nhân dân).
///
/// It was given by the province and is not unique over time: a hint for the eye, never a key to
/// find or to match a person by.
#[derive(Clone, PartialEq, Eq)]
pub struct FormerNumber(String);

impl FormerNumber {
    /// Reads nine digits, with spaces or dashes between them.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let text = compact(Country::Vietnam, text)?;
        let found = text.len();
        if is_former(&text) {
            Ok(Self(text))
        } else {
            Err(Refused::Length { expected: FORMER_LENGTH, found })
        }
    }

    /// The nine digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for FormerNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FormerNumber(•••••••••)")
    }
}
