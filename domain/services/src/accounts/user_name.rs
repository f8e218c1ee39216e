use unicode_normalization::UnicodeNormalization;

/// The name with which somebody signs in at a portal.
///
/// It is shown as it was chosen and compared by its [key](Self::key). Unique within the portal, or
/// within the organisation where the portal has organisations.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UserName {
    shown: String,
    key: String,
}

/// Why a text can't be a user name. Each has its own sentence on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UserNameRefused {
    /// Fewer characters than [`UserName::SHORTEST`].
    #[error("fewer than {} characters", UserName::SHORTEST)]
    TooShort,
    /// More characters than [`UserName::LONGEST`].
    #[error("more than {} characters", UserName::LONGEST)]
    TooLong,
    /// Something other than letters, digits and `. _ - @`, or a sign at the beginning.
    #[error("a character that a user name can't have")]
    Character,
}

impl UserName {
    /// The fewest characters of a new one.
    pub const SHORTEST: usize = 3;
    /// The most characters.
    pub const LONGEST: usize = 64;

    /// Reads one that somebody chooses: letters of any script, digits and `. _ - @`, beginning with
    /// a letter or digit.
    pub fn parse(text: &str) -> Result<Self, UserNameRefused> {
        let name = Self::imported(text)?;
        if name.shown.chars().count() < Self::SHORTEST {
            return Err(UserNameRefused::TooShort);
        }
        let begins = name.shown.chars().next().is_some_and(char::is_alphanumeric);
        let legal = name.key.chars().all(|c| c.is_alphanumeric() || is_mark(c) || ".-_@".contains(c));
        if begins && legal { Ok(name) } else { Err(UserNameRefused::Character) }
    }

    /// Takes one that stands in an import: older systems allowed more, but nothing invisible.
    pub fn imported(text: &str) -> Result<Self, UserNameRefused> {
        let shown: String = text.trim().nfc().collect();
        if shown.is_empty() {
            return Err(UserNameRefused::TooShort);
        }
        if shown.chars().count() > Self::LONGEST {
            return Err(UserNameRefused::TooLong);
        }
        if shown.chars().any(|c| c.is_control() || is_invisible(c)) {
            return Err(UserNameRefused::Character);
        }
        let key = Self::key_of(&shown);
        Ok(Self { shown, key })
    }

    /// From the database.
    pub fn from_stored(shown: String) -> Self {
        let key = Self::key_of(&shown);
        Self { shown, key }
    }

    /// As it was chosen.
    pub fn as_str(&self) -> &str {
        &self.shown
    }

    /// By which it is found and compared: case and width don't count.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The key of what somebody typed in order to sign in; any text has one. Longer texts than a
    /// user name can be are cut.
    pub fn key_of(text: &str) -> String {
        let lower: String =
            text.trim().chars().take(2 * Self::LONGEST).nfkc().flat_map(char::to_lowercase).collect();
        lower.nfkc().collect()
    }
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Zero-width and direction characters, by which two names that look the same would differ.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
