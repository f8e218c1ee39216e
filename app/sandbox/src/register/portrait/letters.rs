//! What stands across every picture: that it is a sample, in Vietnamese and in English.

use super::canvas::{Canvas, Colour, HEIGHT, Point, WIDTH, line};

const TEXT: &str = "MẪU SAMPLE";
const PAPER: Colour = [255, 255, 255];
const INK: Colour = [176, 24, 24];
/// How high a letter is, and from one to the next.
const HIGH: f32 = 17.0;
const STEP: f32 = 20.0;
const BAND: u16 = 42;

/// A band with the words over the lower edge.
pub(super) fn mark(canvas: &mut Canvas) {
    canvas.veil(PAPER, HEIGHT - BAND);
    let top = f32::from(HEIGHT - BAND);
    let long = u8::try_from(TEXT.chars().count()).map_or(0.0, f32::from) * STEP;
    let mut left = (f32::from(WIDTH) - long) / 2.0 + (STEP - HIGH * 0.7) / 2.0;
    for letter in TEXT.chars() {
        for stroke in strokes(letter) {
            let placed: Vec<Point> =
                stroke.iter().map(|(x, y)| (left + x * HIGH * 0.7, top + 17.0 + y * HIGH)).collect();
            canvas.fill(INK, &line(&placed, 2.6));
        }
        left += STEP;
    }
}

/// A letter in a square of one by one, from its upper left corner; its marks are above.
const fn strokes(letter: char) -> &'static [&'static [Point]] {
    match letter {
        'A' => &[&[(0.0, 1.0), (0.5, 0.0), (1.0, 1.0)], &[(0.2, 0.65), (0.8, 0.65)]],
        'Ẫ' => &[
            &[(0.0, 1.0), (0.5, 0.0), (1.0, 1.0)],
            &[(0.2, 0.65), (0.8, 0.65)],
            &[(0.15, -0.16), (0.5, -0.4), (0.85, -0.16)],
            &[(0.0, -0.6), (0.3, -0.72), (0.7, -0.56), (1.0, -0.7)],
        ],
        'E' => &[&[(1.0, 0.0), (0.0, 0.0), (0.0, 1.0), (1.0, 1.0)], &[(0.0, 0.5), (0.8, 0.5)]],
        'L' => &[&[(0.0, 0.0), (0.0, 1.0), (1.0, 1.0)]],
        'M' => &[&[(0.0, 1.0), (0.0, 0.0), (0.5, 0.6), (1.0, 0.0), (1.0, 1.0)]],
        'P' => &[&[(0.0, 1.0), (0.0, 0.0), (0.8, 0.0), (1.0, 0.2), (1.0, 0.4), (0.8, 0.55), (0.0, 0.55)]],
        'S' => &[&[
            (1.0, 0.12),
            (0.75, 0.0),
            (0.2, 0.0),
            (0.0, 0.25),
            (0.2, 0.48),
            (0.8, 0.52),
            (1.0, 0.75),
            (0.8, 1.0),
            (0.25, 1.0),
            (0.0, 0.88),
        ]],
        'U' => &[&[(0.0, 0.0), (0.0, 0.8), (0.25, 1.0), (0.75, 1.0), (1.0, 0.8), (1.0, 0.0)]],
        _ => &[],
    }
}
