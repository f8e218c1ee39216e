//! The pictures that the register has of its people: nobody lives who looks so. They are drawn in code, the same one for
//! the same number every time, and say across themselves that they are samples.

mod canvas;
mod draw;
mod features;
mod letters;

use onedoor_proofing::register::Entry;

use features::Features;

/// Entries of which the day of birth is not known came over from paper: there is no picture of them.
pub(crate) const fn may(entry: &Entry) -> bool {
    entry.born.day.is_some()
}

/// The picture of somebody, JPEG.
pub(crate) fn of(entry: &Entry) -> Option<Vec<u8>> {
    if !may(entry) {
        return None;
    }
    let mut canvas = draw::head(&Features::of(entry));
    letters::mark(&mut canvas);
    canvas.jpeg()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use onedoor_proofing::register::Born;

    use super::*;
    use crate::pages::register::sample;

    #[test]
    fn somebody_has_the_same_picture_every_time_and_nobody_elses() {
        let pictures: BTreeSet<_> = (0..9)
            .map(|n| {
                let one = Entry { number: format!("0301880012{n:02}"), ..sample() };
                let picture = of(&one).expect("a picture");
                assert_eq!(Some(&picture), of(&one).as_ref());
                assert!(picture.starts_with(&[0xFF, 0xD8, 0xFF]) && picture.len() < 100_000);
                picture
            })
            .collect();
        assert_eq!(pictures.len(), 9);
    }

    #[test]
    fn a_corrected_name_changes_no_face() {
        let corrected = Entry { name: "Trần Thị Lan".to_owned(), ..sample() };
        assert_eq!(of(&corrected), of(&sample()));
    }

    #[test]
    fn whoever_came_over_from_paper_has_none() {
        let old = Entry { born: Born { year: 1948, month: None, day: None }, ..sample() };
        assert_eq!(of(&old), None);
    }
}
