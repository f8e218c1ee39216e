use onedoor_card_code::{Unreadable, read_code};
use qrcodegen::{QrCode, QrCodeEcc};

use crate::pictures::{CARD, Picture, png_of};

#[test]
fn every_kind_of_file() {
    let picture = Picture::of(CARD, 5.0, 0.0);
    for file in [picture.png(), picture.jpeg(80), picture.jpeg(30), picture.webp()] {
        assert_eq!(read_code(&file).as_deref(), Ok(CARD));
    }
}

#[test]
fn every_kind_of_colour() {
    let picture = Picture::of(CARD, 4.0, 0.0);
    let (w, h) = (picture.width, picture.height);
    let colours: Vec<u8> = picture.pixels.iter().flat_map(|p| [*p, p / 2 + 60, *p]).collect();
    assert_eq!(read_code(&png_of(w, h, png::ColorType::Rgb, &colours)).as_deref(), Ok(CARD));
    // Ink on nothing: what is transparent is paper.
    let clear: Vec<u8> =
        picture.pixels.iter().flat_map(|p| [0, 0, 0, if *p < 128 { 255 } else { 0 }]).collect();
    assert_eq!(read_code(&png_of(w, h, png::ColorType::Rgba, &clear)).as_deref(), Ok(CARD));
    let grey: Vec<u8> = clear.chunks(4).flat_map(|p| [p[0], p[3]]).collect();
    assert_eq!(read_code(&png_of(w, h, png::ColorType::GrayscaleAlpha, &grey)).as_deref(), Ok(CARD));
}

#[test]
fn turned_by_any_angle() {
    for degrees in [7.0, 30.0, 45.0, 90.0, 135.0, 180.0, 270.0, 301.0] {
        assert_eq!(read_code(&Picture::of(CARD, 5.0, degrees).png()).as_deref(), Ok(CARD), "{degrees}");
    }
}

#[test]
fn somewhat_blurred_in_bad_light_and_badly_stored() {
    let picture = Picture::of(CARD, 8.0, 12.0).blurred(2).in_bad_light();
    assert_eq!(read_code(&picture.jpeg(40)).as_deref(), Ok(CARD));
}

#[test]
fn a_photograph_of_a_whole_desk() {
    let code = QrCode::encode_text(CARD, QrCodeEcc::Medium).unwrap();
    let mut desk = Picture::blank(4_000, 3_000, 200);
    desk.put(&code, 9.0, 20.0, (2_700.0, 1_100.0));
    assert_eq!(read_code(&desk.in_bad_light().jpeg(70)).as_deref(), Ok(CARD));
}

#[test]
fn the_same_code_twice_is_one_and_two_are_several() {
    let code = QrCode::encode_text(CARD, QrCodeEcc::Medium).unwrap();
    let mut sheet = Picture::blank(800, 400, 240);
    sheet.put(&code, 5.0, 0.0, (180.0, 200.0));
    let mut twice = sheet.clone();
    twice.put(&code, 5.0, 0.0, (600.0, 200.0));
    assert_eq!(read_code(&twice.png()).as_deref(), Ok(CARD));
    let other = QrCode::encode_text("https://portal.example/", QrCodeEcc::Medium).unwrap();
    sheet.put(&other, 5.0, 0.0, (600.0, 200.0));
    assert_eq!(read_code(&sheet.png()), Err(Unreadable::Several));
}
