use std::io::Cursor;

use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;

use crate::Unreadable;
use crate::grey::Grey;

/// The largest file that is looked at, in bytes.
pub const MOST_BYTES: usize = 12 * 1024 * 1024;
/// The most pixels that a picture may have: what telephones make today.
pub const MOST_PIXELS: usize = 28_000_000;
/// The most memory that an unpacked picture may take, in bytes.
pub const MOST_MEMORY: usize = 112 * 1024 * 1024;
/// A progressive JPEG comes in scans, each of which goes through the whole picture. Cameras make about ten.
const MOST_SCANS: usize = 20;

/// A picture in grey. What it is its first bytes say, whatever it was called.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Grey, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLong);
    }
    match bytes {
        [0xff, 0xd8, ..] => jpeg(bytes),
        [0x89, b'P', b'N', b'G', ..] => png(bytes),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(bytes),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Err(Unreadable::Heic),
        _ => Err(Unreadable::Kind),
    }
}

/// Both sides, if there are not too many pixels between them.
fn bounded(width: usize, height: usize) -> Result<(usize, usize), Unreadable> {
    let pixels = width.checked_mul(height).ok_or(Unreadable::TooLarge)?;
    match pixels {
        0 => Err(Unreadable::Damaged),
        1..=MOST_PIXELS => Ok((width, height)),
        _ => Err(Unreadable::TooLarge),
    }
}

fn jpeg(bytes: &[u8]) -> Result<Grey, Unreadable> {
    let options = DecoderOptions::new_safe()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_max_scans(MOST_SCANS)
        .jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| Unreadable::Damaged)?;
    let (width, height) = decoder.dimensions().ok_or(Unreadable::Damaged)?;
    let (width, height) = bounded(width, height)?;
    let pixels = decoder.decode().map_err(|_| Unreadable::Damaged)?;
    grey(width, height, 1, pixels)
}

fn png(bytes: &[u8]) -> Result<Grey, Unreadable> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: MOST_MEMORY });
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let header = decoder.read_header_info().map_err(|_| Unreadable::Damaged)?;
    let (width, height) = bounded(header.width as usize, header.height as usize)?;
    let mut reader = decoder.read_info().map_err(|_| Unreadable::Damaged)?;
    let size = reader.output_buffer_size().filter(|size| *size <= MOST_MEMORY).ok_or(Unreadable::TooLarge)?;
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels).map_err(|_| Unreadable::Damaged)?;
    grey(width, height, frame.color_type.samples(), pixels)
}

fn webp(bytes: &[u8]) -> Result<Grey, Unreadable> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let (width, height) = decoder.dimensions();
    let (width, height) = bounded(width as usize, height as usize)?;
    decoder.set_memory_limit(MOST_MEMORY);
    let size =
        decoder.output_buffer_size().filter(|size| *size <= MOST_MEMORY).ok_or(Unreadable::TooLarge)?;
    let mut pixels = vec![0; size];
    decoder.read_image(&mut pixels).map_err(|_| Unreadable::Damaged)?;
    grey(width, height, if decoder.has_alpha() { 4 } else { 3 }, pixels)
}

/// From one (grey), two (with transparency), three (colours) or four samples a pixel. What is transparent is paper.
fn grey(width: usize, height: usize, samples: usize, data: Vec<u8>) -> Result<Grey, Unreadable> {
    let pixels: Vec<u8> = match samples {
        1 => data,
        2 => data.chunks_exact(2).map(|p| over_paper(p[0], p[1])).collect(),
        3 => data.chunks_exact(3).map(|p| light(p[0], p[1], p[2])).collect(),
        4 => data.chunks_exact(4).map(|p| over_paper(light(p[0], p[1], p[2]), p[3])).collect(),
        _ => return Err(Unreadable::Damaged),
    };
    if pixels.len() == width * height { Ok(Grey { width, height, pixels }) } else { Err(Unreadable::Damaged) }
}

/// Lightness as the eye weighs colours (ITU-R BT.601), in 256ths.
fn light(red: u8, green: u8, blue: u8) -> u8 {
    let weighed = 77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue);
    u8::try_from(weighed / 256).unwrap_or(u8::MAX)
}

fn over_paper(grey: u8, alpha: u8) -> u8 {
    let (grey, alpha) = (u32::from(grey), u32::from(alpha));
    u8::try_from((grey * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
}
