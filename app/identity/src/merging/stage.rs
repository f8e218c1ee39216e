//! How far a merge has come, looked at in one transaction.

use std::collections::BTreeSet;

use onedoor_base::{Digest, MergeId, Timestamp};
use onedoor_people::merging::{Holding, Refusal, Side, Which, judge};
use onedoor_people::{Account, PhoneFacts, PhoneMove, Proven, decide_phone_change};
use onedoor_site::Visit;
use onedoor_storage::people::merges::{self, Merge, MergeState};
use onedoor_storage::people::{self, Both};
use onedoor_storage::site::sessions::{Standing, standing};
use onedoor_storage::{StorageError, Tx};

/// Where it stands.
pub(super) enum Stage {
    /// It cannot go on.
    Over(Over),
    /// The second account is still to be proven.
    First,
    /// The second account was proven before the merge was begun: once more.
    Stale,
    /// The two are not merged.
    Refused(Refusal),
    /// Both are proven.
    Ready(Box<Ready>),
}

/// Why it cannot go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    /// It was begun elsewhere, never, or the first account has another password by now, or its owner has ended the
    /// session.
    Unknown,
    /// More than ten minutes have passed.
    Late,
    /// It was begun anew in another tab.
    Replaced,
    /// It is done.
    Done,
}

/// Both accounts, proven.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ready {
    pub(super) merge: Merge,
    /// Which of the two is kept.
    pub(super) which: Which,
    pub(super) kept: Account,
    pub(super) absorbed: Account,
    pub(super) own: Holding,
    pub(super) other: Holding,
    /// The clients that have met the one and the other.
    pub(super) met_own: BTreeSet<String>,
    pub(super) met_other: BTreeSet<String>,
    /// When somebody last objected to another phone for the account that is kept.
    stopped_at: Option<Timestamp>,
}

impl Ready {
    pub(super) const fn both(&self) -> Both {
        Both { kept: self.kept.id, absorbed: self.absorbed.id }
    }

    /// By which it is known whether somebody confirms what they have seen.
    pub(super) fn stamp(&self) -> String {
        let Self { merge: _, which, kept, absorbed, own, other, met_own, met_other, stopped_at: _ } = self;
        let names = (&kept.name, &absorbed.name, kept.identity, absorbed.identity);
        Digest::of(format!("{:?}", (which, names, own, other, met_own, met_other))).stamp()
    }

    /// From when on another phone is the kept account's, if it is chosen and nobody objects; nothing where somebody has
    /// objected lately.
    pub(super) fn phone_due(&self, now: Timestamp) -> Option<Timestamp> {
        let facts = PhoneFacts { has_old: true, old_shown: false, taken: false, stopped_at: self.stopped_at };
        match decide_phone_change(facts, now) {
            PhoneMove::Waits(due) => Some(due),
            PhoneMove::AtOnce | PhoneMove::Shut(_) => None,
        }
    }

    /// The clients that have met both.
    pub(super) fn met_both(&self) -> impl Iterator<Item = &String> {
        self.met_own.intersection(&self.met_other)
    }
}

/// Looks how far it has come for whoever visits.
pub(super) async fn stage(tx: &mut Tx<'_>, visit: &Visit, id: MergeId) -> Result<Stage, StorageError> {
    let found = merges::get(tx, id).await?.filter(|merge| merge.begun.browser == visit.browser);
    let Some(merge) = found else { return Ok(Stage::Over(Over::Unknown)) };
    if let Some(over) = over(&merge, visit.now) {
        return Ok(Stage::Over(over));
    }
    let (Some(session), begun) = (&visit.session, &merge.begun) else { return Ok(Stage::First) };
    let onedoor_base::Subject::Person(person) = session.subject else { return Ok(Stage::First) };
    let first = people::by_id(tx, begun.first).await?;
    let Some(first) = first.filter(|first| Digest::of(&first.password_hash) == begun.password) else {
        return Ok(Stage::Over(Over::Unknown));
    };
    if person == begun.first {
        let again = session.id != begun.session && session.authenticated_at >= begun.begun_at;
        return Ok(if again { Stage::Refused(Refusal::Itself) } else { Stage::First });
    }
    if session.authenticated_at < begun.begun_at {
        return Ok(Stage::Stale);
    }
    let Some(second) = people::by_id(tx, person).await? else { return Ok(Stage::Over(Over::Unknown)) };
    let sides = (side(tx, &first).await?, side(tx, &second).await?);
    let which = match judge(&sides.0, &sides.1) {
        Ok(which) => which,
        Err(refusal) => return Ok(Stage::Refused(refusal)),
    };
    // Its owner may have ended it, here or from elsewhere.
    if standing(tx, begun.session).await? == Standing::Ended {
        return Ok(Stage::Over(Over::Unknown));
    }
    let (kept, absorbed) = match which {
        Which::First => (first, second),
        Which::Second => (second, first),
    };
    let (own, other) = (people::holding(tx, kept.id).await?, people::holding(tx, absorbed.id).await?);
    let (Some(mut own), Some(other)) = (own, other) else { return Ok(Stage::Over(Over::Unknown)) };
    let open = |sealed| people::open_number(&visit.site.vault, kept.id, sealed);
    // A number that cannot be opened proves nothing of its owner's birth; the page of the account says so aloud.
    let number = kept.number.as_ref().and_then(|sealed| open(sealed).ok());
    own.proven = Proven::of(kept.identity, number.as_ref());
    let (met_own, met_other) = (people::met(tx, kept.id).await?, people::met(tx, absorbed.id).await?);
    let stopped_at = people::phone_change_stopped(tx, kept.id).await?;
    let ready = Ready { merge, which, kept, absorbed, own, other, met_own, met_other, stopped_at };
    Ok(Stage::Ready(Box::new(ready)))
}

fn over(merge: &Merge, now: Timestamp) -> Option<Over> {
    match merge.state {
        MergeState::Begun if now >= merge.begun.expires_at => Some(Over::Late),
        MergeState::Begun => None,
        MergeState::Replaced => Some(Over::Replaced),
        MergeState::Done | MergeState::Settled => Some(Over::Done),
        MergeState::Cancelled | MergeState::Undone => Some(Over::Unknown),
    }
}

async fn side(tx: &mut Tx<'_>, account: &Account) -> Result<Side, StorageError> {
    Ok(Side {
        account: account.id,
        state: account.state,
        identity: account.identity,
        has_number: account.number.is_some(),
        name: account.name.clone(),
        waits: people::waits(tx, account.id).await?,
    })
}
