use onedoor_card_code::{MOST_BYTES, Unreadable, read_code};
use qrcodegen::{QrCode, QrCodeEcc};

use crate::pictures::{CARD, Picture, png_of};

#[test]
fn no_pictures() {
    for (bytes, why) in [
        (&b""[..], Unreadable::Empty),
        (b"%PDF-1.7", Unreadable::Kind),
        (b"GIF89a......", Unreadable::Kind),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Unreadable::Kind),
        (b"\0\0\0\x18ftypheic\0\0\0\0", Unreadable::Heic),
        (b"\xff\xd8", Unreadable::Damaged),
        (b"\x89PNG\r\n\x1a\n", Unreadable::Damaged),
        (b"RIFF\x10\0\0\0WEBPVP8 ", Unreadable::Damaged),
    ] {
        assert_eq!(read_code(bytes), Err(why), "{bytes:?}");
    }
    assert_eq!(read_code(&vec![0xff; MOST_BYTES + 1]), Err(Unreadable::TooLong));
}

#[test]
fn no_code_too_blurred_and_half_of_one() {
    assert_eq!(read_code(&Picture::blank(640, 480, 128).jpeg(80)), Err(Unreadable::NoCode));
    assert_eq!(read_code(&Picture::blank(1, 1, 0).png()), Err(Unreadable::NoCode));
    let picture = Picture::of(CARD, 5.0, 0.0);
    assert!(matches!(read_code(&picture.blurred(9).png()), Err(Unreadable::NoCode | Unreadable::Blurred)));
    // A thumb over the middle: the corners are there, the rest cannot be mended.
    let mut covered = picture.clone();
    let (w, h) = (covered.width, covered.height);
    for y in h * 2 / 5..h * 3 / 4 {
        covered.pixels[y * w + w / 4..y * w + w * 3 / 4].fill(120);
    }
    assert!(matches!(read_code(&covered.png()), Err(Unreadable::NoCode | Unreadable::Blurred)));
    let half = Picture { height: h / 2, pixels: picture.pixels[..w * (h / 2)].to_vec(), ..picture };
    assert!(matches!(read_code(&half.png()), Err(Unreadable::NoCode | Unreadable::Blurred)));
}

#[test]
fn a_code_without_text() {
    let code = QrCode::encode_binary(&[0xff, 0xfe, 0x80, 0x81], QrCodeEcc::Medium).unwrap();
    let mut sheet = Picture::blank(300, 300, 240);
    sheet.put(&code, 6.0, 0.0, (150.0, 150.0));
    assert_eq!(read_code(&sheet.png()), Err(Unreadable::NotText));
}

/// Forty thousand by forty thousand pixels in a few bytes: refused by the header, nothing is unpacked.
#[test]
fn more_pixels_than_a_picture_may_have() {
    let mut png = Picture::blank(8, 8, 0).png();
    png[16..20].copy_from_slice(&40_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&40_000_u32.to_be_bytes());
    let sum = crc(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    assert_eq!(read_code(&png), Err(Unreadable::TooLarge));
    let mut jpeg = Picture::blank(8, 8, 0).jpeg(80);
    let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].fill(0xff);
    assert_eq!(read_code(&jpeg), Err(Unreadable::TooLarge));
    // Lengths that multiply to nothing.
    jpeg[frame + 5..frame + 9].fill(0);
    assert_eq!(read_code(&jpeg), Err(Unreadable::Damaged));
}

/// The check sum of a PNG chunk, slowly (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 },
        )
    })
}

/// Nothing but corners of codes: trying each with each would take for ever.
#[test]
fn a_wall_of_corners_is_refused_at_once() {
    let (width, height) = (2_400, 1_800);
    let mut wall = Picture::blank(width, height, 255);
    for y in 0..height {
        for x in 0..width {
            let (u, v) = (x % 18 / 2, y % 18 / 2);
            let ring = u.max(v) == 6 || (u.min(v) == 0 && u.max(v) < 7);
            let stone = (2..5).contains(&u) && (2..5).contains(&v);
            if u < 7 && v < 7 && (ring || stone) {
                wall.pixels[y * width + x] = 0;
            }
        }
    }
    assert_eq!(read_code(&wall.png()), Err(Unreadable::Crowded));
}

#[test]
fn grain_and_stripes_end_too() {
    let (width, height) = (2_400, 1_800);
    let mut state = 3_u64;
    let grain: Vec<u8> = (0..width * height)
        .map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            if state >> 63 == 0 { 0 } else { 255 }
        })
        .collect();
    // Dark, light, three dark, light, dark, from top to bottom.
    let stripes: Vec<u8> =
        (0..width * height).map(|at| [0, 255, 0, 0, 0, 255, 0, 255][at % width % 8]).collect();
    for pixels in [grain, stripes] {
        assert!(matches!(
            read_code(&png_of(width, height, png::ColorType::Grayscale, &pixels)),
            Err(Unreadable::Crowded | Unreadable::NoCode | Unreadable::Blurred)
        ));
    }
}

/// Cut off anywhere, and with bits turned over: an answer each time.
#[test]
fn damaged_pictures_never_panic() {
    let picture = Picture::of("a", 3.0, 0.0);
    let mut state = 5_u64;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % limit
    };
    for file in [picture.png(), picture.jpeg(60), picture.webp()] {
        assert_eq!(read_code(&file).as_deref(), Ok("a"));
        for _ in 0..250 {
            let mut bytes = file.clone();
            for _ in 0..=below(6) {
                let at = below(bytes.len());
                bytes[at] ^= 1 << below(8);
            }
            if below(3) == 0 {
                bytes.truncate(below(bytes.len()));
            }
            let _ = read_code(&bytes);
        }
    }
}

#[test]
fn every_reason_has_a_key_of_its_own() {
    let codes: std::collections::BTreeSet<_> = Unreadable::ALL.iter().map(|why| why.code()).collect();
    assert_eq!(codes.len(), Unreadable::ALL.len());
}
