//! Every combination of the facts, and what must hold in each of them.

use super::{ANOTHERS, FREE, FREE_TOO, MINE, MINE_TOO, NEWCOMER, PROVINCE, account, held, locked, open};
use crate::{
    Candidate, Creation, Facts, Holder, Linked, LinkedState, LocalSide, NationalSide, NumberStanding,
    NumbersCompared, Outcome, Policy, Proof, Purpose, RegisterMatch, SessionSide, SuspendedBy, Wish, decide,
};
use onedoor_base::{Assurance, AuthenticationLevel, IdentityLevel, LocalAccountId};

const HOLDERS: [Holder; 4] = [Holder::Nobody, Holder::ThisPerson, Holder::Another, Holder::Elsewhere];
const SUSPENDED: LinkedState = LinkedState::Suspended(SuspendedBy::Identity);
const NUMBERS: [NumbersCompared; 3] =
    [NumbersCompared::Unknown, NumbersCompared::Same, NumbersCompared::Different];

fn policies() -> Vec<Policy> {
    let mut all = Vec::new();
    for several_accounts in [false, true] {
        for creation in [Creation::Yes, Creation::Ask, Creation::No] {
            all.push(Policy { several_accounts, creation, ..PROVINCE });
        }
    }
    all.push(Policy { creation: Creation::Ask, register_match: RegisterMatch::Prove, ..PROVINCE });
    all
}

fn nationals() -> Vec<NationalSide> {
    let mut all = Vec::new();
    for trusted in [false, true] {
        for (identity, authentication) in [
            (IdentityLevel::Claimed, AuthenticationLevel::Two),
            (IdentityLevel::Basic, AuthenticationLevel::One),
            (IdentityLevel::Basic, AuthenticationLevel::Two),
        ] {
            for number in [NumberStanding::Unknown, NumberStanding::Claimed, NumberStanding::Proven] {
                let assurance = Assurance { identity, authentication };
                all.push(NationalSide { trusted, assurance, fresh: true, number });
            }
        }
    }
    all
}

fn candidate_lists() -> Vec<Vec<Candidate>> {
    let mut ones = Vec::new();
    for holder in HOLDERS {
        for proven in [false, true] {
            ones.push(Candidate { account: FREE, proven, matched: false, holder, prepared: false });
        }
    }
    let mut all = vec![vec![]];
    for one in &ones {
        let prepared = Candidate { prepared: true, ..*one };
        all.push(vec![*one]);
        all.push(vec![prepared]);
        // A prepared one beside one that is not, and beside another, which cannot be.
        for other in [false, true] {
            all.push(vec![prepared, Candidate { account: FREE_TOO, prepared: other, ..*one }]);
        }
        all.extend(ones.iter().map(|two| vec![*one, Candidate { account: FREE_TOO, ..*two }]));
    }
    // What only the register knows: alone, prepared as well, beside others of each kind.
    for one in ones.iter().filter(|one| !one.proven) {
        let matched = Candidate { matched: true, ..*one };
        all.push(vec![matched]);
        all.push(vec![Candidate { prepared: true, ..matched }]);
        all.push(vec![matched, Candidate { account: FREE_TOO, ..matched }]);
        for proven in [false, true] {
            all.push(vec![Candidate { proven, account: FREE_TOO, ..*one }, matched]);
        }
    }
    all
}

fn locals() -> Vec<Option<LocalSide>> {
    let mut all = vec![None];
    for account in [MINE, FREE, ANOTHERS] {
        for holder in HOLDERS {
            for numbers in NUMBERS {
                all.push(Some(LocalSide { account, holder, numbers }));
            }
        }
    }
    all
}

fn sessions() -> Vec<Option<SessionSide>> {
    let mut all = vec![None];
    for holder in HOLDERS {
        for (proof, numbers) in [
            (None, NumbersCompared::Unknown),
            (Some(Proof::Session), NumbersCompared::Unknown),
            (Some(Proof::Session), NumbersCompared::Same),
            (Some(Proof::Session), NumbersCompared::Different),
            (Some(Proof::OtherIdentity), NumbersCompared::Unknown),
            (Some(Proof::OtherIdentity), NumbersCompared::Different),
        ] {
            all.push(Some(SessionSide { local: LocalSide { account: FREE, holder, numbers }, proof }));
        }
    }
    all
}

