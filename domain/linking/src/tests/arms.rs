//! One row for each human situation.

use super::{
    ANOTHERS, FREE, FREE_TOO, MINE, MINE_TOO, NEWCOMER, PROVINCE, SCHOOL, SUBSTANTIAL, candidate, held,
    local, locked, open, session,
};
use crate::Outcome::{
    AccountBelongsToAnother, AlreadyLinked, AskForLocalAccount, AskForMatched, Choose, Confirm,
    CreateAndLink, LinkAutomatically, LinkConfirmed, LinkProven, NotAllowed, PersonHasAnother, ProveAgain,
    RaiseAssurance,
};
use crate::{
    Candidate, Creation, Facts, Holder, LinkedState, LocalSide, NationalSide, NumberStanding,
    NumbersCompared, Outcome, Policy, Proof, Purpose, RegisterMatch, SuspendedBy, Why, Wish, decide,
};
use onedoor_base::{Assurance, AuthenticationLevel, IdentityLevel};

const ASKING: Policy = Policy { creation: Creation::Ask, ..PROVINCE };
const PROVEN_FREE: &[crate::Candidate] = &[candidate(FREE, true, Holder::Nobody)];
const SQUATTER: &[crate::Candidate] = &[candidate(FREE, false, Holder::Nobody)];
const FROM_SETTINGS: Facts<'static> = Facts { purpose: Purpose::LinkFromSettings, ..NEWCOMER };

/// Its owner gave its password in that session a moment ago.
const GIVEN: Option<Proof> = Some(Proof::Session);

