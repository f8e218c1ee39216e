//! Links that a portal's staff prepared: judging the rows, and that they are a hint and no more.

use std::collections::BTreeSet;

use super::safety::every;
use super::{FREE, FREE_TOO, MINE, NEWCOMER, SCHOOL, candidate, local, open, prepared};
use crate::Outcome::{
    AccountBelongsToAnother, AlreadyLinked, AskForLocalAccount, AskForPrepared, CreateAndLink,
    LinkAutomatically, LinkProven,
};
use crate::{
    Candidate, Facts, Finding, Holder, NationalSide, NumberStanding, PreparedRefusal, RowAccount,
    RowAccountState, RowFacts, RowNumber, RowVerdict, Wish, decide, judge_row, numbers_near,
};

const PREPARED: &[Candidate] = &[prepared(FREE, false, Holder::Nobody)];

#[test]
fn each_situation_of_a_prepared_account() {
    let beside_squatter = [candidate(FREE_TOO, false, Holder::Nobody), prepared(FREE, false, Holder::Nobody)];
    let beside_own = [candidate(FREE_TOO, true, Holder::Nobody), prepared(FREE, false, Holder::Nobody)];
    let proven = [prepared(FREE, true, Holder::Nobody)];
    let taken = [prepared(FREE, false, Holder::Another)];
    let claimed = NationalSide { number: NumberStanding::Claimed, ..NEWCOMER.national };
    let asked = Facts { candidates: PREPARED, ..NEWCOMER };
    let ask = AskForPrepared { account: FREE, may_create: true };
    let rows = [
        ("they are asked for that very account", asked, ask.clone()),
        (
            "where no accounts are made, too",
            Facts { policy: SCHOOL, ..asked },
            AskForPrepared { account: FREE, may_create: false },
        ),
        ("a squatter does not hide it", Facts { candidates: &beside_squatter, ..NEWCOMER }, ask.clone()),
        ("nobody has to have it", Facts { wish: Wish::NewAccount, ..asked }, CreateAndLink),
        ("choosing it proves nothing", Facts { wish: Wish::Account(FREE), ..asked }, ask.clone()),
        ("having parted from another is no matter", Facts { parted: true, ..asked }, ask),
        ("a number that is only claimed finds nothing", Facts { national: claimed, ..asked }, CreateAndLink),
        (
            "linked with somebody else meanwhile: as if it were not prepared",
            Facts { candidates: &taken, ..NEWCOMER },
            AskForLocalAccount { may_create: true, candidate_known: true },
        ),
        ("what is linked opens", Facts { links: &[open(MINE)], ..asked }, AlreadyLinked { account: MINE }),
        (
            "an account with the number proven is theirs by more than a hint",
            Facts { candidates: &beside_own, ..NEWCOMER },
            LinkAutomatically { account: FREE_TOO },
        ),
        (
            "also the prepared one itself",
            Facts { candidates: &proven, ..NEWCOMER },
            LinkAutomatically { account: FREE },
        ),
        (
            "its password",
            Facts { local: Some(local(FREE, Holder::Nobody)), ..asked },
            LinkProven { account: FREE },
        ),
        (
            "the password of another account of theirs",
            Facts { local: Some(local(FREE_TOO, Holder::Nobody)), ..asked },
            LinkProven { account: FREE_TOO },
        ),
        (
            "its password, known to somebody else's national identity before",
            Facts { local: Some(local(FREE, Holder::Another)), ..asked },
            AccountBelongsToAnother,
        ),
    ];
    for (situation, facts, expected) in rows {
        assert_eq!(decide(&facts), expected, "{situation}");
    }
}

/// Over every combination of the facts: what is prepared changes nothing but what the person is asked for, and
/// only where they would have been asked for an account in any case.
#[test]
fn a_prepared_link_opens_nothing_and_keeps_nobody_out() {
    let (mut asked, mut looked) = (0_u32, 0_u32);
    every(|facts| {
        if !facts.candidates.iter().any(|c| c.prepared) {
            return;
        }
        looked += 1;
        let plain: Vec<_> = facts.candidates.iter().map(|c| Candidate { prepared: false, ..*c }).collect();
        let without = decide(&Facts { candidates: &plain, ..*facts });
        match decide(facts) {
            AskForPrepared { account, may_create } => {
                assert_eq!(without, AskForLocalAccount { may_create, candidate_known: true }, "{facts:?}");
                let free = |c: &&Candidate| c.account == account && c.prepared && c.holder == Holder::Nobody;
                assert!(facts.candidates.iter().any(|c| free(&c)), "{facts:?}");
                assert_eq!(facts.national.number, NumberStanding::Proven, "{facts:?}");
                assert!(facts.local.is_none() && facts.links.is_empty(), "{facts:?}");
                asked += 1;
            }
            with => assert_eq!(with, without, "{facts:?}"),
        }
    });
    assert!(asked > 100 && looked > asked, "{asked} of {looked}");
}

