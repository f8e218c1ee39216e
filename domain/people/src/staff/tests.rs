use onedoor_base::{AccountId, Timestamp};

use super::{
    Asks, DecisionFacts, Holds, IdentityStands, NotDecided, NotProposed, Part, ProposalFacts, ProposalState,
    StaffRole, Verdict, case_reference, decide, propose, reason,
};
use crate::AccountState;

const NOW: Timestamp = Timestamp::from_seconds(1_795_237_200);

const fn who(n: u8) -> AccountId {
    AccountId::from_bytes([n; 16])
}

fn proposal(asks: Asks) -> ProposalFacts<'static> {
    let roles: &[StaffRole] = match asks.proposed_by() {
        StaffRole::Support => &[StaffRole::Support],
        _ => &[StaffRole::Approver],
    };
    let account = if asks == Asks::Unlock { AccountState::Locked } else { AccountState::Active };
    ProposalFacts {
        asks,
        person: who(1),
        account,
        holds: if matches!(asks, Asks::Revoke(_)) { Holds::ForEver } else { Holds::Never },
        identity: if asks == Asks::UnlockIdentity { IdentityStands::Ordered } else { IdentityStands::InUse },
        by: who(2),
        roles,
        approvers: 3,
        waits: false,
    }
}

fn decision(asks: Asks) -> DecisionFacts<'static> {
    let facts = proposal(asks);
    DecisionFacts {
        asks,
        person: facts.person,
        proposed_by: facts.by,
        proposer_stands: true,
        state: ProposalState::Open,
        expires_at: NOW.after(super::PROPOSAL_LIFE),
        account: facts.account,
        holds: facts.holds,
        identity: facts.identity,
        by: who(3),
        roles: &[StaffRole::Approver],
        approvers: 3,
        now: NOW,
    }
}

const EVERYTHING: [Asks; 4] =
    [Asks::Lock, Asks::Unlock, Asks::Grant(StaffRole::Support, None), Asks::Revoke(StaffRole::Approver)];

#[test]
fn one_proposes_and_another_approves() {
    for asks in EVERYTHING {
        assert_eq!(propose(&proposal(asks)), Ok(()), "{asks:?}");
        assert_eq!(decide(&decision(asks), Verdict::Approve), Ok(ProposalState::Approved), "{asks:?}");
        assert_eq!(decide(&decision(asks), Verdict::Refuse), Ok(ProposalState::Refused), "{asks:?}");
    }
}

#[test]
fn nobody_acts_on_their_own_account_or_approves_what_they_proposed() {
    for asks in EVERYTHING {
        let own = ProposalFacts { by: who(1), ..proposal(asks) };
        assert_eq!(propose(&own), Err(NotProposed::Own), "{asks:?}");
        for verdict in [Verdict::Approve, Verdict::Refuse] {
            let proposer = DecisionFacts { by: who(2), ..decision(asks) };
            assert_eq!(decide(&proposer, verdict), Err(NotDecided::Own), "{asks:?}");
            let concerned = DecisionFacts { by: who(1), ..decision(asks) };
            assert_eq!(decide(&concerned, verdict), Err(NotDecided::Concerned), "{asks:?}");
        }
        let back = DecisionFacts { by: who(2), roles: &[], ..decision(asks) };
        assert_eq!(decide(&back, Verdict::Withdraw), Ok(ProposalState::Withdrawn), "{asks:?}");
        assert_eq!(decide(&decision(asks), Verdict::Withdraw), Err(NotDecided::NotAllowed), "{asks:?}");
    }
}

#[test]
fn only_the_role_for_it_proposes_and_only_approvers_decide() {
    for asks in EVERYTHING {
        for role in StaffRole::ALL {
            let roles = [role];
            let right = role == asks.proposed_by();
            assert_eq!(
                propose(&ProposalFacts { roles: &roles, ..proposal(asks) }).is_ok(),
                right,
                "{role:?}"
            );
            let decided = decide(&DecisionFacts { roles: &roles, ..decision(asks) }, Verdict::Refuse);
            assert_eq!(decided.is_ok(), role == StaffRole::Approver, "{role:?}");
        }
    }
}

