//! Codes that an app makes by the time: RFC 6238 with the values that every app knows (SHA-1, 30 seconds, six
//! digits; the others of the RFC are ignored by some of them).

use aws_lc_rs::hmac::{HMAC_SHA1_FOR_LEGACY_USE_ONLY, Key, sign};

/// How long one code is shown, in seconds.
pub const STEP_SECONDS: i64 = 30;
/// How many digits a code has.
pub const DIGITS: u8 = 6;
/// How many bytes a secret has: as many as the digest (RFC 4226 section 4, R6).
pub const SECRET_BYTES: usize = 20;

/// How many steps the clock of a phone may be off (RFC 6238 section 5.2 wants at most one).
const DRIFT: i64 = 1;

/// The code of a step (RFC 4226 section 5.3).
pub fn code(secret: &[u8], step: i64) -> String {
    let tag = sign(&Key::new(HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret), &step.to_be_bytes());
    let tag = tag.as_ref();
    let offset = usize::from(tag[tag.len() - 1] & 0x0f);
    let word = [tag[offset] & 0x7f, tag[offset + 1], tag[offset + 2], tag[offset + 3]];
    format!("{:06}", u32::from_be_bytes(word) % 1_000_000)
}

/// The step at this moment, in seconds since 1970.
pub const fn step_at(seconds: i64) -> i64 {
    seconds.div_euclid(STEP_SECONDS)
}

/// Judges digits that somebody typed: the step whose code they are, if that is now or one step away, and later than
/// `used`, the last one that was taken (RFC 6238 section 5.2: a code is taken once).
pub fn check(secret: &[u8], typed: &str, seconds: i64, used: Option<i64>) -> Option<i64> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).take(usize::from(DIGITS) + 1).collect();
    let now = step_at(seconds);
    let mut right = None;
    // All are made, so that the time does not tell which it was.
    for step in now - DRIFT..=now + DRIFT {
        let same = same(code(secret, step).as_bytes(), typed.as_bytes());
        if same && used.is_none_or(|used| step > used) {
            right = Some(step);
        }
    }
    right
}

fn same(one: &[u8], other: &[u8]) -> bool {
    aws_lc_rs::constant_time::verify_slices_are_equal(one, other).is_ok()
}

/// A secret as apps take it when it is typed in: base32 (RFC 4648 section 6), without padding.
pub fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    for five in bytes.chunks(5) {
        let mut block = [0; 8];
        block[3..3 + five.len()].copy_from_slice(five);
        let bits = u64::from_be_bytes(block);
        for place in 0..(five.len() * 8).div_ceil(5) {
            let letter = usize::try_from(bits >> (35 - 5 * place) & 31).expect("five bits");
            text.push(char::from(LETTERS[letter]));
        }
    }
    text
}

/// The bytes of a secret in base32; small letters and spaces are let through. `None` if it is none.
pub fn from_base32(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let value = match c.to_ascii_uppercase() {
            c @ 'A'..='Z' => u32::from(c) - u32::from('A'),
            c @ '2'..='7' => u32::from(c) - u32::from('2') + 26,
            _ => return None,
        };
        bits = (bits << 5 | value) & 0xffff;
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).expect("eight bits"));
        }
    }
    Some(bytes)
}

/// The address that an app reads from the picture: `otpauth://totp/Issuer:account?secret=…` (the key URI format that
/// the apps agree on).
pub fn key_uri(issuer: &str, account: &str, secret: &[u8]) -> String {
    let (issuer, account) = (escaped(issuer), escaped(account));
    format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}", base32(secret))
}

/// Percent-encoded but for letters, digits and `-._~` (RFC 3986 section 2.3).
fn escaped(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("a string takes everything");
        }
    }
    out
}
