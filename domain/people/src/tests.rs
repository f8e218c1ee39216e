use std::time::Duration;

use onedoor_base::{Country, PasswordRefused, Phone, Secret};

use crate::*;

fn login(text: &str) -> Result<String, MalformedLoginName> {
    LoginName::parse(text).map(|name| name.key().to_owned())
}

#[test]
fn a_login_name_is_compared_without_capitals_width_and_composition() {
    assert_eq!(login(" Minh.Khai_85 "), Ok("minh.khai_85".to_owned()));
    assert_eq!(login("ＭｉｎｈＫｈａｉ"), Ok("minhkhai".to_owned()));
    assert_eq!(login("nguye\u{302}\u{303}n"), login("NGUYỄN"));
    assert_eq!(login("Анна-1990"), Ok("анна-1990".to_owned()));
    assert_eq!(login("王小明的号"), Ok("王小明的号".to_owned()));
    assert_eq!(LoginName::parse("Οδυσσεύς").unwrap(), LoginName::parse("ΟΔΥΣΣΕΎΣ").unwrap());
    assert_eq!(LoginName::parse("Minh.Khai").unwrap().as_str(), "Minh.Khai");
}

#[test]
fn a_login_name_is_never_taken_for_a_number() {
    use MalformedLoginName::{Character, Missing, NoLetterFirst, TooLong, TooShort};
    for (text, expected) in [
        ("  ", Missing),
        ("abc", TooShort),
        ("0912345678", NoLetterFirst),
        ("1abc", NoLetterFirst),
        ("_abc", NoLetterFirst),
        ("minh khai", Character),
        ("minh@khai", Character),
        ("minh\u{200d}khai", Character),
        ("mi<b>", Character),
    ] {
        assert_eq!(login(text), Err(expected), "{text:?}");
    }
    assert_eq!(login(&"a".repeat(41)), Err(TooLong));
    assert_eq!(login(&"a".repeat(4000)), Err(TooLong));
    assert_eq!(login(&"ﷺ".repeat(40)), Err(Character), "one character that becomes eighteen, with spaces");
    assert!(login(&"a".repeat(40)).is_ok());
}

#[test]
fn a_chosen_login_name_is_taken_for_no_other() {
    let chosen = |text: &str| LoginName::choose(text).map(|login| login.as_str().to_owned());
    for fine in [
        "minh.khai",
        "Nguyễn.Khải",
        "李娜娜娜",
        "lina李娜",
        "ivan_petrov",
        "Иван.Петров",
        "сосна",
        "สมชาย",
        "adminov",
        "Đỗ.Văn.An",
    ] {
        assert!(chosen(fine).is_ok(), "{fine}: {:?}", chosen(fine));
    }
    for mixed in ["аdmin1990", "pеtrоv", "ivanов", "αlpha.beta", "иvan"] {
        assert_eq!(chosen(mixed), Err(MalformedLoginName::MixedScripts), "{mixed}");
    }
    for alike in ["сора", "СОРА.77", "рауръ".trim_end_matches('ъ'), "хорхе".trim_end_matches("хе")]
    {
        let expected = if alike.chars().count() < 4 {
            MalformedLoginName::TooShort
        } else {
            MalformedLoginName::LooksLikeAnother
        };
        assert_eq!(chosen(alike), Err(expected), "{alike}");
    }
    for reserved in [
        "admin",
        "Admin2026",
        "a.d.m.i.n",
        "Quản-Trị",
        "hỗ_trợ_24",
        "ADMINISTRATOR",
        "поддержка.1",
        "管理员01",
        "cong.an.113",
    ] {
        assert_eq!(chosen(reserved), Err(MalformedLoginName::Reserved), "{reserved}");
    }
    assert_eq!(
        login("minhkhai\u{3164}"),
        Err(MalformedLoginName::Character),
        "a copy of another's that looks the same"
    );
    // Whoever has such a name already can still sign in with it.
    assert!(LoginName::parse("pеtrоv").is_ok());
    let taken = LoginName::choose("minh.khai").expect("a name");
    let others = taken.others_like_it();
    assert!(others.len() >= 3 && !others.contains(&taken), "{others:?}");
}