const ACCOUNT: RowAccount = RowAccount {
    state: RowAccountState::Active,
    number: RowNumber::None,
    number_proven: false,
    held: false,
    prepared: RowNumber::None,
};
const ROW: RowFacts = RowFacts {
    account: Some(ACCOUNT),
    number_on_others: (0, 0),
    number_prepared: false,
    denied: false,
    other_name: false,
};

fn with(account: RowAccount) -> RowFacts {
    RowFacts { account: Some(account), ..ROW }
}

#[test]
fn each_row_has_its_verdict() {
    let linked = |number, number_proven| with(RowAccount { held: true, number, number_proven, ..ACCOUNT });
    let not = |all: &[Finding]| RowVerdict::Not(all.iter().copied().collect());
    let rows = [
        ("an account without a number", ROW, RowVerdict::Prepare { give_number: true }),
        (
            "with this number",
            with(RowAccount { number: RowNumber::Same, ..ACCOUNT }),
            RowVerdict::Prepare { give_number: false },
        ),
        (
            "a second time",
            with(RowAccount { number: RowNumber::Same, prepared: RowNumber::Same, ..ACCOUNT }),
            RowVerdict::There,
        ),
        ("nobody of that name", RowFacts { account: None, ..ROW }, not(&[Finding::NoAccount])),
        (
            "closed",
            with(RowAccount { state: RowAccountState::Closed, ..ACCOUNT }),
            not(&[Finding::AccountClosed]),
        ),
        (
            "locked",
            with(RowAccount { state: RowAccountState::Locked, ..ACCOUNT }),
            not(&[Finding::AccountLocked]),
        ),
        ("linked with them", linked(RowNumber::Same, true), not(&[Finding::Linked])),
        (
            "linked with somebody else",
            linked(RowNumber::Other, true),
            not(&[Finding::LinkedOther, Finding::OtherNumber]),
        ),
        ("linked, nobody knows with whom", linked(RowNumber::Same, false), not(&[Finding::LinkedUnknown])),
        ("near", with(RowAccount { number: RowNumber::Near, ..ACCOUNT }), not(&[Finding::NearNumber])),
        ("other", with(RowAccount { number: RowNumber::Other, ..ACCOUNT }), not(&[Finding::OtherNumber])),
        ("elsewhere", RowFacts { number_on_others: (1, 3), ..ROW }, not(&[Finding::NumberElsewhere])),
        (
            "claimed elsewhere",
            RowFacts { number_on_others: (0, 1), ..ROW },
            not(&[Finding::NumberClaimedElsewhere]),
        ),
        (
            "prepared with another number",
            with(RowAccount { prepared: RowNumber::Other, ..ACCOUNT }),
            not(&[Finding::PreparedOther]),
        ),
        (
            "prepared for another account",
            RowFacts { number_prepared: true, ..ROW },
            not(&[Finding::NumberPrepared]),
        ),
        ("denied before", RowFacts { denied: true, ..ROW }, not(&[Finding::Denied])),
        ("another name", RowFacts { other_name: true, ..ROW }, not(&[Finding::OtherName])),
    ];
    for (situation, facts, expected) in rows {
        assert_eq!(judge_row(&facts), expected, "{situation}");
    }
}

#[test]
fn numbers_that_a_slip_makes_of_each_other() {
    for (one, other, near) in [
        ("030085001234", "030085001235", true),
        ("030085001234", "030085001243", true),
        ("030085001234", "030085002134", true),
        ("030085001234", "030085001432", false),
        ("030085001234", "030085001234", false),
        ("030085001234", "03008500123", false),
        ("030085001234", "030085001356", false),
    ] {
        assert_eq!(numbers_near(one, other), near, "{one} {other}");
        assert_eq!(numbers_near(other, one), near, "{other} {one}");
    }
}

#[test]
fn words_are_read_back_and_are_not_used_twice() {
    let words: BTreeSet<_> = Finding::ALL.into_iter().map(Finding::word).collect();
    assert_eq!(words.len(), Finding::ALL.len());
    for finding in Finding::ALL {
        assert_eq!(Finding::from_word(finding.word()), Some(finding));
    }
    for why in PreparedRefusal::ALL {
        assert_eq!(PreparedRefusal::from_word(why.word()), Some(why));
    }
}
