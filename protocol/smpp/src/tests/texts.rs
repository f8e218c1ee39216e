use crate::*;

fn utf16(segment: &Segment) -> String {
    let octets = &segment.octets[if segment.has_header { 6 } else { 0 }..];
    let units: Vec<u16> = octets.chunks(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
    String::from_utf16(&units).unwrap()
}

#[test]
fn letters_of_the_default_alphabet_have_their_numbers() {
    for (letter, septets) in [
        ('@', &[0x00][..]),
        ('\n', &[0x0A]),
        ('Δ', &[0x10]),
        ('É', &[0x1F]),
        (' ', &[0x20]),
        ('0', &[0x30]),
        ('A', &[0x41]),
        ('Z', &[0x5A]),
        ('§', &[0x5F]),
        ('a', &[0x61]),
        ('à', &[0x7F]),
        ('€', &[0x1B, 0x65]),
        ('[', &[0x1B, 0x3C]),
        ('~', &[0x1B, 0x3D]),
    ] {
        assert_eq!(default_alphabet(letter).as_deref(), Some(septets), "{letter}");
    }
    for letter in ['ç', 'ạ', '`', 'Я', '验', '\u{1b}', '\t', '“'] {
        assert_eq!(default_alphabet(letter), None, "{letter}");
    }
}

#[test]
fn a_text_takes_as_many_parts_as_it_must() {
    for (text, coding, lengths) in [
        ("a".repeat(160), Coding::Gsm, vec![160]),
        ("a".repeat(161), Coding::Gsm, vec![159, 14]),
        ("a".repeat(306), Coding::Gsm, vec![159, 159]),
        ("a".repeat(307), Coding::Gsm, vec![159, 159, 7]),
        ("€".repeat(80), Coding::Gsm, vec![160]),
        // 76 of them in a part: the 77th is not taken apart.
        ("€".repeat(81), Coding::Gsm, vec![158, 16]),
        ("я".repeat(70), Coding::Ucs2, vec![140]),
        ("я".repeat(71), Coding::Ucs2, vec![140, 14]),
        ("🎻".repeat(35), Coding::Ucs2, vec![140]),
        ("🎻".repeat(36), Coding::Ucs2, vec![138, 18]),
        (String::new(), Coding::Gsm, vec![0]),
    ] {
        let parts = segments(&text, 9).unwrap();
        assert!(parts.iter().all(|part| part.coding == coding), "{text}");
        assert_eq!(parts.iter().map(|part| part.octets.len()).collect::<Vec<_>>(), lengths, "{text}");
        assert!(parts.iter().all(|part| part.has_header == (parts.len() > 1)), "{text}");
    }
}

#[test]
fn the_parts_say_which_they_are_and_make_the_text_again() {
    let text = "Số định danh 🎻 của bạn. ".repeat(10);
    let parts = segments(&text, 0xA7).unwrap();
    for (n, part) in (1_u8..).zip(&parts) {
        let count = u8::try_from(parts.len()).unwrap();
        assert_eq!(part.octets[..6], [5, 0, 3, 0xA7, count, n]);
    }
    assert_eq!(parts.iter().map(utf16).collect::<String>(), text);
}

#[test]
fn nobody_pays_for_a_text_without_end() {
    assert_eq!(segments(&"a".repeat(12 * 153), 1).map(|parts| parts.len()), Ok(12));
    assert_eq!(segments(&"a".repeat(12 * 153 + 1), 1), Err(TooLong));
}
