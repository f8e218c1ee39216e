//! The default alphabet of GSM and its extension (3GPP TS 23.038 section 6.2.1).

/// The 128 letters by their number. The escape to the extension stands for itself and is no letter.
const ALPHABET: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1b}ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
    ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

const ESCAPE: u8 = 0x1B;

/// What comes after the escape.
const EXTENSION: [(char, u8); 10] = [
    ('\u{c}', 0x0A),
    ('^', 0x14),
    ('{', 0x28),
    ('}', 0x29),
    ('\\', 0x2F),
    ('[', 0x3C),
    ('~', 0x3D),
    (']', 0x3E),
    ('|', 0x40),
    ('€', 0x65),
];

/// The septets of a letter, one or two of them, an octet each; `None` if the alphabet does not have it.
pub fn default_alphabet(letter: char) -> Option<Vec<u8>> {
    if let Some((_, septet)) = EXTENSION.iter().find(|(c, _)| *c == letter) {
        return Some(vec![ESCAPE, *septet]);
    }
    let at = ALPHABET.chars().position(|c| c == letter && c != '\u{1b}')?;
    u8::try_from(at).ok().map(|septet| vec![septet])
}
