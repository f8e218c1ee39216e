use onedoor_base::Country;

use super::{Address, AddressForm, AddressProblem, Line, check_address, write_out};
use crate::places;

fn home() -> AddressForm<'static> {
    AddressForm {
        country: Some(Country::Vietnam),
        label: "Nhà",
        recipient: "Trần Văn An",
        phone: "0987 654 321",
        place: commune(),
        town: "",
        street: " 12  Hàng Bài",
        postcode: "１１０００",
    }
}

fn commune() -> &'static str {
    places(Country::Vietnam).search("phuong hoan kiem", 1).places[0].code
}

#[test]
fn each_country_writes_an_address_in_its_order() {
    let home = check_address(home()).expect("an address");
    assert_eq!(
        write_out(&home),
        ["Trần Văn An", "0987 654 321", "12 Hàng Bài", "Phường Hoàn Kiếm, Thành phố Hà Nội 11000"]
    );
    let there = AddressForm {
        country: Some(Country::China),
        recipient: "李娜",
        place: "370102",
        street: "泺源大街1号",
        postcode: "250011",
        ..AddressForm::default()
    };
    let there = check_address(there).expect("an address");
    assert_eq!(write_out(&there), ["250011", "山东省济南市历下区泺源大街1号", "李娜（收）"]);
    let russian = AddressForm {
        country: Some(Country::Russia),
        recipient: "Дьяконова Анна",
        place: "14",
        town: "г. Якутск",
        street: "ул. Ленина, д. 5, кв. 12",
        postcode: "677000",
        ..AddressForm::default()
    };
    let russian = check_address(russian).expect("an address");
    let written = write_out(&russian);
    let lines =
        ["Дьяконова Анна", "ул. Ленина, д. 5, кв. 12", "г. Якутск", "Республика Саха (Якутия)", "677000"];
    assert_eq!(written, lines, "the postal code stands last");
}

/// What stood in the account before there were regions to choose is written as it was.
#[test]
fn an_address_without_a_region_is_written_all_the_same() {
    let old = Address {
        country: Some(Country::Russia),
        label: String::new(),
        recipient: "Дьяконова Анна".to_owned(),
        phone: String::new(),
        place: String::new(),
        town: "г. Якутск, Республика Саха (Якутия)".to_owned(),
        street: "ул. Ленина, д. 5".to_owned(),
        postcode: String::new(),
    };
    let lines = ["Дьяконова Анна", "ул. Ленина, д. 5", "г. Якутск, Республика Саха (Якутия)"];
    assert_eq!(write_out(&old), lines);
}

#[test]
fn in_a_town_that_is_a_region_no_town_is_asked_for() {
    let at =
        |place, town| AddressForm { country: Some(Country::Russia), place, town, postcode: "", ..home() };
    for place in ["77", "78", "92"] {
        let moscow = check_address(at(place, "Москва")).expect("an address");
        assert_eq!(moscow.town, "", "it would stand there twice");
    }
    assert_eq!(check_address(at("14", "")), Err(vec![AddressProblem::Missing(Line::Town)]));
    let missing = [Line::Place, Line::Town].map(AddressProblem::Missing);
    assert_eq!(check_address(at("", "")), Err(missing.to_vec()));
    assert_eq!(check_address(at("99", "г. Якутск")), Err(vec![AddressProblem::Missing(Line::Place)]));
}

#[test]
fn what_is_missing_or_does_not_fit_is_said() {
    use AddressProblem::{Missing, Phone, Postcode, Unfit};
    let wrong = |form| check_address(form).expect_err("not an address");
    assert_eq!(wrong(AddressForm { recipient: " ", ..home() }), [Missing(Line::Recipient)]);
    assert_eq!(wrong(AddressForm { street: "", ..home() }), [Missing(Line::Street)]);
    assert_eq!(
        wrong(AddressForm { place: "01", ..home() }),
        [Missing(Line::Place)],
        "a province is too large"
    );
    assert_eq!(wrong(AddressForm { place: "99999", ..home() }), [Missing(Line::Place)]);
    assert_eq!(wrong(AddressForm { postcode: "1100", ..home() }), [Postcode { digits: 5 }]);
    assert_eq!(wrong(AddressForm { phone: "call me", ..home() }), [Phone]);
    assert_eq!(wrong(AddressForm { street: "a\u{202e}b", ..home() }), [Unfit(Line::Street)]);
    assert_eq!(wrong(AddressForm { country: None, ..home() }), [Missing(Line::Town)]);
    let elsewhere =
        AddressForm { country: None, town: "10115 Berlin, Germany", postcode: "AB1 2CD", ..home() };
    assert!(check_address(elsewhere).is_ok(), "elsewhere every postal code is one");
}