/// Calls `look` with every combination, contradictory ones included: a mistake in gathering the facts must not
/// make a link either.
pub(super) fn every(mut look: impl FnMut(&Facts<'_>)) {
    let (one, two, mixed) =
        ([open(MINE)], [open(MINE), open(MINE_TOO)], [held(MINE, SUSPENDED), open(MINE_TOO)]);
    let (suspended, proposed) = ([held(MINE, SUSPENDED)], [held(MINE, LinkedState::Proposed)]);
    let links: [&[Linked]; 7] = [&[], &one, &two, &mixed, &[locked(MINE)], &suspended, &proposed];
    let wishes = [Wish::None, Wish::NewAccount, Wish::Account(FREE), Wish::Account(account(9))];
    let (candidates, locals, sessions) = (candidate_lists(), locals(), sessions());
    let mut outer = Vec::new();
    for purpose in Purpose::ALL {
        for policy in policies() {
            for national in nationals() {
                for links in links {
                    for parted in [false, true] {
                        outer.push(Facts { purpose, policy, national, links, parted, ..NEWCOMER });
                    }
                }
            }
        }
    }
    for facts in outer {
        for candidates in &candidates {
            for wish in wishes {
                // What was proven here outranks candidates and sessions; those need no crossing with it.
                for session in &sessions {
                    look(&Facts { candidates, wish, session: *session, ..facts });
                }
            }
        }
        for local in &locals {
            for session in &sessions {
                look(&Facts { local: *local, session: *session, ..facts });
                look(&Facts { local: *local, session: *session, candidates: &candidates[2], ..facts });
            }
        }
    }
}

/// The account that would be linked newly.
fn linked(outcome: &Outcome) -> Option<LocalAccountId> {
    match outcome {
        Outcome::LinkAutomatically { account }
        | Outcome::LinkProven { account }
        | Outcome::LinkConfirmed { account } => Some(*account),
        _ => None,
    }
}

fn is_linked(facts: &Facts<'_>, account: LocalAccountId) -> bool {
    facts.links.iter().any(|l| l.account == account)
}

fn opens_or_links(outcome: &Outcome) -> bool {
    matches!(
        outcome,
        Outcome::AlreadyLinked { .. }
            | Outcome::LinkAutomatically { .. }
            | Outcome::LinkProven { .. }
            | Outcome::LinkConfirmed { .. }
            | Outcome::CreateAndLink
    )
}

/// What the person proved of the local side, by the rules and not by the code.
fn proven_here(facts: &Facts<'_>) -> Option<(LocalSide, Proof)> {
    let by_session = facts.session.filter(|_| facts.purpose == Purpose::LinkFromSettings);
    let by_session = by_session.and_then(|s| s.proof.map(|how| (s.local, how)));
    facts.local.map(|local| (local, Proof::Password)).or(by_session)
}

#[test]
fn never_a_link_without_proof_on_both_sides() {
    every(|facts| {
        let outcome = decide(facts);
        let Some(account) = linked(&outcome) else { return };
        let by_person = proven_here(facts).is_some_and(|(local, _)| local.account == account);
        let by_number = facts.national.number == NumberStanding::Proven
            && facts.candidates.iter().any(|c| c.account == account && c.proven);
        let by_word = facts.national.number == NumberStanding::Proven
            && facts.policy.register_match == RegisterMatch::Confirm
            && facts.wish == Wish::Account(account)
            && facts.candidates.iter().any(|c| c.account == account && c.matched && !c.proven)
            && !facts.candidates.iter().any(|c| c.proven);
        assert!(by_person || by_number || by_word, "{outcome:?} from {facts:?}");
        if matches!(outcome, Outcome::LinkConfirmed { .. }) {
            assert!(by_word, "a word is enough only where the register knows the number: {facts:?}");
        } else if matches!(outcome, Outcome::LinkAutomatically { .. }) {
            assert!(by_number, "automatic only by a number proven on both sides: {facts:?}");
        } else {
            assert!(by_person, "{facts:?}");
        }
    });
}

/// One person an account: a second national identity comes to it only if it is surely the same person's.
#[test]
fn never_a_link_to_an_account_that_is_linked_with_somebody_else() {
    every(|facts| {
        let Some(account) = linked(&decide(facts)) else { return };
        match proven_here(facts) {
            Some((LocalSide { holder: Holder::Nobody, .. }, how)) => {
                assert_ne!(how, Proof::OtherIdentity, "{facts:?}");
            }
            Some((LocalSide { holder, numbers, .. }, how)) => {
                assert_eq!(holder, Holder::Elsewhere, "{facts:?}");
                let same = numbers == NumbersCompared::Same || how == Proof::OtherIdentity;
                assert!(same && numbers != NumbersCompared::Different, "{facts:?}");
            }
            None => {
                let holder = facts.candidates.iter().find(|c| c.account == account).map(|c| c.holder);
                assert!(matches!(holder, Some(Holder::Nobody | Holder::Elsewhere)), "{facts:?}");
            }
        }
    });
}

#[test]
fn never_into_an_account_of_somebody_with_another_number() {
    every(|facts| {
        if let Some((LocalSide { holder, numbers: NumbersCompared::Different, .. }, _)) = proven_here(facts)
            && matches!(holder, Holder::Nobody | Holder::Elsewhere)
        {
            assert_eq!(linked(&decide(facts)), None, "{facts:?}");
        }
    });
}

#[test]
fn an_unproven_squatter_neither_gets_the_owner_nor_keeps_them_out() {
    every(|facts| {
        let squatters_only =
            !facts.candidates.is_empty() && facts.candidates.iter().all(|c| !c.proven && !c.matched);
        if !squatters_only || facts.purpose != Purpose::SignIn || facts.local.is_some() {
            return;
        }
        let outcome = decide(facts);
        assert_eq!(linked(&outcome), None, "{facts:?}");
        // Whoever says that they have no account here gets as far as if the squatter were not there.
        let insists = |candidates| decide(&Facts { candidates, wish: Wish::NewAccount, ..*facts });
        match (insists(facts.candidates), insists(&[])) {
            (
                Outcome::AskForLocalAccount { .. } | Outcome::AskForPrepared { .. },
                Outcome::AskForLocalAccount { may_create, .. },
            ) => {
                assert!(!may_create, "{facts:?}");
            }
            (with, without) => assert_eq!(with, without, "{facts:?}"),
        }
    });
}

/// Number, name and birth date of somebody else are not secret: who gave them here before keeps nobody out, and gets
/// nobody's account without a word of theirs.
#[test]
fn what_only_the_register_knows_opens_nothing_by_itself_and_keeps_nobody_out() {
    let (mut asked, mut confirmed) = (0_u32, 0_u32);
    every(|facts| {
        let none_proven = facts.candidates.iter().all(|c| !c.proven);
        let matched = facts.candidates.iter().any(|c| c.matched);
        if !none_proven || !matched || facts.purpose != Purpose::SignIn || facts.local.is_some() {
            return;
        }
        let silent = decide(&Facts { wish: Wish::None, ..*facts });
        assert_eq!(linked(&silent), None, "{facts:?}");
        asked += u32::from(matches!(silent, Outcome::Confirm { .. } | Outcome::AskForMatched { .. }));
        confirmed += u32::from(matches!(decide(facts), Outcome::LinkConfirmed { .. }));
        let insists = |candidates| decide(&Facts { candidates, wish: Wish::NewAccount, ..*facts });
        let (with, without) = (insists(facts.candidates), insists(&[]));
        if without == Outcome::CreateAndLink {
            assert_eq!(with, without, "{facts:?}");
        }
    });
    assert!(asked > 100 && confirmed > 100, "{asked} asked, {confirmed} confirmed");
}

/// A number that is proven anywhere outweighs all that only the register knows.
#[test]
fn a_proven_number_wins_over_a_matched_one() {
    every(|facts| {
        if !facts.candidates.iter().any(|c| c.proven) {
            return;
        }
        let proven: Vec<_> = facts.candidates.iter().filter(|c| c.proven).copied().collect();
        assert_eq!(decide(facts), decide(&Facts { candidates: &proven, ..*facts }), "{facts:?}");
    });
}

#[test]
fn nothing_opens_to_an_issuer_that_is_not_trusted_or_not_sure_enough() {
    every(|facts| {
        let shut = !facts.national.trusted || facts.national.assurance.identity < facts.policy.least_identity;
        if shut {
            let outcome = decide(facts);
            assert!(
                matches!(outcome, Outcome::NotAllowed { .. } | Outcome::RaiseAssurance { .. }),
                "{outcome:?} from {facts:?}"
            );
        }
    });
}

#[test]
fn only_linked_accounts_are_opened_as_linked() {
    every(|facts| {
        if let Outcome::AlreadyLinked { account } = decide(facts) {
            assert!(is_linked(facts, account), "{facts:?}");
        }
    });
}

#[test]
fn one_account_a_person_where_the_portal_says_so() {
    every(|facts| {
        if facts.policy.several_accounts || facts.links.is_empty() {
            return;
        }
        let outcome = decide(facts);
        assert_eq!(linked(&outcome), None, "{facts:?}");
        assert_ne!(outcome, Outcome::CreateAndLink, "{facts:?}");
    });
}

#[test]
fn accounts_are_made_only_where_and_when_they_may() {
    every(|facts| {
        if decide(facts) != Outcome::CreateAndLink {
            return;
        }
        assert_eq!(facts.purpose, Purpose::SignIn);
        assert!(facts.links.is_empty() && proven_here(facts).is_none(), "{facts:?}");
        let said = facts.wish == Wish::NewAccount;
        match facts.policy.creation {
            Creation::Yes => assert!(said || (!facts.parted && facts_have_no_hint(facts)), "{facts:?}"),
            Creation::Ask => assert!(said, "{facts:?}"),
            Creation::No => panic!("made where none are made: {facts:?}"),
        }
    });
}

fn facts_have_no_hint(facts: &Facts<'_>) -> bool {
    facts.candidates.is_empty() || facts.national.number != NumberStanding::Proven
}

#[test]
fn a_session_in_the_browser_changes_nothing_at_a_sign_in() {
    every(|facts| {
        if facts.purpose == Purpose::SignIn && facts.session.is_some() {
            assert_eq!(decide(facts), decide(&Facts { session: None, ..*facts }), "{facts:?}");
        }
    });
}

#[test]
fn nothing_comes_back_in_silence_after_the_person_ended_it() {
    every(|facts| {
        let asked = facts.wish != Wish::None || proven_here(facts).is_some();
        if facts.parted && facts.links.is_empty() && !asked {
            assert!(!opens_or_links(&decide(facts)), "{facts:?}");
        }
    });
}

#[test]
fn only_accounts_that_are_theirs_are_offered() {
    every(|facts| match decide(facts) {
        Outcome::Choose { accounts } => {
            for account in accounts {
                let by_number = facts.candidates.iter().any(|c| {
                    c.account == account && c.proven && facts.national.number == NumberStanding::Proven
                });
                assert!(is_linked(facts, account) || by_number, "{facts:?}");
            }
        }
        Outcome::Confirm { accounts, .. } => {
            for account in accounts {
                let known = |c: &Candidate| c.account == account && c.matched && !c.proven;
                assert!(facts.candidates.iter().any(known), "{facts:?}");
            }
        }
        Outcome::PersonHasAnother { account } => assert!(is_linked(facts, account), "{facts:?}"),
        _ => {}
    });
}

#[test]
fn what_does_not_open_is_not_opened_and_not_got_round() {
    every(|facts| {
        let outcome = decide(facts);
        if let Outcome::AlreadyLinked { account } = outcome {
            assert!(facts.links.contains(&open(account)), "{facts:?}");
        }
        if !facts.links.is_empty() && facts.links.iter().all(|l| l.state != LinkedState::Open) {
            assert!(!opens_or_links(&outcome), "{facts:?}");
        }
    });
}

#[test]
fn an_old_national_sign_in_links_no_account_that_exists_and_changes_nothing_else() {
    every(|facts| {
        let old = decide(&Facts { national: NationalSide { fresh: false, ..facts.national }, ..*facts });
        let fresh = decide(facts);
        assert_eq!(linked(&old), None, "{facts:?}");
        if linked(&fresh).is_some() {
            assert_eq!(old, Outcome::ProveAgain, "{facts:?}");
        } else {
            assert_eq!(old, fresh, "{facts:?}");
        }
    });
}

#[test]
fn a_link_that_an_account_asked_for_is_made_with_no_other() {
    every(|facts| {
        let asked = Facts { asked_by: Some(ANOTHERS), purpose: Purpose::LinkFromSettings, ..*facts };
        if let Some(account) = linked(&decide(&asked)) {
            assert_eq!(account, ANOTHERS, "{facts:?}");
        }
    });
}

#[test]
fn one_factor_links_nothing_from_the_settings() {
    every(|facts| {
        let one = facts.national.assurance.authentication == AuthenticationLevel::One;
        if one && facts.purpose == Purpose::LinkFromSettings {
            assert!(!opens_or_links(&decide(facts)), "{facts:?}");
        }
    });
}
