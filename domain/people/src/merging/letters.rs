//! Which postal addresses move, and which one letters go to then.

use std::collections::BTreeSet;

use onedoor_base::PostalAddressId;
use serde::{Deserialize, Serialize};

use super::plan::{Letters, Moved, Row, Several, Whose};

/// The main postal address of an account; nothing without any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Main {
    /// Before the merge.
    pub before: Option<PostalAddressId>,
    /// And since.
    pub after: Option<PostalAddressId>,
}

/// What moves, and the main address of the kept and of the absorbed account. Of two that are written alike each stays
/// where it is.
pub(super) fn carry(
    kept: &BTreeSet<Letters>,
    absorbed: &BTreeSet<Letters>,
    chosen: Several,
) -> (Vec<Moved>, Main, Main) {
    let only = |these: &BTreeSet<Letters>, those: &BTreeSet<Letters>| -> BTreeSet<PostalAddressId> {
        let alike = |one: &&Letters| those.iter().all(|other| other.written != one.written);
        these.iter().filter(alike).map(|one| one.id).collect()
    };
    let none = BTreeSet::new;
    let (goes, comes) = match chosen {
        Several::Of(Whose::Kept) => (none(), none()),
        Several::Both => (none(), only(absorbed, kept)),
        Several::Of(Whose::Absorbed) => (only(kept, absorbed), only(absorbed, kept)),
    };
    let (own, other) = (main(kept), main(absorbed));
    let first = if chosen == Several::Of(Whose::Absorbed) { [other, own] } else { [own, other] };
    let kept_main = Main { before: own, after: one_of(first, &moved(kept, &goes, &comes)) };
    let absorbed_main = Main { before: other, after: one_of([other, own], &moved(absorbed, &comes, &goes)) };
    let row = |to_kept| move |id| Moved { row: Row::Address(id), to_kept };
    let all = goes.into_iter().map(row(false)).chain(comes.into_iter().map(row(true))).collect();
    (all, kept_main, absorbed_main)
}

/// The main address of both once these have moved back: the one of before, unless another was chosen since.
pub(super) fn after(
    (kept, absorbed): (&BTreeSet<Letters>, &BTreeSet<Letters>),
    (to_kept, to_absorbed): (&BTreeSet<PostalAddressId>, &BTreeSet<PostalAddressId>),
    (own, other): (Main, Main),
) -> (Option<PostalAddressId>, Option<PostalAddressId>) {
    let now = main(kept);
    let wanted = if now == own.after { own.before } else { now };
    (
        one_of([wanted, own.before], &moved(kept, to_absorbed, to_kept)),
        one_of([other.before, None], &moved(absorbed, to_kept, to_absorbed)),
    )
}

fn main(of: &BTreeSet<Letters>) -> Option<PostalAddressId> {
    of.iter().find(|one| one.main).map(|one| one.id)
}

fn moved(
    of: &BTreeSet<Letters>,
    goes: &BTreeSet<PostalAddressId>,
    comes: &BTreeSet<PostalAddressId>,
) -> BTreeSet<PostalAddressId> {
    of.iter().map(|one| one.id).filter(|id| !goes.contains(id)).chain(comes.iter().copied()).collect()
}

/// The first of these that is there, else the oldest.
fn one_of(
    wanted: [Option<PostalAddressId>; 2],
    there: &BTreeSet<PostalAddressId>,
) -> Option<PostalAddressId> {
    let found = wanted.into_iter().flatten().find(|id| there.contains(id));
    found.or_else(|| there.first().copied())
}
