//! Pictures of faces: those that may be kept, and those that strangers send.

use onedoor_face_picture::{LONGEST_SIDE, MOST_BYTES, Unfit, filling, read, remade};

/// Something with edges, as a camera stores it.
fn jpeg(width: usize, height: usize, light: impl Fn(usize, usize) -> u8) -> Vec<u8> {
    let pixels: Vec<u8> = (0..width * height).flat_map(|at| [light(at % width, at / width); 3]).collect();
    encoded(width, height, &pixels, None)
}

fn encoded(width: usize, height: usize, rgb: &[u8], exif: Option<&[u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    let side = |length: usize| u16::try_from(length).expect("a small picture");
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, 92);
    if let Some(exif) = exif {
        encoder.add_app_segment(1, [b"Exif\0\0", exif].concat()).expect("it fits");
    }
    encoder.encode(rgb, side(width), side(height), jpeg_encoder::ColorType::Rgb).expect("it can be stored");
    out
}

fn squares(x: usize, y: usize) -> u8 {
    if (x / 20 + y / 20).is_multiple_of(2) { 60 } else { 190 }
}

fn png(width: u32, height: u32, data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(data).expect("its data");
    drop(writer);
    out
}

#[test]
fn a_picture_is_made_anew_and_no_larger_than_needed() {
    let picture = read(&jpeg(2_600, 1_300, squares)).expect("a good one");
    assert_eq!((picture.width, picture.height), (LONGEST_SIDE, LONGEST_SIDE / 2));
    assert!(picture.jpeg.starts_with(&[0xff, 0xd8]) && picture.jpeg.len() < 2_000_000);
    // What we make may come again.
    assert!(read(&picture.jpeg).is_ok());
}

#[test]
fn what_a_file_says_beside_its_pixels_is_not_kept_and_it_stands_upright() {
    // One entry: turned by a quarter, and a place after it.
    let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(b"21.0285,105.8542");
    let (width, height) = (400, 300);
    let rgb: Vec<u8> = (0..width * height)
        .flat_map(|at| [if at / width < 40 { 250 } else { squares(at % width, at / width) }; 3])
        .collect();
    let sent = encoded(width, height, &rgb, Some(&exif));
    assert!(sent.windows(7).any(|part| part == b"21.0285"));
    let picture = read(&sent).expect("a good one");
    assert_eq!((picture.width, picture.height), (height, width));
    assert!(!picture.jpeg.windows(4).any(|part| part == b"Exif" || part == b"21.0"));
    // The light edge that was on top is at the right.
    let mut decoder = zune_jpeg::JpegDecoder::new(zune_core::bytestream::ZCursor::new(&picture.jpeg));
    let pixels = decoder.decode().expect("it is one");
    let at = |x: usize, y: usize| pixels[(y * picture.width + x) * 3];
    assert!((10..390).all(|y| at(290, y) > 220), "right");
    assert!((10..390).any(|y| at(10, y) < 100), "left");
}

#[test]
fn whatever_is_no_use_is_refused_with_its_reason() {
    let good = jpeg(640, 480, squares);
    let cut = good[..good.len() / 3].to_vec();
    let wave = |x: usize, _: usize| u8::try_from(100 + x / 12).unwrap_or(150);
    for (bytes, why) in [
        (Vec::new(), Unfit::Empty),
        (vec![0xff; MOST_BYTES + 1], Unfit::TooLong),
        (b"\0\0\0\x18ftypheic".to_vec(), Unfit::Heic),
        (b"GIF89a".to_vec(), Unfit::Kind),
        (b"<svg onload=alert(1)>".to_vec(), Unfit::Kind),
        (b"\xff\xd8\xff\xe0 and no more".to_vec(), Unfit::Damaged),
        (cut, Unfit::Damaged),
        (jpeg(200, 640, squares), Unfit::TooSmall),
        (jpeg(640, 480, wave), Unfit::Blurred),
        (jpeg(640, 480, |_, _| 120), Unfit::Blurred),
        (jpeg(640, 480, |_, _| 6), Unfit::Dark),
        (jpeg(640, 480, |_, _| 253), Unfit::Bright),
    ] {
        assert_eq!(read(&bytes).map(|_| ()), Err(why), "{} bytes", bytes.len());
    }
}

#[test]
fn a_small_file_that_unpacks_to_very_much_is_refused_before_it_is_unpacked() {
    let bomb = {
        // The header promises 60,000 times 60,000 pixels; nothing follows that could fill them.
        let mut small = png(300, 300, &vec![100; 90_000]);
        small[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let sum = crc(&small[12..29]);
        small[29..33].copy_from_slice(&sum.to_be_bytes());
        small
    };
    assert_eq!(read(&bomb).map(|_| ()), Err(Unfit::TooLarge));
    let wide = png(30_000, 1_000, &vec![100; 30_000_000]);
    assert!(wide.len() < 200_000);
    assert_eq!(read(&wide).map(|_| ()), Err(Unfit::TooLarge));
}

#[test]
fn every_damaged_byte_ends_well() {
    let good = jpeg(260, 250, squares);
    for at in (0..good.len()).step_by(7) {
        let mut bad = good.clone();
        bad[at] ^= 0x5a;
        let _ = read(&bad);
        let _ = read(&good[..at]);
    }
}

/// The sum that a PNG carries of each part (PNG annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| {
                if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 }
            },
        )
    })
}

#[test]
fn a_registers_picture_is_made_anew_however_small_it_is() {
    let small = jpeg(90, 120, |_, _| 8);
    assert_eq!(read(&small), Err(Unfit::TooSmall));
    let picture = remade(&small).expect("shown all the same");
    assert_eq!((picture.width, picture.height), (90, 120));
    assert_eq!(remade(b"<html>"), Err(Unfit::Kind));
    assert_eq!(remade(&small[..small.len() / 2]), Err(Unfit::Damaged));
}

#[test]
fn a_model_sees_the_middle_of_a_picture_at_its_own_size() {
    // Dark to the left, light to the right; the middle of a wide picture has half of each.
    let wide = jpeg(640, 320, |x, _| if x < 320 { 20 } else { 220 });
    let rgb = filling(&wide, 8, 8).expect("pixels");
    assert_eq!(rgb.len(), 8 * 8 * 3);
    for line in rgb.chunks_exact(8 * 3) {
        assert!(line[..9].iter().all(|value| *value < 40), "{line:?}");
        assert!(line[15..].iter().all(|value| *value > 200), "{line:?}");
    }
    // A small one is made larger, a high one loses top and bottom.
    assert_eq!(filling(&jpeg(4, 4, |_, _| 100), 9, 7).map(|rgb| rgb.len()), Ok(9 * 7 * 3));
    let high = jpeg(100, 400, |_, y| if (150..250).contains(&y) { 220 } else { 20 });
    assert!(filling(&high, 4, 4).expect("pixels").iter().all(|value| *value > 190));
    for (width, height) in [(0, 8), (8, 0), (LONGEST_SIDE + 1, 8)] {
        assert_eq!(filling(&wide, width, height), Err(Unfit::TooLarge));
    }
}
