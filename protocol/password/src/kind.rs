//! What checking a hash costs.

use std::fmt;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use crate::argon;
use crate::format::{Format, Unreadable, read};

/// No hash that is checked has more passes, or a longer output.
const MOST_SECOND: u32 = 64;

/// A kind of hash: to check one costs as much as to check another of the same kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Kind {
    pub(crate) format: Format,
    /// Memory, passes and lanes; the cost; iterations and length; or nothing.
    pub(crate) costs: [u32; 3],
}

impl Kind {
    /// Of the hashes that are made here.
    pub const OURS: Self = Self { format: Format::Argon2id, costs: argon::COSTS };

    /// The kind of a hash.
    pub fn of(hash: &str) -> Result<Self, Unreadable> {
        read(hash).map(|readable| readable.kind())
    }

    /// A hash of this kind that is nobody's.
    pub(crate) fn specimen(self) -> String {
        let [first, second, third] = self.costs;
        let zeros = |count: u32| STANDARD_NO_PAD.encode(vec![0; count as usize]);
        match self.format {
            Format::Argon2id => {
                format!("$argon2id$v=19$m={first},t={second},p={third}${}${}", zeros(16), zeros(32))
            }
            Format::Bcrypt => format!("$2b${first:02}${}{}", "abcdefghijklmnopqrstuu", ".".repeat(31)),
            Format::Pbkdf2Sha256 | Format::Pbkdf2Sha512 => {
                format!("${}$i={first}${}${}", self.format.name(), zeros(16), zeros(second))
            }
            Format::Ssha => format!("{{SSHA}}{}", zeros(28)),
            Format::Ssha256 => format!("{{SSHA256}}{}", zeros(40)),
            Format::Ssha512 => format!("{{SSHA512}}{}", zeros(72)),
            Format::Md5Crypt => format!("$1$abcdefgh${}", ".".repeat(22)),
        }
    }
}

/// `bcrypt 12 0 0`: for a column of a database.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second, third] = self.costs;
        write!(f, "{} {first} {second} {third}", self.format.name())
    }
}

/// The text is that of no kind which would be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no kind of password hash")]
pub struct NoKind;

impl FromStr for Kind {
    type Err = NoKind;

    fn from_str(text: &str) -> Result<Self, NoKind> {
        let mut words = text.split(' ');
        let name = words.next().unwrap_or_default();
        let format = Format::ALL.into_iter().find(|format| format.name() == name).ok_or(NoKind)?;
        let costs: Vec<u32> = words.map(str::parse).collect::<Result<_, _>>().map_err(|_| NoKind)?;
        let kind = Self { format, costs: costs.try_into().map_err(|_| NoKind)? };
        // No specimen of a gigabyte; and the costs are within what is checked at all.
        let known = kind.costs[1] <= MOST_SECOND && Self::of(&kind.specimen()) == Ok(kind);
        if known { Ok(kind) } else { Err(NoKind) }
    }
}
