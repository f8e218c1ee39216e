//! How somebody made up looks, by their number.

use onedoor_proofing::register::{Entry, Sex};

use super::canvas::Colour;

/// Whoever was born before has grey hair.
const GREY_BEFORE: i32 = 1962;

const GROUNDS: [Colour; 3] = [[205, 222, 238], [222, 228, 232], [214, 230, 214]];
const SKINS: [Colour; 4] = [[243, 208, 178], [232, 190, 156], [219, 172, 138], [201, 152, 118]];
const HAIRS: [Colour; 3] = [[28, 24, 24], [52, 36, 28], [84, 56, 38]];
const GREY: Colour = [168, 168, 170];
const CLOTHES: [Colour; 5] = [[40, 62, 104], [122, 38, 52], [44, 96, 82], [86, 74, 112], [70, 74, 82]];
const LIPS: [Colour; 3] = [[186, 92, 88], [172, 84, 72], [198, 104, 104]];

/// How the hair lies above the face.
#[derive(Clone, Copy)]
pub(super) enum Hair {
    Fringe,
    PartedLeft,
    PartedRight,
    Receding,
}

/// What else grows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Besides {
    Nothing,
    Long,
    Moustache,
}

/// Lengths are pixels of the canvas.
pub(super) struct Features {
    pub(super) ground: Colour,
    pub(super) skin: Colour,
    pub(super) hair: Colour,
    pub(super) clothes: Colour,
    pub(super) lips: Colour,
    pub(super) way: Hair,
    pub(super) besides: Besides,
    pub(super) old: bool,
    pub(super) glasses: bool,
    /// Half the width of the face, half its height.
    pub(super) face: (f32, f32),
    /// From the middle to an eye.
    pub(super) eyes: f32,
    pub(super) eye: (f32, f32),
    pub(super) brows: f32,
    pub(super) nose: f32,
    pub(super) mouth: f32,
    /// How much its corners are above its middle.
    pub(super) smile: f32,
    /// Where there is a mole, if there is.
    pub(super) mole: Option<(f32, f32)>,
}

impl Features {
    pub(super) fn of(entry: &Entry) -> Self {
        let mut dice = Dice::new(&entry.number);
        let woman = match entry.sex {
            Some(sex) => sex == Sex::Female,
            None => dice.one_in(2),
        };
        let old = entry.born.year < GREY_BEFORE;
        let ways: &[Hair] = if woman {
            &[Hair::Fringe, Hair::PartedLeft, Hair::PartedRight]
        } else {
            &[Hair::PartedLeft, Hair::PartedRight, Hair::Fringe, Hair::Receding]
        };
        let hair = dice.one_of(&HAIRS);
        let besides = match (woman, dice.one_in(5)) {
            (true, false) => Besides::Long,
            (false, true) => Besides::Moustache,
            _ => Besides::Nothing,
        };
        Self {
            ground: dice.one_of(&GROUNDS),
            skin: dice.one_of(&SKINS),
            hair: if old { GREY } else { hair },
            clothes: dice.one_of(&CLOTHES),
            lips: dice.one_of(&LIPS),
            way: dice.one_of(ways),
            besides,
            old,
            glasses: dice.one_in(4),
            face: (dice.between(47.0, 58.0), dice.between(62.0, 72.0)),
            eyes: dice.between(20.0, 25.0),
            eye: (dice.between(9.0, 12.0), dice.between(4.5, 6.5)),
            brows: dice.between(-3.0, 3.0),
            nose: dice.between(20.0, 29.0),
            mouth: dice.between(14.0, 22.0),
            smile: dice.between(-1.0, 4.0),
            mole: dice.one_in(5).then(|| (dice.between(-26.0, 26.0), dice.between(8.0, 24.0))),
        }
    }
}

/// Choices that a number makes, always the same ones.
struct Dice(u64);

impl Dice {
    /// FNV-1a of the number.
    fn new(number: &str) -> Self {
        let mix = |seed: u64, byte: u8| (seed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        Self(number.bytes().fold(0xCBF2_9CE4_8422_2325, mix))
    }

    /// The next number (splitmix64, by Steele, Lea and Flood).
    fn roll(&mut self) -> u16 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        u16::try_from((z ^ (z >> 31)) >> 48).unwrap_or_default()
    }

    fn between(&mut self, least: f32, most: f32) -> f32 {
        least + (most - least) * f32::from(self.roll()) / f32::from(u16::MAX)
    }

    fn one_in(&mut self, many: u16) -> bool {
        self.roll().is_multiple_of(many)
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::from(self.roll()) % all.len()]
    }
}
