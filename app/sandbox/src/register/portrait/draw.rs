//! A head and shoulders, as a child might cut them out of paper.

use super::canvas::{Canvas, Colour, HEIGHT, Point, WIDTH, line, oval};
use super::features::{Besides, Features, Hair};

const EYE_WHITE: Colour = [250, 250, 248];
const INK: Colour = [34, 28, 28];
const COLLAR: Colour = [240, 240, 238];

/// The middle of the face.
const MIDDLE: Point = (WIDTH_HALF, 148.0);
const WIDTH_HALF: f32 = 120.0;
const EYES_AT: f32 = 142.0;

pub(super) fn head(looks: &Features) -> Canvas {
    let mut canvas = Canvas::new(looks.ground);
    let (wide, high) = looks.face;
    if looks.besides == Besides::Long {
        canvas.fill(looks.hair, &oval((MIDDLE.0, 172.0), (wide + 20.0, high + 34.0)));
    }
    body(&mut canvas, looks);
    for side in [-1.0, 1.0] {
        canvas.fill(darker(looks.skin), &oval((MIDDLE.0 + side * wide, 152.0), (9.0, 15.0)));
    }
    canvas.fill(looks.skin, &oval(MIDDLE, looks.face));
    hair(&mut canvas, looks);
    for side in [-1.0, 1.0] {
        eye(&mut canvas, looks, side);
    }
    middle_of_face(&mut canvas, looks);
    canvas
}

fn body(canvas: &mut Canvas, looks: &Features) {
    let bottom = f32::from(HEIGHT);
    let neck = [(MIDDLE.0, 200.0), (MIDDLE.0, 252.0)];
    canvas.fill(looks.clothes, &oval((MIDDLE.0, bottom), (108.0, 88.0)));
    canvas.fill(darker(looks.skin), &line(&neck, 44.0));
    let collar = [(88.0, 234.0), (MIDDLE.0, 274.0), (f32::from(WIDTH) - 88.0, 234.0)];
    canvas.fill(COLLAR, &line(&collar, 9.0));
}

/// Over the forehead, down to the line where it begins to grow.
fn hair(canvas: &mut Canvas, looks: &Features) {
    let (wide, high) = looks.face;
    let crown = oval((MIDDLE.0, MIDDLE.1 - 8.0), (wide + 7.0, high + 9.0));
    canvas.fill_where(looks.hair, &crown, |at| at.1 < edge(looks.way, at.0 - MIDDLE.0, wide));
}

/// How far down the hair comes, so far beside the middle.
fn edge(way: Hair, beside: f32, wide: f32) -> f32 {
    let out = (beside / wide).powi(2);
    match way {
        Hair::Fringe => 114.0 + 22.0 * out.powi(3),
        Hair::PartedLeft => 96.0 + 0.34 * (beside + 30.0).abs() + 12.0 * out,
        Hair::PartedRight => 96.0 + 0.34 * (beside - 30.0).abs() + 12.0 * out,
        Hair::Receding => 84.0 + 34.0 * out,
    }
}

fn eye(canvas: &mut Canvas, looks: &Features, side: f32) {
    let x = MIDDLE.0 + side * looks.eyes;
    let (wide, high) = looks.eye;
    let brow = [
        (x - 12.0, EYES_AT - 15.0 - side * looks.brows),
        (x, EYES_AT - 18.0),
        (x + 12.0, EYES_AT - 15.0 + side * looks.brows),
    ];
    canvas.fill(looks.hair, &line(&brow, 4.0));
    canvas.fill(EYE_WHITE, &oval((x, EYES_AT), (wide, high)));
    canvas.fill(INK, &oval((x, EYES_AT), (high - 0.5, high - 0.5)));
    canvas.fill(EYE_WHITE, &oval((x + 1.5, EYES_AT - 1.5), (1.3, 1.3)));
    let lid = [(x - wide, EYES_AT - 1.0), (x, EYES_AT - high), (x + wide, EYES_AT - 1.0)];
    canvas.fill(INK, &line(&lid, 2.0));
    if looks.glasses {
        let (outer, inner) = (oval((x, EYES_AT), (18.0, 15.0)), oval((x, EYES_AT), (15.5, 12.5)));
        canvas.fill_where(INK, &outer, |at| !inner.holds(at));
    }
    if looks.old {
        let fold = [(x - 9.0, EYES_AT + 13.0), (x, EYES_AT + 15.0), (x + 9.0, EYES_AT + 13.0)];
        canvas.fill(darker(looks.skin), &line(&fold, 1.6));
    }
}

fn middle_of_face(canvas: &mut Canvas, looks: &Features) {
    let x = MIDDLE.0;
    if looks.glasses {
        canvas.fill(INK, &line(&[(x - 6.0, EYES_AT), (x + 6.0, EYES_AT)], 2.5));
    }
    let tip = EYES_AT + 6.0 + looks.nose;
    let nose = [(x - 2.0, EYES_AT + 8.0), (x - 7.0, tip), (x + 5.0, tip + 2.0)];
    canvas.fill(darker(looks.skin), &line(&nose, 3.0));
    let mouth = tip + 18.0;
    let corner = mouth - looks.smile;
    canvas.fill(looks.lips, &line(&[(x - looks.mouth, corner), (x, mouth), (x + looks.mouth, corner)], 5.0));
    if looks.besides == Besides::Moustache {
        let over = [(x - 15.0, mouth - 6.0), (x, mouth - 10.0), (x + 15.0, mouth - 6.0)];
        canvas.fill(looks.hair, &line(&over, 5.0));
    }
    if let Some((beside, below)) = looks.mole {
        canvas.fill(INK, &oval((x + beside, EYES_AT + 14.0 + below), (1.8, 1.8)));
    }
}

fn darker(colour: Colour) -> Colour {
    colour.map(|shade| shade - shade / 7)
}
