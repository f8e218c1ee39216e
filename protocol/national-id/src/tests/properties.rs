//! What must hold for any input, tried on inputs that are the same in every run.

use crate::*;

const ALL: [Country; 3] = [Country::Vietnam, Country::China, Country::Russia];

/// A repeatable stream (Knuth's linear congruential generator, its upper half).
struct Stream(u64);

impl Stream {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

#[test]
fn no_text_makes_it_panic_and_what_parses_parses_again() {
    let alphabet: Vec<char> = "0123456789０５９xXｘХ -–\u{3000}\u{200b}aế身\0\u{10ffff}".chars().collect();
    let mut stream = Stream(1);
    let mut read = 0;
    for _ in 0..200_000 {
        let length = 8 + stream.below(12);
        let digits_only = stream.below(2) == 0;
        let letters = if digits_only { 10 } else { alphabet.len() };
        let text: String = (0..length).map(|_| alphabet[stream.below(letters)]).collect();
        for country in ALL {
            if let Ok(number) = parse(country, &text) {
                read += 1;
                assert_eq!(number.as_str().len(), country.length());
                assert_eq!(parse(country, &number.grouped()).as_ref(), Ok(&number));
                assert_eq!(number.says().sex.is_none(), country == Country::Russia);
            }
        }
    }
    assert!(read > 1000, "only {read} were read");
}

#[test]
fn one_mistyped_digit_of_a_chinese_number_is_always_seen() {
    for text in ["360426199101010071", "110101199003071233", "11010519491231002X"] {
        for position in 0..text.len() {
            for digit in '0'..='9' {
                let mut mistyped = text.to_owned();
                mistyped.replace_range(position..=position, &digit.to_string());
                assert_eq!(parse(Country::China, &mistyped).is_ok(), mistyped == text, "{mistyped}");
            }
        }
    }
}

#[test]
fn long_texts_are_refused_early() {
    for country in ALL {
        assert_eq!(parse(country, &" ".repeat(1_000_000)), Err(Refused::Character));
    }
}

#[test]
fn every_place_of_the_table_is_found() {
    let table = include_str!("../../data/vn-pin/birth-places.tsv");
    assert_eq!(table.lines().count(), 63 + 195);
    for line in table.lines() {
        let (code, name) = line.split_once('\t').unwrap();
        let number = parse(Country::Vietnam, &format!("{code}090123456")).unwrap();
        assert_eq!(number.says().place.unwrap().name, Some(name));
    }
}

#[test]
fn what_a_number_says_is_what_it_was_made_of() {
    let mut stream = Stream(7);
    for _ in 0..5_000 {
        let mut up_to = |limit| u8::try_from(stream.below(limit)).expect("a small number");
        let (year, month, day) = (1900 + u16::from(up_to(150)), 1 + up_to(12), 1 + up_to(31));
        let (area, serial) = (110_101 + stream.below(500_000), stream.below(1000));
        let body = format!("{area}{year:04}{month:02}{day:02}{serial:03}");
        let read: Vec<NationalNumber> =
            "0123456789X".chars().filter_map(|c| parse(Country::China, &format!("{body}{c}")).ok()).collect();
        assert_eq!(
            read.len(),
            usize::from(is_day(year, month, day)),
            "{body}: one check character or no such day"
        );
        for number in read {
            let says = number.says();
            assert_eq!(says.born, Some(Born::Date { year, month, day }));
            assert_eq!(says.sex, Some(if serial % 2 == 1 { Sex::Male } else { Sex::Female }));
        }
        let woman = stream.below(2);
        let century = 2 * usize::from((year - 1900) / 100) + woman;
        let text = format!("001{century}{:02}{serial:06}", year % 100);
        let says = parse(Country::Vietnam, &text).expect("Hà Nội gives such numbers");
        let says = says.says();
        assert_eq!((says.born, says.sex == Some(Sex::Female)), (Some(Born::Year(year)), woman == 1));
    }
}

#[test]
fn of_a_hundred_check_digits_one_fits_a_russian_number() {
    let mut stream = Stream(9);
    for _ in 0..2_000 {
        let body = 1_001_999 + stream.below(998_000_000);
        let fitting = (0..100).filter(|c| parse(Country::Russia, &format!("{body:09}{c:02}")).is_ok());
        assert_eq!(fitting.count(), 1, "{body:09}");
    }
}

#[test]
fn a_claimed_number_may_come_from_a_place_that_we_do_not_know() {
    for text in ["003090123456", "296090123456"] {
        assert_eq!(parse(Country::Vietnam, text), Err(Refused::Place));
        let number = parse_claimed(Country::Vietnam, text).expect("twelve digits");
        assert_eq!(number.says().place.map(|place| place.name), Some(None));
    }
    for (country, text) in [(Country::China, "110101199003071234"), (Country::Russia, "112-233-445 96")] {
        assert_eq!(
            parse_claimed(country, text),
            Err(Refused::Check),
            "check digits are checked in claims, too"
        );
    }
}

#[test]
fn no_number_shows_itself_by_accident() {
    let mut stream = Stream(11);
    for _ in 0..2_000 {
        let text = format!("001{}{:08}", stream.below(10), stream.below(100_000_000));
        let number = parse(Country::Vietnam, &text).expect("a number");
        let (masked, hidden) = (number.masked(), &text[2..10]);
        assert_eq!(masked.chars().filter(char::is_ascii_digit).count(), 4, "{masked}");
        assert!(!format!("{number:?}").contains(hidden));
    }
}
