use std::fmt;

use crate::is_unseen;

/// A mail address, checked only as far as that mail can be tried: `local@domain`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

/// The text can't be a mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a mail address")]
pub struct MalformedEmail;

impl Email {
    /// Reads what a person types; the domain becomes small letters. At most 254 bytes, the local
    /// part at most 64 (RFC 5321 section 4.5.3.1).
    pub fn parse(text: &str) -> Result<Self, MalformedEmail> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(MalformedEmail)?;
        let visible = |part: &str| part.chars().all(|c| !c.is_whitespace() && !is_unseen(c) && c != '@');
        let labels = domain.split('.').all(|label| {
            !label.is_empty()
                && !label.starts_with('-')
                && label.chars().all(|c| (c.is_alphanumeric() && !is_unseen(c)) || c == '-')
        });
        let fits = text.len() <= 254 && (1..=64).contains(&local.len());
        if fits && visible(local) && labels && domain.contains('.') {
            Ok(Self(format!("{local}@{}", domain.to_lowercase())))
        } else {
            Err(MalformedEmail)
        }
    }

    /// From the database, where it stands as [`Email::as_str`] gave it.
    pub fn from_stored(text: String) -> Self {
        Self(text)
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is shown to somebody who may not be its owner: `n•••@example.vn`.
    pub fn masked(&self) -> String {
        let (local, domain) = self.0.rsplit_once('@').unwrap_or(("", &self.0));
        format!("{}•••@{domain}", local.chars().next().map(String::from).unwrap_or_default())
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Email({})", self.masked())
    }
}
