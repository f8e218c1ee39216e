//! The QR code in a picture that a stranger sent: bytes in, the code's text out.
//!
//! The picture may be anything. How much of it is looked at is bounded before anything is unpacked: its length, then
//! the size that its header tells, then the memory that unpacking may take; and what is searched is a picture of our
//! own making, no larger than [`LONGEST_SIDE`], in which the corners of codes were counted first. It all takes up to a
//! second or so of one core: callers run it off the asynchronous runtime, a few at once.
//!
//! The searching is `rqrr`'s, the unpacking `zune-jpeg`'s, `png`'s and `image-webp`'s: all in Rust, without unsafe code
//! of ours, and small. A crate of its own, because nothing else of the product needs to know a pixel.

mod corners;
mod grey;
mod search;
mod unpack;

pub use grey::LONGEST_SIDE;
pub use unpack::{MOST_BYTES, MOST_MEMORY, MOST_PIXELS};

/// Why a picture gives no text. Each has its own sentence on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
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
    /// No code was found in it.
    #[error("no code in the picture")]
    NoCode,
    /// There is a code, too blurred or too much of it covered to be read.
    #[error("a code that cannot be read")]
    Blurred,
    /// Several codes with different texts.
    #[error("several codes in the picture")]
    Several,
    /// So many corners of codes that looking at all of them would take too long.
    #[error("too many patterns in the picture")]
    Crowded,
    /// The code holds bytes that are no text.
    #[error("a code without text")]
    NotText,
}

impl Unreadable {
    /// All of them, for catalogues and tests.
    pub const ALL: [Self; 11] = [
        Self::Empty,
        Self::TooLong,
        Self::Heic,
        Self::Kind,
        Self::TooLarge,
        Self::Damaged,
        Self::NoCode,
        Self::Blurred,
        Self::Several,
        Self::Crowded,
        Self::NotText,
    ];

    /// The last part of its catalogue key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too-long",
            Self::Heic => "heic",
            Self::Kind => "kind",
            Self::TooLarge => "too-large",
            Self::Damaged => "damaged",
            Self::NoCode => "no-code",
            Self::Blurred => "blurred",
            Self::Several => "several",
            Self::Crowded => "crowded",
            Self::NotText => "not-text",
        }
    }
}

/// The text of the one code in a JPEG, PNG or WebP picture.
pub fn read_code(bytes: &[u8]) -> Result<String, Unreadable> {
    let picture = guarded(|| unpack::unpack(bytes), Unreadable::Damaged)?;
    guarded(|| search::search(&picture), Unreadable::Blurred)
}

/// Readers of others have been seen to panic on pictures made for that. One stranger's picture ends nobody's request.
fn guarded<T>(read: impl FnOnce() -> Result<T, Unreadable>, otherwise: Unreadable) -> Result<T, Unreadable> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).unwrap_or(Err(otherwise))
}
