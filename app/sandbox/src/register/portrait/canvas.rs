//! Something to paint on.

use jpeg_encoder::{ColorType, Encoder};

pub(super) type Colour = [u8; 3];
pub(super) type Point = (f32, f32);

/// In pixels.
pub(super) const WIDTH: u16 = 240;
pub(super) const HEIGHT: u16 = 320;

const QUALITY: u8 = 88;
/// Where a pixel is looked at, so that edges are smooth.
const WITHIN: [Point; 4] = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)];

/// The picture while it is painted, line by line from the top.
pub(super) struct Canvas(Vec<Colour>);

impl Canvas {
    pub(super) fn new(ground: Colour) -> Self {
        Self(vec![ground; usize::from(WIDTH) * usize::from(HEIGHT)])
    }

    pub(super) fn fill(&mut self, colour: Colour, shape: &Shape) {
        self.fill_where(colour, shape, |_| true);
    }

    /// Paints what is inside the shape and wanted.
    pub(super) fn fill_where(&mut self, colour: Colour, shape: &Shape, wanted: impl Fn(Point) -> bool) {
        let ((left, top), (right, bottom)) = shape.bounds();
        let near = |at: u16, least: f32, most: f32| f32::from(at) + 1.0 >= least && f32::from(at) <= most;
        for (y, row) in (0..HEIGHT).zip(self.0.chunks_mut(usize::from(WIDTH))) {
            if !near(y, top, bottom) {
                continue;
            }
            for (x, pixel) in (0..WIDTH).zip(row).filter(|(x, _)| near(*x, left, right)) {
                let inside = |(dx, dy): &Point| {
                    let at = (f32::from(x) + dx, f32::from(y) + dy);
                    u16::from(shape.holds(at) && wanted(at))
                };
                *pixel = mixed(*pixel, colour, WITHIN.iter().map(inside).sum());
            }
        }
    }

    /// Paints all below so thinly that what is under it shows a little.
    pub(super) fn veil(&mut self, colour: Colour, from: u16) {
        for pixel in self.0.iter_mut().skip(usize::from(WIDTH) * usize::from(from)) {
            *pixel = mixed(*pixel, colour, 3);
        }
    }

    pub(super) fn jpeg(&self) -> Option<Vec<u8>> {
        let mut jpeg = Vec::new();
        let encoder = Encoder::new(&mut jpeg, QUALITY);
        encoder.encode(self.0.as_flattened(), WIDTH, HEIGHT, ColorType::Rgb).ok().map(|()| jpeg)
    }
}

/// So many fourths of the second.
fn mixed(under: Colour, over: Colour, fourths: u16) -> Colour {
    let mix = |at: usize| (u16::from(under[at]) * (4 - fourths) + u16::from(over[at]) * fourths) / 4;
    [0, 1, 2].map(|at| u8::try_from(mix(at)).unwrap_or(u8::MAX))
}

/// What is painted.
pub(super) enum Shape {
    /// Around a middle, half as wide and half as high.
    Oval(Point, Point),
    /// Through these, so thick, with round ends.
    Line(Vec<Point>, f32),
}

impl Shape {
    pub(super) fn holds(&self, at: Point) -> bool {
        match self {
            Self::Oval((x, y), (wide, high)) => {
                ((at.0 - x) / wide).powi(2) + ((at.1 - y) / high).powi(2) <= 1.0
            }
            Self::Line(points, thick) => {
                points.windows(2).any(|pair| distance(at, pair[0], pair[1]) <= thick / 2.0)
            }
        }
    }

    /// Nothing of it is outside.
    fn bounds(&self) -> (Point, Point) {
        match self {
            Self::Oval((x, y), (wide, high)) => ((x - wide, y - high), (x + wide, y + high)),
            Self::Line(points, thick) => {
                let far = (f32::INFINITY, f32::NEG_INFINITY);
                let spread = |(least, most): Point, at: f32| (least.min(at - thick), most.max(at + thick));
                let (left, right) = points.iter().map(|point| point.0).fold(far, spread);
                let (top, bottom) = points.iter().map(|point| point.1).fold(far, spread);
                ((left, top), (right, bottom))
            }
        }
    }
}

pub(super) const fn oval(middle: Point, half: Point) -> Shape {
    Shape::Oval(middle, half)
}

pub(super) fn line(points: &[Point], thick: f32) -> Shape {
    Shape::Line(points.to_vec(), thick)
}

fn distance(at: Point, from: Point, to: Point) -> f32 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let along = ((at.0 - from.0) * dx + (at.1 - from.1) * dy) / (dx * dx + dy * dy).max(f32::EPSILON);
    let along = along.clamp(0.0, 1.0);
    (at.0 - from.0 - along * dx).hypot(at.1 - from.1 - along * dy)
}
