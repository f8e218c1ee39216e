//! Both sides of a link: what each may do, and what becomes of what they hear.

use onedoor_base::Timestamp;

use crate::{Handshake, Life, Part, Reason, Report, Side, Standing, Stopped, Unfit, Verdict, receive};

const NOON: Timestamp = Timestamp::from_seconds(1_795_262_400);
const LATER: Timestamp = Timestamp::from_seconds(1_795_266_000);
const WHY: Reason = Reason::ByPerson;

fn confirmed() -> Handshake {
    Handshake::NEW.confirm(NOON).expect("new")
}

/// Both have proven their sides and know it; the eyes are the portal's.
fn active() -> Handshake {
    let report = Report { part: confirmed().mine, heard: confirmed().mine };
    confirmed().hear(&report).0
}

/// Every part with a number below five.
fn parts() -> Vec<Part> {
    let standings = [
        Standing::Confirmed { at: NOON },
        Standing::Suspended { at: NOON, why: WHY },
        Standing::Suspended { at: LATER, why: WHY },
        Standing::Ended { at: NOON, why: WHY },
        Standing::Ended { at: NOON, why: Reason::Suspicion },
    ];
    let of = |number| standings.map(|standing| Part { number, standing });
    std::iter::once(Part::UNKNOWN).chain((1..5).flat_map(of)).collect()
}

#[test]
fn hearing_is_a_join() {
    for one in parts() {
        assert_eq!(one.or_newer(one), one, "twice is once");
        for two in parts() {
            assert_eq!(one.or_newer(two), two.or_newer(one), "in any order");
            for three in parts() {
                assert_eq!(one.or_newer(two).or_newer(three), one.or_newer(two.or_newer(three)));
            }
        }
    }
}

#[test]
fn an_end_outlives_every_number() {
    let ended = Part { number: 1, standing: Standing::Ended { at: NOON, why: WHY } };
    for part in parts() {
        assert!(part.or_newer(ended).is_ended(), "{part:?}");
    }
    let over = active().end(NOON, WHY).expect("active");
    for part in parts() {
        for heard in parts() {
            assert_eq!(over.hear(&Report { part, heard }).0.life(), Life::Ended, "{part:?} {heard:?}");
        }
    }
}

#[test]
fn a_link_is_active_only_when_both_sides_are_proven() {
    assert_eq!(Handshake::NEW.life(), Life::Dormant);
    assert_eq!(confirmed().life(), Life::Proposed);
    assert_eq!(active().life(), Life::Active);
    let there = Handshake::NEW.hear(&Report { part: confirmed().mine, heard: Part::UNKNOWN }).0;
    assert_eq!(there.life(), Life::ProvenThere);
    assert_eq!(there.confirm(NOON).expect("not ended").life(), Life::Active);
    for here in parts() {
        for there in parts() {
            let (life, mirrored) = (Life::of(here, there), Life::of(there, here));
            assert_eq!(life.from_there(), mirrored);
            assert_eq!(life == Life::Ended, here.is_ended() || there.is_ended());
            assert!(life != Life::Active || (here.is_proven() && there.is_proven()));
        }
    }
}

#[test]
fn each_side_lifts_its_own_suspension_only() {
    let mine = active().suspend(NOON, Reason::ByStaff).expect("active");
    let theirs = Part { number: 2, standing: Standing::Suspended { at: LATER, why: Reason::Suspicion } };
    let both = mine.hear(&Report { part: theirs, heard: mine.mine }).0;
    assert_eq!(both.suspended(), Some(Stopped { by: Side::Here, at: NOON, why: Reason::ByStaff }));
    let left = both.resume(LATER).expect("suspended here");
    assert_eq!(left.life(), Life::Suspended);
    assert_eq!(left.suspended(), Some(Stopped { by: Side::There, at: LATER, why: Reason::Suspicion }));
    assert_eq!(left.resume(LATER), Err(Unfit::AlreadySo));
    let lifted = Part { number: 3, standing: Standing::Confirmed { at: LATER } };
    assert_eq!(left.hear(&Report { part: lifted, heard: left.mine }).0.life(), Life::Active);
}

