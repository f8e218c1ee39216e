use crate::*;

fn read(country: Country, text: &str) -> NationalNumber {
    parse(country, text).unwrap_or_else(|why| panic!("{text}: {why}"))
}

#[test]
fn vietnamese_numbers_say_sex_year_and_place() {
    for (text, place, name, sex, year) in [
        ("001090123456", "001", "Thành phố Hà Nội", Sex::Male, 1990),
        ("030185000001", "030", "Tỉnh Hải Dương", Sex::Female, 1985),
        ("079203654321", "079", "Thành phố Hồ Chí Minh", Sex::Male, 2003),
        ("031310246810", "031", "Thành phố Hải Phòng", Sex::Female, 2010),
        ("101070111111", "101", "Afghanistan", Sex::Male, 1970),
        ("244999000000", "244", "Romania (Ru-ma-ni, Lỗ Ma Ni)", Sex::Female, 2399),
    ] {
        let number = read(Country::Vietnam, text);
        let expected = Says {
            sex: Some(sex),
            born: Some(Born::Year(year)),
            place: Some(Place { code: place, name: Some(name) }),
        };
        assert_eq!(number.says(), expected, "{text}");
    }
}

#[test]
fn vietnamese_numbers_are_refused_with_a_reason() {
    let length = |found| Refused::Length { expected: 12, found };
    for (text, why) in [
        ("00109012345", length(11)),
        ("0010901234567", length(13)),
        ("00A090123456", Refused::Character),
        ("123456789", Refused::FormerKind),
        ("003090123456", Refused::Place),
        ("000090123456", Refused::Place),
        ("296090123456", Refused::Place),
        (" - ", Refused::Empty),
        ("", Refused::Empty),
        ("00109012345X", Refused::Character),
    ] {
        assert_eq!(parse(Country::Vietnam, text), Err(why), "{text}");
    }
}

#[test]
fn the_former_vietnamese_number_is_only_a_shape() {
    assert_eq!(FormerNumber::parse("123 456 789").unwrap().as_str(), "123456789");
    assert_eq!(FormerNumber::parse("12345678"), Err(Refused::Length { expected: 9, found: 8 }));
    assert!(!format!("{:?}", FormerNumber::parse("123456789").unwrap()).contains('1'));
}

#[test]
fn chinese_numbers_say_sex_day_and_province() {
    for (text, sex, (year, month, day), name) in [
        ("360426199101010071", Sex::Male, (1991, 1, 1), "江西省"),
        ("110101199003071233", Sex::Male, (1990, 3, 7), "北京市"),
        ("370102194912310029", Sex::Female, (1949, 12, 31), "山东省"),
        ("11010519491231002X", Sex::Female, (1949, 12, 31), "北京市"),
    ] {
        let number = read(Country::China, text);
        let says = number.says();
        assert_eq!((says.sex, says.born), (Some(sex), Some(Born::Date { year, month, day })), "{text}");
        assert_eq!(says.place, Some(Place { code: &text[..6], name: Some(name) }), "{text}");
    }
}

#[test]
fn chinese_numbers_are_refused_with_a_reason() {
    for (text, why) in [
        ("360426199101010072", Refused::Check),
        ("11010519491331002X", Refused::Check),
        ("1101051949123100210", Refused::Length { expected: 18, found: 19 }),
        ("1101051949X2310021", Refused::Character),
        ("11010519491231002Y", Refused::Character),
        // The check characters of these agree; the dates don't exist.
        ("110105194913310021", Refused::Date),
        ("110105190002290025", Refused::Date),
        ("110105000012310026", Refused::Date),
    ] {
        assert_eq!(parse(Country::China, text), Err(why), "{text}");
    }
}

#[test]
fn russian_numbers_check_and_say_nothing() {
    for text in ["112-233-445 95", "276-488-905 42", "715-398-174 20", "00101998900"] {
        assert_eq!(read(Country::Russia, text).says(), Says::default(), "{text}");
    }
    for text in ["200 746 095 00", "112-233-445 96", "000-000-000 00"] {
        assert_eq!(parse(Country::Russia, text), Err(Refused::Check), "{text}");
    }
    // Up to 001-001-998 the check digits mean nothing.
    assert!(parse(Country::Russia, "001-001-998 77").is_ok());
    assert_eq!(parse(Country::Russia, "001-001-999 77"), Err(Refused::Check));
}

#[test]
fn what_people_type_is_accepted() {
    for text in [
        "001 090 123 456",
        "001-090-123-456",
        " 001\u{a0}090123456\t",
        "００１０９０１２３４５６",
        "\u{feff}001090123456",
    ] {
        assert_eq!(read(Country::Vietnam, text).as_str(), "001090123456", "{text}");
    }
    for text in [
        "11010519491231002x",
        "110105 19491231 002Ｘ",
        "１１０１０５１９４９１２３１００２ｘ",
        "11010519491231002Х",
    ] {
        assert_eq!(read(Country::China, text).as_str(), "11010519491231002X", "{text}");
    }
    assert_eq!(read(Country::Russia, "112–233–445\u{2009}95").as_str(), "11223344595");
}

#[test]
fn shown_grouped_and_masked() {
    for (country, text, grouped, masked) in [
        (Country::Vietnam, "001090123456", "001 090 123 456", "00• ••• ••• •56"),
        (Country::China, "11010519491231002X", "110105 19491231 002X", "110••• •••••••• 002X"),
        (Country::Russia, "11223344595", "112-233-445 95", "•••-•••-•45 95"),
    ] {
        let number = read(country, text);
        assert_eq!((number.grouped(), number.masked()), (grouped.to_owned(), masked.to_owned()));
        assert!(!format!("{number:?}").contains(text));
    }
}
