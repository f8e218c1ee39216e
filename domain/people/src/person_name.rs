use std::fmt;

use onedoor_base::is_unseen;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most characters of a person's name.
pub const PERSON_NAME_LONGEST: usize = 100;

/// The most marks on one letter: Tibetan and Vedic spellings need four; more is written over the lines around it.
const MOST_MARKS: usize = 6;

/// What a person is called, in one field and in the order in which they write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonName(String);

/// Why a text is no name of a person. Each has its own sentence on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MalformedName {
    /// Nothing was given.
    #[error("no name")]
    Missing,
    /// More than [`PERSON_NAME_LONGEST`] characters.
    #[error("more than {PERSON_NAME_LONGEST} characters")]
    TooLong,
    /// There is a digit or sign in it that no name has.
    #[error("a character that a name can't have")]
    Character,
}

impl PersonName {
    /// Reads what a person typed: letters of every script and the marks between them (`O’Brien`,
    /// `Анна-Мария`, `阿卜杜拉·买买提`, `J. R.`); runs of spaces become one.
    pub fn parse(text: &str) -> Result<Self, MalformedName> {
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect::<String>();
        if name.is_empty() {
            return Err(MalformedName::Missing);
        }
        if name.chars().count() > PERSON_NAME_LONGEST {
            return Err(MalformedName::TooLong);
        }
        let fits = name.chars().all(|c| c.is_alphabetic() || is_combining_mark(c) || is_between_letters(c));
        let says_something = name.chars().any(char::is_alphabetic);
        if fits && says_something && !name.chars().any(is_unseen) && well_joined(&name) {
            Ok(Self(name))
        } else {
            Err(MalformedName::Character)
        }
    }

    /// From the database, where it stands as [`PersonName::as_str`] gave it.
    pub const fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether marks stand on letters, not too many of them, and joiners, which cannot be seen, between letters: Persian
/// and Sinhala names are not written without them (Unicode Standard Annex 31, section 2.3).
fn well_joined(name: &str) -> bool {
    let (mut before, mut marks) = (' ', 0);
    for c in name.chars().chain([' ']) {
        let joined = is_joiner(before) && !c.is_alphabetic();
        let joins = is_joiner(c) && !(before.is_alphabetic() || is_combining_mark(before));
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        let alone = is_combining_mark(c) && before == ' ';
        if joined || joins || alone || marks > MOST_MARKS {
            return false;
        }
        before = c;
    }
    true
}

const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Signs that stand between or after the letters of a name.
const fn is_between_letters(c: char) -> bool {
    is_joiner(c)
        || matches!(
            c,
            ' ' | '-'
                | '\u{2010}'
                | '\u{2011}'
                | '\''
                | '’'
                | 'ʼ'
                | '.'
                | ','
                | '·'
                | '•'
                | '・'
                | '\u{f0b}'
                | '׳'
                | '״'
        )
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
