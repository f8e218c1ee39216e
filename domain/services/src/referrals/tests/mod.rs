use std::time::Duration;

use onedoor_base::{Digest, LocalAccountId, ReferralId, Timestamp};

use super::{
    ARRIVES_WITHIN, FOLLOWED_FOR, Heard, MalformedSpan, NotHeard, NotVouched, Referral, Report, Served,
    Vouched,
};
use crate::Day;
use crate::dossiers::{ChosenPlace, DossierState};

const NOON: Timestamp = Timestamp::from_seconds(1_795_237_200);
const PORTAL: &str = "https://haiduong.example";

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn place(code: &str, on: &str) -> ChosenPlace {
    ChosenPlace { code: code.to_owned(), valid_at: day(on) }
}

fn served(province: &str, from: Option<&str>, until: Option<&str>) -> Result<Served, MalformedSpan> {
    Served::new(province, from.map(day), until.map(day), day("2026-11-22"))
}

fn owner() -> LocalAccountId {
    LocalAccountId::from_bytes([1; 16])
}

fn referral() -> Referral {
    Referral {
        id: ReferralId::from_bytes([2; 16]),
        owner: owner(),
        procedure: "1.001193".parse().expect("a code"),
        place: place("10525", "2026-11-22"),
        portal: PORTAL.to_owned(),
        capability: Digest::of("capability"),
        created_at: NOON,
        expires_at: NOON.after(ARRIVES_WITHIN),
        arrival: None,
        report: None,
    }
}

fn vouched_for() -> Referral {
    Referral { arrival: Some(Digest::of("here")), expires_at: NOON.after(FOLLOWED_FOR), ..referral() }
}

fn report() -> Report {
    Report {
        number: "000.00.00.H23-261122-0001".to_owned(),
        procedure: "Đăng ký khai sinh".to_owned(),
        state: DossierState::Submitted,
        submitted_at: NOON,
        changed_at: NOON,
        address: format!("{PORTAL}/dossiers/000.00.00.H23-261122-0001"),
        version: 1,
    }
}

/// Hải Dương was 30 with districts until June 2025, and is in 31 since: the day says which is meant.
#[test]
fn a_place_is_served_by_the_units_of_its_day() {
    let before = served("30", None, Some("2025-06-30")).expect("it was a province");
    let since = served("31", Some("2025-07-01"), None).expect("it is one");
    let ward_before = place("10507", "2025-06-30");
    let ward_since = place("10525", "2025-07-01");
    assert!(before.covers(&ward_before));
    assert!(!since.covers(&ward_before));
    assert!(since.covers(&ward_since));
    assert!(!before.covers(&ward_since));
    // A ward of the capital, and a code that nobody has.
    assert!(!since.covers(&place("00004", "2026-11-22")));
    assert!(!since.covers(&place("99999", "2026-11-22")));
}

#[test]
fn only_a_province_of_these_days_can_be_served() {
    assert_eq!(served("30", Some("2025-07-01"), None), Err(MalformedSpan::NoProvince));
    assert_eq!(served("30", None, None), Err(MalformedSpan::NoProvince));
    assert_eq!(served("288", None, Some("2025-06-30")), Err(MalformedSpan::NoProvince));
    assert_eq!(served("31", Some("2026-01-01"), Some("2025-07-01")), Err(MalformedSpan::Backwards));
    assert!(served("31", None, None).is_ok());
}

#[test]
fn two_portals_for_one_province_on_one_day_are_found() {
    let old = served("31", None, Some("2025-06-30")).expect("a province");
    let new = served("31", Some("2025-07-01"), None).expect("a province");
    let all = served("31", None, None).expect("a province");
    assert!(!old.overlaps(&new));
    assert!(!new.overlaps(&old));
    assert!(all.overlaps(&old) && new.overlaps(&all));
    assert!(!all.overlaps(&served("01", None, None).expect("a province")));
}

