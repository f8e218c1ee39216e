/// What is kept has no side longer than this, in pixels: enough for whoever compares a face.
pub const LONGEST_SIDE: usize = 1_280;
/// A face in fewer pixels cannot be compared (ISO/IEC 19794-5 asks for 90 between the eyes).
pub const SHORTEST_SIDE: usize = 240;

/// A picture in colours, three bytes a pixel.
pub(crate) struct Pixels {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) rgb: Vec<u8>,
}

impl Pixels {
    /// The same picture with a longest side of at most `longest`.
    pub(crate) fn within(&self, longest: usize) -> Self {
        let side = self.width.max(self.height).max(1);
        let scaled = |length: usize| if side <= longest { length } else { (length * longest / side).max(1) };
        self.sized(scaled(self.width), scaled(self.height))
    }

    /// The same picture at another size, each pixel the mean of those it stands for.
    pub(crate) fn sized(&self, width: usize, height: usize) -> Self {
        if (width, height) == (self.width, self.height) {
            return Self { width, height, rgb: self.rgb.clone() };
        }
        let span = |at: usize, of: usize, from: usize| {
            let start = at * from / of;
            start..((at + 1) * from / of).max(start + 1)
        };
        let mut rgb = Vec::with_capacity(width * height * 3);
        for y in 0..height {
            let rows = span(y, height, self.height);
            for x in 0..width {
                let columns = span(x, width, self.width);
                rgb.extend(self.mean(rows.clone(), columns));
            }
        }
        Self { width, height, rgb }
    }

    /// The middle of it in these proportions, as large as it can be.
    pub(crate) fn middle(&self, width: usize, height: usize) -> Self {
        let (wide, high) = if self.width * height > self.height * width {
            ((self.height * width / height).max(1), self.height)
        } else {
            (self.width, (self.width * height / width).max(1))
        };
        let (left, top) = ((self.width - wide) / 2, (self.height - high) / 2);
        let line = |y: usize| &self.rgb[(y * self.width + left) * 3..(y * self.width + left + wide) * 3];
        let rgb = (top..top + high).flat_map(line).copied().collect();
        Self { width: wide, height: high, rgb }
    }

    fn mean(&self, rows: std::ops::Range<usize>, columns: std::ops::Range<usize>) -> [u8; 3] {
        let count = rows.len() * columns.len();
        let mut sums = [0_usize; 3];
        for row in rows {
            let line =
                &self.rgb[(row * self.width + columns.start) * 3..(row * self.width + columns.end) * 3];
            for pixel in line.chunks_exact(3) {
                for (sum, value) in sums.iter_mut().zip(pixel) {
                    *sum += usize::from(*value);
                }
            }
        }
        sums.map(|sum| u8::try_from(sum / count).unwrap_or(u8::MAX))
    }

    /// Lightness as the eye weighs colours (ITU-R BT.601), in 256ths.
    pub(crate) fn grey(&self) -> Vec<i32> {
        let light = |p: &[u8]| (77 * i32::from(p[0]) + 150 * i32::from(p[1]) + 29 * i32::from(p[2])) / 256;
        self.rgb.chunks_exact(3).map(light).collect()
    }
}
