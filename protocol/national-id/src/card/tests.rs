//! Made-up cards, codes of other things, and texts that nobody meant.

use super::*;
use crate::Sex;

const CARD: &str =
    "001190000018|012345678|Nguyễn Thị Hòa|07031990|Nữ|Số 3, ngõ 5, Tràng Tiền, Hoàn Kiếm, Hà Nội|12052021";
const TODAY: Day = Day { year: 2026, month: 11, day: 22 };

#[test]
fn the_card_of_2021() {
    let card = read(CARD).unwrap();
    assert_eq!(card.layout, Layout::Of2021);
    assert_eq!(card.number.as_str(), "001190000018");
    assert_eq!(card.former.as_ref().unwrap().as_str(), "012345678");
    assert_eq!((card.name.as_str(), card.sex), ("Nguyễn Thị Hòa", Sex::Female));
    assert_eq!(card.born, Day { year: 1990, month: 3, day: 7 });
    assert_eq!(card.residence, "Số 3, ngõ 5, Tràng Tiền, Hoàn Kiếm, Hà Nội");
    assert_eq!(card.issued, Some(Day { year: 2021, month: 5, day: 12 }));
    assert!(card.more.is_empty());
    assert_eq!(check(&card, TODAY, LEAST_AGE), []);
    assert!(!format!("{card:?}").contains("Nguyễn"));
}

#[test]
fn an_empty_former_number_and_none_at_all() {
    let empty = read(&CARD.replace("012345678", "")).unwrap();
    assert_eq!((empty.layout, empty.former), (Layout::Of2021, None));
    let six = read(&CARD.replace("012345678|", "")).unwrap();
    assert_eq!((six.layout, six.former), (Layout::WithoutFormer, None));
    assert_eq!((six.name, six.issued), (empty.name, empty.issued));
}

#[test]
fn the_card_of_2024_keeps_what_nobody_has_published_an_order_for() {
    for extra in 1..=4 {
        let text = format!("{CARD}{}", "|Trần Văn Ất".repeat(extra));
        let card = read(&text).unwrap();
        assert_eq!((card.layout, card.more.len()), (Layout::Like2024, extra));
        assert!(card.issued.is_some());
    }
    assert_eq!(read(&format!("{CARD}|||||")), Err(Unread::Fields(12)));
    // Another order behind the sixth: the day of issue is not guessed.
    let moved = read(&CARD.replace("|12052021", "|Trần Văn Ất|12052021")).unwrap();
    assert_eq!((moved.issued, moved.more), (None, vec!["Trần Văn Ất".to_owned(), "12052021".to_owned()]));
}

#[test]
fn each_field_is_refused_by_its_name() {
    let change = |at: usize, to: &str| {
        let mut fields: Vec<&str> = CARD.split('|').collect();
        fields[at] = to;
        read(&fields.join("|"))
    };
    for (at, to, reason) in [
        (0, "12345", Unread::Number),
        (1, "1234", Unread::Former),
        (2, "", Unread::Name),
        (2, "A1", Unread::Name),
        (2, "An\u{202e}An", Unread::Name),
        (3, "29021990", Unread::Born),
        (3, "7031990", Unread::Born),
        (4, "x", Unread::Sex),
        (5, "a\u{7}b", Unread::Residence),
        (6, "31042021", Unread::Issued),
        (6, "", Unread::Issued),
    ] {
        assert_eq!(change(at, to), Err(reason), "{at} {to:?}");
    }
    // Cut off at the end: the last field is missing.
    assert_eq!(read(CARD.rsplit_once('|').unwrap().0), Err(Unread::Fields(6)));
    assert_eq!(read("001190000018|"), Err(Unread::Fields(2)));
    assert_eq!(read(" \n"), Err(Unread::Empty));
    assert_eq!(read(&"a".repeat(LONGEST + 1)), Err(Unread::TooLong));
}

#[test]
fn sex_is_read_however_its_accents_are_composed() {
    for female in ["Nữ", "nữ", "NỮ", "Nu\u{31b}\u{303}", "N\u{1b0}\u{303}", "Nu"] {
        assert_eq!(
            read(&CARD.replace("|Nữ|", &format!("|{female}|"))).map(|card| card.sex),
            Ok(Sex::Female),
            "{female}"
        );
    }
    assert_eq!(read(&CARD.replace("|Nữ|", "|Nam|")).map(|card| card.sex), Ok(Sex::Male));
}

