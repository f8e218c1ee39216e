use onedoor_base::{Country, Timestamp};
use onedoor_services::Day;

use crate::day;

#[test]
fn a_day_is_that_of_the_wall_clock() {
    // 2025-06-30T17:00:00Z is midnight of 1 July in Vietnam.
    let midnight = Timestamp::from_seconds(1_751_302_800);
    let hanoi = Country::Vietnam.utc_offset_minutes();
    assert_eq!(Day::of(midnight, hanoi), day("2025-07-01"));
    assert_eq!(Day::of(Timestamp::from_millis(midnight.millis() - 1), hanoi), day("2025-06-30"));
    assert_eq!(Day::of(midnight, 0), day("2025-06-30"));
}

#[test]
fn every_day_from_1900_to_2200_follows_the_one_before() {
    let mut before = Day::of(Timestamp::from_seconds(-2_208_988_800), 0);
    assert_eq!(before, day("1900-01-01"));
    for number in -25_566..84_006 {
        let next = Day::of(Timestamp::from_seconds(86_400 * number), 0);
        let (y, m, d) = (before.year(), before.month(), before.day());
        let expected = Day::new(y, m, d + 1).or(Day::new(y, m + 1, 1)).or(Day::new(y + 1, 1, 1));
        assert_eq!(Some(next), expected);
        before = next;
    }
    assert_eq!(before, day("2199-12-31"));
}

#[test]
fn the_ends_of_time_are_days_too() {
    assert_eq!(Day::of(Timestamp::from_millis(i64::MIN), -720), day("0001-01-01"));
    assert_eq!(Day::of(Timestamp::from_millis(i64::MAX), 720), day("9999-12-31"));
}

#[test]
fn only_days_that_exist_are_read() {
    for text in ["2024-02-29", "2000-02-29", "1999-12-31"] {
        assert_eq!(day(text).to_string(), text);
    }
    for text in [
        "2023-02-29",
        "1900-02-29",
        "2025-04-31",
        "2025-13-01",
        "2025-00-10",
        "2025-1-01",
        "+025-01-01",
        "",
        "2025-01-0é",
    ] {
        assert!(text.parse::<Day>().is_err(), "{text}");
    }
}

#[test]
fn a_day_begins_at_its_midnight() {
    for offset in [-570, 0, 180, 420, 840] {
        let mut at = Timestamp::from_seconds(-90_000_000_000 / 2);
        while at < Timestamp::from_seconds(90_000_000_000 / 2) {
            let day = Day::of(at, offset);
            let begins = day.begins(offset);
            assert_eq!(Day::of(begins, offset), day);
            assert_ne!(Day::of(Timestamp::from_millis(begins.millis() - 1), offset), day, "{day}");
            at = Timestamp::from_seconds(at.seconds() + 86_400 * 31 + 12_345);
        }
    }
    assert_eq!(day("2025-07-01").begins(420), Timestamp::from_seconds(1_751_302_800));
}
