use onedoor_base::Country;

use super::{Found, Place, Places, places};
use crate::former;

fn vietnam() -> &'static Places {
    places(Country::Vietnam)
}

fn china() -> &'static Places {
    places(Country::China)
}

fn names(found: &Found<'_>) -> Vec<&'static str> {
    found.places.iter().map(|place| place.name).collect()
}

/// The parts of a path by name.
fn path(places: &Places, code: &str) -> Vec<&'static str> {
    places.path(code).into_iter().map(|place| place.name).collect()
}

#[test]
fn vietnam_has_thirty_four_provinces_and_all_their_communes() {
    let provinces = vietnam().within(None);
    let communes: usize = provinces.iter().map(|place| vietnam().within(Some(place.code)).len()).sum();
    assert_eq!((provinces.len(), communes), (34, 3321));
    // Of 10,035 communes of before the resolutions name all but these in words that a program can read.
    assert_eq!(former::count(), [29, 696, 10_035 - 17]);
    assert!(provinces.iter().all(|place| !vietnam().is_smallest(place)));
    for province in provinces {
        assert!(vietnam().within(Some(province.code)).iter().all(|commune| vietnam().is_smallest(commune)));
    }
}

fn russia() -> &'static Places {
    places(Country::Russia)
}

#[test]
fn russia_has_eighty_nine_regions() {
    let regions = russia().within(None);
    assert_eq!(regions.len(), 89);
    for region in &regions {
        assert!(russia().is_smallest(region) && region.is_written(), "{}", region.name);
        assert!(region.code.len() == 2 && region.code.bytes().all(|b| b.is_ascii_digit()));
    }
    assert_eq!(regions.iter().filter(|region| !russia().has_towns(region)).count(), 3);
    assert_eq!(path(russia(), "14"), ["Республика Саха (Якутия)"]);
    assert_eq!(names(&russia().search("якутия", 1)), ["Республика Саха (Якутия)"]);
    assert_eq!(names(&russia().search("московская", 1)), ["Московская область"]);
    assert_eq!(names(&russia().search("югра", 1)), ["Ханты-Мансийский автономный округ — Югра"]);
    assert_eq!(names(&russia().search("москва", 5)), ["Москва"]);
    assert!(russia().search("77", 5).places.iter().any(|place| place.name == "Москва"));
}

#[test]
fn china_is_walked_down_to_its_counties() {
    assert_eq!(china().within(None).len(), 31);
    let mut counties = 0;
    let mut walk: Vec<&Place> = china().within(None);
    while let Some(place) = walk.pop() {
        assert!(place.is_written(), "{}", place.name);
        if china().is_smallest(place) { counties += 1 } else { walk.extend(china().within(Some(place.code))) }
    }
    assert!(counties > 2900, "{counties}");
    assert_eq!(path(china(), "110101"), ["北京市", "东城区"]);
    assert_eq!(path(china(), "370102"), ["山东省", "济南市", "历下区"]);
    assert!(china().within(Some("11")).iter().any(|place| place.name == "东城区"), "no step without a name");
}

#[test]
fn names_are_found_without_accents_and_by_what_is_around() {
    assert_eq!(names(&vietnam().search("hải phòng", 1)), ["Thành phố Hải Phòng"]);
    assert_eq!(names(&vietnam().search("HAI PHONG", 1)), ["Thành phố Hải Phòng"]);
    assert_eq!(names(&vietnam().search("hoan kiem ha noi", 1)), ["Phường Hoàn Kiếm"]);
    assert_eq!(names(&vietnam().search("hoan ki", 1)), ["Phường Hoàn Kiếm"]);
    assert_eq!(names(&china().search("历下", 1)), ["历下区"]);
    assert_eq!(names(&china().search("济南历下", 1)), ["历下区"]);
    assert_eq!(names(&china().search("370102", 1)), ["历下区"]);
    assert_eq!(vietnam().search("", 5), Found::default());
    assert_eq!(vietnam().search(" ,;- ", 5), Found::default());
    assert_eq!(names(&china().search("北京市", 1)), ["北京市"]);
}

