//! What the base room promises.

mod assurance;
mod password;

use std::time::Duration;

use onedoor_base::{
    AccountId, CODE_ATTEMPTS, CODE_LIFE, CodeFacts, CodeVerdict, Language, Randomness, SessionId, Timestamp,
    Token, decide_code, random_code,
};

struct Counting(std::sync::atomic::AtomicU8);

impl Randomness for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            *byte = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
    }
}

fn counting() -> Counting {
    Counting(std::sync::atomic::AtomicU8::new(0))
}

const NOON: Timestamp = Timestamp::from_seconds(1_795_262_400);

#[test]
fn an_id_reads_back_and_only_as_its_own_kind() {
    let id = AccountId::new(NOON, &counting());
    let text = id.to_string();
    assert!(text.starts_with("acct_"));
    assert_eq!(text.parse::<AccountId>(), Ok(id));
    assert!(text.parse::<SessionId>().is_err());
    assert_eq!(AccountId::from_bytes(*id.as_bytes()), id);
}

#[test]
fn ids_sort_by_the_time_of_their_making() {
    let random = counting();
    let first = AccountId::new(NOON, &random);
    let second = AccountId::new(NOON.after(Duration::from_millis(1)), &random);
    assert!(first < second);
}

#[test]
fn secrets_do_not_print() {
    let token = Token::random(&counting());
    assert_eq!(format!("{token:?}"), "Token(…)");
    assert_ne!(token.digest(), Token::random(&counting_from(7)).digest());
}

fn counting_from(start: u8) -> Counting {
    Counting(std::sync::atomic::AtomicU8::new(start))
}

#[test]
fn the_browser_s_languages_are_weighed() {
    assert_eq!(Language::from_accept("de, ru;q=0.5, vi-VN;q=0.8"), Some(Language::Vi));
    assert_eq!(Language::from_accept("zh-Hans-CN"), Some(Language::Zh));
    assert_eq!(Language::from_accept("en;q=0, de"), None);
    assert_eq!(Language::from_accept("ru;q=nonsense"), None);
    assert_eq!(Language::from_locales("fr vi en"), Some(Language::Vi));
}

#[test]
fn a_code_has_six_digits() {
    let code = random_code(&counting());
    assert_eq!(code.reveal().len(), 6);
    assert!(code.reveal().bytes().all(|b| b.is_ascii_digit()));
}

#[test]
fn a_code_is_for_one_browser_some_minutes_and_few_tries() {
    let facts = CodeFacts {
        matches: true,
        same_browser: true,
        attempts: 0,
        expires_at: NOON.after(CODE_LIFE),
        confirmed_at: None,
    };
    assert_eq!(decide_code(facts, NOON), CodeVerdict::Right);
    assert_eq!(decide_code(CodeFacts { same_browser: false, ..facts }, NOON), CodeVerdict::OtherBrowser);
    assert_eq!(decide_code(facts, NOON.after(CODE_LIFE)), CodeVerdict::Expired);
    assert_eq!(decide_code(CodeFacts { attempts: CODE_ATTEMPTS, ..facts }, NOON), CodeVerdict::Exhausted);
    assert_eq!(
        decide_code(CodeFacts { matches: false, attempts: 2, ..facts }, NOON),
        CodeVerdict::Wrong { left: CODE_ATTEMPTS - 3 }
    );
    assert_eq!(
        decide_code(CodeFacts { confirmed_at: Some(NOON), ..facts }, NOON),
        CodeVerdict::AlreadyConfirmed
    );
}

#[test]
fn a_phone_number_is_read_as_people_write_it() {
    use onedoor_base::{Country, Phone};
    let reads = |text, home| Phone::parse(text, home).map(|p| p.as_str().to_owned()).ok();
    assert_eq!(reads("0912 345 678", Country::Vietnam).as_deref(), Some("+84912345678"));
    assert_eq!(reads("+84 912.345.678", Country::Russia).as_deref(), Some("+84912345678"));
    assert_eq!(reads("8 (912) 345-67-89", Country::Russia).as_deref(), Some("+79123456789"));
    assert_eq!(reads("１３８ 0013 8000", Country::China).as_deref(), Some("+8613800138000"));
    for abroad in ["(+84) 912 345 678", "+84 (0) 912 345 678", "+840912345678", "00 84 912 345 678"] {
        for home in [Country::Vietnam, Country::Russia] {
            assert_eq!(reads(abroad, home).as_deref(), Some("+84912345678"), "{abroad}");
        }
    }
    for none in ["912+345678", "++84912345678", "0000 84 912 345 678", "+0084912345678", "+"] {
        assert_eq!(reads(none, Country::Vietnam), None, "{none}");
    }
    assert_eq!(reads("0212 345 678", Country::Vietnam), None);
    assert_eq!(reads("0912345678a", Country::Vietnam), None);
    assert_eq!(reads("", Country::Vietnam), None);
}
