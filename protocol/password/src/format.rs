//! Which kind of hash a text is, and whether we are willing to check it.

use crate::argon::{Argon2id, Workspace};
use crate::kind::Kind;
use crate::legacy::{Bcrypt, Pbkdf2, Ssha};
use crate::md5_crypt::Md5Crypt;

/// No readable hash is longer than this, in bytes.
const LONGEST: usize = 1024;

/// The formats that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// `$argon2id$v=19$…`: ours.
    Argon2id,
    /// `$2a$`, `$2b$` and `$2y$`.
    Bcrypt,
    /// `$pbkdf2-sha256$…` (PHC string, or passlib's variant of it) and Django's `pbkdf2_sha256$…`.
    Pbkdf2Sha256,
    /// `$pbkdf2-sha512$…`.
    Pbkdf2Sha512,
    /// `{SSHA}` of LDAP directories (RFC 2307 with a salt).
    Ssha,
    /// `{SSHA256}`.
    Ssha256,
    /// `{SSHA512}`.
    Ssha512,
    /// `$1$` of Unix.
    Md5Crypt,
}

impl Format {
    /// All.
    pub(crate) const ALL: [Self; 8] = [
        Self::Argon2id,
        Self::Bcrypt,
        Self::Pbkdf2Sha256,
        Self::Pbkdf2Sha512,
        Self::Ssha,
        Self::Ssha256,
        Self::Ssha512,
        Self::Md5Crypt,
    ];

    /// A short name for a report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Argon2id => "argon2id",
            Self::Bcrypt => "bcrypt",
            Self::Pbkdf2Sha256 => "pbkdf2-sha256",
            Self::Pbkdf2Sha512 => "pbkdf2-sha512",
            Self::Ssha => "ssha",
            Self::Ssha256 => "ssha256",
            Self::Ssha512 => "ssha512",
            Self::Md5Crypt => "md5-crypt",
        }
    }
}

/// Why a hash can't be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// None of the formats that are understood.
    #[error("unknown kind of password hash")]
    UnknownFormat,
    /// It begins as this format and doesn't go on so.
    #[error("malformed {} hash", .0.name())]
    Malformed(Format),
    /// It asks for so much memory or time that it would be a weapon.
    #[error("{} hash with a cost beyond the limit", .0.name())]
    TooCostly(Format),
}

/// A hash that was read and may be checked.
pub(crate) enum Readable {
    Argon2id(Argon2id),
    Bcrypt(Bcrypt),
    Pbkdf2(Pbkdf2),
    Ssha(Ssha),
    Md5Crypt(Md5Crypt),
}

/// Says what kind of hash `text` is, without checking any password: for the report of an import.
pub fn classify(text: &str) -> Result<Format, Unreadable> {
    read(text).map(|readable| readable.format())
}

/// Reads a hash in any of the formats. `{CRYPT}`, with which directories mark a Unix hash, is
/// passed over; the case of the names in braces doesn't matter (RFC 2307 section 5.3).
pub(crate) fn read(text: &str) -> Result<Readable, Unreadable> {
    let text = without_scheme(text.trim(), "{CRYPT}").unwrap_or(text.trim());
    if text.len() > LONGEST {
        return Err(Unreadable::UnknownFormat);
    }
    if let Some(rest) = text.strip_prefix("$argon2id$") {
        return Argon2id::read(rest).map(Readable::Argon2id);
    }
    if ["$2a$", "$2b$", "$2y$"].iter().any(|prefix| text.starts_with(prefix)) {
        return Bcrypt::read(text).map(Readable::Bcrypt);
    }
    if let Some(rest) = text.strip_prefix("$1$") {
        return Md5Crypt::read(rest).map(Readable::Md5Crypt);
    }
    for format in [Format::Pbkdf2Sha256, Format::Pbkdf2Sha512] {
        if let Some(rest) = text.strip_prefix('$').and_then(|t| t.strip_prefix(format.name()))
            && let Some(rest) = rest.strip_prefix('$')
        {
            return Pbkdf2::read_phc(format, rest).map(Readable::Pbkdf2);
        }
    }
    if let Some(rest) = text.strip_prefix("pbkdf2_sha256$") {
        return Pbkdf2::read_django(rest).map(Readable::Pbkdf2);
    }
    for (scheme, format) in
        [("{SSHA}", Format::Ssha), ("{SSHA256}", Format::Ssha256), ("{SSHA512}", Format::Ssha512)]
    {
        if let Some(rest) = without_scheme(text, scheme) {
            return Ssha::read(format, rest).map(Readable::Ssha);
        }
    }
    Err(Unreadable::UnknownFormat)
}

fn without_scheme<'a>(text: &'a str, scheme: &str) -> Option<&'a str> {
    let head = text.get(..scheme.len())?;
    head.eq_ignore_ascii_case(scheme).then(|| &text[scheme.len()..])
}

impl Readable {
    pub(crate) const fn format(&self) -> Format {
        match self {
            Self::Argon2id(_) => Format::Argon2id,
            Self::Bcrypt(_) => Format::Bcrypt,
            Self::Pbkdf2(hash) => hash.format,
            Self::Ssha(hash) => hash.format,
            Self::Md5Crypt(_) => Format::Md5Crypt,
        }
    }

    /// What it costs to check it.
    pub(crate) fn kind(&self) -> Kind {
        let costs = match self {
            Self::Argon2id(hash) => hash.costs(),
            Self::Bcrypt(hash) => [hash.cost(), 0, 0],
            Self::Pbkdf2(hash) => hash.costs(),
            Self::Ssha(_) | Self::Md5Crypt(_) => [0; 3],
        };
        Kind { format: self.format(), costs }
    }

    /// Whether the password belongs to it.
    pub(crate) fn matches(&self, password: &[u8], workspace: &mut Workspace) -> bool {
        workspace.note(self.kind());
        match self {
            Self::Argon2id(hash) => hash.matches(password, workspace),
            Self::Bcrypt(hash) => hash.matches(password),
            Self::Pbkdf2(hash) => hash.matches(password),
            Self::Ssha(hash) => hash.matches(password),
            Self::Md5Crypt(hash) => hash.matches(password),
        }
    }

    /// Whether a hash that is made today would be better.
    pub(crate) fn is_weaker_than_ours(&self) -> bool {
        match self {
            Self::Argon2id(hash) => hash.is_weaker_than_ours(),
            Self::Bcrypt(_) | Self::Pbkdf2(_) | Self::Ssha(_) | Self::Md5Crypt(_) => true,
        }
    }
}