#[test]
fn what_is_late_or_settled_or_fits_no_more_is_not_approved() {
    for asks in EVERYTHING {
        let sure = decision(asks);
        let late = DecisionFacts { now: sure.expires_at, ..sure };
        assert_eq!(decide(&late, Verdict::Approve), Err(NotDecided::Expired));
        assert_eq!(decide(&late, Verdict::Refuse), Err(NotDecided::Expired));
        for state in ProposalState::ALL.into_iter().filter(|state| *state != ProposalState::Open) {
            let settled = DecisionFacts { state, ..sure };
            assert_eq!(decide(&settled, Verdict::Approve), Err(NotDecided::Settled));
        }
        let gone = DecisionFacts { proposer_stands: false, ..sure };
        assert_eq!(decide(&gone, Verdict::Approve), Err(NotDecided::ProposerGone));
        assert_eq!(decide(&gone, Verdict::Refuse), Ok(ProposalState::Refused));
        let closed = DecisionFacts { account: AccountState::Closed, holds: Holds::Never, ..sure };
        assert_eq!(decide(&closed, Verdict::Approve), Err(NotDecided::NothingToDo));
        assert_eq!(propose(&ProposalFacts { waits: true, ..proposal(asks) }), Err(NotProposed::Waits));
    }
}

#[test]
fn the_last_approvers_stay() {
    let revoke = Asks::Revoke(StaffRole::Approver);
    for (approvers, free) in [(1, false), (2, false), (3, true)] {
        let proposed = propose(&ProposalFacts { approvers, ..proposal(revoke) });
        assert_eq!(proposed, if free { Ok(()) } else { Err(NotProposed::TooFewApprovers) });
        // One was taken away while it waited.
        let decided = decide(&DecisionFacts { approvers, ..decision(revoke) }, Verdict::Approve);
        assert_eq!(
            decided,
            if free { Ok(ProposalState::Approved) } else { Err(NotDecided::TooFewApprovers) }
        );
    }
    // An approver whose account was taken over can be locked all the same.
    assert_eq!(propose(&ProposalFacts { approvers: 2, ..proposal(Asks::Lock) }), Ok(()));
}

/// What is said to giving the role of an approver until `until` where there are two, one of them like this.
fn gives(holds: Holds, until: Option<Timestamp>) -> Result<(), NotProposed> {
    let asks = Asks::Grant(StaffRole::Approver, until);
    let proposed = propose(&ProposalFacts { approvers: 2, holds, ..proposal(asks) });
    let decided = decide(&DecisionFacts { approvers: 2, holds, ..decision(asks) }, Verdict::Approve);
    let same = match proposed {
        Ok(()) => Ok(ProposalState::Approved),
        Err(NotProposed::TooFewApprovers) => Err(NotDecided::TooFewApprovers),
        Err(_) => Err(NotDecided::NothingToDo),
    };
    assert_eq!(decided, same, "{holds:?} {until:?}");
    proposed
}

#[test]
fn a_role_can_be_given_anew_and_for_longer_and_one_of_two_approvers_keeps_it_as_long() {
    let day = |n: u64| NOW.after(std::time::Duration::from_hours(24 * n));
    let until = |n| Holds::of(Some(Some(day(n))), NOW);
    assert_eq!(Holds::of(None, NOW), Holds::Never);
    assert_eq!(Holds::of(Some(Some(NOW)), NOW), Holds::Ended);
    assert_eq!(Holds::of(Some(None), NOW), Holds::ForEver);
    for holds in [Holds::Never, Holds::Ended] {
        assert_eq!(gives(holds, None), Ok(()), "{holds:?}");
        assert_eq!(gives(holds, Some(day(9))), Ok(()), "{holds:?}");
    }
    // For longer and for ever, not for as long or shorter.
    assert_eq!(gives(until(9), Some(day(30))), Ok(()));
    assert_eq!(gives(until(9), None), Ok(()));
    assert_eq!(gives(until(9), Some(day(9))), Err(NotProposed::NothingToDo));
    assert_eq!(gives(until(9), Some(day(8))), Err(NotProposed::TooFewApprovers));
    assert_eq!(gives(Holds::ForEver, Some(day(30))), Err(NotProposed::TooFewApprovers));
    assert_eq!(gives(Holds::ForEver, None), Err(NotProposed::NothingToDo));
    // What opens nothing any more is taken away, however few approvers there are.
    let revoke = Asks::Revoke(StaffRole::Approver);
    let ended = ProposalFacts { approvers: 2, holds: Holds::Ended, ..proposal(revoke) };
    assert_eq!(propose(&ended), Ok(()));
    let locked = ProposalFacts { account: AccountState::Locked, holds: Holds::ForEver, ..ended };
    assert_eq!(propose(&locked), Ok(()));
    let never = ProposalFacts { holds: Holds::Never, ..ended };
    assert_eq!(propose(&never), Err(NotProposed::NothingToDo));
}

