//! A made-up card before a camera.

use qrcodegen::{QrCode, QrCodeEcc};

/// What its code says.
pub(crate) const CARD: &str =
    "001190000018|012345678|Nguyễn Thị Hòa|07031990|Nữ|Số 3, ngõ 5, Tràng Tiền, Hoàn Kiếm, Hà Nội|12052021";

/// A photograph of a code.
pub(crate) fn picture_of(text: &str) -> Vec<u8> {
    const MODULE: usize = 6;
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).expect("it fits into a code");
    let side = (usize::try_from(code.size()).expect("a size") + 8) * MODULE;
    let dark = |at: usize| i32::try_from(at / MODULE).expect("a small picture") - 4;
    let pixels: Vec<u8> = (0..side * side)
        .map(|at| if code.get_module(dark(at % side), dark(at / side)) { 25 } else { 235 })
        .collect();
    jpeg(side, side, &pixels)
}

/// Shades of grey as a camera stores them.
pub(crate) fn jpeg(width: usize, height: usize, pixels: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let side = |length: usize| u16::try_from(length).expect("a small picture");
    jpeg_encoder::Encoder::new(&mut out, 90)
        .encode(pixels, side(width), side(height), jpeg_encoder::ColorType::Luma)
        .expect("it can be stored");
    out
}
