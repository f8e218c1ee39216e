/// What is searched has no side longer than this, in pixels: enough for a card that fills a third of the picture.
pub const LONGEST_SIDE: usize = 2_400;

/// A picture in shades of grey, 0 is black.
pub(crate) struct Grey {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) pixels: Vec<u8>,
}

impl Grey {
    /// The same picture with a longest side of at most `longest`, each pixel the mean of those it stands for.
    pub(crate) fn within(&self, longest: usize) -> Self {
        let side = self.width.max(self.height).max(1);
        let scaled = |length: usize| if side <= longest { length } else { (length * longest / side).max(1) };
        let (width, height) = (scaled(self.width), scaled(self.height));
        let mut pixels = Vec::with_capacity(width * height);
        let span = |at: usize, of: usize, from: usize| {
            let start = at * from / of;
            start..((at + 1) * from / of).max(start + 1)
        };
        for y in 0..height {
            let rows = span(y, height, self.height);
            for x in 0..width {
                let columns = span(x, width, self.width);
                let count = rows.len() * columns.len();
                let sum: usize = rows
                    .clone()
                    .flat_map(|row| {
                        &self.pixels[row * self.width + columns.start..row * self.width + columns.end]
                    })
                    .map(|pixel| usize::from(*pixel))
                    .sum();
                pixels.push(u8::try_from(sum / count).unwrap_or(u8::MAX));
            }
        }
        Self { width, height, pixels }
    }

    /// Which pixels are ink: darker than what is around them, so that a shadow over half of the card does no harm.
    pub(crate) fn ink(&self) -> Ink {
        let (width, height) = (self.width, self.height);
        let reach = (width.max(height) / 16).max(8);
        let sums = self.sums();
        let at = |x: usize, y: usize| sums[y * (width + 1) + x];
        let mut ink = Vec::with_capacity(width * height);
        for y in 0..height {
            let (top, bottom) = (y.saturating_sub(reach), (y + reach + 1).min(height));
            for x in 0..width {
                let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(width));
                let around = at(right, bottom) + at(left, top) - at(left, bottom) - at(right, top);
                let count = ((right - left) * (bottom - top)) as u64;
                let pixel = u64::from(self.pixels[y * width + x]);
                ink.push(pixel * count * 100 < around * (100 - DARKER));
            }
        }
        Ink { width, height, marks: ink }
    }

    /// The sum of everything above and to the left of each point.
    fn sums(&self) -> Vec<u64> {
        let line = self.width + 1;
        let mut sums = vec![0_u64; line * (self.height + 1)];
        for y in 0..self.height {
            let mut row = 0;
            for x in 0..self.width {
                row += u64::from(self.pixels[y * self.width + x]);
                sums[(y + 1) * line + x + 1] = sums[y * line + x + 1] + row;
            }
        }
        sums
    }
}

/// By how many hundredths ink is darker than its surroundings: less is grain.
const DARKER: u64 = 7;

/// Ink or none.
pub(crate) struct Ink {
    pub(crate) width: usize,
    pub(crate) height: usize,
    marks: Vec<bool>,
}

impl Ink {
    pub(crate) fn at(&self, x: usize, y: usize) -> bool {
        self.marks[y * self.width + x]
    }
}