#[test]
fn names_of_every_script_are_names() {
    for name in [
        "Nguyễn Thị Minh Khai",
        "王小明",
        "阿卜杜拉·买买提",
        "Анна-Мария Дьяконова",
        "Sinéad O’Brien",
        "Y Kđăm",
        "नरेन्द्र शर्मा",
        "J. R. R. Tolkien",
        "محمد بن عبد الله",
        "علی‌رضا",
        "סג״ל ז׳בוטינסקי",
        "ශ්‍රීමතී",
        "สมชาย ใจดี",
        "བསྟན་འཛིན་རྒྱ་མཚོ",
        "ᠴᠢᠩᠭᠢᠰ",
        "Նարեկ",
        "გიორგი",
        "አበበ ቢቂላ",
        "김철수",
        "たかはし・みなみ",
        "𠮷野家",
        "Þórunn Æ. Ŋuyễ",
        "𞤀𞤣𞤤𞤢𞤥",
    ] {
        assert_eq!(PersonName::parse(name).map(|n| n.as_str().to_owned()), Ok(name.to_owned()));
    }
    assert_eq!(PersonName::parse("  Trần \t Văn\n An ").unwrap().as_str(), "Trần Văn An");
    assert_eq!(PersonName::parse(" "), Err(MalformedName::Missing));
    assert_eq!(PersonName::parse("Trần 2"), Err(MalformedName::Character));
    assert_eq!(PersonName::parse("<b>"), Err(MalformedName::Character));
    assert_eq!(PersonName::parse("-.-"), Err(MalformedName::Character));
    let zalgo = format!("A{}", "\u{335}".repeat(30));
    for hidden in [
        "An\u{202e}nA",
        "An\u{200b}h",
        "An \u{200d}",
        "\u{200d}An",
        "A\u{200d}\u{200d}n",
        " \u{301}",
        "An 😀",
        "A\0n",
        // Letters of Hangul that only fill a place: a name that nobody sees.
        "\u{3164}",
        "An\u{ffa0}",
        &zalgo,
    ] {
        assert_eq!(PersonName::parse(hidden), Err(MalformedName::Character), "{hidden:?}");
    }
    assert_eq!(PersonName::parse(&"a".repeat(101)), Err(MalformedName::TooLong));
}

#[test]
fn an_identifier_is_recognised_by_the_forms_of_the_country() {
    let read = |text: &str, country| match Identifier::read(text, country) {
        Some(Identifier::Login(login)) => format!("login {}", login.key()),
        Some(Identifier::Phone(phone)) => format!("phone {phone}"),
        Some(Identifier::Number(number)) => format!("number {}", number.as_str()),
        None => "nothing".to_owned(),
    };
    let (vn, cn, ru) = (Country::Vietnam, Country::China, Country::Russia);
    assert_eq!(read("Minh.Khai", vn), "login minh.khai");
    assert_eq!(read("0912 345 678", vn), "phone +84912345678");
    assert_eq!(read("+84 912 345 678", vn), "phone +84912345678");
    assert_eq!(read("001 090 123 456", vn), "number 001090123456");
    assert_eq!(read("00109012345６", vn), "number 001090123456");
    assert_eq!(read("138 0013 8000", cn), "phone +8613800138000");
    assert_eq!(read("11010519491231002x", cn), "number 11010519491231002X");
    assert_eq!(read("8 (912) 345-67-89", ru), "phone +79123456789");
    assert_eq!(read("112-233-445 95", ru), "number 11223344595");
    assert_eq!(read("11223344595", ru), "number 11223344595");
    assert_eq!(read("12345", vn), "nothing");
    assert_eq!(read("", vn), "nothing");
}

#[test]
fn eleven_digits_that_could_be_both_are_a_mobile_unless_grouped_as_the_number() {
    // 891-234-500 and its check digits: nobody has it, but it is well formed.
    let both = (0..100)
        .map(|check| format!("891234500{check:02}"))
        .find(|text| onedoor_national_id::parse(onedoor_national_id::Country::Russia, text).is_ok())
        .unwrap();
    let grouped = onedoor_national_id::parse(onedoor_national_id::Country::Russia, &both).unwrap().grouped();
    assert!(matches!(Identifier::read(&both, Country::Russia), Some(Identifier::Phone(_))), "{both}");
    assert!(matches!(Identifier::read(&grouped, Country::Russia), Some(Identifier::Number(_))), "{grouped}");
}

