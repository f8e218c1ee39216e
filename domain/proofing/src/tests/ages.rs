//! Who may apply on their own.

use onedoor_base::{Country, Timestamp};

use crate::age::{Applies, age, applies, born};
use crate::calendar::{Calendar, Day};
use crate::register::{Born, Differs, Entry, Sought, Standing, Verdict};

fn date(year: i32, month: u8, day: u8) -> Born {
    Born { year, month: Some(month), day: Some(day) }
}

fn on(year: i32, month: u32, day: u32) -> Day {
    Day::of(year, month, day).expect("a day")
}

#[test]
fn a_birthday_counts_from_its_first_minute() {
    let child = date(2012, 11, 23);
    assert_eq!(applies(child, on(2026, 11, 22)), Applies::OnRequest, "the day before");
    assert_eq!(applies(child, on(2026, 11, 23)), Applies::Alone, "on it");
    assert_eq!((age(child, on(2026, 11, 22)), age(child, on(2026, 11, 23))), (Some(13), Some(14)));
    assert_eq!(applies(date(2020, 11, 24), on(2026, 11, 23)), Applies::Guardian);
    assert_eq!(applies(date(2020, 11, 23), on(2026, 11, 23)), Applies::OnRequest);
}

#[test]
fn whoever_was_born_on_29_february_is_older_on_the_last_of_the_month() {
    let leap = date(2012, 2, 29);
    assert_eq!(applies(leap, on(2026, 2, 27)), Applies::OnRequest);
    assert_eq!(applies(leap, on(2026, 2, 28)), Applies::Alone);
    assert_eq!(applies(date(2008, 2, 29), on(2024, 2, 28)), Applies::Alone);
    assert_eq!(age(date(2008, 2, 29), on(2024, 2, 28)), Some(15), "a leap year has the day itself");
    assert_eq!(age(date(2008, 2, 29), on(2024, 2, 29)), Some(16));
}

#[test]
fn an_unknown_day_is_the_latest_that_it_may_be() {
    let month = Born { year: 2012, month: Some(2), day: None };
    assert_eq!(applies(month, on(2026, 2, 27)), Applies::OnRequest);
    assert_eq!(applies(month, on(2026, 2, 28)), Applies::Alone);
    let year = Born { year: 2012, month: None, day: None };
    assert_eq!(applies(year, on(2026, 12, 30)), Applies::OnRequest);
    assert_eq!(applies(year, on(2026, 12, 31)), Applies::Alone);
    assert_eq!(age(date(1890, 1, 1), on(2026, 1, 1)), Some(135), "older than the calendar");
    assert_eq!((age(date(2027, 1, 1), on(2026, 1, 1)), age(date(2300, 1, 1), on(2026, 1, 1))), (None, None));
}

#[test]
fn it_is_the_day_of_the_country() {
    // 17:30 of 22 November in UTC is half past midnight of the 23rd in Vietnam.
    let moment = Timestamp::from_seconds(1_795_368_600);
    let vietnam = Calendar::new(Country::Vietnam, [], []);
    assert_eq!(vietnam.day_at(moment), on(2026, 11, 23));
    assert_eq!(applies(date(2012, 11, 23), vietnam.day_at(moment)), Applies::Alone);
    let before = Timestamp::from_seconds(1_795_368_600 - 3_600);
    assert_eq!(applies(date(2012, 11, 23), vietnam.day_at(before)), Applies::OnRequest);
}

#[test]
fn the_registers_date_decides_if_it_has_this_number_and_name() {
    let said = Sought {
        country: Country::Vietnam,
        number: Some("001312000018".to_owned()),
        former: None,
        name: Some("Nguyễn Thị Hòa".to_owned()),
        born: Some(date(2010, 1, 1)),
        sex: None,
    };
    let entry = Box::new(Entry {
        country: Country::Vietnam,
        number: "001312000018".to_owned(),
        former_numbers: Vec::new(),
        name: "Nguyễn Thị Hòa".to_owned(),
        former_names: Vec::new(),
        born: date(2014, 1, 1),
        sex: None,
        residence: None,
        standing: Standing::Living,
    });
    let near = |differs| Verdict::Near { entry: entry.clone(), differs };
    assert_eq!(born(&said, None), said.born);
    assert_eq!(born(&said, Some(&Verdict::None)), said.born);
    assert_eq!(born(&said, Some(&near(vec![Differs::Tones, Differs::Born]))), Some(date(2014, 1, 1)));
    assert_eq!(born(&said, Some(&Verdict::Match(entry.clone()))), Some(date(2014, 1, 1)));
    for somebody_else in [Differs::Number, Differs::Name] {
        assert_eq!(born(&said, Some(&near(vec![somebody_else]))), said.born);
    }
}
