//! Checking a password, and the check that leads nowhere.

use std::collections::BTreeSet;

use crate::argon::{MAX_PASSWORD_BYTES, Workspace};
use crate::format::read;
use crate::kind::Kind;

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

/// Checks `password` against `hash`, in any readable format. A wrong one costs a [`decoy`] more if the
/// hash is none of ours.
pub fn verify(hash: &str, password: impl AsRef<[u8]>, workspace: &mut Workspace) -> Verdict {
    verify_among(Some(hash), &[], password, workspace)
}

/// Costs what checking a password costs, where there is no account to check it against. Always
/// [`Verdict::Wrong`].
pub fn decoy(password: impl AsRef<[u8]>, workspace: &mut Workspace) -> Verdict {
    verify_among(None, &[], password, workspace)
}

/// Checks `password` against `hash`, if there is one, where accounts have hashes of ours and of the
/// kinds `others`.
///
/// Whatever fails costs the same, with a hash of any of these kinds and without one: one check of
/// each kind. A right password costs its own check, and the new hash if it is to be replaced.
pub fn verify_among(
    hash: Option<&str>,
    others: &[Kind],
    password: impl AsRef<[u8]>,
    workspace: &mut Workspace,
) -> Verdict {
    let password = password.as_ref();
    if password.len() > MAX_PASSWORD_BYTES {
        return Verdict::Wrong;
    }
    let mut left: BTreeSet<Kind> = others.iter().copied().chain([Kind::OURS]).collect();
    let verdict = match hash.map(read) {
        None => Verdict::Wrong,
        Some(Err(_)) => Verdict::Unreadable,
        Some(Ok(readable)) => {
            if readable.matches(password, workspace) {
                return Verdict::Right { replace: readable.is_weaker_than_ours() };
            }
            left.remove(&readable.kind());
            Verdict::Wrong
        }
    };
    for kind in left {
        if let Ok(nobodys) = read(&kind.specimen()) {
            std::hint::black_box(nobodys.matches(password, workspace));
        }
    }
    verdict
}
