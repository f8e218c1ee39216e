use onedoor_base::Randomness;

use super::*;

const NOTHING: Held = Held {
    passkeys: 0,
    doubted: 0,
    totps: 0,
    recovery_codes: 0,
    phone: true,
    text_codes: TextCodes::WhenAsked,
};

#[test]
fn a_second_step_is_asked_of_whoever_has_one_unless_the_browser_is_remembered() {
    use Way::{Passkey, Recovery, Sms, Totp};
    let ask = |ways: &[Way]| AfterPassword::SecondStep(ways.to_vec());
    for (held, expected) in [
        (NOTHING, AfterPassword::Nothing),
        (Held { recovery_codes: 10, ..NOTHING }, AfterPassword::Nothing),
        (Held { text_codes: TextCodes::Never, ..NOTHING }, AfterPassword::Nothing),
        (Held { text_codes: TextCodes::Always, ..NOTHING }, ask(&[Sms])),
        (Held { text_codes: TextCodes::Always, phone: false, ..NOTHING }, AfterPassword::Nothing),
        (Held { totps: 1, ..NOTHING }, ask(&[Totp, Sms])),
        (
            Held { totps: 1, text_codes: TextCodes::Never, recovery_codes: 1, ..NOTHING },
            ask(&[Totp, Recovery]),
        ),
        (Held { passkeys: 2, totps: 1, recovery_codes: 3, ..NOTHING }, ask(&[Passkey, Totp, Sms, Recovery])),
        (Held { passkeys: 1, phone: false, ..NOTHING }, ask(&[Passkey])),
        // There may be a copy of it: it still asks, and is no answer while there is another.
        (Held { doubted: 1, ..NOTHING }, ask(&[Sms])),
        (Held { doubted: 1, text_codes: TextCodes::Never, ..NOTHING }, ask(&[Sms])),
        (Held { doubted: 1, totps: 1, recovery_codes: 1, ..NOTHING }, ask(&[Totp, Sms, Recovery])),
        (Held { doubted: 1, passkeys: 1, phone: false, ..NOTHING }, ask(&[Passkey])),
        (Held { doubted: 1, phone: false, ..NOTHING }, ask(&[Passkey])),
    ] {
        assert_eq!(after_password(&held, false), expected, "{held:?}");
        assert_eq!(after_password(&held, true), AfterPassword::Nothing);
    }
}

#[test]
fn who_turned_text_codes_off_has_them_again_when_nothing_better_is_left() {
    let off = Held { totps: 1, text_codes: TextCodes::Never, ..NOTHING };
    assert!(!off.takes_text_codes());
    assert!(Held { totps: 0, ..off }.takes_text_codes());
    assert!(!Held { totps: 0, phone: false, ..off }.takes_text_codes());
}

#[test]
fn the_advice_is_what_is_missing() {
    use Advice::{AddAnother, AddBetter, AddSecondStep, MakeRecoveryCodes, RenewRecoveryCodes};
    for (held, expected) in [
        (NOTHING, vec![AddSecondStep]),
        (Held { text_codes: TextCodes::Always, ..NOTHING }, vec![MakeRecoveryCodes, AddBetter]),
        (Held { totps: 1, ..NOTHING }, vec![MakeRecoveryCodes, AddAnother]),
        (Held { totps: 1, passkeys: 1, recovery_codes: 2, ..NOTHING }, vec![RenewRecoveryCodes]),
        (Held { passkeys: 2, recovery_codes: 10, ..NOTHING }, vec![]),
    ] {
        assert_eq!(advise(&held), expected, "{held:?}");
    }
}

struct Bytes(u8);

impl Randomness for Bytes {
    fn fill(&self, bytes: &mut [u8]) {
        for (n, byte) in bytes.iter_mut().enumerate() {
            *byte = self.0.wrapping_add(u8::try_from(n).expect("short"));
        }
    }
}

#[test]
fn a_recovery_code_is_read_as_people_type_it() {
    // 248 and 249 make digits, 250 to 255 none.
    let code = recovery_code(&Bytes(248));
    assert_eq!(code.reveal(), "890123456789");
    assert_eq!(grouped(code.reveal()), "8901 2345 6789");
    for typed in
        ["890123456789", " 8901 2345 6789 ", "8901-2345-6789", "8901–2345–6789", "８９０１２３４５６７８９"]
    {
        assert_eq!(typed_recovery_code(typed).as_ref(), Some(&code), "{typed}");
    }
    for typed in ["", "89012345678", "8901234567890", "89012345678a", "٨٩٠١٢٣٤٥٦٧٨٩"] {
        assert_eq!(typed_recovery_code(typed), None, "{typed}");
    }
}

#[test]
fn a_label_is_one_line_that_stays_the_way_it_was_typed() {
    assert_eq!(label("  Điện thoại \n của An "), "Điện thoại của An");
    assert_eq!(label("a\u{202e}b\u{0}c"), "ab c");
    assert_eq!(label(&"手".repeat(100)).chars().count(), LONGEST_LABEL);
    assert_eq!(label(" \t"), "");
}

#[test]
fn words_lead_back() {
    assert!(Way::ALL.into_iter().all(|way| Way::from_word(way.word()) == Some(way)));
    assert!(TextCodes::ALL.into_iter().all(|choice| TextCodes::from_word(choice.word()) == Some(choice)));
}
