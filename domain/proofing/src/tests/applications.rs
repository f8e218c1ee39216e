use onedoor_base::{Country, Timestamp};

use crate::application::{ACTIVATION, By, Lock, Locks, NotAllowed, State, Step};
use crate::calendar::{Calendar, Day};

fn calendar() -> Calendar {
    Calendar::new(Country::Vietnam, [], [])
}

/// Monday, 23 November 2026, nine o'clock in Hanoi.
fn monday() -> Timestamp {
    Timestamp::from_millis(calendar().begins(Day::of(2026, 11, 23).unwrap()).millis() + 9 * 3_600_000)
}

fn states() -> Vec<State> {
    let due = calendar().due(monday(), 1);
    let mut all = vec![
        State::Requested,
        State::AwaitingData,
        State::AwaitingBiometrics,
        State::InReview { due },
        State::Approved { noticed: monday() },
        State::WindowMissed,
        State::Active,
        State::Refused,
        State::Withdrawn,
        State::Closed,
    ];
    all.extend((1..16).filter_map(Locks::from_bits).map(State::Locked));
    all
}

#[test]
fn from_the_first_page_to_an_active_account() {
    let now = monday();
    let mut state = State::Requested;
    for (step, by, code) in [
        (Step::Begin, By::Person, "awaiting-data"),
        (Step::GiveData, By::Person, "awaiting-biometrics"),
        (Step::GiveData, By::Person, "awaiting-biometrics"),
        (Step::GiveFace, By::Person, "in-review"),
        (Step::AskForFace, By::Officer, "awaiting-biometrics"),
        (Step::GiveFace, By::Person, "in-review"),
        (Step::Approve, By::Officer, "approved"),
        (Step::Activate, By::Person, "active"),
    ] {
        state = state.after(step, by, now, &calendar()).unwrap();
        assert_eq!(state.code(), code);
    }
}

#[test]
fn a_decision_is_due_at_the_end_of_the_next_working_day() {
    let state = State::AwaitingBiometrics.after(Step::GiveFace, By::Person, monday(), &calendar()).unwrap();
    let due = calendar().begins(Day::of(2026, 11, 25).unwrap());
    assert_eq!(state, State::InReview { due });
    assert!(!state.is_late(due.before(std::time::Duration::from_millis(1))) && state.is_late(due));
    assert!(!State::Active.is_late(due));
}

#[test]
fn the_window_closes_to_the_millisecond_and_an_officer_opens_it_again() {
    let approved = State::Approved { noticed: monday() };
    let end = monday().after(ACTIVATION);
    let last = Timestamp::from_millis(end.millis() - 1);
    assert_eq!(approved.after(Step::Activate, By::Person, last, &calendar()), Ok(State::Active));
    assert_eq!(approved.at(end), State::WindowMissed);
    assert_eq!(approved.after(Step::Activate, By::Person, end, &calendar()), Err(NotAllowed::NotNow));
    assert_eq!(approved.after(Step::OpenWindow, By::Officer, last, &calendar()), Err(NotAllowed::NotNow));
    let again = approved.after(Step::OpenWindow, By::Officer, end, &calendar()).unwrap();
    assert_eq!(again.after(Step::Activate, By::Person, end, &calendar()), Ok(State::Active));
}

#[test]
fn locks_lie_on_each_other_and_each_is_taken_off_by_whom_it_concerns() {
    let now = monday();
    let does = |state: State, step, by| state.after(step, by, now, &calendar());
    let own = does(State::Active, Step::Lock(Lock::Person), By::Person).unwrap();
    let both = does(own, Step::Lock(Lock::Authority), By::Authority).unwrap();
    let State::Locked(locks) = both else { panic!("{both:?}") };
    assert_eq!(locks.all().collect::<Vec<_>>(), [Lock::Person, Lock::Authority]);
    assert_eq!(does(both, Step::Unlock(Lock::Authority), By::Person), Err(NotAllowed::NotYou));
    assert_eq!(does(both, Step::Unlock(Lock::Authority), By::Officer), Err(NotAllowed::NotYou));
    assert_eq!(does(both, Step::Close, By::Person), Err(NotAllowed::NotYou), "not a way around the order");
    let ordered = does(both, Step::Unlock(Lock::Person), By::Person).unwrap();
    assert_eq!(ordered, State::Locked(Locks::of(Lock::Authority)));
    assert_eq!(
        does(ordered, Step::Unlock(Lock::Person), By::Person),
        Err(NotAllowed::NotNow),
        "no longer there"
    );
    assert_eq!(does(ordered, Step::Unlock(Lock::Authority), By::Authority), Ok(State::Active));
    let expired = does(State::Active, Step::Lock(Lock::CardExpired), By::Site).unwrap();
    assert_eq!(does(expired, Step::Unlock(Lock::CardExpired), By::Person), Err(NotAllowed::NotYou));
    assert_eq!(does(expired, Step::Unlock(Lock::CardExpired), By::Site), Ok(State::Active));
}

/// Every state, every step, everybody.
#[test]
fn nobody_gets_anywhere_by_a_way_that_is_not_meant() {
    let now = monday();
    let mut allowed = 0;
    for state in states() {
        for step in Step::all() {
            for by in By::ALL {
                let Ok(to) = state.after(step, by, now, &calendar()) else { continue };
                allowed += 1;
                assert!(step.may(by));
                match (state, to) {
                    (State::Refused | State::Withdrawn | State::Closed, _) => {
                        panic!("{state:?} is over: {step:?}")
                    }
                    // Only from a window that is open, or by taking off the last lock.
                    (State::Approved { .. }, State::Active) => {
                        assert_eq!((step, by), (Step::Activate, By::Person));
                    }
                    (State::Locked(locks), State::Active) => assert_eq!(locks.all().count(), 1),
                    (State::InReview { .. } | State::WindowMissed, State::Approved { .. }) => {
                        assert_eq!(by, By::Officer);
                    }
                    (_, State::Active | State::Approved { .. }) => panic!("{state:?} {step:?}"),
                    (State::Locked(before), State::Locked(after)) => {
                        assert!(after.all().count().abs_diff(before.all().count()) <= 1);
                        let authority = before.has(Lock::Authority) != after.has(Lock::Authority);
                        assert!(!authority || by == By::Authority);
                    }
                    _ => {}
                }
            }
        }
    }
    assert!(allowed > 100, "{allowed}");
    assert_eq!(Locks::from_bits(16), None);
}
