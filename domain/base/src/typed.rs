/// The plain digit for one of a wide keyboard (U+FF10 to U+FF19); any other sign as it is.
pub fn plain_digit(c: char) -> char {
    match c {
        '０'..='９' => u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c),
        other => other,
    }
}

/// Whether a sign has no shape of its own, or turns the direction of what follows. Joiners are none of these: some
/// scripts need them.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_wide_keyboards_become_plain_and_nothing_else_changes() {
        assert_eq!("０７9-八".chars().map(plain_digit).collect::<String>(), "079-八");
    }

    #[test]
    fn what_cannot_be_seen_is_known() {
        assert!("\u{202e}\u{200b}\u{7}\u{feff}".chars().all(is_unseen));
        assert!(!"Đặng 王芳 Пётр\u{200d}".chars().any(is_unseen));
    }
}
