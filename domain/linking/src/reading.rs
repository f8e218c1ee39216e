//! The facts, read into the few words that the decision is about.

use onedoor_base::{Assurance, LocalAccountId};

use crate::{
    Candidate, Facts, Holder, LinkedState, LocalSide, NumberStanding, NumbersCompared, Outcome, Proof,
    Purpose, Why, Wish,
};

/// Whether the national side may come in at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    Shut(Why),
    TooLow(Assurance),
    Open,
}

/// What is linked with the person already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Own {
    Nothing,
    Open(Vec<LocalAccountId>),
    /// There is something, and none of it opens.
    Shut(Why),
}

/// What the person proved on the local side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Here {
    Nothing,
    Theirs(LocalAccountId),
    /// Theirs, but the link does not open it.
    Shut(Why),
    Anothers,
    AnotherNumber,
    Free(LocalAccountId),
}

/// What the national number says about accounts here, when it is proven on the national side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ByNumber {
    /// No account carries it.
    Nothing,
    /// Accounts carry it, but nobody has proven it there: a hint, and no more.
    Hint,
    /// The same, and the portal's staff say that this one is theirs.
    Prepared(LocalAccountId),
    /// The register knows it with what was said in these accounts, which are free for this issuer; nobody has proven
    /// it there.
    Matched(Vec<LocalAccountId>),
    /// Proven there too, and linked with another subject of the same issuer.
    Taken,
    /// Proven there too, and free for this issuer.
    Free(Vec<LocalAccountId>),
}

pub(crate) fn door(facts: &Facts<'_>) -> Door {
    let (has, policy) = (facts.national.assurance, facts.policy);
    let wanted = policy.wants(facts.purpose);
    if !facts.national.trusted {
        Door::Shut(Why::IssuerNotTrusted)
    } else if has.identity < wanted.identity || has.authentication < wanted.authentication {
        Door::TooLow(wanted)
    } else {
        Door::Open
    }
}

pub(crate) fn own(facts: &Facts<'_>) -> Own {
    let open: Vec<_> =
        facts.links.iter().filter(|l| l.state == LinkedState::Open).map(|l| l.account).collect();
    match facts.links.iter().find_map(|l| l.state.why_not()) {
        Some(why) if open.is_empty() => Own::Shut(why),
        _ if open.is_empty() => Own::Nothing,
        _ => Own::Open(open),
    }
}

pub(crate) fn here(facts: &Facts<'_>) -> Here {
    // A session speaks for the person only where they themselves asked from within it. At a sign-in it may
    // be one that somebody else planted in this browser.
    let of_session = match (facts.purpose, facts.session) {
        (Purpose::LinkFromSettings, Some(session)) => session.proof.map(|how| (session.local, how)),
        _ => None,
    };
    let asked =
        |(local, _): &(LocalSide, Proof)| facts.asked_by.is_none_or(|account| account == local.account);
    let proven = facts.local.map(|local| (local, Proof::Password)).or(of_session).filter(asked);
    let Some((local, how)) = proven else { return Here::Nothing };
    match local {
        LocalSide { account, holder: Holder::ThisPerson, .. } => {
            match facts.links.iter().find(|l| l.account == account).map(|l| l.state.why_not()) {
                Some(None) => Here::Theirs(account),
                Some(Some(why)) => Here::Shut(why),
                None => Here::Anothers,
            }
        }
        LocalSide { holder: Holder::Another, .. } => Here::Anothers,
        LocalSide { numbers: NumbersCompared::Different, .. } => Here::AnotherNumber,
        LocalSide { account, holder: Holder::Elsewhere, numbers } => match (numbers, how) {
            // A second national identity of the same person: their numbers say so, or the first one has just
            // signed in itself. A password alone may be known to somebody else.
            (NumbersCompared::Same, _) | (_, Proof::OtherIdentity) => Here::Free(account),
            _ => Here::Anothers,
        },
        // What another identity opened a moment ago, nothing is linked with now.
        LocalSide { holder: Holder::Nobody, .. } if how == Proof::OtherIdentity => Here::Nothing,
        LocalSide { account, holder: Holder::Nobody, .. } => Here::Free(account),
    }
}

pub(crate) fn by_number(facts: &Facts<'_>) -> ByNumber {
    if facts.national.number != NumberStanding::Proven {
        return ByNumber::Nothing;
    }
    let proven = || facts.candidates.iter().filter(|c| c.proven);
    // One that national identities of other issuers open is the same person's: both sides have proven the number.
    let is_free = |c: &&Candidate| matches!(c.holder, Holder::Nobody | Holder::Elsewhere);
    let matched = || facts.candidates.iter().filter(|c| c.matched).filter(is_free);
    let free: Vec<_> = proven().filter(is_free).map(|c| c.account).collect();
    if !free.is_empty() {
        ByNumber::Free(free)
    } else if proven().next().is_some() {
        ByNumber::Taken
    } else if matched().next().is_some() {
        ByNumber::Matched(matched().map(|c| c.account).collect())
    } else if facts.candidates.is_empty() {
        ByNumber::Nothing
    } else {
        prepared(facts).map_or(ByNumber::Hint, ByNumber::Prepared)
    }
}

/// The account that was prepared for the person and is free; none if there are several, which cannot be.
fn prepared(facts: &Facts<'_>) -> Option<LocalAccountId> {
    let mut prepared = facts.candidates.iter().filter(|c| c.prepared && c.holder == Holder::Nobody);
    let one = prepared.next().map(|c| c.account);
    one.filter(|_| prepared.next().is_none())
}

/// The one of `accounts` that the person chose; otherwise the question which.
pub(crate) fn chosen(
    accounts: &[LocalAccountId],
    wish: Wish,
    then: impl FnOnce(LocalAccountId) -> Outcome,
) -> Outcome {
    match wish {
        Wish::Account(account) if accounts.contains(&account) => then(account),
        _ => Outcome::Choose { accounts: accounts.to_vec() },
    }
}
