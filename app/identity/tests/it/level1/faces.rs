//! Made-up faces before a camera.

use crate::card::picture::jpeg;

/// Something like a face, another one for each place.
pub(crate) fn face(place: u8) -> Vec<u8> {
    let (width, height) = (480_usize, 640_usize);
    let shift = usize::from(place) * 17;
    let pixels: Vec<u8> = (0..width * height)
        .map(|at| {
            let (x, y) = (at % width, at / width);
            let inside = x.abs_diff(240) * x.abs_diff(240) * 2 + y.abs_diff(300) * y.abs_diff(300) < 60_000;
            let hair = ((x + shift) / 9 + y / 7).is_multiple_of(2);
            match (inside, hair) {
                (true, true) => 190,
                (true, false) => 150,
                (false, true) => 90,
                (false, false) => 60,
            }
        })
        .collect();
    jpeg(width, height, &pixels)
}

/// A face out of focus.
pub(crate) fn blurred() -> Vec<u8> {
    let pixels: Vec<u8> = (0..480 * 640).map(|at| u8::try_from(60 + (at % 480) / 4).unwrap_or(180)).collect();
    jpeg(480, 640, &pixels)
}
