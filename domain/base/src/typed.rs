/// The plain digit for one of a wide keyboard (U+FF10 to U+FF19); any other sign as it is.
pub fn plain_digit(c: char) -> char {
    match c {
        '０'..='９' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        other => other,
    }
}

/// The digits of a code that somebody typed: without what people put between them, and with those of wide keyboards made
/// plain. What is no digit stays, so that it is wrong. At most 64 characters: no code is longer.
pub fn typed_digits(text: &str) -> String {
    let apart = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '.' | '·');
    text.chars().take(64).filter(|c| !apart(*c)).map(plain_digit).collect()
}

/// Whether a sign has no shape of its own, or turns the direction of what follows. Joiners are none of these: some
/// scripts need them; letters that only fill a place (of Hangul) and tags are.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(c, '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_wide_keyboards_become_plain_and_nothing_else_changes() {
        assert_eq!("０７9-八".chars().map(plain_digit).collect::<String>(), "079-八");
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        for typed in ["123456", " 123 456", "123-456", "１２３４５６", "1.2·3–4\u{a0}5\u{3000}6"] {
            assert_eq!(typed_digits(typed), "123456", "{typed}");
        }
        assert_eq!(typed_digits("١٢٣ a"), "١٢٣a");
        assert_eq!(typed_digits(&"1".repeat(1_000_000)).len(), 64);
    }

    #[test]
    fn what_cannot_be_seen_is_known() {
        assert!(
            "\u{202e}\u{200b}\u{7}\u{feff}\u{61c}\u{3164}\u{1160}\u{ffa0}\u{e0041}".chars().all(is_unseen)
        );
        assert!(!"Đặng 王芳 Пётр\u{200d} 한글 ᄒ".chars().any(is_unseen));
    }
}
