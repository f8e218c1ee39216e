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