#[test]
fn other_codes_are_told_apart() {
    let sealed = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U";
    for (text, foreign) in [
        ("001190000018-Nguyễn Thị Hòa-07/03/1990-Nữ-Hà Nội", Foreign::Health),
        ("012345678-NGUYEN VAN AN-01011980", Foreign::Health),
        (sealed, Foreign::Application),
        ("VNEID:1:abcdef", Foreign::Application),
        ("https://vneid.gov.vn/qr?t=1", Foreign::Application),
        ("https://portal.example/a?b=c|d", Foreign::Address),
        ("HTTP://EXAMPLE.ORG", Foreign::Address),
        ("BEGIN:VCARD\nVERSION:3.0\nN:An\nEND:VCARD", Foreign::VisitingCard),
        ("MECARD:N:An;;", Foreign::VisitingCard),
        (
            "P<VNMNGUYEN<<THI<HOA<<<<<<<<<<<<<<<<<<<<<<<<\nC1234567<8VNM9003078F3001019<<<<<<<<<<<<<<04",
            Foreign::MachineReadable,
        ),
        (
            "IDVNM1900000186001190000018<<2\n9003078F3003077VNM<<<<<<<<<<<6\nNGUYEN<<THI<HOA<<<<<<<<<<<<<<<",
            Foreign::MachineReadable,
        ),
        ("00020101021238570010A000000727", Foreign::Payment),
        ("WIFI:S:net;T:WPA;P:secret;;", Foreign::Network),
        ("\u{0}\u{1}\u{2}abc", Foreign::Binary),
        ("a\u{fffd}b", Foreign::Binary),
        ("Xin chào", Foreign::Unknown),
        ("one|two", Foreign::Unknown),
    ] {
        assert_eq!(read(text), Err(Unread::Foreign(foreign)), "{text}");
    }
    let codes: std::collections::BTreeSet<_> = Foreign::ALL.iter().map(|foreign| foreign.code()).collect();
    assert_eq!(codes.len(), Foreign::ALL.len());
}

#[test]
fn what_the_number_says_differently_is_named() {
    let told = |from: &str, to: &str| check(&read(&CARD.replace(from, to)).unwrap(), TODAY, LEAST_AGE);
    assert_eq!(told("|Nữ|", "|Nam|"), [Disagrees::Sex]);
    assert_eq!(told("07031990", "07031991"), [Disagrees::BirthYear]);
    assert_eq!(told("001190", "000190"), [Disagrees::Place]);
    assert_eq!(told("12052021", "06032004"), [Disagrees::IssuedTooEarly]);
    assert_eq!(told("12052021", "07032004"), []);
    assert_eq!(told("12052021", "06031990"), [Disagrees::IssuedTooEarly]);
    assert_eq!(told("12052021", "23112026"), [Disagrees::Future]);
    assert_eq!(told("12052021", "06031980"), [Disagrees::IssuedTooEarly], "before birth");
}

#[test]
fn a_card_for_a_child_where_children_have_them() {
    let child = read("001320000018||Lê An|07032020|Nữ|Hà Nội|12052025").unwrap();
    assert_eq!(check(&child, TODAY, LEAST_AGE), [Disagrees::IssuedTooEarly]);
    assert_eq!(check(&child, TODAY, 0), []);
}

#[test]
fn days() {
    for text in ["07031990", "07/03/1990", "07-03-1990", "07.03.1990", " 07031990 "] {
        assert_eq!(Day::read(text), Some(Day { year: 1990, month: 3, day: 7 }), "{text}");
    }
    for text in
        ["", "0703199", "070319900", "0/7031990", "7/3/1990", "00011990", "29022023", "01011899", "０7031990"]
    {
        assert_eq!(Day::read(text), None, "{text}");
    }
    let leap = Day { year: 2008, month: 2, day: 29 };
    assert_eq!(leap.years_until(Day { year: 2022, month: 2, day: 28 }), Some(13));
    assert_eq!(leap.years_until(Day { year: 2022, month: 3, day: 1 }), Some(14));
    assert_eq!(leap.years_until(Day { year: 2007, month: 3, day: 1 }), None);
}

/// The same texts in every run (Knuth's linear congruential generator, its upper half).
#[test]
fn no_text_makes_it_panic_and_what_is_read_holds() {
    let alphabet: Vec<char> = "|||||0123456789NamữHòa -/<\u{0}\u{301}\u{202e}身\u{10ffff}".chars().collect();
    let mut state = 7_u64;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % limit
    };
    let mut taken = 0;
    for round in 0..60_000 {
        let mut text: Vec<char> = if round % 3 == 0 { Vec::new() } else { CARD.chars().collect() };
        for _ in 0..=below(if text.is_empty() { 90 } else { 3 }) {
            let at = below(text.len() + 1);
            match below(4) {
                0 if at < text.len() => drop(text.remove(at)),
                1 if at < text.len() => text.truncate(at.max(1)),
                2 if at < text.len() => text[at] = alphabet[below(alphabet.len())],
                _ => text.insert(at, alphabet[below(alphabet.len())]),
            }
        }
        let text: String = text.into_iter().collect();
        if let Ok(card) = read(&text) {
            taken += 1;
            let _ = check(&card, TODAY, LEAST_AGE);
            assert_eq!(card.number.as_str().len(), 12);
            assert!(!card.name.is_empty() && !card.name.contains('|') && !card.residence.contains('|'));
            assert_eq!(card.more.is_empty(), card.layout != Layout::Like2024);
        }
    }
    assert!(taken > 3_000, "only {taken} were read");
}