#[test]
fn what_is_not_proven_cannot_be_suspended_and_what_ended_cannot_be_anything() {
    assert_eq!(Handshake::NEW.suspend(NOON, WHY), Err(Unfit::NotProven));
    assert_eq!(Handshake::NEW.resume(NOON), Err(Unfit::NotProven));
    assert_eq!(confirmed().confirm(NOON), Err(Unfit::AlreadySo));
    let refused = Part { number: 1, standing: Standing::Ended { at: NOON, why: Reason::ProofUsed } };
    let there = confirmed().hear(&Report { part: refused, heard: confirmed().mine }).0;
    assert_eq!(there.ended(), Some(Stopped { by: Side::There, at: NOON, why: Reason::ProofUsed }));
    for over in [active().end(NOON, WHY).expect("active"), there] {
        assert_eq!(over.confirm(NOON), Err(Unfit::Ended));
        assert_eq!(over.suspend(NOON, WHY), Err(Unfit::Ended));
        assert_eq!(over.resume(NOON), Err(Unfit::Ended));
        assert_eq!(over.end(NOON, WHY), Err(Unfit::Ended));
    }
}

#[test]
fn a_side_owes_until_its_last_word_has_been_heard() {
    let proposed = confirmed();
    assert!(proposed.owes() && proposed.evidence_is_due());
    let active = active();
    assert!(!active.owes() && !active.evidence_is_due());
    let ended = active.end(NOON, WHY).expect("active");
    assert!(ended.owes());
    // The receipt for the word before it, come late, does not do.
    let late = Report { part: active.theirs, heard: active.mine };
    assert!(ended.hear(&late).0.owes());
    let receipt = Report { part: active.theirs, heard: ended.mine };
    assert!(!ended.hear(&receipt).0.owes());
}

#[test]
fn who_has_forgotten_everything_is_told_everything() {
    let (asked, heard) = active().hear(&Report::NOTHING);
    assert_eq!((heard.before, heard.now), (Life::Active, Life::Active));
    assert!(asked.owes() && asked.evidence_is_due());
}

#[test]
fn who_is_reminded_of_what_they_forgot_takes_the_more_cautious_and_a_new_number() {
    let theirs = confirmed().mine;
    let remind =
        |number, standing| active().hear(&Report { part: theirs, heard: Part { number, standing } }).0;
    let ended = remind(2, Standing::Ended { at: LATER, why: WHY });
    assert_eq!((ended.mine.number, ended.life(), ended.owes()), (3, Life::Ended, true));
    let suspended = remind(2, Standing::Suspended { at: LATER, why: WHY });
    assert_eq!((suspended.mine.number, suspended.life()), (3, Life::Suspended));
    // Of the same number, but another word: a number was given twice.
    let twice = remind(1, Standing::Suspended { at: LATER, why: WHY });
    assert_eq!((twice.mine.number, twice.life()), (2, Life::Suspended));
    // An end that was heard, though we have given out greater numbers since.
    let since = active().suspend(LATER, WHY).and_then(|h| h.resume(LATER)).expect("active");
    let first = Part { number: 2, standing: Standing::Ended { at: NOON, why: WHY } };
    let over = since.hear(&Report { part: theirs, heard: first }).0;
    assert_eq!((over.mine.number, over.life(), over.owes()), (4, Life::Ended, true));
    // Nobody proves our side for us.
    let lost = Handshake::NEW.hear(&Report { part: theirs, heard: theirs }).0;
    assert_eq!((lost.mine.number, lost.life()), (2, Life::ProvenThere));
    // A lie lifts no suspension.
    let held = active().suspend(NOON, WHY).expect("active");
    let lie = Part { number: 7, standing: Standing::Confirmed { at: LATER } };
    assert_eq!(held.hear(&Report { part: theirs, heard: lie }).0.life(), Life::Suspended);
}