fn check(rows: &[(&str, Facts<'_>, Outcome)]) {
    for (situation, facts, expected) in rows {
        assert_eq!(decide(facts), *expected, "{situation}");
    }
}

#[test]
fn the_first_sign_in_without_an_account_here() {
    check(&[
        ("a province makes an account at once", NEWCOMER, CreateAndLink),
        (
            "a portal that asks, asks",
            Facts { policy: ASKING, ..NEWCOMER },
            AskForLocalAccount { may_create: true, candidate_known: false },
        ),
        (
            "and makes one for whoever says that they have none",
            Facts { policy: ASKING, wish: Wish::NewAccount, ..NEWCOMER },
            CreateAndLink,
        ),
        (
            "a school makes none",
            Facts { policy: SCHOOL, ..NEWCOMER },
            AskForLocalAccount { may_create: false, candidate_known: false },
        ),
        (
            "not even for whoever insists",
            Facts { policy: SCHOOL, wish: Wish::NewAccount, ..NEWCOMER },
            AskForLocalAccount { may_create: false, candidate_known: false },
        ),
    ]);
}

#[test]
fn the_first_sign_in_of_somebody_whose_number_is_known_here() {
    let two = [candidate(FREE, true, Holder::Nobody), candidate(FREE_TOO, true, Holder::Nobody)];
    let taken = [candidate(ANOTHERS, true, Holder::Another)];
    let claimed = NationalSide { number: NumberStanding::Claimed, ..NEWCOMER.national };
    let ask = AskForLocalAccount { may_create: true, candidate_known: true };
    check(&[
        (
            "proven on both sides: it is theirs",
            Facts { candidates: PROVEN_FREE, ..NEWCOMER },
            LinkAutomatically { account: FREE },
        ),
        ("typed in by somebody, proven by nobody", Facts { candidates: SQUATTER, ..NEWCOMER }, ask.clone()),
        (
            "a squatter does not keep the owner out",
            Facts { candidates: SQUATTER, wish: Wish::NewAccount, ..NEWCOMER },
            CreateAndLink,
        ),
        (
            "proven here, but only claimed there",
            Facts { candidates: PROVEN_FREE, national: claimed, ..NEWCOMER },
            CreateAndLink,
        ),
        (
            "two accounts: which?",
            Facts { candidates: &two, ..NEWCOMER },
            Choose { accounts: vec![FREE, FREE_TOO] },
        ),
        (
            "the one they chose",
            Facts { candidates: &two, wish: Wish::Account(FREE_TOO), ..NEWCOMER },
            LinkAutomatically { account: FREE_TOO },
        ),
        (
            "one that was never offered",
            Facts { candidates: &two, wish: Wish::Account(ANOTHERS), ..NEWCOMER },
            Choose { accounts: vec![FREE, FREE_TOO] },
        ),
        (
            "linked with another national identity",
            Facts { candidates: &taken, ..NEWCOMER },
            AccountBelongsToAnother,
        ),
    ]);
}

#[test]
fn coming_again_after_ending_a_link() {
    check(&[
        (
            "nothing is linked again in silence",
            Facts { candidates: PROVEN_FREE, parted: true, ..NEWCOMER },
            Choose { accounts: vec![FREE] },
        ),
        (
            "but at a word",
            Facts { candidates: PROVEN_FREE, parted: true, wish: Wish::Account(FREE), ..NEWCOMER },
            LinkAutomatically { account: FREE },
        ),
        (
            "nothing is made in silence either",
            Facts { parted: true, ..NEWCOMER },
            AskForLocalAccount { may_create: true, candidate_known: true },
        ),
        (
            "but at a word (new account)",
            Facts { parted: true, wish: Wish::NewAccount, ..NEWCOMER },
            CreateAndLink,
        ),
    ]);
}

#[test]
fn every_sign_in_after_the_first() {
    let two = [open(MINE), open(MINE_TOO)];
    check(&[
        ("straight on", Facts { links: &[open(MINE)], ..NEWCOMER }, AlreadyLinked { account: MINE }),
        (
            "a second account with their number changes nothing",
            Facts { links: &[open(MINE)], candidates: PROVEN_FREE, ..NEWCOMER },
            AlreadyLinked { account: MINE },
        ),
        (
            "which of two?",
            Facts { links: &two, policy: SCHOOL, ..NEWCOMER },
            Choose { accounts: vec![MINE, MINE_TOO] },
        ),
        (
            "this one",
            Facts { links: &two, policy: SCHOOL, wish: Wish::Account(MINE_TOO), ..NEWCOMER },
            AlreadyLinked { account: MINE_TOO },
        ),
        (
            "not one of theirs",
            Facts { links: &two, policy: SCHOOL, wish: Wish::Account(FREE), ..NEWCOMER },
            Choose { accounts: vec![MINE, MINE_TOO] },
        ),
    ]);
}

#[test]
fn the_local_account_was_just_proven() {
    let spouse = LocalSide { numbers: NumbersCompared::Different, ..local(FREE, Holder::Nobody) };
    let school = Facts { policy: SCHOOL, ..NEWCOMER };
    check(&[
        (
            "the journey of S5.2",
            Facts { local: Some(local(FREE, Holder::Nobody)), ..school },
            LinkProven { account: FREE },
        ),
        (
            "one more where several are allowed",
            Facts { local: Some(local(FREE, Holder::Nobody)), links: &[open(MINE)], ..school },
            LinkProven { account: FREE },
        ),
        (
            "one more where one is allowed",
            Facts { local: Some(local(FREE, Holder::Nobody)), links: &[open(MINE)], ..NEWCOMER },
            PersonHasAnother { account: MINE },
        ),
        (
            "linked with them already: the second tab",
            Facts { local: Some(local(MINE, Holder::ThisPerson)), links: &[open(MINE)], ..school },
            AlreadyLinked { account: MINE },
        ),
        (
            "linked with somebody else",
            Facts { local: Some(local(ANOTHERS, Holder::Another)), ..school },
            AccountBelongsToAnother,
        ),
        (
            "the password of somebody who is proven to be another",
            Facts { local: Some(spouse), ..school },
            NotAllowed { why: Why::AnotherPersonsAccount },
        ),
    ]);
}

#[test]
fn linking_from_the_settings() {
    let ask = AskForLocalAccount { may_create: false, candidate_known: true };
    let one_factor = Assurance { authentication: AuthenticationLevel::One, ..SUBSTANTIAL };
    check(&[
        (
            "signed in lately",
            Facts { session: Some(session(FREE, Holder::Nobody, GIVEN)), ..FROM_SETTINGS },
            LinkProven { account: FREE },
        ),
        (
            "signed in long ago: prove it again",
            Facts { session: Some(session(FREE, Holder::Nobody, None)), ..FROM_SETTINGS },
            ask.clone(),
        ),
        (
            "the national side showed one factor only",
            Facts {
                session: Some(session(FREE, Holder::Nobody, GIVEN)),
                national: NationalSide { assurance: one_factor, ..NEWCOMER.national },
                ..FROM_SETTINGS
            },
            RaiseAssurance {
                wanted: Assurance {
                    identity: PROVINCE.least_identity,
                    authentication: AuthenticationLevel::Two,
                },
            },
        ),
        ("signed out meanwhile", FROM_SETTINGS, ask),
        (
            "the account is somebody else's",
            Facts { session: Some(session(ANOTHERS, Holder::Another, GIVEN)), ..FROM_SETTINGS },
            AccountBelongsToAnother,
        ),
        (
            "the person has another",
            Facts {
                session: Some(session(FREE, Holder::Nobody, GIVEN)),
                links: &[open(MINE)],
                ..FROM_SETTINGS
            },
            PersonHasAnother { account: MINE },
        ),
        (
            "linked already",
            Facts {
                session: Some(session(MINE, Holder::ThisPerson, GIVEN)),
                links: &[open(MINE)],
                ..FROM_SETTINGS
            },
            AlreadyLinked { account: MINE },
        ),
        (
            "a session is no proof at a sign-in: somebody may have planted it",
            Facts { session: Some(session(FREE, Holder::Nobody, GIVEN)), ..NEWCOMER },
            CreateAndLink,
        ),
    ]);
}

#[test]
fn one_more_account() {
    let adding = Facts { purpose: Purpose::AddAccount, policy: SCHOOL, links: &[open(MINE)], ..NEWCOMER };
    let ask = AskForLocalAccount { may_create: false, candidate_known: true };
    check(&[
        ("they have not shown yet which", adding, ask.clone()),
        (
            "being signed in with an account proves none of those that are to be added",
            Facts { session: Some(session(FREE, Holder::Nobody, GIVEN)), ..adding },
            ask.clone(),
        ),
        ("even to somebody who has none", Facts { links: &[], policy: PROVINCE, ..adding }, ask),
        (
            "its password",
            Facts { local: Some(local(FREE, Holder::Nobody)), ..adding },
            LinkProven { account: FREE },
        ),
        (
            "where one is allowed",
            Facts { local: Some(local(FREE, Holder::Nobody)), policy: PROVINCE, ..adding },
            PersonHasAnother { account: MINE },
        ),
    ]);
}

#[test]
fn the_door() {
    let wanted = Assurance { identity: IdentityLevel::High, authentication: AuthenticationLevel::One };
    let strict = Policy { least_identity: IdentityLevel::High, ..PROVINCE };
    let strong = Policy { least_authentication: AuthenticationLevel::Three, ..PROVINCE };
    let stranger = NationalSide { trusted: false, ..NEWCOMER.national };
    check(&[
        (
            "not sure enough who it is, though linked",
            Facts { policy: strict, links: &[open(MINE)], ..NEWCOMER },
            RaiseAssurance { wanted },
        ),
        (
            "not sure enough that it is they",
            Facts { policy: strong, ..NEWCOMER },
            RaiseAssurance {
                wanted: Assurance {
                    identity: IdentityLevel::Basic,
                    authentication: AuthenticationLevel::Three,
                },
            },
        ),
        (
            "the issuer was taken from the list while they were away",
            Facts { national: stranger, links: &[open(MINE)], ..NEWCOMER },
            NotAllowed { why: Why::IssuerNotTrusted },
        ),
    ]);
    check(&[
        (
            "their account is locked",
            Facts { links: &[locked(MINE)], wish: Wish::NewAccount, ..NEWCOMER },
            NotAllowed { why: Why::AccountLocked },
        ),
        (
            "one of two is locked",
            Facts { links: &[locked(MINE), open(MINE_TOO)], policy: SCHOOL, ..NEWCOMER },
            AlreadyLinked { account: MINE_TOO },
        ),
    ]);
    assert!(SUBSTANTIAL.identity < IdentityLevel::High, "the rows above mean what they say");
}

#[test]
fn a_link_that_does_not_open_says_who_stopped_it() {
    let suspended = |by| [held(MINE, LinkedState::Suspended(by))];
    let portal = suspended(SuspendedBy::Portal);
    let waiting = [held(MINE, LinkedState::Proposed)];
    let one_of_two = [held(MINE, LinkedState::Suspended(SuspendedBy::Person)), open(MINE_TOO)];
    let theirs = Some(local(MINE, Holder::ThisPerson));
    let by = |by| NotAllowed { why: Why::LinkSuspended(by) };
    check(&[
        ("suspended by the portal", Facts { links: &portal, ..NEWCOMER }, by(SuspendedBy::Portal)),
        (
            "no new account round it",
            Facts { links: &portal, wish: Wish::NewAccount, ..NEWCOMER },
            by(SuspendedBy::Portal),
        ),
        (
            "not confirmed yet",
            Facts { links: &waiting, ..NEWCOMER },
            NotAllowed { why: Why::LinkUnconfirmed },
        ),
        (
            "the other account still opens",
            Facts { links: &one_of_two, ..NEWCOMER },
            AlreadyLinked { account: MINE_TOO },
        ),
        (
            "but not the suspended one, by its password",
            Facts { links: &one_of_two, local: theirs, ..NEWCOMER },
            by(SuspendedBy::Person),
        ),
    ]);
}

#[test]
fn a_sign_in_of_long_ago_must_be_proven_again_before_an_account_is_linked() {
    let old = NationalSide { fresh: false, ..NEWCOMER.national };
    let stale = Facts { national: old, ..NEWCOMER };
    check(&[
        (
            "their account, by its password",
            Facts { local: Some(local(FREE, Holder::Nobody)), ..stale },
            ProveAgain,
        ),
        ("their account, by the number", Facts { candidates: PROVEN_FREE, ..stale }, ProveAgain),
        ("an account that is made for them", stale, CreateAndLink),
        ("what is linked opens", Facts { links: &[open(MINE)], ..stale }, AlreadyLinked { account: MINE }),
    ]);
}

#[test]
fn what_the_register_knows_is_asked_about() {
    let matched = |account, holder| Candidate { matched: true, ..candidate(account, false, holder) };
    let (one, opened) = ([matched(FREE, Holder::Nobody)], [matched(FREE, Holder::Elsewhere)]);
    let two = [matched(FREE, Holder::Nobody), matched(FREE_TOO, Holder::Elsewhere)];
    let of_another = [matched(ANOTHERS, Holder::Another)];
    let prove = Policy { register_match: RegisterMatch::Prove, ..ASKING };
    let may_create = true;
    let asking = Facts { policy: ASKING, ..NEWCOMER };
    let theirs = |candidates, account| Facts { candidates, wish: Wish::Account(account), ..asking };
    let rows = [
        ("one account", Facts { candidates: &one, ..asking }, Confirm { accounts: vec![FREE], may_create }),
        (
            "one that another issuer opens",
            Facts { candidates: &opened, ..asking },
            Confirm { accounts: vec![FREE], may_create },
        ),
        ("two", Facts { candidates: &two, ..asking }, Confirm { accounts: vec![FREE, FREE_TOO], may_create }),
        ("theirs, they say", theirs(&one, FREE), LinkConfirmed { account: FREE }),
        ("the other of two is theirs, they say", theirs(&two, FREE_TOO), LinkConfirmed { account: FREE_TOO }),
        (
            "one that was not asked about",
            theirs(&one, FREE_TOO),
            Confirm { accounts: vec![FREE], may_create },
        ),
        ("not theirs", Facts { candidates: &one, wish: Wish::NewAccount, ..asking }, CreateAndLink),
        (
            "one of another subject of the issuer",
            Facts { candidates: &of_another, ..asking },
            AskForLocalAccount { may_create, candidate_known: true },
        ),
        (
            "they must prove it",
            Facts { candidates: &one, policy: prove, ..asking },
            AskForMatched { account: FREE, may_create },
        ),
        (
            "they must prove one",
            Facts { candidates: &two, policy: prove, ..asking },
            AskForLocalAccount { may_create, candidate_known: true },
        ),
        (
            "a word is not enough",
            Facts { policy: prove, ..theirs(&one, FREE) },
            AskForMatched { account: FREE, may_create },
        ),
    ];
    for (situation, facts, expected) in rows {
        assert_eq!(decide(&facts), expected, "{situation}");
    }
}
