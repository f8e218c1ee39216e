//! Digits as a picture: drawn with strokes of our own, bent, turned and crossed out. People read them at a
//! glance; a program has to take some trouble.

use std::f32::consts::TAU;

use super::png;

const WIDTH: u16 = 240;
const HEIGHT: u16 = 84;
/// The shade of the paper and of the ink.
const PAPER: f32 = 246.0;
const INK: f32 = 28.0;

type Point = (f32, f32);

/// Numbers that a seed gives, for drawing: nothing is kept secret with them but the seed itself.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number between two (splitmix64, by Steele, Lea and Flood).
    pub(super) fn between(&mut self, least: f32, most: f32) -> f32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let top = u16::try_from((z ^ (z >> 31)) >> 48).unwrap_or_default();
        least + (most - least) * f32::from(top) / f32::from(u16::MAX)
    }
}

/// A PNG file that shows these digits.
pub(super) fn file(digits: &str, seed: u64) -> Vec<u8> {
    let mut dice = Dice::new(seed);
    let mut canvas = Canvas::new();
    let bend = Bend::new(&mut dice);
    let count = u8::try_from(digits.len()).unwrap_or(u8::MAX).max(1);
    let slot = (f32::from(WIDTH) - 24.0) / f32::from(count);
    let mut left = 12.0 + slot / 2.0;
    for digit in digits.bytes() {
        let place = Place::new(&mut dice, left, slot);
        for stroke in strokes(digit) {
            let points: Vec<Point> = stroke.into_iter().map(|p| bend.of(place.of(p))).collect();
            canvas.line(&points, place.thick, INK);
        }
        left += slot;
    }
    for ink in [INK, INK, PAPER] {
        canvas.line(&across(&mut dice), 0.8, ink);
    }
    canvas.speckle(&mut dice);
    png::file(u32::from(WIDTH), u32::from(HEIGHT), &canvas.shades())
}

/// Where one digit stands, how large and how crooked.
struct Place {
    centre: Point,
    size: f32,
    turn: (f32, f32),
    lean: f32,
    thick: f32,
}

impl Place {
    fn new(dice: &mut Dice, left: f32, slot: f32) -> Self {
        let x = left + dice.between(-slot / 9.0, slot / 9.0);
        let y = f32::from(HEIGHT) / 2.0 + dice.between(-6.0, 6.0);
        Self {
            centre: (x, y),
            size: dice.between(32.0, 40.0),
            turn: dice.between(-0.32, 0.32).sin_cos(),
            lean: dice.between(-0.2, 0.2),
            thick: dice.between(1.7, 2.6),
        }
    }

    fn of(&self, (x, y): Point) -> Point {
        let (x, y) = ((x + self.lean * y) * self.size, y * self.size);
        let (sin, cos) = self.turn;
        (self.centre.0 + x * cos - y * sin, self.centre.1 + x * sin + y * cos)
    }
}

/// What bends the whole picture.
struct Bend {
    across: (f32, f32, f32),
    down: (f32, f32, f32),
}

impl Bend {
    fn new(dice: &mut Dice) -> Self {
        let wave = |dice: &mut Dice| {
            (dice.between(2.0, 4.0), TAU / dice.between(45.0, 80.0), dice.between(0.0, TAU))
        };
        Self { across: wave(dice), down: wave(dice) }
    }

    fn of(&self, (x, y): Point) -> Point {
        let wave =
            |(height, frequency, phase): (f32, f32, f32), at: f32| height * (at * frequency + phase).sin();
        (x + wave(self.across, y), y + wave(self.down, x))
    }
}

/// A curve from the left to the right.
fn across(dice: &mut Dice) -> Vec<Point> {
    let (from, to) = (dice.between(18.0, 66.0), dice.between(18.0, 66.0));
    let (height, phase, turns) = (dice.between(6.0, 16.0), dice.between(0.0, TAU), dice.between(0.8, 1.6));
    (0..=40_u8)
        .map(|step| {
            let share = f32::from(step) / 40.0;
            let wave = height * (share * turns * TAU + phase).sin();
            (share * f32::from(WIDTH), from + (to - from) * share + wave)
        })
        .collect()
}

