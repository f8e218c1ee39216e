use super::*;

/// 2026-11-21T07:05:09Z
const MOMENT: Timestamp = Timestamp::from_seconds(1_795_244_709);

fn hanoi() -> UtcOffset {
    UtcOffset::from_hms(7, 0, 0).unwrap()
}

#[test]
fn dates_as_each_language_writes_them() {
    let all = |write: fn(Language, Timestamp, UtcOffset) -> String| {
        Language::ALL.map(|language| write(language, MOMENT, hanoi()))
    };
    assert_eq!(all(date), ["21/11/2026", "2026-11-21", "21.11.2026", "21 Nov 2026"]);
    assert_eq!(
        all(date_time),
        ["21/11/2026 14:05", "2026-11-21 14:05", "21.11.2026 14:05", "21 Nov 2026, 14:05"]
    );
    assert_eq!(
        all(long_date),
        ["ngày 21 tháng 11 năm 2026", "2026年11月21日", "21\u{a0}ноября 2026\u{a0}года", "21 November 2026"]
    );
    assert_eq!(machine_time(MOMENT, hanoi()), "2026-11-21T14:05+07:00");
    assert_eq!(clock_time(MOMENT, UtcOffset::from_hms(-3, -30, 0).unwrap()), "03:35");
}

#[test]
fn midnight_belongs_to_the_place() {
    let late = Timestamp::from_seconds(1_795_284_000); // 18:00 UTC
    assert_eq!(date(Language::Vi, late, UtcOffset::UTC), "21/11/2026");
    assert_eq!(date(Language::Vi, late, hanoi()), "22/11/2026");
}

#[test]
fn a_moment_beyond_the_calendar_does_not_panic() {
    assert_eq!(date(Language::En, Timestamp::from_millis(i64::MAX), hanoi()), "1 Jan 1970");
}

#[test]
fn numbers_in_thousands() {
    assert_eq!(number(Language::Vi, 1_234_567), "1.234.567");
    assert_eq!(number(Language::Ru, -1234), "\u{2212}1\u{a0}234");
    assert_eq!(number(Language::En, 999), "999");
    assert_eq!(number(Language::Zh, i64::MIN), "\u{2212}9,223,372,036,854,775,808");
}

#[test]
fn phones_as_their_country_groups_them() {
    let plain = |phone| grouped_phone(phone).replace('\u{a0}', " ");
    assert_eq!(plain("0912345678"), "0912 345 678");
    assert_eq!(plain("+84912345678"), "+84 912 345 678");
    assert_eq!(plain("+8613812345678"), "+86 138 1234 5678");
    assert_eq!(plain("+79123456789"), "+7 912 345-67-89");
    assert_eq!(plain("112"), "112");
}

#[test]
fn sensitive_numbers_show_only_their_end() {
    assert_eq!(masked("036188001234", 4), "••••••••\u{a0}1234");
    assert_eq!(masked("12345", 4), "•••••");
    assert_eq!(masked("", 4), "");
    assert_eq!(grouped_digits("036188001234", 4), "0361\u{a0}8800\u{a0}1234");
}
