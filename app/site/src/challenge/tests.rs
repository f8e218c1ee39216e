use onedoor_base::Language;

use super::risk::Risk;
use super::{Captcha, picture, sound};

#[test]
fn the_risk_says_how_much_work_it_is() {
    let bits = Risk::ALL.map(|risk| risk.work().bits);
    assert!(bits.is_sorted() && bits[0] < bits[2], "{bits:?}");
    assert_eq!(
        [Captcha::Never, Captcha::Risk, Captcha::Always].map(|c| c.asks(Risk::None)),
        [false, false, true]
    );
    assert_eq!(
        [Captcha::Never, Captcha::Risk, Captcha::Always].map(|c| c.asks(Risk::Some)),
        [false, true, true]
    );
}

#[test]
fn a_picture_hangs_on_its_digits_and_its_seed() {
    let one = picture::file("12345", 1);
    assert_eq!(one, picture::file("12345", 1), "it is the same when it is loaded again");
    assert_ne!(one, picture::file("12345", 2), "the same digits look different each time");
    assert_ne!(one, picture::file("12346", 1));
    assert!(one.starts_with(b"\x89PNG\r\n\x1a\n") && one.len() < 24_000, "{} bytes", one.len());
    // The end of every PNG file (W3C PNG, annex E).
    assert!(one.ends_with(&[0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82]));
    // Every digit leaves ink of its own.
    let all: std::collections::BTreeSet<_> = (0..10).map(|d| picture::file(&d.to_string(), 7)).collect();
    assert_eq!(all.len(), 10);
}

#[test]
fn a_sound_says_each_digit_in_each_language() {
    for language in Language::ALL {
        let mut lengths = std::collections::BTreeSet::new();
        for digit in 0..10 {
            let file = sound::file(&digit.to_string(), language, 3);
            assert!(file.starts_with(b"RIFF") && file[8..16] == *b"WAVEfmt ");
            let millis = (file.len() - 44) / 16;
            assert!((1100..2600).contains(&millis), "{digit} in {} takes {millis} ms", language.tag());
            let loudest = file[44..].chunks_exact(2).map(|s| i16::from_le_bytes([s[0], s[1]]).unsigned_abs());
            assert!(loudest.max() > Some(12_000), "{digit} in {} is not heard", language.tag());
            lengths.insert(file.len());
        }
        assert!(lengths.len() > 7, "the digits sound alike in {}", language.tag());
    }
}

/// Writes pictures and sounds for people to judge: `ONEDOOR_SAMPLES=DIR cargo test -p onedoor-site samples`.
#[test]
fn samples_can_be_looked_at() {
    let Some(folder) = std::env::var_os("ONEDOOR_SAMPLES").map(std::path::PathBuf::from) else { return };
    for (seed, digits) in ["01234", "56789", "38625", "49170", "86310", "92047"].into_iter().enumerate() {
        let seed = seed as u64 * 7919 + 11;
        std::fs::write(folder.join(format!("{digits}.png")), picture::file(digits, seed)).expect("written");
        for language in Language::ALL {
            let name = format!("{digits}-{}.wav", language.tag());
            std::fs::write(folder.join(name), sound::file(digits, language, seed)).expect("written");
        }
    }
}
