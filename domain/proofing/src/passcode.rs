//! The six digits that open the wallet: which are refused, and how often a wrong one may be tried. The count is kept by
//! the server; the code is bound to the device's key and is worth nothing elsewhere.

use onedoor_base::typed_digits;

/// Digits of a passcode.
pub const LENGTH: usize = 6;
/// Wrong ones in a row until it locks (manual of VNeID, 2022).
pub const MOST_WRONG: u8 = 5;
/// Security questions that stand beside it. They never open anything alone (NIST SP 800-63B-4 forbids them as an
/// authenticator): they are asked besides a one-time code.
pub const QUESTIONS: usize = 2;

/// Why a passcode is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not six digits.
    #[error("not six digits")]
    Shape,
    /// One or two digits only, or a pattern that repeats.
    #[error("the same digits again and again")]
    Repeated,
    /// Counting up or down.
    #[error("digits in a row")]
    InARow,
    /// The person's birth date, or a part of their number or telephone number.
    #[error("known to others")]
    Known,
}

/// What others know of the person.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The personal number, digits.
    pub number: &'a str,
    /// The telephone number, digits.
    pub phone: &'a str,
    /// Year, month, day.
    pub born: Option<(u16, u8, u8)>,
}

/// The passcode as typed, in plain digits, if it may be one.
pub fn choose(typed: &str, known: &Known<'_>) -> Result<String, Refused> {
    let code = plain(typed).ok_or(Refused::Shape)?;
    let digits = code.as_bytes();
    let step = |by: u8| digits.windows(2).all(|pair| (pair[0] - b'0' + by) % 10 == pair[1] - b'0');
    let kinds = digits.iter().collect::<std::collections::BTreeSet<_>>().len();
    if kinds <= 2 || (1..=3).any(|period| digits[period..] == digits[..LENGTH - period]) {
        return Err(Refused::Repeated);
    }
    if step(1) || step(9) {
        return Err(Refused::InARow);
    }
    let told = [known.number, known.phone].iter().any(|text| text.contains(&code));
    let born = known.born.is_some_and(|(year, month, day)| {
        let (y, short) = (year, year % 100);
        [
            format!("{day:02}{month:02}{short:02}"),
            format!("{short:02}{month:02}{day:02}"),
            format!("{month:02}{day:02}{short:02}"),
            format!("{month:02}{y:04}"),
            format!("{y:04}{month:02}"),
        ]
        .contains(&code)
    });
    if told || born { Err(Refused::Known) } else { Ok(code) }
}

/// Six digits as people type them, wide ones too, with what they put between them.
pub fn plain(typed: &str) -> Option<String> {
    let code = typed_digits(typed);
    (code.len() == LENGTH && code.bytes().all(|byte| byte.is_ascii_digit())).then_some(code)
}

/// Wrong ones in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tries(u8);

impl Tries {
    /// As stored.
    pub const fn from_count(count: u8) -> Self {
        Self(count)
    }

    /// To be stored.
    pub const fn count(self) -> u8 {
        self.0
    }

    /// After a right one.
    #[must_use]
    pub const fn right(self) -> Self {
        Self(0)
    }

    /// After a wrong one.
    #[must_use]
    pub const fn wrong(self) -> Self {
        Self(self.0.saturating_add(1))
    }

    /// How many are left.
    pub const fn left(self) -> u8 {
        MOST_WRONG.saturating_sub(self.0)
    }

    /// None are left: the account locks, and a right one opens nothing any more.
    pub const fn is_locked(self) -> bool {
        self.left() == 0
    }
}
