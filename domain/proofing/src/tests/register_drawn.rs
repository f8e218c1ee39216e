//! Each sentence of the judgement, and of the texts by which a copy finds people, over people that are drawn.

use onedoor_base::{Country, Digest};

use crate::register::{Born, Differs, Entry, Sex, Sought, Standing, Verdict, judge};

const DRAWS: u64 = 2000;
const SURNAMES: [&str; 6] = ["Nguyễn", "Trần", "Lê", "Hoàng", "Đặng", "Bùi"];
const MIDDLE: [&str; 4] = ["Thị", "Văn", "Đức", "Thuý"];
const GIVEN: [&str; 6] = ["Hòa", "Hương", "Quý", "Ân", "Thắng", "Mỹ"];

/// The same numbers for the same draw, so that what fails fails again.
struct Dice(u64, u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.1 += 1;
        let Digest(bytes) = Digest::of([self.0.to_le_bytes(), self.1.to_le_bytes()].concat());
        usize::from(u16::from_le_bytes([bytes[0], bytes[1]])) % most
    }

    fn one(&mut self, of: &[&'static str]) -> &'static str {
        of[self.below(of.len())]
    }

    fn digits(&mut self, many: usize) -> String {
        (0..many).map(|_| char::from(b"0123456789"[self.below(10)])).collect()
    }

    fn name(&mut self) -> String {
        [self.one(&SURNAMES), self.one(&MIDDLE), self.one(&GIVEN)].join(" ")
    }

    fn part(&mut self, most: usize) -> Option<u8> {
        u8::try_from(1 + self.below(most)).ok()
    }

    fn entry(&mut self) -> Entry {
        let born = Born { year: 1950, month: self.part(12), day: self.part(28) };
        Entry {
            country: Country::Vietnam,
            number: self.digits(12),
            former_numbers: (0..self.below(3)).map(|_| self.digits(9)).collect(),
            name: self.name(),
            former_names: (0..self.below(2)).map(|_| self.name()).collect(),
            born: Born { year: 1950 + i32::try_from(self.below(60)).unwrap(), ..born },
            sex: [None, Some(Sex::Female), Some(Sex::Male)][self.below(3)],
            residence: None,
            standing: Standing::Living,
        }
    }
}

fn for_each_draw(what: impl Fn(&mut Dice, Entry)) {
    for draw in 0..DRAWS {
        let mut dice = Dice(draw, 0);
        let entry = dice.entry();
        what(&mut dice, entry);
    }
}

/// Somebody who says of themselves just what the register has.
fn themselves(entry: &Entry) -> Sought {
    Sought {
        country: entry.country,
        number: Some(entry.number.clone()),
        former: None,
        name: Some(entry.name.clone()),
        born: Some(entry.born),
        sex: entry.sex,
    }
}

/// Whether a copy of the register would come upon this entry.
fn is_found(sought: &Sought, entry: &Entry) -> bool {
    let (asked, kept) = (sought.keys(), entry.keys());
    asked.numbers.iter().any(|text| kept.numbers.contains(text))
        || asked.people.iter().any(|text| kept.people.contains(text))
}

#[track_caller]
fn is_match(sought: &Sought, entry: &Entry) {
    assert!(is_found(sought, entry), "{sought:?} does not find {entry:?}");
    let verdict = judge(sought, std::slice::from_ref(entry));
    assert_eq!(verdict, Verdict::Match(Box::new(entry.clone())), "{sought:?}");
}

#[track_caller]
fn is_near(sought: &Sought, entry: &Entry, differs: &[Differs]) {
    assert!(is_found(sought, entry), "{sought:?} does not find {entry:?}");
    match judge(sought, std::slice::from_ref(entry)) {
        Verdict::Near { differs: found, .. } => assert_eq!(found, differs, "{sought:?} {entry:?}"),
        other => panic!("{sought:?}: {other:?}"),
    }
}

#[test]
fn accents_order_former_names_and_unknown_days_keep_nobody_out() {
    for_each_draw(|dice, entry| {
        let sought = themselves(&entry);
        is_match(&sought, &entry);
        let mut parts: Vec<_> = entry.name.split(' ').collect();
        parts.rotate_left(1 + dice.below(2));
        is_match(&Sought { name: Some(parts.join(" ")), ..sought.clone() }, &entry);
        let plain = onedoor_base::fold(&entry.name).to_uppercase();
        is_match(&Sought { name: Some(plain), ..sought.clone() }, &entry);
        for former in &entry.former_names {
            is_match(&Sought { name: Some(former.clone()), ..sought.clone() }, &entry);
        }
        let year = Born { month: None, day: None, ..entry.born };
        is_match(&sought, &Entry { born: year, ..entry.clone() });
        for former in &entry.former_numbers {
            let by_former = Sought { number: None, former: Some(former.clone()), ..sought.clone() };
            is_match(&by_former, &entry);
        }
    });
}

#[test]
fn tone_marks_may_stand_over_either_vowel() {
    for_each_draw(|_, entry| {
        let here = Entry { name: "Đặng Thuý Hòa".to_owned(), former_names: Vec::new(), ..entry };
        is_match(&Sought { name: Some("Đặng Thúy Hoà".to_owned()), ..themselves(&here) }, &here);
    });
}

#[test]
fn a_number_with_quite_another_name_is_near_whatever_else_agrees() {
    for_each_draw(|_, entry| {
        let sought = Sought { name: Some("Phan Châu Trinh".to_owned()), ..themselves(&entry) };
        is_near(&sought, &entry, &[Differs::Name]);
    });
}

#[test]
fn without_a_birth_date_or_a_name_nobody_is_a_match_however_well_the_rest_agrees() {
    for_each_draw(|_, entry| {
        let said = themselves(&entry);
        is_near(&Sought { born: None, ..said.clone() }, &entry, &[Differs::Born]);
        is_near(&Sought { name: None, ..said.clone() }, &entry, &[Differs::Name]);
        for former in &entry.former_numbers {
            let by_former = Sought { number: None, former: Some(former.clone()), born: None, ..said.clone() };
            is_near(&by_former, &entry, &[Differs::Born]);
        }
    });
}

#[test]
fn one_digit_wrong_is_near_and_found_by_name_and_birth_date() {
    for_each_draw(|dice, entry| {
        let mut typed = entry.number.clone().into_bytes();
        let at = dice.below(typed.len());
        typed[at] = b'0' + (typed[at] - b'0' + 1 + u8::try_from(dice.below(9)).unwrap()) % 10;
        let typed = String::from_utf8(typed).unwrap();
        let sought = Sought { number: Some(typed), ..themselves(&entry) };
        is_near(&sought, &entry, &[Differs::Number]);
        let year = Entry { born: Born { month: None, day: None, ..entry.born }, ..entry };
        is_near(&sought, &year, &[Differs::Number]);
    });
}

#[test]
fn the_dead_and_the_withdrawn_are_never_a_match_however_well_they_agree() {
    for_each_draw(|dice, entry| {
        let instead = [None, Some(dice.digits(12))][dice.below(2)].clone();
        for standing in [Standing::Deceased, Standing::Cancelled { instead }] {
            let entry = Entry { standing, ..entry.clone() };
            is_near(&themselves(&entry), &entry, &[Differs::Standing]);
        }
    });
}

#[test]
fn an_old_number_of_two_with_one_name_says_several_in_any_order() {
    for_each_draw(|dice, entry| {
        let former = dice.digits(9);
        let one = Entry { former_numbers: vec![former.clone()], ..entry };
        let other = Entry { number: dice.digits(12), ..one.clone() };
        let sought = Sought { number: None, former: Some(former), ..themselves(&one) };
        for both in [[one.clone(), other.clone()], [other.clone(), one.clone()]] {
            assert_eq!(judge(&sought, &both), Verdict::Several(both.to_vec()));
        }
    });
}

#[test]
fn a_province_in_a_number_says_nothing_of_where_somebody_lives() {
    for_each_draw(|_, entry| {
        for residence in [None, Some("Cần Thơ".to_owned()), Some("Hà Nội".to_owned())] {
            is_match(&themselves(&entry), &Entry { residence, ..entry.clone() });
        }
    });
}

#[test]
fn whoever_has_neither_number_nor_name_in_common_is_nobody() {
    for_each_draw(|dice, entry| {
        let other = Entry { number: "9".repeat(12), former_numbers: Vec::new(), ..dice.entry() };
        let other = Entry { name: "Phan Châu Trinh".to_owned(), former_names: Vec::new(), ..other };
        let sought = themselves(&entry);
        assert_eq!(judge(&sought, std::slice::from_ref(&other)), Verdict::None);
        assert!(!is_found(&sought, &other));
    });
}

#[test]
fn the_first_text_of_an_entry_is_of_its_own_number() {
    for_each_draw(|_, entry| {
        let own = crate::register::of_number(entry.country, &entry.number);
        assert_eq!(entry.keys().numbers.first(), Some(&own));
        let elsewhere = Entry { country: Country::Russia, ..entry.clone() };
        assert!(!is_found(&themselves(&entry), &elsewhere), "another country's numbers are others");
    });
}