#[test]
fn nobody_puts_words_into_the_mouth_of_the_other_side() {
    let theirs = confirmed().mine;
    let remind =
        |standing| active().hear(&Report { part: theirs, heard: Part { number: 900_000, standing } }).0;
    let over = remind(Standing::Ended { at: NOON, why: Reason::ByStaff });
    assert_eq!(over.ended(), Some(Stopped { by: Side::Here, at: NOON, why: Reason::Recalled }));
    let held = remind(Standing::Suspended { at: NOON, why: Reason::Suspicion });
    assert_eq!(held.suspended().map(|held| held.why), Some(Reason::Recalled));
    // What follows from a merger hangs on this side's own register, whoever remembers it.
    let merged = remind(Standing::Ended { at: NOON, why: Reason::Merged });
    assert_eq!(merged.ended().map(|end| end.why), Some(Reason::Merged));
    // A side that gives a reason of its own goes before one that was only reminded.
    let part = Part { number: 2, standing: Standing::Ended { at: LATER, why: Reason::AccountClosed } };
    let told = over.hear(&Report { part, heard: over.mine }).0;
    assert_eq!(told.ended(), Some(Stopped { by: Side::There, at: LATER, why: Reason::AccountClosed }));
    // An hour is shown within the life of the link.
    let shown = |at| Stopped { by: Side::There, at, why: WHY }.between(NOON, LATER).at;
    assert_eq!(shown(Timestamp::from_seconds(1)), NOON);
    assert_eq!(shown(LATER.after(std::time::Duration::from_secs(9))), LATER);
}

#[test]
fn numbers_that_cannot_be_are_not_listened_to() {
    let far = Part { number: Part::MOST + 1, standing: Standing::Ended { at: NOON, why: WHY } };
    for report in [Report { part: far, ..active().report() }, Report { heard: far, ..active().report() }] {
        let (after, heard) = active().hear(&report);
        assert!(heard.nonsense);
        assert_eq!(after, active());
    }
}

#[test]
fn a_one_sided_link_lives_by_one_part_until_the_other_side_speaks() {
    let alone = Handshake::ONE_SIDED.confirm(NOON).expect("new");
    assert_eq!((alone.life(), alone.owes()), (Life::Active, false));
    let held = alone.suspend(NOON, WHY).expect("active");
    assert_eq!((held.life(), held.suspended().map(|s| s.by)), (Life::Suspended, Some(Side::Here)));
    assert_eq!(alone.end(NOON, WHY).map(|over| over.life()), Ok(Life::Ended));
    assert_eq!(alone.hear(&Report::NOTHING).0, alone);
    let spoken = alone.hear(&Report { part: confirmed().mine, heard: Part::UNKNOWN }).0;
    assert_eq!((spoken.life(), spoken.one_sided, spoken.owes()), (Life::Active, false, true));
}

#[test]
fn the_evidence_of_the_other_side_is_judged_once() {
    let report = Report { part: confirmed().mine, heard: Part::UNKNOWN };
    let hear = |known, verdict| receive(known, &report, verdict, LATER);
    assert_eq!(hear(None, None), None, "without evidence there is nothing to judge");
    let accepted = hear(None, Some(Verdict::Accept)).expect("a record");
    assert_eq!((accepted.life(), accepted.mine.number), (Life::Active, 1));
    assert_eq!(hear(Some(accepted), Some(Verdict::Accept)), Some(accepted));
    assert_eq!(hear(Some(accepted), Some(Verdict::Refuse(Reason::ProofUsed))), Some(accepted));
    let refused = hear(None, Some(Verdict::Refuse(Reason::ProofUsed))).expect("a record");
    assert_eq!(refused.ended().map(|s| s.why), Some(Reason::ProofUsed));
    assert_eq!(hear(Some(refused), Some(Verdict::Accept)), Some(refused), "refused once, refused for ever");
    // Ended there before we ever heard of it: remembered, and not revived by an older report.
    let over = confirmed().end(NOON, WHY).expect("proposed").report();
    let remembered = receive(None, &over, Some(Verdict::Accept), LATER).expect("a record");
    assert_eq!(hear(Some(remembered), Some(Verdict::Accept)).map(|h| h.life()), Some(Life::Ended));
}

#[test]
fn words_of_parts_read_back() {
    for part in parts() {
        let standing = part.standing;
        assert_eq!(Standing::from_words(standing.word(), standing.at(), standing.why()), Some(standing));
    }
    for reason in Reason::ALL {
        assert_eq!(Reason::from_word(reason.word()), Some(reason));
    }
    assert_eq!(Standing::from_words("ended", Some(NOON), None), None);
    for life in [Life::Dormant, Life::Proposed, Life::ProvenThere, Life::Active, Life::Suspended, Life::Ended]
    {
        assert_eq!(Life::from_word(life.word()), Some(life));
    }
}
