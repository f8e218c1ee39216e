//! A picture of a face that a stranger sent: bytes in, a plain JPEG of our own making out, or why it is no use.
//!
//! The picture may be anything. Its length is bounded before it is looked at, its size before it is unpacked, and the
//! memory that unpacking takes. What is kept is made anew from the pixels, upright and no larger than needed: nothing
//! else that was in the file (where it was taken, with which telephone, other pictures inside) is kept. It takes up to
//! half a second of one core: callers run it off the asynchronous runtime, a few at once.
//!
//! Whether there is a face in it, and whose, is not said here: an officer or a provider says that.

mod measure;
mod pixels;
mod unpack;
mod upright;

pub use measure::{BLURRED, BRIGHT, DARK};
pub use pixels::{LONGEST_SIDE, SHORTEST_SIDE};
pub use unpack::{MOST_BYTES, MOST_MEMORY, MOST_PIXELS};

use pixels::Pixels;

/// How well a picture that is kept is stored, out of 100.
const QUALITY: u8 = 88;

/// A picture that may be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// A JPEG without anything but its pixels.
    pub jpeg: Vec<u8>,
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
}

/// Why a picture is no use. Each has its own sentence on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// No bytes at all.
    #[error("nothing was sent")]
    Empty,
    /// More than [`MOST_BYTES`].
    #[error("more bytes than a picture may have")]
    TooLong,
    /// The kind that some telephones make (HEIC, AVIF), which is not read here.
    #[error("a HEIC picture")]
    Heic,
    /// Neither JPEG nor PNG nor WebP.
    #[error("no picture of a known kind")]
    Kind,
    /// More than [`MOST_PIXELS`], or more memory than [`MOST_MEMORY`].
    #[error("more pixels than a picture may have")]
    TooLarge,
    /// It breaks off or contradicts itself.
    #[error("a damaged picture")]
    Damaged,
    /// A side shorter than [`SHORTEST_SIDE`].
    #[error("too few pixels to know a face by")]
    TooSmall,
    /// No edges in it: out of focus, moved, or a finger on the lens.
    #[error("a blurred picture")]
    Blurred,
    /// Hardly any light.
    #[error("a dark picture")]
    Dark,
    /// Hardly anything but light.
    #[error("a picture against the light")]
    Bright,
}

impl Unfit {
    /// All of them, for catalogues and tests.
    pub const ALL: [Self; 10] = [
        Self::Empty,
        Self::TooLong,
        Self::Heic,
        Self::Kind,
        Self::TooLarge,
        Self::Damaged,
        Self::TooSmall,
        Self::Blurred,
        Self::Dark,
        Self::Bright,
    ];
}

/// The picture as it may be kept.
pub fn read(bytes: &[u8]) -> Result<Picture, Unfit> {
    guarded(|| checked(bytes))
}

/// A picture of somebody else's making that is only shown or compared, such as a register's: made anew from its pixels
/// in the same way, however small or dark it is.
pub fn remade(bytes: &[u8]) -> Result<Picture, Unfit> {
    guarded(|| {
        let (pixels, turn) = unpack::unpack(bytes)?;
        kept(&upright::turned(pixels.within(LONGEST_SIDE), turn))
    })
}

/// The middle of a picture at exactly this size, three bytes a pixel (red, green, blue), line by line from the top: what
/// a model takes. Neither side may be nought.
pub fn filling(bytes: &[u8], width: usize, height: usize) -> Result<Vec<u8>, Unfit> {
    if width.min(height) == 0 || width.max(height) > LONGEST_SIDE {
        return Err(Unfit::TooLarge);
    }
    guarded(|| {
        let (pixels, turn) = unpack::unpack(bytes)?;
        let upright = upright::turned(pixels.within(LONGEST_SIDE), turn);
        Ok(upright.middle(width, height).sized(width, height).rgb)
    })
}

/// Readers of others have been seen to panic on pictures made for that. One stranger's picture ends nobody's request.
fn guarded<T>(read: impl FnOnce() -> Result<T, Unfit> + std::panic::UnwindSafe) -> Result<T, Unfit> {
    std::panic::catch_unwind(read).unwrap_or(Err(Unfit::Damaged))
}

fn checked(bytes: &[u8]) -> Result<Picture, Unfit> {
    let (pixels, turn) = unpack::unpack(bytes)?;
    if pixels.width.min(pixels.height) < SHORTEST_SIDE {
        return Err(Unfit::TooSmall);
    }
    let small = pixels.within(LONGEST_SIDE);
    drop(pixels);
    measure::fit(&small)?;
    kept(&upright::turned(small, turn))
}

fn kept(pixels: &Pixels) -> Result<Picture, Unfit> {
    let (width, height) = (pixels.width, pixels.height);
    let side = |length: usize| u16::try_from(length).map_err(|_| Unfit::TooLarge);
    let mut jpeg = Vec::new();
    jpeg_encoder::Encoder::new(&mut jpeg, QUALITY)
        .encode(&pixels.rgb, side(width)?, side(height)?, jpeg_encoder::ColorType::Rgb)
        .map_err(|_| Unfit::Damaged)?;
    Ok(Picture { jpeg, width, height })
}
