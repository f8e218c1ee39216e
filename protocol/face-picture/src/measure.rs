//! Whether anything can be seen in a picture. Simple measures that let doubtful ones pass: an officer looks after all.

use crate::Unfit;
use crate::pixels::Pixels;

/// A picture whose edges are weaker than this is blurred: the mean square of the second derivative at [`SIDE`] pixels.
pub const BLURRED: i64 = 12;
/// Darker on the average than this, of 255, nothing is to be seen.
pub const DARK: i64 = 22;
/// Lighter on the average than this, of 255, neither.
pub const BRIGHT: i64 = 244;

/// Measured at this size, so that grain and the number of pixels make no difference.
const SIDE: usize = 320;

pub(crate) fn fit(picture: &Pixels) -> Result<(), Unfit> {
    let small = picture.within(SIDE);
    let grey = small.grey();
    let count = i64::try_from(grey.len()).unwrap_or(i64::MAX).max(1);
    let mean = grey.iter().map(|light| i64::from(*light)).sum::<i64>() / count;
    if mean < DARK {
        return Err(Unfit::Dark);
    }
    if mean > BRIGHT {
        return Err(Unfit::Bright);
    }
    if sharpness(&grey, small.width, small.height) < BLURRED { Err(Unfit::Blurred) } else { Ok(()) }
}

/// The mean square of the Laplacian (Pech-Pacheco and others, 2000).
fn sharpness(grey: &[i32], width: usize, height: usize) -> i64 {
    if width < 3 || height < 3 {
        return 0;
    }
    let mut sum = 0_i64;
    for y in 1..height - 1 {
        for x in 1..width - 1 {
            let at = y * width + x;
            let edge = 4 * grey[at] - grey[at - 1] - grey[at + 1] - grey[at - width] - grey[at + width];
            sum += i64::from(edge) * i64::from(edge);
        }
    }
    sum / i64::try_from((width - 2) * (height - 2)).unwrap_or(i64::MAX)
}
