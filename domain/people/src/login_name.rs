use std::fmt;

use onedoor_base::is_unseen;
use unicode_normalization::UnicodeNormalization;

/// The fewest characters of a login name.
pub const LOGIN_NAME_SHORTEST: usize = 4;
/// The most characters of a login name.
pub const LOGIN_NAME_LONGEST: usize = 40;

/// A name that its owner signs in with: letters of any script, digits, full stop, underscore and
/// dash, beginning with a letter, so that it is never taken for a phone or a national number.
#[derive(Debug, Clone)]
pub struct LoginName {
    text: String,
    key: String,
}

/// Why a text is no login name. Each has its own sentence on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MalformedLoginName {
    /// Nothing was given.
    #[error("no login name")]
    Missing,
    /// Fewer than [`LOGIN_NAME_SHORTEST`] characters.
    #[error("fewer than {LOGIN_NAME_SHORTEST} characters")]
    TooShort,
    /// More than [`LOGIN_NAME_LONGEST`] characters.
    #[error("more than {LOGIN_NAME_LONGEST} characters")]
    TooLong,
    /// The first character is no letter.
    #[error("does not begin with a letter")]
    NoLetterFirst,
    /// There is a character in it that is no letter, digit, full stop, underscore or dash.
    #[error("a character that a login name can't have")]
    Character,
    /// Letters of scripts that look alike: a Latin and a Cyrillic а.
    #[error("letters of several scripts")]
    MixedScripts,
    /// Cyrillic, but all of its letters could be Latin ones.
    #[error("looks like another name")]
    LooksLikeAnother,
    /// It speaks for the state or the site.
    #[error("a reserved name")]
    Reserved,
}

impl LoginName {
    /// Reads what a person typed. Width and composition of letters are made one form (NFKC, Unicode
    /// Standard Annex 15); capitals are kept for showing and disregarded for comparing.
    pub fn parse(text: &str) -> Result<Self, MalformedLoginName> {
        // A bound before normalising: one character may become eighteen.
        if text.chars().count() > LOGIN_NAME_LONGEST * 4 {
            return Err(MalformedLoginName::TooLong);
        }
        let text: String = text.trim().nfkc().collect();
        let mut letters = text.chars();
        let Some(first) = letters.next() else { return Err(MalformedLoginName::Missing) };
        if !first.is_alphabetic() {
            return Err(MalformedLoginName::NoLetterFirst);
        }
        if text.chars().any(is_unseen)
            || !letters.all(|c| c.is_alphabetic() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-'))
        {
            return Err(MalformedLoginName::Character);
        }
        match text.chars().count() {
            0..LOGIN_NAME_SHORTEST => Err(MalformedLoginName::TooShort),
            LOGIN_NAME_SHORTEST..=LOGIN_NAME_LONGEST => Ok(Self { key: fold(&text), text }),
            _ => Err(MalformedLoginName::TooLong),
        }
    }

    /// From the database, where both stand as [`LoginName::as_str`] and [`LoginName::key`] gave them.
    pub const fn from_stored(text: String, key: String) -> Self {
        Self { text, key }
    }

    /// As its owner writes it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What is unique and looked for: without the difference of capitals.
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// Lower case by way of upper case, so that letters with two small forms (σ and ς) become one.
fn fold(text: &str) -> String {
    text.to_uppercase().to_lowercase().nfkc().collect()
}

impl PartialEq for LoginName {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for LoginName {}

impl fmt::Display for LoginName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
