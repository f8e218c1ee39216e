//! Telephones store a picture as the camera lay and say beside it how to turn it (Exif 2.32, tag 0x0112). What is kept
//! says nothing beside it, so it is turned.

use crate::pixels::Pixels;

/// How a picture has to be turned, 1 to 8; 1 is not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Turn(u8);

impl Turn {
    pub(crate) const NONE: Self = Self(1);

    /// From the Exif part of a file, which begins with the TIFF header; whatever is strange about it turns nothing.
    pub(crate) fn of_exif(exif: &[u8]) -> Self {
        Self::read(exif).unwrap_or(Self::NONE)
    }

    fn read(exif: &[u8]) -> Option<Self> {
        let exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
        let little = match exif.get(..4)? {
            b"II*\0" => true,
            b"MM\0*" => false,
            _ => return None,
        };
        let short = |at: usize| {
            let bytes = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
            Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
        };
        let long = |at: usize| {
            let bytes = exif.get(at..at.checked_add(4)?)?.try_into().ok()?;
            Some(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
        };
        let start = usize::try_from(long(4)?).ok()?;
        let entries = usize::from(short(start)?);
        for entry in 0..entries {
            let at = start.checked_add(2 + entry * 12)?;
            if short(at)? == 0x0112 {
                let turn = u8::try_from(short(at + 8)?).ok()?;
                return (1..=8).contains(&turn).then_some(Self(turn));
            }
        }
        None
    }
}

pub(crate) fn turned(from: Pixels, turn: Turn) -> Pixels {
    if turn == Turn::NONE {
        return from;
    }
    let across = turn.0 >= 5;
    let (width, height) = if across { (from.height, from.width) } else { (from.width, from.height) };
    let (last_x, last_y) = (from.width - 1, from.height - 1);
    let mut rgb = Vec::with_capacity(from.rgb.len());
    for y in 0..height {
        for x in 0..width {
            let (x, y) = match turn.0 {
                2 => (last_x - x, y),
                3 => (last_x - x, last_y - y),
                4 => (x, last_y - y),
                5 => (y, x),
                6 => (y, last_y - x),
                7 => (last_x - y, last_y - x),
                8 => (last_x - y, x),
                _ => (x, y),
            };
            let at = (y * from.width + x) * 3;
            rgb.extend_from_slice(&from.rgb[at..at + 3]);
        }
    }
    Pixels { width, height, rgb }
}
