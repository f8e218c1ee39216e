use onedoor_base::Country;

use crate::register::{Born, Differs, Entry, Sex, Sought, Spelled, Standing, Verdict, judge, spelled};

fn hoa() -> Entry {
    Entry {
        country: Country::Vietnam,
        number: "001190000018".to_owned(),
        former_numbers: vec!["012345678".to_owned()],
        name: "Nguyễn Thị Hòa".to_owned(),
        former_names: vec!["Trần Thị Hòa".to_owned()],
        born: Born { year: 1990, month: Some(3), day: Some(7) },
        sex: Some(Sex::Female),
        residence: None,
        standing: Standing::Living,
    }
}

fn sought() -> Sought {
    Sought {
        country: Country::Vietnam,
        number: Some("001190000018".to_owned()),
        former: None,
        name: Some("Nguyễn Thị Hòa".to_owned()),
        born: Some(Born { year: 1990, month: Some(3), day: Some(7) }),
        sex: None,
    }
}

fn named(name: &str) -> Sought {
    Sought { name: Some(name.to_owned()), ..sought() }
}

fn is_match(sought: &Sought, found: &[Entry]) -> bool {
    matches!(judge(sought, found), Verdict::Match(_))
}

fn near(sought: &Sought, entry: Entry) -> Vec<Differs> {
    match judge(sought, &[entry]) {
        Verdict::Near { differs, .. } => differs,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_only_written_differently_is_the_same_person() {
    for name in ["Nguyễn Thị Hòa", "Nguyễn Thị Hoà", "NGUYEN THI HOA", "Hòa Nguyễn Thị", "Trần Thị Hòa"]
    {
        assert!(is_match(&named(name), &[hoa()]), "{name}");
    }
    let year = Entry { born: Born { year: 1990, month: None, day: None }, ..hoa() };
    assert!(is_match(&sought(), &[year]));
    let by_former = Sought { number: None, former: Some("012345678".to_owned()), ..sought() };
    assert!(is_match(&by_former, &[hoa()]));
}

#[test]
fn a_number_of_somebody_else_is_never_a_match() {
    assert_eq!(near(&named("Lê Văn Tám"), hoa()), [Differs::Name]);
    assert_eq!(near(&Sought { name: None, ..sought() }, hoa()), [Differs::Name]);
    let other_day = Sought { born: Some(Born { year: 1990, month: Some(3), day: Some(8) }), ..sought() };
    assert_eq!(near(&other_day, hoa()), [Differs::Born]);
}

#[test]
fn two_facts_of_three_are_never_a_match() {
    let no_date = Sought { born: None, ..sought() };
    assert_eq!(near(&no_date, hoa()), [Differs::Born]);
    let plain = Sought { name: Some("NGUYEN THI HOA".to_owned()), ..no_date.clone() };
    assert_eq!(near(&plain, hoa()), [Differs::Tones, Differs::Born]);
    assert_eq!(near(&Sought { name: None, ..no_date.clone() }, hoa()), [Differs::Name, Differs::Born]);
    let slip = Sought { number: Some("001190000019".to_owned()), ..no_date };
    assert_eq!(judge(&slip, &[hoa()]), Verdict::None);
}

#[test]
fn a_slip_in_the_number_is_near_and_another_number_is_nobody() {
    for typed in ["001190000019", "001190000081"] {
        assert_eq!(near(&Sought { number: Some(typed.to_owned()), ..sought() }, hoa()), [Differs::Number]);
    }
    let namesake = Sought { number: Some("079190111222".to_owned()), ..sought() };
    assert_eq!(judge(&namesake, &[hoa()]), Verdict::None);
}

#[test]
fn the_dead_and_the_withdrawn_are_never_a_match() {
    for standing in [Standing::Deceased, Standing::Cancelled { instead: None }] {
        assert_eq!(near(&sought(), Entry { standing, ..hoa() }), [Differs::Standing]);
    }
}

#[test]
fn an_old_number_of_two_people_says_several() {
    let other = Entry { number: "034190000777".to_owned(), ..hoa() };
    let by_former = Sought { number: None, former: Some("012345678".to_owned()), ..sought() };
    assert!(matches!(judge(&by_former, &[hoa(), other.clone()]), Verdict::Several(both) if both.len() == 2));
    let another_name = Entry { name: "Lê Thị Bưởi".to_owned(), former_names: Vec::new(), ..other };
    assert!(is_match(&by_former, &[hoa(), another_name]), "the name says which");
}

#[test]
fn a_name_is_compared_as_people_write_it() {
    let has = "Nguyễn Thị Hòa";
    for (said, how) in [
        ("Nguyễn Thị Hòa", Spelled::Same),
        ("Nguyễn Thị Hoà", Spelled::Marks),
        ("NGUYỄN  THỊ HOÀ", Spelled::Marks),
        ("Nguyễn Thị Ho\u{300}a", Spelled::Marks),
        ("nguyen thi hoa", Spelled::Accents),
        ("Nguyễn Thị Họa", Spelled::Accents),
        ("Hoa Nguyen Thi", Spelled::Order),
        ("Nguyễn Thị Hoàn", Spelled::Other),
        ("Nguyễn Hòa", Spelled::Other),
    ] {
        assert_eq!(spelled(said, has), how, "{said}");
        assert_eq!(spelled(has, said), how, "{said}, the other way round");
    }
    assert_eq!(spelled("Пётр Фёдоров", "Петр Федоров"), Spelled::Marks);
    assert_eq!(spelled("王小明", "王小朋"), Spelled::Other);
}