#[test]
fn a_draft_names_all_its_problems_in_the_order_of_the_fields() {
    let good = DraftForm { name: "Trần Văn An", phone: "0912 345 678", consent: true };
    let draft = Draft::check(good, Country::Vietnam).unwrap();
    assert_eq!(draft.phone, Phone::parse("+84912345678", Country::Vietnam).unwrap());
    let bad = DraftForm { name: "", phone: "12", consent: false };
    assert_eq!(
        Draft::check(bad, Country::Vietnam),
        Err(vec![DraftProblem::Name(MalformedName::Missing), DraftProblem::Phone, DraftProblem::Consent])
    );
    let bare = DraftForm { phone: " ", ..good };
    assert_eq!(Draft::check(bare, Country::Vietnam), Err(vec![DraftProblem::PhoneMissing]));
}

#[test]
fn credentials_are_a_login_name_and_a_password_that_is_not_the_owner() {
    let check = |login: &str, password: &str, again: &str| {
        let (password, again) = (Secret::new(password), Secret::new(again));
        let form = CredentialsForm { login, password: &password, again: &again };
        Credentials::check(form, &["Trần Văn An", "+84912345678"]).map(|c| c.login.key().to_owned())
    };
    assert_eq!(check("Van.An", "bốn con cá vàng", "bốn con cá vàng"), Ok("van.an".to_owned()));
    assert_eq!(check("van.an", "bốn con cá vàng", "bốn con cá"), Err(vec![CredentialsProblem::Again]));
    assert_eq!(
        check("an", "", ""),
        Err(vec![
            CredentialsProblem::Login(MalformedLoginName::TooShort),
            CredentialsProblem::PasswordMissing
        ])
    );
    let like_owner = Err(vec![CredentialsProblem::Password(PasswordRefused::LikeOwner)]);
    assert_eq!(check("tran.van.an.84", "Tran.Van.An.84", "Tran.Van.An.84"), like_owner);
    assert_eq!(check("van.an", "+84912345678", "+84912345678"), like_owner);
}

#[test]
fn a_changed_password_is_another_one() {
    let (old, new) = (Secret::new("bốn con cá vàng"), Secret::new("năm con chim én"));
    assert_eq!(check_change(&old, &new, &new, &["van.an"]), Ok(()));
    assert_eq!(check_change(&old, &old, &old, &["van.an"]), Err(CredentialsProblem::PasswordUnchanged));
    assert_eq!(check_change(&old, &new, &old, &["van.an"]), Err(CredentialsProblem::Again));
}

#[test]
fn every_sign_in_has_one_outcome() {
    use AccountState::{Active, Closed, Locked, Merged};
    use PasswordFact::{Right, Wrong};
    let wait = Duration::from_mins(3);
    for (wait, account, password, expected) in [
        (None, Some(Active), Right, SignInOutcome::SignedIn),
        (None, Some(Active), Wrong, SignInOutcome::WrongCredentials),
        (None, None, Wrong, SignInOutcome::WrongCredentials),
        (None, Some(Locked), Right, SignInOutcome::WrongCredentials),
        (None, Some(Locked), Wrong, SignInOutcome::WrongCredentials),
        (None, Some(Closed), Right, SignInOutcome::Closed),
        (None, Some(Closed), Wrong, SignInOutcome::WrongCredentials),
        (None, Some(Merged), Right, SignInOutcome::Merged),
        (None, Some(Merged), Wrong, SignInOutcome::WrongCredentials),
        (Some(wait), Some(Active), Right, SignInOutcome::TooManyAttempts(wait)),
        (Some(wait), None, Wrong, SignInOutcome::TooManyAttempts(wait)),
    ] {
        assert_eq!(decide_sign_in(SignInFacts { wait, account, password }), expected);
    }
}

#[test]
fn a_state_reads_back() {
    for state in AccountState::ALL {
        assert_eq!(AccountState::from_word(state.word()), Some(state));
    }
    assert_eq!(AccountState::from_word("open"), None);
}
