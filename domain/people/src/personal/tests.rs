use onedoor_base::IdentityLevel;
use onedoor_national_id::{Born, Country, Sex, parse};

use super::{BirthDate, PersonalForm, PersonalProblem, Proven, check_personal};

const TODAY: BirthDate = BirthDate { year: 2026, month: 11, day: 22 };

fn form<'a>(name: &'a str, born: [&'a str; 3], sex: &'a str) -> PersonalForm<'a> {
    PersonalForm { name, born, sex, employer: " Nhà máy  sứ " }
}

#[test]
fn before_proof_everything_is_what_the_person_says() {
    let nothing = Proven::of(IdentityLevel::Claimed, None);
    let (name, said) =
        check_personal(form(" Trần  Văn An ", ["7", "03", "1990"], "male"), nothing, TODAY).expect("fits");
    assert_eq!(name.expect("changed").as_str(), "Trần Văn An");
    assert_eq!(said.born.map(|day| day.to_string()).as_deref(), Some("1990-03-07"));
    assert_eq!((said.sex, said.employer.as_str()), (Some(Sex::Male), "Nhà máy sứ"));
    let (_, said) =
        check_personal(form("An", ["", " ", ""], ""), nothing, TODAY).expect("nothing is asked for");
    assert_eq!((said.born, said.sex), (None, None));
}

#[test]
fn what_is_proven_comes_from_the_proof() {
    let chinese = parse(Country::China, "11010119900307125X").ok();
    let chinese = chinese.or_else(|| {
        "0123456789X".chars().find_map(|c| parse(Country::China, &format!("11010119900307125{c}")).ok())
    });
    let proven = Proven::of(IdentityLevel::Basic, chinese.as_ref());
    let (name, said) =
        check_personal(form("Somebody Else", ["1", "1", "2001"], "female"), proven, TODAY).expect("fits");
    assert_eq!(name, None, "the name stays");
    assert_eq!(said.born, BirthDate::new(1990, 3, 7));
    assert_eq!(said.sex, Some(Sex::Male));
}

#[test]
fn a_proven_year_leaves_the_day_to_be_said() {
    let khai = parse(Country::Vietnam, "036188001234").expect("a number");
    let proven = Proven::of(IdentityLevel::Substantial, Some(&khai));
    assert_eq!((proven.born, proven.day()), (Some(Born::Year(1988)), None));
    let said = |born| check_personal(form("", born, ""), proven, TODAY);
    assert_eq!(said(["2", "9", "1988"]).expect("fits").1.born, BirthDate::new(1988, 9, 2));
    assert_eq!(said(["2", "9", "1989"]), Err(vec![PersonalProblem::OtherYear(1988)]));
    assert_eq!(said(["", "", ""]).expect("may be left out").1.sex, Some(Sex::Female));
}

#[test]
fn no_such_day_is_said() {
    let nothing = Proven::default();
    for born in [
        ["30", "2", "1990"],
        ["29", "2", "1900"],
        ["0", "1", "1990"],
        ["1", "13", "1990"],
        ["", "1", "1990"],
        ["-1", "1", "1990"],
        ["1", "1", "90"],
        ["23", "11", "2026"],
        ["1", "1", "99999"],
        ["256", "1", "1990"],
    ] {
        assert_eq!(
            check_personal(form("An", born, ""), nothing, TODAY),
            Err(vec![PersonalProblem::NoSuchDay]),
            "{born:?}"
        );
    }
    assert!(check_personal(form("An", ["22", "11", "2026"], ""), nothing, TODAY).is_ok(), "born today");
    assert!(
        check_personal(form("An", ["２９", "2", "２０００"], ""), nothing, TODAY).is_ok(),
        "full-width digits"
    );
}

#[test]
fn an_employer_is_a_line_that_can_be_read() {
    let long = "x".repeat(201);
    let said = |employer| {
        check_personal(
            PersonalForm { name: "An", born: [""; 3], sex: "", employer },
            Proven::default(),
            TODAY,
        )
    };
    assert_eq!(said(&long), Err(vec![PersonalProblem::EmployerTooLong]));
    assert_eq!(said("Bank\u{202e}knaB"), Err(vec![PersonalProblem::EmployerCharacter]));
    assert_eq!(said("ООО «Ромашка» & Co. 2").expect("fits").1.employer, "ООО «Ромашка» & Co. 2");
}

#[test]
fn days_come_back_from_the_database() {
    for text in ["1890-01-01", "2000-02-29", "2026-11-22"] {
        assert_eq!(BirthDate::from_stored(text).map(|day| day.to_string()).as_deref(), Some(text));
    }
    assert_eq!(BirthDate::from_stored("2001-02-29"), None);
}