#[test]
fn the_owner_vouches_once_for_one_arrival() {
    let (here, elsewhere) = (Digest::of("here"), Digest::of("elsewhere"));
    let good_until = NOON.after(FOLLOWED_FOR);
    assert_eq!(referral().vouch(owner(), here, NOON), Ok(Vouched::Now(good_until)));
    assert_eq!(vouched_for().vouch(owner(), here, NOON), Ok(Vouched::Before));
    assert_eq!(vouched_for().vouch(owner(), elsewhere, NOON), Err(NotVouched::AnotherArrival));
}

#[test]
fn a_stranger_learns_only_that_it_is_not_theirs() {
    let stranger = LocalAccountId::from_bytes([9; 16]);
    let late = NOON.after(2 * ARRIVES_WITHIN);
    for (one, when) in [(referral(), NOON), (referral(), late), (vouched_for(), NOON)] {
        assert_eq!(one.vouch(stranger, Digest::of("x"), when), Err(NotVouched::AnotherAccount));
    }
}

#[test]
fn who_takes_longer_than_an_hour_begins_again() {
    let here = Digest::of("here");
    let just = NOON.after(ARRIVES_WITHIN.saturating_sub(Duration::from_millis(1)));
    assert!(referral().vouch(owner(), here, just).is_ok());
    assert_eq!(referral().vouch(owner(), here, NOON.after(ARRIVES_WITHIN)), Err(NotVouched::Expired));
}

#[test]
fn a_report_is_taken_from_the_arrival_that_was_vouched_for() {
    let here = Digest::of("here");
    assert_eq!(vouched_for().hear(here, &report(), NOON), Ok(Heard::News));
    assert_eq!(referral().hear(here, &report(), NOON), Err(NotHeard::AnotherArrival));
    let other = Digest::of("passed on to somebody else");
    assert_eq!(vouched_for().hear(other, &report(), NOON), Err(NotHeard::AnotherArrival));
    let late = NOON.after(FOLLOWED_FOR);
    assert_eq!(vouched_for().hear(here, &report(), late), Err(NotHeard::Expired));
}

#[test]
fn reports_may_come_twice_and_in_any_order() {
    let known = Referral { report: Some(Report { version: 2, ..report() }), ..vouched_for() };
    let here = Digest::of("here");
    let of = |version| Report { version, ..report() };
    assert_eq!(known.hear(here, &of(1), NOON), Ok(Heard::Known));
    assert_eq!(known.hear(here, &of(2), NOON), Ok(Heard::Known));
    assert_eq!(known.hear(here, &of(3), NOON), Ok(Heard::News));
    let another = Report { number: "000.00.00.H23-261122-0002".to_owned(), ..of(3) };
    assert_eq!(known.hear(here, &another, NOON), Err(NotHeard::AnotherDossier));
}

#[test]
fn a_report_says_nothing_that_it_may_not() {
    let refused = |report: Report| report.check(PORTAL).expect_err("refused");
    let with = |change: &dyn Fn(&mut Report)| {
        let mut report = report();
        change(&mut report);
        refused(report)
    };
    assert_eq!(report().check(PORTAL), Ok(()));
    assert_eq!(with(&|r| r.number = "a b".to_owned()), NotHeard::Malformed);
    assert_eq!(with(&|r| r.number = String::new()), NotHeard::Malformed);
    assert_eq!(with(&|r| r.procedure = "x".repeat(301)), NotHeard::Malformed);
    assert_eq!(with(&|r| r.procedure = "a\nb".to_owned()), NotHeard::Malformed);
    assert_eq!(with(&|r| r.state = DossierState::Draft), NotHeard::Malformed);
    assert_eq!(with(&|r| r.version = 0), NotHeard::Malformed);
    for address in [
        "https://evil.example/dossiers/1",
        "https://haiduong.example.evil.example/",
        "https://haiduong.example@evil.example/",
        "https://haiduong.example",
        "https://haiduong.example/\\evil",
        "https://haiduong.example/a b",
        "javascript:alert(1)",
    ] {
        assert_eq!(with(&|r| r.address = address.to_owned()), NotHeard::ForeignAddress, "{address}");
    }
}
