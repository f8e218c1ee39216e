//! An account that a national identity opens already, and its owner comes with another one of theirs: with VNeID, after
//! years with the national portal's own account.

use super::{FREE, FREE_TOO, NEWCOMER, candidate, local, session};
use crate::{
    Facts, Holder, LocalSide, NumbersCompared, Outcome, Proof, Purpose, SessionSide, Why, Wish, decide,
};

const FROM_SETTINGS: Facts<'static> = Facts { purpose: Purpose::LinkFromSettings, ..NEWCOMER };
const OPENED_ELSEWHERE: Facts<'static> =
    Facts { session: Some(session(FREE, Holder::Elsewhere, Some(Proof::OtherIdentity))), ..FROM_SETTINGS };

fn with_number(numbers: NumbersCompared) -> LocalSide {
    LocalSide { numbers, ..local(FREE, Holder::Elsewhere) }
}

#[test]
fn the_same_number_proven_on_both_sides_makes_them_one_person() {
    let theirs = [candidate(FREE, true, Holder::Elsewhere)];
    let facts = Facts { candidates: &theirs, ..NEWCOMER };
    assert_eq!(decide(&facts), Outcome::LinkAutomatically { account: FREE });
    assert_eq!(
        decide(&Facts { parted: true, ..facts }),
        Outcome::Choose { accounts: vec![FREE] },
        "after they ended a link they are asked"
    );
    let two = [candidate(FREE, true, Holder::Elsewhere), candidate(FREE_TOO, true, Holder::Nobody)];
    let facts = Facts { candidates: &two, ..NEWCOMER };
    assert_eq!(decide(&facts), Outcome::Choose { accounts: vec![FREE, FREE_TOO] });
    assert_eq!(
        decide(&Facts { wish: Wish::Account(FREE), ..facts }),
        Outcome::LinkAutomatically { account: FREE }
    );
}

#[test]
fn a_number_that_nobody_proved_here_makes_nobody_the_same() {
    let said = [candidate(FREE, false, Holder::Elsewhere)];
    assert_eq!(
        decide(&Facts { candidates: &said, ..NEWCOMER }),
        Outcome::AskForLocalAccount { may_create: true, candidate_known: true }
    );
}

#[test]
fn whoever_has_just_signed_in_with_the_first_brings_the_second() {
    assert_eq!(decide(&OPENED_ELSEWHERE), Outcome::LinkProven { account: FREE });
}

#[test]
fn a_first_identity_that_signed_in_long_ago_brings_nothing() {
    let facts = Facts { session: Some(session(FREE, Holder::Elsewhere, None)), ..FROM_SETTINGS };
    let ask = Outcome::AskForLocalAccount { may_create: false, candidate_known: true };
    assert_eq!(decide(&facts), ask);
    // Nor does one whose link has ended meanwhile.
    let facts =
        Facts { session: Some(session(FREE, Holder::Nobody, Some(Proof::OtherIdentity))), ..FROM_SETTINGS };
    assert_eq!(decide(&facts), ask);
}

#[test]
fn a_password_that_others_may_know_brings_no_second_person() {
    let facts = Facts { local: Some(with_number(NumbersCompared::Unknown)), ..NEWCOMER };
    assert_eq!(decide(&facts), Outcome::AccountBelongsToAnother);
    let facts = Facts { local: Some(with_number(NumbersCompared::Same)), ..NEWCOMER };
    assert_eq!(decide(&facts), Outcome::LinkProven { account: FREE });
    let proven = Some(session(FREE, Holder::Elsewhere, Some(Proof::Session)));
    let facts = Facts { session: proven, ..FROM_SETTINGS };
    assert_eq!(decide(&facts), Outcome::AccountBelongsToAnother);
}

#[test]
fn another_number_is_another_person_whatever_was_shown() {
    let shut = Outcome::NotAllowed { why: Why::AnotherPersonsAccount };
    let different = with_number(NumbersCompared::Different);
    assert_eq!(decide(&Facts { local: Some(different), ..NEWCOMER }), shut);
    let opened = SessionSide { local: different, proof: Some(Proof::OtherIdentity) };
    assert_eq!(decide(&Facts { session: Some(opened), ..OPENED_ELSEWHERE }), shut);
}
