use crate::totp::{base32, check, code, from_base32, key_uri, step_at};

/// The secret of RFC 4226 appendix D and RFC 6238 appendix B.
const SECRET: &[u8] = b"12345678901234567890";

#[test]
fn the_codes_are_those_of_rfc_4226() {
    let codes: Vec<String> = (0..10).map(|step| code(SECRET, step)).collect();
    let expected =
        ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
    assert_eq!(codes, expected);
}

#[test]
fn the_codes_are_those_of_rfc_6238() {
    // The last six of its eight digits.
    for (seconds, expected) in [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ] {
        assert_eq!(code(SECRET, step_at(seconds)), expected);
    }
}

#[test]
fn a_code_is_good_one_step_around_and_once() {
    let now = 1_111_111_111;
    let step = step_at(now);
    for (away, good) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
        let typed = code(SECRET, step + away);
        assert_eq!(check(SECRET, &typed, now, None), good.then_some(step + away), "{away} steps away");
        assert_eq!(check(SECRET, &typed, now, Some(step + away)), None, "used before");
    }
    // Nor one that was shown before the last that was taken.
    assert_eq!(check(SECRET, &code(SECRET, step - 1), now, Some(step)), None);
    assert_eq!(check(SECRET, " 050 471 ", now, None), Some(step), "spaces are let through");
    for wrong in ["", "050472", "0504711", "05047", "०५०४७१"] {
        assert_eq!(check(SECRET, wrong, now, None), None, "{wrong}");
    }
}

#[test]
fn secrets_are_written_as_rfc_4648_writes_them() {
    for (bytes, text) in [
        (&b""[..], ""),
        (b"f", "MY"),
        (b"fo", "MZXQ"),
        (b"foo", "MZXW6"),
        (b"foob", "MZXW6YQ"),
        (b"fooba", "MZXW6YTB"),
        (b"foobar", "MZXW6YTBOI"),
    ] {
        assert_eq!(base32(bytes), text);
        assert_eq!(from_base32(text).as_deref(), Some(bytes));
    }
    assert_eq!(from_base32("mzxw 6ytb oi").as_deref(), Some(&b"foobar"[..]));
    assert_eq!(from_base32("MZXW0"), None);
}

#[test]
fn the_address_in_the_picture_has_what_apps_want() {
    let uri = key_uri("Cổng DVC", "minh.khai", SECRET);
    assert_eq!(
        uri,
        "otpauth://totp/C%E1%BB%95ng%20DVC:minh.khai?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
         &issuer=C%E1%BB%95ng%20DVC"
    );
}
