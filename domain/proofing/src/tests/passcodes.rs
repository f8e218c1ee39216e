use crate::passcode::{Known, MOST_WRONG, Refused, Tries, choose};

const KNOWN: Known<'_> = Known { number: "001190483726", phone: "84912583047", born: Some((1990, 3, 7)) };

#[test]
fn what_is_easily_guessed_is_refused() {
    for (typed, refused) in [
        ("", Refused::Shape),
        ("12345", Refused::Shape),
        ("1234567", Refused::Shape),
        ("48a302", Refused::Shape),
        ("111111", Refused::Repeated),
        ("112211", Refused::Repeated),
        ("121212", Refused::Repeated),
        ("483483", Refused::Repeated),
        ("123456", Refused::InARow),
        ("890123", Refused::InARow),
        ("654321", Refused::InARow),
        ("321098", Refused::InARow),
        ("070390", Refused::Known),
        ("900307", Refused::Known),
        ("199003", Refused::Known),
        ("483726", Refused::Known),
        ("583047", Refused::Known),
    ] {
        assert_eq!(choose(typed, &KNOWN), Err(refused), "{typed}");
    }
    for typed in ["480295", " 480 295 ", "４８０２９５", "480-295"] {
        assert_eq!(choose(typed, &KNOWN).as_deref(), Ok("480295"), "{typed}");
    }
    let strange = "9".repeat(100_000);
    assert_eq!(choose(&strange, &KNOWN), Err(Refused::Shape));
}

#[test]
fn most_codes_are_allowed() {
    let allowed = (0..1_000_000).filter(|code| choose(&format!("{code:06}"), &KNOWN).is_ok()).count();
    assert!((990_000..1_000_000).contains(&allowed), "{allowed}");
}

#[test]
fn tries_run_out_and_come_back_with_a_right_one() {
    let mut tries = Tries::default();
    for left in (0..MOST_WRONG).rev() {
        assert!(!tries.is_locked());
        tries = tries.wrong();
        assert_eq!(tries.left(), left);
    }
    assert!(tries.is_locked() && tries.wrong().is_locked());
    assert_eq!(Tries::from_count(tries.count()), tries);
    assert_eq!(tries.right().left(), MOST_WRONG);
    assert!(Tries::from_count(u8::MAX).wrong().is_locked());
}
