//! A camera: puts a code on a card, turns it, blurs it, lights it from one side, and stores what it sees.

use qrcodegen::{QrCode, QrCodeEcc};

pub(crate) const CARD: &str =
    "001190000018|012345678|Nguyễn Thị Hòa|07031990|Nữ|Số 3, ngõ 5, Tràng Tiền, Hoàn Kiếm, Hà Nội|12052021";

/// In shades of grey.
#[derive(Clone)]
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) pixels: Vec<u8>,
}

impl Picture {
    pub(crate) fn blank(width: usize, height: usize, shade: u8) -> Self {
        Self { width, height, pixels: vec![shade; width * height] }
    }

    /// The code of a text in the middle of a sheet, `module` pixels a module, turned by `degrees`.
    pub(crate) fn of(text: &str, module: f64, degrees: f64) -> Self {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        let side = (f64::from(code.size()) * module * 1.6) as usize + 20;
        let mut sheet = Self::blank(side, side, 235);
        sheet.put(&code, module, degrees, (side as f64 / 2.0, side as f64 / 2.0));
        sheet
    }

    /// Puts a code with its middle there.
    pub(crate) fn put(&mut self, code: &QrCode, module: f64, degrees: f64, middle: (f64, f64)) {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let half = f64::from(code.size()) / 2.0;
        for y in 0..self.height {
            for x in 0..self.width {
                let (dx, dy) = (x as f64 + 0.5 - middle.0, y as f64 + 0.5 - middle.1);
                let u = (dx * cos + dy * sin) / module + half;
                let v = (dy * cos - dx * sin) / module + half;
                if code.get_module(u.floor() as i32, v.floor() as i32) {
                    self.pixels[y * self.width + x] = 30;
                }
            }
        }
    }

    /// The mean of what is around each pixel.
    pub(crate) fn blurred(&self, reach: usize) -> Self {
        let mut out = self.clone();
        for y in 0..self.height {
            for x in 0..self.width {
                let (mut sum, mut count) = (0_usize, 0);
                for v in y.saturating_sub(reach)..(y + reach + 1).min(self.height) {
                    for u in x.saturating_sub(reach)..(x + reach + 1).min(self.width) {
                        sum += usize::from(self.pixels[v * self.width + u]);
                        count += 1;
                    }
                }
                out.pixels[y * self.width + x] = (sum / count) as u8;
            }
        }
        out
    }

    /// Light from the left, shadow on the right, and grain.
    pub(crate) fn in_bad_light(&self) -> Self {
        let mut out = self.clone();
        let mut state = 1_u64;
        for (at, pixel) in out.pixels.iter_mut().enumerate() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let grain = (state >> 60) as usize;
            let light = 100 - 65 * (at % self.width) / self.width;
            *pixel = (usize::from(*pixel) * light / 100 + grain).min(255) as u8;
        }
        out
    }

    pub(crate) fn png(&self) -> Vec<u8> {
        png_of(self.width, self.height, png::ColorType::Grayscale, &self.pixels)
    }

    pub(crate) fn jpeg(&self, quality: u8) -> Vec<u8> {
        let mut out = Vec::new();
        jpeg_encoder::Encoder::new(&mut out, quality)
            .encode(&self.pixels, self.width as u16, self.height as u16, jpeg_encoder::ColorType::Luma)
            .unwrap();
        out
    }

    pub(crate) fn webp(&self) -> Vec<u8> {
        let mut out = Vec::new();
        image_webp::WebPEncoder::new(&mut out)
            .encode(&self.pixels, self.width as u32, self.height as u32, image_webp::ColorType::L8)
            .unwrap();
        out
    }
}

pub(crate) fn png_of(width: usize, height: usize, color: png::ColorType, data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width as u32, height as u32);
    encoder.set_color(color);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header().unwrap().write_image_data(data).unwrap();
    out
}
