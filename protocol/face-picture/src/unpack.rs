use std::io::Cursor;

use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;

use crate::Unfit;
use crate::pixels::Pixels;
use crate::upright::Turn;

/// The largest file that is looked at, in bytes: what the cameras of telephones make.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;
/// The most pixels that a picture may have.
pub const MOST_PIXELS: usize = 28_000_000;
/// The most memory that an unpacked picture may take, in bytes.
pub const MOST_MEMORY: usize = 112 * 1024 * 1024;
/// A progressive JPEG comes in scans, each of which goes through the whole picture. Cameras make about ten.
const MOST_SCANS: usize = 20;

/// A picture in colours. What it is its first bytes say, whatever it was called.
pub(crate) fn unpack(bytes: &[u8]) -> Result<(Pixels, Turn), Unfit> {
    if bytes.is_empty() {
        return Err(Unfit::Empty);
    }
    if bytes.len() > MOST_BYTES {
        return Err(Unfit::TooLong);
    }
    match bytes {
        [0xff, 0xd8, ..] => jpeg(bytes),
        [0x89, b'P', b'N', b'G', ..] => png(bytes).map(|pixels| (pixels, Turn::NONE)),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            webp(bytes).map(|pixels| (pixels, Turn::NONE))
        }
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Err(Unfit::Heic),
        _ => Err(Unfit::Kind),
    }
}

/// Both sides, if there are not too many pixels between them.
fn bounded(width: usize, height: usize) -> Result<(usize, usize), Unfit> {
    match width.checked_mul(height).ok_or(Unfit::TooLarge)? {
        0 => Err(Unfit::Damaged),
        1..=MOST_PIXELS => Ok((width, height)),
        _ => Err(Unfit::TooLarge),
    }
}

fn jpeg(bytes: &[u8]) -> Result<(Pixels, Turn), Unfit> {
    let options = DecoderOptions::new_safe()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_max_scans(MOST_SCANS)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| Unfit::Damaged)?;
    let (width, height) = decoder.dimensions().ok_or(Unfit::Damaged)?;
    let (width, height) = bounded(width, height)?;
    // The reader fills up what a broken connection has left out.
    if !is_whole(bytes) {
        return Err(Unfit::Damaged);
    }
    let data = decoder.decode().map_err(|_| Unfit::Damaged)?;
    let turn = decoder.exif().map_or(Turn::NONE, |exif| Turn::of_exif(exif));
    Ok((colours(width, height, 3, data)?, turn))
}

/// Whether the end of the picture comes after its beginning (ITU-T T.81 annex B); what comes before has its length
/// written beside it, such as a small picture with an end of its own.
fn is_whole(bytes: &[u8]) -> bool {
    let mut at = 2;
    loop {
        match bytes.get(at..at + 4) {
            Some([0xff, 0xff, ..]) => at += 1,
            Some([0xff, 0xda, ..]) => return bytes[at..].windows(2).any(|two| two == [0xff, 0xd9]),
            Some([0xff, _, high, low]) => at += 2 + usize::from(u16::from_be_bytes([*high, *low])),
            _ => return false,
        }
    }
}

fn png(bytes: &[u8]) -> Result<Pixels, Unfit> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: MOST_MEMORY });
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let header = decoder.read_header_info().map_err(|_| Unfit::Damaged)?;
    let (width, height) = bounded(header.width as usize, header.height as usize)?;
    let mut reader = decoder.read_info().map_err(|_| Unfit::Damaged)?;
    let size = reader.output_buffer_size().filter(|size| *size <= MOST_MEMORY).ok_or(Unfit::TooLarge)?;
    let mut data = vec![0; size];
    let frame = reader.next_frame(&mut data).map_err(|_| Unfit::Damaged)?;
    colours(width, height, frame.color_type.samples(), data)
}

fn webp(bytes: &[u8]) -> Result<Pixels, Unfit> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(|_| Unfit::Damaged)?;
    let (width, height) = decoder.dimensions();
    let (width, height) = bounded(width as usize, height as usize)?;
    decoder.set_memory_limit(MOST_MEMORY);
    let size = decoder.output_buffer_size().filter(|size| *size <= MOST_MEMORY).ok_or(Unfit::TooLarge)?;
    let mut data = vec![0; size];
    decoder.read_image(&mut data).map_err(|_| Unfit::Damaged)?;
    colours(width, height, if decoder.has_alpha() { 4 } else { 3 }, data)
}

/// From one (grey), two (with transparency), three (colours) or four samples a pixel. What is transparent is paper.
fn colours(width: usize, height: usize, samples: usize, data: Vec<u8>) -> Result<Pixels, Unfit> {
    let rgb: Vec<u8> = match samples {
        1 => data.iter().flat_map(|grey| [*grey; 3]).collect(),
        2 => data.chunks_exact(2).flat_map(|p| [over_paper(p[0], p[1]); 3]).collect(),
        3 => data,
        4 => data
            .chunks_exact(4)
            .flat_map(|p| [p[0], p[1], p[2]].map(|value| over_paper(value, p[3])))
            .collect(),
        _ => return Err(Unfit::Damaged),
    };
    if rgb.len() == width * height * 3 { Ok(Pixels { width, height, rgb }) } else { Err(Unfit::Damaged) }
}

fn over_paper(value: u8, alpha: u8) -> u8 {
    let (value, alpha) = (u32::from(value), u32::from(alpha));
    u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
}
