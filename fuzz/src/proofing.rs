//! What population registers answer, and what people photograph.

use onedoor_base::Country;
use onedoor_faces::Against;
use onedoor_registers::file::RegisterFile;
use onedoor_registers::{read_answer, read_portrait};

use crate::COUNTRIES;

/// What a register answers to a question: nobody of another country, and nothing that contradicts itself.
pub fn register_answer(bytes: &[u8]) -> bool {
    let mut taken = false;
    for country in COUNTRIES {
        let Ok(entries) = read_answer(bytes, country) else { continue };
        assert!(entries.iter().all(|entry| entry.country == country && entry.fault().is_none()));
        taken |= !entries.is_empty();
    }
    taken
}

/// The picture that a register answers with: something, or nothing.
pub fn register_portrait(bytes: &[u8]) -> bool {
    let Ok(Some(picture)) = read_portrait(bytes) else { return false };
    assert!(!picture.is_empty());
    // Whatever it is, making it anew ends.
    let _ = onedoor_face_picture::remade(&picture);
    true
}

/// What a provider says of faces: one word, about what it was asked, with short lines in it.
pub fn face_answer(bytes: &[u8]) -> bool {
    let mut taken = false;
    for against in [Against::Register, Against::Gestures] {
        let Ok(word) = onedoor_faces::read_answer(bytes, against) else { continue };
        assert_eq!(word.against.as_deref(), Some(against.word()));
        assert!(word.score.is_none_or(|score| (0.0..=1.0).contains(&score)));
        assert!(!word.provider.chars().any(char::is_control));
        taken = true;
    }
    taken
}

/// A register's file: what is read of it is somebody, and whoever goes on after a pause reads the same.
pub fn register_file(bytes: &[u8]) -> bool {
    let Ok(mut file) = RegisterFile::open(bytes, Country::Vietnam) else { return false };
    let (mut rows, mut last, mut taken) = (0, None, false);
    while let Ok(Some(row)) = file.next() {
        rows += 1;
        if let Ok(entry) = &row {
            assert_eq!((entry.country, entry.fault()), (Country::Vietnam, None));
            taken = true;
        }
        last = Some(row);
    }
    if let Some(last) = last {
        let mut again = RegisterFile::open(bytes, Country::Vietnam).expect("it could be opened before");
        again.skip(rows - 1).expect("rows that could be read before");
        assert_eq!(again.next().expect("as before"), Some(last));
    }
    taken
}

/// A photograph of the code on a card.
pub fn card_code(bytes: &[u8]) -> bool {
    onedoor_card_code::read_code(bytes).is_ok_and(|text| !text.is_empty())
}

/// A picture of a face: what is made of it may come again.
pub fn face_picture(bytes: &[u8]) -> bool {
    let Ok(picture) = onedoor_face_picture::read(bytes) else { return false };
    assert!(picture.width.max(picture.height) <= onedoor_face_picture::LONGEST_SIDE);
    assert!(picture.jpeg.starts_with(&[0xff, 0xd8]));
    true
}
