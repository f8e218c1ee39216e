use crate::Unreadable;
use crate::corners;
use crate::grey::{Grey, LONGEST_SIDE};

/// Corners that are tried with each other: five codes have fifteen.
const MOST_CORNERS: usize = 32;
/// Rows that look like the middle of a corner: print and grain have some hundreds.
const MOST_ROWS: usize = 20_000;

/// Sizes that are tried one after the other: what is sharp is found quickly in the first, what is small in the
/// second, what is grainy in the third.
const SIDES: [usize; 3] = [1_400, LONGEST_SIDE, 700];

/// The text of the one code in the picture.
pub(crate) fn search(picture: &Grey) -> Result<String, Unreadable> {
    let mut worst = Unreadable::NoCode;
    let side = picture.width.max(picture.height);
    for (n, longest) in SIDES.into_iter().enumerate() {
        // It would be the same picture again.
        if n > 0 && SIDES[..n].iter().any(|tried| side <= *tried.min(&longest)) {
            continue;
        }
        match search_at(&picture.within(longest)) {
            Err(why @ (Unreadable::NoCode | Unreadable::Blurred | Unreadable::Crowded)) => {
                if worst == Unreadable::NoCode {
                    worst = why;
                }
            }
            told => return told,
        }
    }
    Err(worst)
}

fn search_at(picture: &Grey) -> Result<String, Unreadable> {
    let ink = picture.ink();
    let counted = corners::count(&ink);
    if counted.corners > MOST_CORNERS || counted.rows > MOST_ROWS {
        return Err(Unreadable::Crowded);
    }
    let mut prepared = rqrr::PreparedImage::prepare_from_bitmap(ink.width, ink.height, |x, y| ink.at(x, y));
    let mut texts: Vec<Vec<u8>> = Vec::new();
    let mut seen = false;
    for grid in prepared.detect_grids() {
        seen = true;
        let mut text = Vec::new();
        if grid.decode_to(&mut text).is_ok() && !texts.contains(&text) {
            texts.push(text);
        }
    }
    match texts.len() {
        0 if seen => Err(Unreadable::Blurred),
        0 => Err(Unreadable::NoCode),
        1 => String::from_utf8(texts.swap_remove(0)).map_err(|_| Unreadable::NotText),
        _ => Err(Unreadable::Several),
    }
}