/// The strokes of a digit: x from -0.5 to 0.5, y from -0.7 (top) to 0.7.
fn strokes(digit: u8) -> Vec<Vec<Point>> {
    match digit {
        b'0' => vec![arc((0.0, 0.0), (0.42, 0.7), 0.0, 360.0)],
        b'1' => vec![vec![(-0.24, -0.4), (0.06, -0.7), (0.06, 0.7)], vec![(-0.2, 0.7), (0.32, 0.7)]],
        b'2' => {
            let mut stroke = arc((0.0, -0.3), (0.4, 0.4), 195.0, 400.0);
            stroke.extend([(-0.42, 0.7), (0.45, 0.7)]);
            vec![stroke]
        }
        b'3' => vec![
            arc((-0.02, -0.36), (0.37, 0.34), 205.0, 450.0),
            arc((-0.02, 0.34), (0.42, 0.36), 270.0, 515.0),
        ],
        b'4' => vec![vec![(0.18, 0.7), (0.18, -0.7), (-0.45, 0.28), (0.45, 0.28)]],
        b'5' => {
            let mut stroke = vec![(0.36, -0.7), (-0.3, -0.7), (-0.34, -0.06)];
            stroke.extend(arc((-0.02, 0.26), (0.42, 0.44), 228.0, 500.0));
            vec![stroke]
        }
        b'6' => vec![six()],
        b'7' => vec![vec![(-0.42, -0.7), (0.42, -0.7), (-0.1, 0.7)], vec![(-0.14, 0.02), (0.3, 0.02)]],
        b'8' => vec![arc((0.0, -0.35), (0.33, 0.34), 0.0, 360.0), arc((0.0, 0.34), (0.42, 0.36), 0.0, 360.0)],
        _ => vec![six().into_iter().map(|(x, y)| (-x, -y)).collect()],
    }
}

fn six() -> Vec<Point> {
    let mut stroke = vec![(0.3, -0.7), (0.04, -0.56), (-0.18, -0.34), (-0.34, -0.06)];
    stroke.extend(arc((0.0, 0.3), (0.41, 0.4), 190.0, 555.0));
    stroke
}

/// Part of an ellipse, from one angle to another in degrees, clockwise from the right.
fn arc(centre: Point, radius: Point, from: f32, to: f32) -> Vec<Point> {
    (0..=24_u8)
        .map(|step| {
            let (sin, cos) = (from + (to - from) * f32::from(step) / 24.0).to_radians().sin_cos();
            (centre.0 + radius.0 * cos, centre.1 + radius.1 * sin)
        })
        .collect()
}

/// Shades of grey.
struct Canvas(Vec<f32>);

impl Canvas {
    fn new() -> Self {
        Self(vec![PAPER; usize::from(WIDTH) * usize::from(HEIGHT)])
    }

    /// A line through these points, half as wide as `reach`.
    fn line(&mut self, points: &[Point], reach: f32, ink: f32) {
        for pair in points.windows(2) {
            self.segment(pair[0], pair[1], reach, ink);
        }
    }

    fn segment(&mut self, a: Point, b: Point, reach: f32, ink: f32) {
        let margin = reach + 1.0;
        for y in span(a.1.min(b.1) - margin, a.1.max(b.1) + margin, HEIGHT) {
            for x in span(a.0.min(b.0) - margin, a.0.max(b.0) + margin, WIDTH) {
                let cover = (reach + 0.5 - distance((f32::from(x), f32::from(y)), a, b)).clamp(0.0, 1.0);
                self.lay(x, y, cover, ink);
            }
        }
    }

    fn lay(&mut self, x: u16, y: u16, cover: f32, ink: f32) {
        let shade = &mut self.0[usize::from(y) * usize::from(WIDTH) + usize::from(x)];
        let laid = PAPER + (ink - PAPER) * cover;
        // Ink covers paper, and paper that is drawn covers ink.
        *shade = if ink < PAPER { shade.min(laid) } else { *shade + (ink - *shade) * cover };
    }

    fn speckle(&mut self, dice: &mut Dice) {
        for _ in 0..70 {
            let at = (dice.between(2.0, f32::from(WIDTH - 3)), dice.between(2.0, f32::from(HEIGHT - 3)));
            self.segment(at, (at.0 + 1.0, at.1), dice.between(0.2, 0.9), INK + 60.0);
        }
    }

    fn shades(&self) -> Vec<u8> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between black and paper"
        )]
        let shade = |value: &f32| value.clamp(0.0, 255.0) as u8;
        self.0.iter().map(shade).collect()
    }
}

/// The whole numbers between two, inside of the canvas.
fn span(from: f32, to: f32, end: u16) -> std::ops::Range<u16> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the canvas")]
    let inside = |at: f32| at.clamp(0.0, f32::from(end)) as u16;
    inside(from.floor())..inside(to.ceil())
}

/// How far a point is from a segment.
fn distance(p: Point, a: Point, b: Point) -> f32 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let along = (((p.0 - a.0) * dx + (p.1 - a.1) * dy) / (dx * dx + dy * dy).max(1e-6)).clamp(0.0, 1.0);
    (p.0 - a.0 - along * dx).hypot(p.1 - a.1 - along * dy)
}