#[test]
fn of_two_approvers_the_one_whose_role_ends_may_be_one_of_the_two() {
    let day = |n: u64| NOW.after(std::time::Duration::from_hours(24 * n));
    let (holds, longer) = (Holds::Until(day(9)), Asks::Grant(StaffRole::Approver, Some(day(30))));
    let proposes =
        |asks, holds, approvers| propose(&ProposalFacts { by: who(1), holds, approvers, ..proposal(asks) });
    let decides = |asks, holds, approvers| {
        let facts = DecisionFacts { by: who(1), holds, approvers, ..decision(asks) };
        decide(&facts, Verdict::Approve)
    };
    for asks in [longer, Asks::Grant(StaffRole::Approver, None)] {
        assert_eq!(proposes(asks, holds, 2), Ok(()), "{asks:?}");
        assert_eq!(decides(asks, holds, 2), Ok(ProposalState::Approved), "{asks:?}");
        // Never both of the two, and never with a third there or as the last one.
        let alone = DecisionFacts { by: who(1), proposed_by: who(1), holds, approvers: 2, ..decision(asks) };
        assert_eq!(decide(&alone, Verdict::Approve), Err(NotDecided::Own));
        for approvers in [1, 3] {
            assert_eq!(proposes(asks, holds, approvers), Err(NotProposed::Own), "{approvers}");
            assert_eq!(decides(asks, holds, approvers), Err(NotDecided::Concerned), "{approvers}");
        }
    }
    // Nothing else about oneself.
    let others = [
        (Asks::Grant(StaffRole::Approver, Some(day(8))), holds),
        (Asks::Grant(StaffRole::Approver, None), Holds::Ended),
        (Asks::Grant(StaffRole::Approver, None), Holds::Never),
        (Asks::Grant(StaffRole::Support, None), holds),
        (Asks::Revoke(StaffRole::Approver), holds),
        (Asks::Lock, holds),
    ];
    for (asks, holds) in others {
        assert_eq!(proposes(asks, holds, 2), Err(NotProposed::Own), "{asks:?} {holds:?}");
        assert_eq!(decides(asks, holds, 2), Err(NotDecided::Concerned), "{asks:?} {holds:?}");
    }
}

#[test]
fn roles_are_least_first_and_people_are_for_support_alone() {
    let with_people = StaffRole::ALL.into_iter().filter(|role| role.may(Part::People));
    assert_eq!(with_people.collect::<Vec<_>>(), [StaffRole::Support]);
    assert!(!StaffRole::Support.may(Part::Decisions) && !StaffRole::Operator.may(Part::Proposals));
    for role in StaffRole::ALL {
        assert_eq!(StaffRole::from_word(role.word()), Some(role));
        assert!(role.may(Part::Desk));
    }
}

#[test]
fn a_reason_says_something_in_one_line() {
    assert_eq!(reason("  the owner\n called\tus "), Some("the owner called us".to_owned()));
    assert_eq!(reason("Владелец просил о помощи\u{202e}"), Some("Владелец просил о помощи".to_owned()));
    for said in ["", "x", "……………………………", "12345678901234567890", &"a".repeat(301)] {
        assert_eq!(reason(said), None, "{said}");
    }
    // Ten characters say more in Chinese than in English.
    assert!(reason("本人来电报失").is_some());
    assert_eq!(case_reference(" 2026/117 "), Some("2026/117".to_owned()));
    assert_eq!(case_reference(""), None);
    assert_eq!(case_reference(&"1".repeat(41)), None);
}

#[test]
fn an_order_locks_what_is_in_use_and_only_what_it_locked_is_taken_off() {
    use IdentityStands::{InUse, None as NoIdentity, Ordered};
    for (asks, identity, fits) in [
        (Asks::LockIdentity, InUse, true),
        (Asks::LockIdentity, Ordered, false),
        (Asks::LockIdentity, NoIdentity, false),
        (Asks::UnlockIdentity, Ordered, true),
        (Asks::UnlockIdentity, InUse, false),
        (Asks::UnlockIdentity, NoIdentity, false),
    ] {
        let proposed = propose(&ProposalFacts { identity, ..proposal(asks) });
        assert_eq!(
            proposed,
            if fits { Ok(()) } else { Err(NotProposed::NothingToDo) },
            "{asks:?} {identity:?}"
        );
        let decided = decide(&DecisionFacts { identity, ..decision(asks) }, Verdict::Approve);
        let expected = if fits { Ok(ProposalState::Approved) } else { Err(NotDecided::NothingToDo) };
        assert_eq!(decided, expected, "{asks:?} {identity:?}");
    }
    // Nobody is locked by themselves, nor by one alone.
    let own = propose(&ProposalFacts { by: who(1), ..proposal(Asks::LockIdentity) });
    assert_eq!(own, Err(NotProposed::Own));
    let alone = decide(&DecisionFacts { by: who(2), ..decision(Asks::LockIdentity) }, Verdict::Approve);
    assert_eq!(alone, Err(NotDecided::Own));
}
