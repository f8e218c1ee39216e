use onedoor_base::{Country, Timestamp};

use crate::calendar::{Calendar, Day};
use crate::correction::{self, State, Step};

fn day(year: i32, month: u32, day: u32) -> Day {
    Day::of(year, month, day).unwrap()
}

/// Hanoi's wall clock.
fn hanoi(date: Day, hours: i64, minutes: i64) -> Timestamp {
    Timestamp::from_millis(vietnam().begins(date).millis() + (hours * 60 + minutes) * 60_000)
}

/// Tết 2027 by an imagined decision, and a Saturday worked for it.
fn vietnam() -> Calendar {
    let off = [day(2027, 2, 5), day(2027, 2, 8), day(2027, 2, 9), day(2027, 2, 10)];
    Calendar::new(Country::Vietnam, off, [day(2027, 2, 20)])
}

#[test]
fn dates_there_and_back() {
    assert_eq!(Day::of(1970, 1, 1).map(Day::weekday), Some(3), "a Thursday");
    assert_eq!(day(2026, 11, 22).weekday(), 6, "a Sunday");
    assert_eq!(day(2024, 2, 29).date(), (2024, 2, 29));
    for (y, m, d) in [
        (2023, 2, 29),
        (2100, 2, 29),
        (2024, 4, 31),
        (2024, 0, 1),
        (2024, 13, 1),
        (2024, 1, 0),
        (1899, 1, 1),
        (2200, 1, 1),
    ] {
        assert_eq!(Day::of(y, m, d), None, "{y}-{m}-{d}");
    }
    // Every day of three centuries follows the one before it.
    let mut before = None;
    let mut days = 0;
    for year in 1900..2200 {
        for month in 1..=12 {
            for of_month in 1..=31 {
                let Some(day) = Day::of(year, month, of_month) else { continue };
                assert!(before.is_none_or(|before: Day| before < day && (before.weekday() + 1) % 7 == day.weekday()));
                assert_eq!(day.date(), (year, month, of_month));
                before = Some(day);
                days += 1;
            }
        }
    }
    assert_eq!(days, 109_573);
}

#[test]
fn midnight_before_a_holiday_is_hanois() {
    let calendar = vietnam();
    // 29 April 2026, a Wednesday; 30 April and 1 May are holidays, then the weekend.
    let last_minute = hanoi(day(2026, 4, 29), 23, 59);
    assert_eq!(calendar.day_at(last_minute), day(2026, 4, 29));
    assert_eq!(calendar.due(last_minute, 1), calendar.begins(day(2026, 5, 5)), "all of Monday, 4 May");
    let minute_after = hanoi(day(2026, 4, 30), 0, 0);
    assert_eq!(calendar.day_at(minute_after), day(2026, 4, 30));
    assert_eq!(calendar.due(minute_after, 1), calendar.begins(day(2026, 5, 5)));
    // The day before, it was still Wednesday.
    assert_eq!(calendar.due(hanoi(day(2026, 4, 28), 23, 59), 1), calendar.begins(day(2026, 4, 30)));
    // Where it is the same moment and another day.
    let moscow = Calendar::new(Country::Russia, [], []);
    assert_eq!(moscow.day_at(minute_after), day(2026, 4, 29));
}

#[test]
fn decisions_of_a_year_take_days_off_and_give_others_back() {
    let calendar = vietnam();
    assert!(!calendar.is_working(day(2027, 2, 8)));
    assert!(calendar.is_working(day(2027, 2, 20)), "a Saturday");
    assert_eq!(calendar.due(hanoi(day(2027, 2, 4), 10, 0), 1), calendar.begins(day(2027, 2, 12)));
    assert_eq!(calendar.due(hanoi(day(2027, 2, 19), 10, 0), 1), calendar.begins(day(2027, 2, 21)));
    assert_eq!(calendar.due(hanoi(day(2027, 2, 19), 10, 0), 0), calendar.begins(day(2027, 2, 20)));
    // A calendar without a working day still ends.
    let never = Calendar::new(
        Country::Vietnam,
        (0..800).filter_map(|n| {
            Day::of(
                2026 + n / 372,
                u32::try_from(n % 372 / 31 + 1).unwrap(),
                u32::try_from(n % 31 + 1).unwrap(),
            )
        }),
        [],
    );
    assert!(never.due(hanoi(day(2026, 1, 2), 0, 0), 1) > hanoi(day(2026, 12, 31), 0, 0));
}

/// For many moments and time limits, the same ones in every run.
#[test]
fn deadlines_hold_for_any_moment() {
    let mut state = 11_u64;
    let mut below = |limit: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % limit
    };
    for country in [Country::Vietnam, Country::China, Country::Russia] {
        let calendar = Calendar::new(country, [day(2027, 2, 8)], [day(2027, 2, 20)]);
        for _ in 0..3_000 {
            let from = Timestamp::from_seconds(1_760_000_000 + i64::try_from(below(100_000_000)).unwrap());
            let days = u16::try_from(below(20)).unwrap();
            let due = calendar.due(from, days);
            let last = calendar.day_at(Timestamp::from_millis(due.millis() - 1));
            assert!(due > from && calendar.begins(calendar.day_at(due)) == due, "a midnight");
            assert!(calendar.is_working(last), "its last day is worked");
            // On a day off, none and one end on the same day.
            let more = calendar.due(from, days + 1);
            assert!(more > due || days == 0 && more == due, "more days end later");
            let later = Timestamp::from_millis(from.millis() + i64::try_from(below(86_400_000)).unwrap());
            assert!(calendar.due(later, days) >= due, "who comes later waits longer");
            if days > 0 {
                assert_eq!(calendar.left(from, due), u32::from(days));
            }
            assert_eq!(calendar.left(due, due), 0);
        }
    }
}

#[test]
fn corrections() {
    let sent = hanoi(day(2026, 4, 29), 9, 0);
    let due = correction::due(sent, &vietnam(), 2);
    assert_eq!(due, vietnam().begins(day(2026, 5, 6)));
    assert!(!correction::is_late(State::Sent, due, Timestamp::from_millis(due.millis() - 1)));
    assert!(correction::is_late(State::InWork, due, due) && !correction::is_late(State::Corrected, due, due));
    for (from, step, to) in [
        (State::Sent, Step::Take, Some(State::InWork)),
        (State::Sent, Step::Correct, None),
        (State::Sent, Step::Withdraw, Some(State::Withdrawn)),
        (State::InWork, Step::Take, None),
        (State::InWork, Step::Correct, Some(State::Corrected)),
        (State::InWork, Step::Refuse, Some(State::Refused)),
        (State::InWork, Step::Withdraw, Some(State::Withdrawn)),
        (State::Corrected, Step::Withdraw, None),
        (State::Refused, Step::Correct, None),
        (State::Withdrawn, Step::Take, None),
    ] {
        assert_eq!(from.after(step).ok(), to, "{from:?} {step:?}");
    }
}
