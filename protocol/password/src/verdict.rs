//! Checking a password, and the check that leads nowhere.

use crate::argon::{MAX_PASSWORD_BYTES, Workspace};
use crate::format::{Readable, read};

/// What came of checking a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It belongs to the hash.
    Right {
        /// The hash is of an older kind, or weaker than those made today: make a new one of the
        /// password that was just given.
        replace: bool,
    },
    /// It doesn't.
    Wrong,
    /// The hash can't be used: unknown, damaged, or so costly that checking it would be a weapon.
    Unreadable,
}

/// Checks `password` against `hash`, in any readable format.
///
/// The quick formats (`{SSHA}`, `$1$`), refused passwords and unreadable hashes cost one
/// [`decoy`] more, so that they take as long as an account with a hash of ours, or as no account.
/// A right password against a hash to be replaced costs the new hash instead. bcrypt and PBKDF2
/// take what their own cost says.
pub fn verify(hash: &str, password: impl AsRef<[u8]>, workspace: &mut Workspace) -> Verdict {
    let password = password.as_ref();
    if password.len() > MAX_PASSWORD_BYTES {
        return Verdict::Wrong;
    }
    let Ok(readable) = read(hash) else {
        decoy(password, workspace);
        return Verdict::Unreadable;
    };
    let (matches, replace, quick) = match &readable {
        Readable::Argon2id(h) => (h.matches(password, workspace), h.is_weaker_than_ours(), false),
        Readable::Bcrypt(h) => (h.matches(password), true, false),
        Readable::Pbkdf2(h) => (h.matches(password), true, false),
        Readable::Ssha(h) => (h.matches(password), true, true),
        Readable::Md5Crypt(h) => (h.matches(password), true, true),
    };
    if matches {
        return Verdict::Right { replace };
    }
    if quick {
        decoy(password, workspace);
    }
    Verdict::Wrong
}

/// Costs what checking a password costs, where there is no account to check it against. Always
/// [`Verdict::Wrong`].
pub fn decoy(password: impl AsRef<[u8]>, workspace: &mut Workspace) -> Verdict {
    let password = password.as_ref();
    if password.len() <= MAX_PASSWORD_BYTES {
        let hash = crate::hash(password, *b"onedoor's decoy.", workspace);
        std::hint::black_box(hash.is_ok());
    }
    Verdict::Wrong
}
