//! Texts made comparable, so that people find what they mean however they type it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What is left of a text for searching: small letters without accents, and digits, in words with
/// one space between them.
///
/// `Hòa`, `Hoà`, `HOA` and `hoa` become one, composed or decomposed (Unicode NFKD); so do `đ` and
/// `d`, `ё` and `е`, `й` and `и`, full-width and narrow forms. Chinese characters stay as they are.
pub fn fold(text: &str) -> String {
    words(text, |c, out| {
        if !is_combining_mark(c) {
            out.extend(bare(c).to_lowercase());
        }
    })
}

/// As [`fold`], but accents stay; the tone mark is put at the end of its word, where it doesn't
/// matter any more over which vowel it stood: `Hòa` and `Hoà` are the same, `hoa` is another.
pub fn fold_but_accents(text: &str) -> String {
    let kept = words(text, |c, out| {
        if c != DIAERESIS {
            out.extend(c.to_lowercase());
        }
    });
    kept.split(' ').map(tone_last).collect::<Vec<_>>().join(" ")
}

fn words(text: &str, mut put: impl FnMut(char, &mut String)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkd() {
        if !c.is_alphanumeric() && !is_combining_mark(c) {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        put(c, &mut out);
    }
    out
}

/// Letters that Unicode doesn't take apart.
const fn bare(c: char) -> char {
    match c {
        'đ' | 'Đ' => 'd',
        c => c,
    }
}

/// What makes `ё` of `е`; Russian itself leaves it out.
const DIAERESIS: char = '\u{308}';

/// Grave, acute, tilde, hook above, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

fn tone_last(word: &str) -> String {
    let letters = word.chars().filter(|c| !TONES.contains(c));
    letters.chain(word.chars().filter(|c| TONES.contains(c))).collect()
}
