use onedoor_base::Country::{China, Russia, Vietnam};

use super::*;

fn check(country: Country, number: &str, born: &str) -> Result<Option<NumberClaim>, Vec<ClaimProblem>> {
    NumberClaim::check(ClaimForm { number, country, born })
}

#[test]
fn days_are_read_as_people_write_them() {
    for text in [
        "1990-03-07",
        "7.3.1990",
        "07/03/1990",
        " 07 03 1990 ",
        "1990年3月7日",
        "１９９０/３/７",
        "19900307",
        "07031990",
    ] {
        assert_eq!(read_day(text), Some((1990, 3, 7)), "{text}");
    }
    for text in
        ["", "7.3.90", "31.2.1990", "1990", "3/1990", "1.2.3.4", "99999999", "0.0.0000", "7.3.19900", "x"]
    {
        assert_eq!(read_day(text), None, "{text}");
    }
    assert_eq!(read_day(&"1".repeat(1_000_000)), None);
}

#[test]
fn a_number_is_held_against_the_day_of_birth_as_far_as_it_says_one() {
    let fine = |country, number, born| check(country, number, born).expect("fine").expect("a number").doubt;
    assert_eq!(fine(Vietnam, "001 090 123 456", ""), None);
    assert_eq!(fine(Vietnam, "001090123456", "31.12.1990"), None);
    assert_eq!(fine(China, "110101199003071233", "1990年3月7日"), None);
    assert_eq!(fine(Russia, "112-233-445 95", "1.1.1950"), None, "it says nothing of its owner");
    let differs = |says| Err(vec![ClaimProblem::Differs(says)]);
    assert_eq!(check(Vietnam, "001090123456", "31.12.1991"), differs(Born::Year(1990)));
    let day = Born::Date { year: 1990, month: 3, day: 7 };
    assert_eq!(check(China, "110101199003071233", "8.3.1990"), differs(day));
}

#[test]
fn nothing_has_to_be_said() {
    for born in ["", "7.3.1990"] {
        assert_eq!(check(China, " - ", born), Ok(None));
    }
    let both = vec![ClaimProblem::Number(Refused::Check), ClaimProblem::Birth];
    assert_eq!(check(China, "110101199003071234", "30.2.1990"), Err(both));
}

#[test]
fn an_unknown_place_is_a_doubt_and_no_mistake() {
    for (country, number) in [(Vietnam, "003090123456"), (China, "990101199003071237")] {
        let claim = check(country, number, "").expect("fine").expect("a number");
        assert_eq!(claim.doubt, Some(NumberDoubt::Place), "{number}");
    }
}