#[test]
fn what_is_no_more_leads_to_its_successor() {
    let found = vietnam().search("hai duong", 10);
    assert_eq!(
        (found.former[0].name, found.former[0].successor.name),
        ("Tỉnh Hải Dương", "Thành phố Hải Phòng")
    );
    let found = vietnam().search("ba vi", 10);
    assert!(
        found.former.iter().any(|one| one.name == "Huyện Ba Vì" && one.successor.name == "Thành phố Hà Nội")
    );
    // The province that kept its name is none of the former ones.
    assert!(vietnam().search("hai phong", 10).former.iter().all(|one| !one.around.is_empty()));
    assert!(china().search("济南", 10).former.is_empty());
}

#[test]
fn a_commune_that_is_no_more_leads_to_the_one_or_the_several_that_it_became() {
    let found = vietnam().search("xa nam hong tien hai", 10).former;
    assert_eq!(
        (found[0].name, &found[0].around[..], found[0].successor.name, found[0].partly),
        ("Xã Nam Hồng", &["Huyện Tiền Hải", "Tỉnh Thái Bình"][..], "Xã Nam Tiền Hải", false)
    );
    assert!(vietnam().is_smallest(found[0].successor));
    let found = vietnam().search("xuân tảo bắc từ liêm", 10).former;
    let successors: Vec<_> = found.iter().map(|one| (one.successor.name, one.partly)).collect();
    assert_eq!(
        successors,
        [("Phường Nghĩa Đô", true), ("Phường Phú Thượng", true), ("Phường Xuân Đỉnh", true)]
    );
    // Numbers are names there, and a district that is no more tells them apart.
    assert!(vietnam().search("phường 8 gò vấp", 10).former.iter().all(|one| one.around[0] == "Quận Gò Vấp"));
    // What is called the same and is found among the units of today is not said to be gone.
    let found = vietnam().search("xã sảng mộc", 10);
    assert_eq!(found.places[0].name, "Xã Sảng Mộc");
    assert!(found.former.iter().all(|one| one.successor.code != found.places[0].code));
    // But by the district that is gone it is found only so.
    let found = vietnam().search("xã sảng mộc võ nhai", 10);
    assert!(found.former.iter().any(|one| one.successor.name == "Xã Sảng Mộc"));
}

/// Whatever is typed: nothing panics, nothing is found twice or in too great numbers, and what is found has a path.
#[test]
fn any_text_can_be_searched_for() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or(0)
    };
    let pieces = [
        "hà",
        "Ha",
        "nội",
        "区",
        "济南",
        "市辖区",
        " ",
        "\u{301}",
        "\u{202e}",
        "１２",
        "37",
        "",
        "-",
        "đ",
        "Đ",
        "İ",
        "ß",
        "\0",
        "👨‍👩‍👧",
        "ﬁ",
        "\u{1100}\u{1161}",
        "'\"<>&%",
    ];
    for _ in 0..400 {
        let text: String = (0..next() % 7).map(|_| pieces[next() % pieces.len()]).collect();
        for places in [vietnam(), china(), russia()] {
            let found = places.search(&text, 7);
            assert!(found.places.len() <= 7 && found.former.len() <= 7);
            for (n, place) in found.places.iter().enumerate() {
                assert!(!places.path(place.code).is_empty(), "{text:?}");
                assert!(found.places[..n].iter().all(|other| other.code != place.code), "{text:?}");
            }
        }
    }
    let long = "hà ".repeat(100_000);
    assert!(vietnam().search(&long, 5).places.len() <= 5);
}

/// Every unit is found by its own full name.
#[test]
fn every_unit_is_found_by_its_name() {
    for places in [vietnam(), china(), russia()] {
        for place in places.all.iter().filter(|place| place.is_written()).step_by(97) {
            let query: Vec<&str> = places.path(place.code).iter().map(|one| one.name).collect();
            let found = places.search(&query.join(" "), 5);
            assert!(found.places.iter().any(|one| one.code == place.code), "{query:?}");
        }
    }
}
