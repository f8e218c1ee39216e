//! Until when a card is valid.

use onedoor_base::Country;

use crate::calendar::{Calendar, Day};
use crate::register::Born;
use crate::validity::{Validity, card};

fn date(year: i32, month: u8, day: u8) -> Born {
    Born { year, month: Some(month), day: Some(day) }
}

fn until(year: i32, month: u32, day: u32) -> Validity {
    Validity::Until(Day::of(year, month, day).expect("a day"))
}

#[test]
fn a_card_is_valid_until_its_holder_is_14_25_40_or_60() {
    let born = date(1990, 3, 7);
    for (issued, valid) in [
        (date(1999, 1, 1), until(2004, 3, 7)),
        (date(2006, 1, 1), until(2015, 3, 7)),
        (date(2016, 1, 1), until(2030, 3, 7)),
        (date(2031, 1, 1), until(2050, 3, 7)),
        (date(2051, 1, 1), Validity::ForLife),
    ] {
        assert_eq!(card(born, issued), valid, "{issued:?}");
    }
}

#[test]
fn one_of_the_last_two_years_before_is_valid_until_the_next_age() {
    let born = date(1990, 3, 7);
    assert_eq!(card(born, date(2013, 3, 6)), until(2015, 3, 7), "a day more than two years before");
    assert_eq!(card(born, date(2013, 3, 7)), until(2030, 3, 7), "two years before");
    assert_eq!(card(born, date(2015, 3, 7)), until(2030, 3, 7), "on the birthday");
    assert_eq!(card(born, date(2048, 3, 6)), until(2050, 3, 7));
    assert_eq!(card(born, date(2048, 3, 7)), Validity::ForLife, "spared for the last time");
}

#[test]
fn of_29_february_it_is_the_last_of_the_month() {
    let born = date(1988, 2, 29);
    assert_eq!(card(born, date(2010, 1, 1)), until(2013, 2, 28));
    assert_eq!(card(born, date(2011, 2, 28)), until(2028, 2, 29));
    assert_eq!(card(born, date(2011, 2, 27)), until(2013, 2, 28));
}

#[test]
fn what_is_not_known_to_the_day_ends_nothing() {
    let whole = date(1990, 3, 7);
    for (born, issued) in [
        (Born { year: 1990, month: None, day: None }, date(2016, 1, 1)),
        (whole, Born { year: 2016, month: Some(1), day: None }),
        (whole, date(1989, 1, 1)),
        (date(1990, 2, 30), date(2016, 1, 1)),
    ] {
        assert_eq!(card(born, issued), Validity::Unknown);
    }
}

#[test]
fn it_is_valid_on_its_last_day() {
    let calendar = Calendar::new(Country::Vietnam, [], []);
    let ends = card(date(1990, 3, 7), date(2016, 1, 1)).ends(&calendar).expect("it ends");
    assert_eq!(calendar.day_at(ends), Day::of(2030, 3, 8).expect("a day"));
    assert_eq!(Validity::ForLife.ends(&calendar), None);
}
