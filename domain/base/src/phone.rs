//! Telephone numbers of the three countries, as their people write them.

use std::fmt;

use crate::Country;

/// More digits than the longest number (ITU-T E.164: 15) with a prefix for calls abroad.
const LONGEST: usize = 17;

/// A mobile number in the form of ITU-T E.164: `+84912345678`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

/// The text is no mobile number of one of the three countries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a mobile number")]
pub struct MalformedPhone;

impl Phone {
    /// Reads what a person types: spaces, dots, dashes, brackets and full-width digits are accepted,
    /// and the number may stand in the form used inside `home` (`0912 345 678`, `8 912 …`, `138 …`), with the
    /// prefix for calls abroad (`0084 …`), or with the leading nought of home after the country's code
    /// (`+84 (0) 912 …`).
    pub fn parse(text: &str, home: Country) -> Result<Self, MalformedPhone> {
        let mut digits = String::new();
        let mut international = false;
        for c in text.trim().chars() {
            match c {
                '+' | '＋' if digits.is_empty() && !international => international = true,
                '0'..='9' => digits.push(c),
                '０'..='９' => {
                    digits.push(char::from(b'0' + u8::try_from(u32::from(c) - 0xFF10).unwrap_or(0)));
                }
                ' ' | '\u{a0}' | '.' | '-' | '–' | '(' | ')' => {}
                _ => return Err(MalformedPhone),
            }
            if digits.len() > LONGEST {
                return Err(MalformedPhone);
            }
        }
        let full = match digits.strip_prefix("00") {
            _ if international => digits,
            Some(number) => number.to_owned(),
            None => in_international_form(&digits, home),
        };
        let full = if full.starts_with("840") { full.replacen("840", "84", 1) } else { full };
        if is_mobile(&full) { Ok(Self(format!("+{full}"))) } else { Err(MalformedPhone) }
    }

    /// From the database, where it stands as [`Phone::as_str`] gave it.
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// `+84912345678`
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is dialled inside its own country: `0912345678`, `13812345678`, `89123456789`.
    pub fn at_home(&self) -> String {
        match self.0.as_bytes() {
            [b'+', b'8', b'4', ..] => format!("0{}", &self.0[3..]),
            [b'+', b'8', b'6', ..] => self.0[3..].to_owned(),
            [b'+', b'7', ..] => format!("8{}", &self.0[2..]),
            _ => self.0.clone(),
        }
    }

    /// Country code and the first three digits inside, which tell the operator or the region: `+84912`, `+7916`.
    pub fn prefix(&self) -> &str {
        let country = if self.0.starts_with("+7") { 2 } else { 3 };
        self.0.get(..country + 3).unwrap_or(&self.0)
    }

    /// The last two digits, which are all that is shown of a number to somebody who may not be its owner.
    pub fn ending(&self) -> &str {
        self.0.get(self.0.len().saturating_sub(2)..).unwrap_or_default()
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn in_international_form(digits: &str, home: Country) -> String {
    match home {
        Country::Vietnam => {
            digits.strip_prefix('0').map_or_else(|| digits.to_owned(), |rest| format!("84{rest}"))
        }
        Country::China if digits.len() == 11 => format!("86{digits}"),
        Country::Russia if digits.len() == 11 && digits.starts_with('8') => format!("7{}", &digits[1..]),
        Country::Russia if digits.len() == 10 => format!("7{digits}"),
        Country::China | Country::Russia => digits.to_owned(),
    }
}

/// Mobile ranges: Vietnam +84 3/5/7/8/9 and eight digits, China +86 1 3-9 and nine, Russia +7 9 and nine.
fn is_mobile(full: &str) -> bool {
    let bytes = full.as_bytes();
    match bytes {
        [b'8', b'4', b'3' | b'5' | b'7' | b'8' | b'9', ..] | [b'7', b'9', ..] => bytes.len() == 11,
        [b'8', b'6', b'1', b'3'..=b'9', ..] => bytes.len() == 13,
        _ => false,
    }
}
