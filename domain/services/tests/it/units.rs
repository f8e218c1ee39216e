use std::collections::HashSet;

use onedoor_services::{Tier, Unit, units};

use crate::day;

const BEFORE: &str = "2025-06-30";
const AFTER: &str = "2025-07-01";
const LATEST: &str = "2026-04-30";

fn name(code: &str, on: &str) -> &'static str {
    units().at(day(on)).unit(code).map_or("", Unit::name)
}

#[test]
fn three_tiers_before_july_2025_and_two_since() {
    let count = |on: &str| {
        let at = units().at(day(on));
        let provinces: Vec<_> = at.provinces().collect();
        let second: Vec<_> = provinces.iter().flat_map(|p| at.children(p.code())).collect();
        let third = second.iter().flat_map(|d| at.children(d.code())).count();
        (at.tiers().len(), provinces.len(), second.len(), third)
    };
    assert_eq!(count(BEFORE), (3, 63, 696, 10_035));
    assert_eq!(count("1999-01-01"), (3, 63, 696, 10_035));
    assert_eq!(count(AFTER), (2, 34, 3321, 0));
    assert_eq!(count(LATEST), (2, 34, 3321, 0));
    assert_eq!(count("2099-01-01"), (2, 34, 3321, 0));
}

/// Codes that were given anew with another meaning (FLOWS S1.3: an address without a day says
/// nothing).
#[test]
fn a_code_means_what_it_meant_on_that_day() {
    for (code, before, after) in [
        ("44", "Tỉnh Quảng Bình", "Tỉnh Quảng Trị"),
        ("24", "Tỉnh Bắc Giang", "Tỉnh Bắc Ninh"),
        ("91", "Tỉnh Kiên Giang", "Tỉnh An Giang"),
        ("52", "Tỉnh Bình Định", "Tỉnh Gia Lai"),
        ("82", "Tỉnh Tiền Giang", "Tỉnh Đồng Tháp"),
        ("80", "Tỉnh Long An", "Tỉnh Tây Ninh"),
        ("15", "Tỉnh Yên Bái", "Tỉnh Lào Cai"),
        ("30", "Tỉnh Hải Dương", ""),
        ("290", "Thành phố Chí Linh", ""),
        ("31", "Thành phố Hải Phòng", "Thành phố Hải Phòng"),
    ] {
        assert_eq!((name(code, BEFORE), name(code, AFTER)), (before, after), "{code}");
    }
    let at = |on: &str| units().at(day(on)).unit("31").unwrap();
    assert_ne!(at(BEFORE), at(AFTER), "the same name and code, another territory");
}

#[test]
fn no_list_mixes_the_times() {
    for on in [BEFORE, AFTER, LATEST] {
        let at = units().at(day(on));
        let mut seen = HashSet::new();
        for province in at.provinces() {
            for unit in at.children(province.code()) {
                assert!(seen.insert(unit.code()), "{} twice on {on}", unit.code());
                assert_eq!(unit.tier(), at.tiers()[1], "{}", unit.name());
                assert_eq!(at.path(unit.code()).first().map(|u| u.code()), Some(province.code()));
                for ward in at.children(unit.code()) {
                    assert!(seen.insert(ward.code()));
                    assert_eq!((ward.tier(), ward.parent()), (Tier::Ward, Some(unit.code())));
                }
            }
        }
    }
}

#[test]
fn dong_nai_becomes_a_city_on_30_april_2026() {
    assert_eq!((name("75", "2026-04-29"), name("75", LATEST)), ("Tỉnh Đồng Nai", "Thành phố Đồng Nai"));
    assert_eq!((name("26368", "2026-04-29"), name("26368", LATEST)), ("Xã Long Thành", "Phường Long Thành"));
    let at = units().at(day(LATEST));
    assert_eq!(at.full_name("26368").as_deref(), Some("Phường Long Thành, Thành phố Đồng Nai"));
    assert_eq!(at.unit("75").and_then(Unit::from), Some(day(LATEST)));
}

#[test]
fn a_change_of_spelling_is_no_change() {
    assert_eq!(name("38", AFTER), "Tỉnh Thanh Hóa");
    let thanh_hoa = |on: &str| units().at(day(on)).unit("38").unwrap();
    assert_eq!(thanh_hoa(AFTER), thanh_hoa(LATEST));
    assert_eq!(thanh_hoa(AFTER).from(), Some(day(AFTER)));
}

#[test]
fn paths_names_and_lists() {
    let at = units().at(day(BEFORE));
    let path: Vec<_> = at.path("10507").iter().map(|u| (u.tier(), u.name())).collect();
    let expected = [
        (Tier::Province, "Tỉnh Hải Dương"),
        (Tier::District, "Thành phố Hải Dương"),
        (Tier::Ward, "Phường Cẩm Thượng"),
    ];
    assert_eq!(path, expected);
    assert_eq!(at.full_name("10507").unwrap(), "Phường Cẩm Thượng, Thành phố Hải Dương, Tỉnh Hải Dương");
    assert_eq!(at.full_name("99999"), None);
    assert!(at.path("").is_empty());
    assert_eq!(at.children("99").count() + at.children("10507").count(), 0);
    let list: Vec<_> = at.provinces().map(Unit::name).collect();
    assert_eq!(&list[..3], ["Tỉnh An Giang", "Tỉnh Bà Rịa - Vũng Tàu", "Tỉnh Bắc Giang"]);
    // Numbers stand in the order of their values.
    let wards: Vec<_> = at.children("770").map(Unit::name).filter(|name| name.len() < 13).collect();
    assert_eq!(wards[4..], ["Phường 5", "Phường 9", "Phường 11", "Phường 12", "Phường 14"]);
}

#[test]
fn island_districts_had_no_wards() {
    let at = units().at(day(BEFORE));
    assert_eq!(at.unit("318").map(Unit::name), Some("Huyện Bạch Long Vĩ"));
    assert!(!at.has_children("318"));
    assert!(at.has_children("31"));
}

#[test]
fn people_find_a_unit_however_they_type_it() {
    let before = units().at(day(BEFORE));
    for query in ["Hoà Bình", "hòa bình", "HOA BINH", "tinh hoa binh", "Tỉnh Ho\u{300}a Bi\u{300}nh"] {
        assert_eq!(before.search(query, 5)[0].name(), "Tỉnh Hoà Bình", "{query}");
    }
    let after = units().at(day(AFTER));
    assert!(
        after.search("Tỉnh Hòa Bình", 50).iter().all(|u| u.tier() == Tier::Ward),
        "the province is no more"
    );
    assert_eq!(after.search("dac khu con dao", 1)[0].name(), "Đặc khu Côn Đảo");
    assert_eq!(before.search("10507", 1)[0].name(), "Phường Cẩm Thượng");
    assert_eq!(after.search("xa", 7).len(), 7);
    for nothing in ["", "  ", "qqqq", "北京"] {
        assert!(after.search(nothing, 5).is_empty(), "{nothing}");
    }
}
