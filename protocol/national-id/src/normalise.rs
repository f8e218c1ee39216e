//! From what people type to ASCII digits.

use crate::{Country, Refused};

/// More characters than this is not a number with some spaces in it.
const LONGEST_INPUT: usize = 64;

/// The digits (and in China the X) of `text`, without what people put between them.
pub(crate) fn compact(country: Country, text: &str) -> Result<String, Refused> {
    let mut out = String::with_capacity(country.length());
    for (position, c) in text.chars().enumerate() {
        if position >= LONGEST_INPUT {
            return Err(Refused::Character);
        }
        match c {
            '0'..='9' => out.push(c),
            '０'..='９' => out.push(narrow(c)),
            // Latin, full-width and Cyrillic: people take the one that their keyboard has.
            'x' | 'X' | 'ｘ' | 'Ｘ' | 'х' | 'Х' if country == Country::China => out.push('X'),
            c if is_between(c) => {}
            _ => return Err(Refused::Character),
        }
    }
    if out.is_empty() { Err(Refused::Empty) } else { Ok(out) }
}

/// Spaces of any kind, hyphens, dashes and the minus sign, and what pasting leaves behind invisibly.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '－')
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn narrow(wide: char) -> char {
    u32::from(wide).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(wide)
}

/// The value of one ASCII digit; the text has none but digits by then.
pub(crate) fn value(digit: u8) -> u32 {
    u32::from(digit.wrapping_sub(b'0'))
}
