use onedoor_base::Country;

use super::{AddressForm, AddressProblem, Line, check_address, write_out};
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
    places(Country::Vietnam).expect("tables").search("phuong hoan kiem", 1).places[0].code
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
        town: "г. Якутск, Республика Саха (Якутия)",
        street: "ул. Ленина, д. 5, кв. 12",
        postcode: "677000",
        ..AddressForm::default()
    };
    let russian = check_address(russian).expect("an address");
    let written = write_out(&russian);
    assert_eq!(
        written.last().map(String::as_str),
        Some("677000"),
        "the postal code stands last: {written:?}"
    );
    assert_eq!(written[1], "ул. Ленина, д. 5, кв. 12");
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
