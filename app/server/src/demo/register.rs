//! The population register of the demo world: the cast, and people whom nobody can be but many a number finds.

use onedoor_base::Country;
use onedoor_proofing::register::{Born, Entry, Sex, Standing};
use onedoor_registers::{Client, ClientSettings};
use onedoor_sandbox::register::Door;
use onedoor_site::register::Register;

use super::cast::CAST;
use super::places::{DVCQG, Place, VNEID};

/// What a place asks, if it does.
pub(super) fn of(place: &Place, door: &Door) -> Option<Register> {
    [DVCQG, VNEID].contains(place).then(|| {
        let pair = door.client();
        let settings = ClientSettings {
            url: door.url().parse().expect("an address of this machine"),
            identity: Some((pair.certificate.as_bytes(), pair.key.as_bytes())),
            authorities: pair.authority.as_bytes(),
        };
        Client::new(&settings).expect("certificates of our own making").into()
    })
}

/// Birth dates and places of the cast, by handle; the years are those of their numbers.
const BORN: &[(&str, (i32, u8, u8), &str)] = &[
    ("lan", (1988, 4, 15), "Phường Hải Dương, Hải Phòng"),
    ("hung", (1979, 9, 2), "Phường Lê Thanh Nghị, Hải Phòng"),
    ("mai", (1990, 11, 20), "Phường Thành Đông, Hải Phòng"),
    ("tuan", (1985, 6, 1), "Phường Tân Hưng, Hải Phòng"),
    ("khai", (1992, 2, 10), "Phường Hoàn Kiếm, Hà Nội"),
    ("phuong", (1995, 8, 30), "Phường Long Biên, Hà Nội"),
    ("hanh", (1982, 12, 5), "Phường Ái Quốc, Hải Phòng"),
    ("thao", (1993, 5, 17), "Phường Tứ Minh, Hải Phòng"),
    ("binh", (1987, 10, 8), "Phường Cửa Nam, Hà Nội"),
    ("lina", (1988, 2, 14), "济南市历下区"),
    ("ivanova", (1984, 3, 8), "Самара"),
    ("petrov", (1981, 7, 21), "Самара"),
    ("smirnova", (1979, 1, 30), "Самара"),
    ("kuznetsov", (1990, 10, 12), "Самара"),
];

/// Everybody.
pub(super) fn people() -> Vec<Entry> {
    let cast = CAST.iter().filter_map(|someone| {
        let (_, (year, month, day), residence) =
            BORN.iter().find(|(handle, ..)| *handle == someone.handle)?;
        let country = someone.national.place.country;
        let number = plain(someone.number.or(someone.in_register)?);
        let born = Born { year: *year, month: Some(*month), day: Some(*day) };
        let sex = sex(country, &number);
        let residence = Some((*residence).to_owned());
        Some(Entry { residence, sex, ..entry(country, &number, someone.name, born) })
    });
    cast.chain(strangers()).collect()
}

/// People of the register alone: each is a case that a look-up meets.
fn strangers() -> Vec<Entry> {
    let day = |year, month, day| Born { year, month: Some(month), day: Some(day) };
    let vietnamese = |number: &str, name: &str, born| entry(Country::Vietnam, number, name, born);
    let old = |number: &str| vec![number.to_owned()];
    vec![
        // Her name has changed, and the register writes its tone elsewhere.
        Entry {
            former_numbers: old("141888777"),
            former_names: vec!["Đỗ Thị Hòa".to_owned()],
            ..vietnamese("030191000101", "Đỗ Thuý Hoà", day(1991, 1, 9))
        },
        // Two of one name and one day, with one old number.
        Entry {
            former_numbers: old("012345678"),
            ..vietnamese("001089000201", "Nguyễn Văn Nam", day(1989, 5, 19))
        },
        Entry {
            former_numbers: old("012345678"),
            ..vietnamese("036089000202", "Nguyễn Văn Nam", day(1989, 5, 19))
        },
        // Of whom only the year is known.
        vietnamese("030148000301", "Lò Thị Pành", Born { year: 1948, month: None, day: None }),
        Entry {
            standing: Standing::Deceased,
            ..vietnamese("030045000401", "Vũ Đình Cường", day(1945, 7, 1))
        },
        Entry {
            standing: Standing::Cancelled { instead: Some("001094000502".to_owned()) },
            ..vietnamese("001094000501", "Bùi Quang Huy", day(1994, 3, 3))
        },
        vietnamese("001094000502", "Bùi Quang Huy", day(1994, 3, 3)),
    ]
}

fn entry(country: Country, number: &str, name: &str, born: Born) -> Entry {
    Entry {
        country,
        number: number.to_owned(),
        former_numbers: Vec::new(),
        name: name.to_owned(),
        former_names: Vec::new(),
        born,
        sex: sex(country, number),
        residence: None,
        standing: Standing::Living,
    }
}

fn plain(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// As the number says it: Vietnam's fourth digit, China's seventeenth (odd is male in one, even in the other).
fn sex(country: Country, number: &str) -> Option<Sex> {
    let digit = |at| number.as_bytes().get(at).map(|digit| digit % 2 == 1);
    match country {
        Country::Vietnam => digit(3).map(|odd| if odd { Sex::Female } else { Sex::Male }),
        Country::China => digit(16).map(|odd| if odd { Sex::Male } else { Sex::Female }),
        Country::Russia => None,
    }
}

#[cfg(test)]
mod tests {
    use onedoor_national_id as national_id;

    use super::*;

    #[test]
    fn whoever_has_a_number_is_in_the_register_with_a_birth_date_that_fits() {
        let people = people();
        for someone in CAST {
            let Some(number) = someone.number.or(someone.in_register).map(plain) else { continue };
            let found = people.iter().find(|entry| entry.number == number);
            let entry = found.unwrap_or_else(|| panic!("{} is not registered", someone.handle));
            assert_eq!(entry.name, someone.name);
        }
        for entry in people.iter().filter(|entry| entry.country == Country::Vietnam) {
            let number = national_id::parse(national_id::Country::Vietnam, &entry.number);
            let number = number.unwrap_or_else(|error| panic!("{}: {error}", entry.number));
            let year = number.says().born.map(|born| i32::from(born.year()));
            assert_eq!(year, Some(entry.born.year), "{}", entry.name);
        }
    }
}
