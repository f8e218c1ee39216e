use onedoor_base::{Country, DossierId, LocalAccountId, Phone, Timestamp};
use onedoor_services::dossiers::{
    ChosenPlace, Dossier, DossierCode, DossierContent, DossierState, DossierStep, Missing, NotSubmitted,
};
use onedoor_services::procedures::{Procedure, ProcedureCatalogue};

use crate::day;

const NOW: Timestamp = Timestamp::from_seconds(1_751_360_400);
const CODE: &str = "000.00.01.H22-250701-0001";

fn birth() -> &'static Procedure {
    ProcedureCatalogue::vietnam().get("1.001193").expect("in the sample")
}

fn content(place: &str, valid_at: &str) -> DossierContent {
    DossierContent {
        applicant: "Nguyễn Văn Mẫu".into(),
        phone: Phone::parse("0912 345 678", Country::Vietnam).ok(),
        email: None,
        place: Some(ChosenPlace { code: place.into(), valid_at: day(valid_at) }),
        former_place: None,
        request: "Khai sinh cho con gái".into(),
    }
}

fn draft(content: DossierContent) -> Dossier {
    Dossier {
        id: DossierId::from_bytes([1; 16]),
        owner: LocalAccountId::from_bytes([2; 16]),
        procedure: birth().code.clone(),
        content,
        state: DossierState::Draft,
        code: None,
        created_at: Timestamp::from_seconds(1_751_000_000),
        submitted_at: None,
        changed_at: Timestamp::from_seconds(1_751_000_000),
    }
}

#[test]
fn a_complete_draft_is_submitted_once() {
    let today = day("2025-07-01");
    let code: DossierCode = CODE.parse().unwrap();
    let dossier = draft(content("10507", "2025-07-01")).submit(birth(), code.clone(), today, NOW).unwrap();
    assert_eq!((dossier.state, dossier.code.clone()), (DossierState::Submitted, Some(code.clone())));
    assert_eq!((dossier.submitted_at, dossier.changed_at), (Some(NOW), NOW));
    let again = dossier.submit(birth(), code, today, NOW);
    assert!(matches!(again, Err(NotSubmitted::Refused(r)) if r.state == DossierState::Submitted));
}

#[test]
fn what_is_missing_is_said_in_the_order_of_the_page() {
    let today = day("2025-07-01");
    let all = [Missing::Place, Missing::Applicant, Missing::Phone, Missing::Request];
    let nothing = draft(DossierContent { applicant: "  ".into(), ..DossierContent::default() });
    let refused = nothing.submit(birth(), CODE.parse().unwrap(), today, NOW);
    assert_eq!(refused.err(), Some(NotSubmitted::Incomplete(all.to_vec())));
    let school = ProcedureCatalogue::school().get("school-meals").unwrap();
    assert!(!DossierContent::default().missing(school, today).contains(&Missing::Place));
}

#[test]
fn an_earlier_registration_is_placed_by_the_units_of_its_time() {
    let copy = ProcedureCatalogue::vietnam().get("2.000635").unwrap();
    let today = day("2026-05-01");
    let missing = |former: Option<(&str, &str)>| {
        let former_place = former.map(|(code, on)| ChosenPlace { code: code.to_owned(), valid_at: day(on) });
        let content = DossierContent { former_place, ..content("10507", "2026-05-01") };
        content.missing(copy, today).contains(&Missing::FormerPlace)
    };
    assert!(missing(None));
    assert!(!missing(Some(("10507", "1999-01-01"))));
    assert!(!missing(Some(("318", "1999-01-01"))), "an island district without wards");
    assert!(missing(Some(("288", "1999-01-01"))), "a district with wards");
    assert!(missing(Some(("288", "2025-07-01"))), "no such unit on that day");
}

#[test]
fn a_place_must_be_of_the_right_tier_and_still_be_what_was_chosen() {
    for (place, chosen, today, enough) in [
        ("10507", "2025-06-30", "2025-06-30", true),
        // Down to the district is not enough, except where there is nothing below.
        ("288", "2025-06-30", "2025-06-30", false),
        ("318", "2025-06-30", "2025-06-30", true),
        ("30", "2025-06-30", "2025-06-30", false),
        // Begun before the reform, submitted after: the ward of that code is another one.
        ("10507", "2025-06-30", "2025-07-01", false),
        ("10507", "2025-07-02", "2026-05-01", true),
        // Xã Long Thành became Phường Long Thành in between.
        ("26368", "2026-04-29", "2026-04-30", false),
        ("00000", "2025-07-01", "2025-07-01", false),
    ] {
        let missing = content(place, chosen).missing(birth(), day(today));
        assert_eq!(!missing.contains(&Missing::Place), enough, "{place} of {chosen} on {today}");
    }
}

/// The transitions between the portals' states, by their numbers; everything else is refused.
#[test]
fn states_follow_each_other_as_the_portals_agreed() {
    let allowed = [
        (0, vec![1]),
        (1, vec![2, 3, 7]),
        (2, vec![4, 7]),
        (3, vec![]),
        (4, vec![5, 6, 7, 8, 9]),
        (5, vec![4, 7, 8]),
        (6, vec![4, 8]),
        (7, vec![]),
        (8, vec![]),
        (9, vec![10]),
        (10, vec![]),
    ];
    for (number, expected) in allowed {
        let state = DossierState::from_number(number).unwrap();
        let mut next: Vec<_> = DossierStep::ALL
            .iter()
            .filter_map(|step| state.after(*step).ok())
            .map(DossierState::number)
            .collect();
        next.sort_unstable();
        assert_eq!(next, expected, "{state:?}");
        assert_eq!(state.is_final(), expected.is_empty());
    }
    assert_eq!(DossierState::from_number(11), None);
    let names: std::collections::HashSet<_> = DossierState::ALL.iter().map(|s| s.name()).collect();
    assert_eq!(names.len(), DossierState::ALL.len());
}

#[test]
fn a_dossier_code_reads_back() {
    let code: DossierCode = CODE.parse().unwrap();
    assert_eq!((code.agency.as_str(), code.day, code.serial), ("000.00.01.H22", day("2025-07-01"), 1));
    assert_eq!(code.to_string(), CODE);
    assert_eq!(" 000.00.01.h22-250701-0001 ".parse(), Ok(code.clone()));
    let busy = DossierCode { serial: 12_345, ..code };
    assert_eq!(busy.to_string(), "000.00.01.H22-250701-12345");
    assert_eq!(busy.to_string().parse(), Ok(busy));
    for bad in [
        "",
        "000.00.01.H22",
        "000.00.01.H22-250701",
        "000.00.01.H22-250732-0001",
        "000.00.01.H22-250701-0000",
        "000.00.01.H22-250701-001",
        "000.00.01.222-250701-0001",
        "000-00-01-H22-250701-0001",
        "000.00.01.H22-250701-+001",
        "000.00.01.Hé-250701-0001",
        "000.00.01.H22-250701-0001-1",
    ] {
        assert!(bad.parse::<DossierCode>().is_err(), "{bad}");
    }
}
