//! Texts as phones take them (3GPP TS 23.038, 23.040): which alphabet, and how many parts.

mod gsm;

pub use gsm::default_alphabet;

/// More parts than anybody pays for; longer texts are refused.
pub const MOST_PARTS: usize = 12;

/// Septets of a text in one part, and of each part of several: seven go to the header.
const GSM: (usize, usize) = (160, 153);
/// The same in UTF-16 code units.
const UCS2: (usize, usize) = (70, 67);

/// How the octets of a part are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// The default alphabet of GSM, an octet for each septet: the gateway packs them.
    Gsm,
    /// UTF-16, big-endian. The name of the field is UCS-2; phones read more.
    Ucs2,
}

impl Coding {
    /// data_coding
    pub const fn number(self) -> u8 {
        match self {
            Self::Gsm => 0,
            Self::Ucs2 => 8,
        }
    }
}

/// One part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// How its octets are read.
    pub coding: Coding,
    /// Whether it begins with a header that says which part it is.
    pub has_header: bool,
    /// At most 140 octets once packed.
    pub octets: Vec<u8>,
}

/// A text of more than [`MOST_PARTS`] parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text has more than {MOST_PARTS} parts")]
pub struct TooLong;

/// The parts of a text. `reference` tells the parts of one message from those of another to the same phone; the same
/// again when a message is sent again, so that the phone puts it together once.
pub fn segments(text: &str, reference: u8) -> Result<Vec<Segment>, TooLong> {
    let letters: Option<Vec<Vec<u8>>> = text.chars().map(default_alphabet).collect();
    let (coding, letters, (whole, part), unit) = match letters {
        Some(letters) => (Coding::Gsm, letters, GSM, 1),
        None => (Coding::Ucs2, text.chars().map(utf16).collect(), UCS2, 2),
    };
    let octets: usize = letters.iter().map(Vec::len).sum();
    if octets <= whole * unit {
        return Ok(vec![Segment { coding, has_header: false, octets: letters.concat() }]);
    }
    let parts = split(&letters, part * unit);
    let count = u8::try_from(parts.len()).ok().filter(|_| parts.len() <= MOST_PARTS).ok_or(TooLong)?;
    let numbered = (1..=count).zip(parts);
    Ok(numbered
        .map(|(number, octets)| {
            // Five octets follow: a concatenated message, three octets, which one, of how many, this part.
            let header = [5, 0, 3, reference, count, number];
            Segment { coding, has_header: true, octets: [header.as_slice(), &octets].concat() }
        })
        .collect())
}

/// Fills parts, and never takes a letter apart that is written with two units.
fn split(letters: &[Vec<u8>], most: usize) -> Vec<Vec<u8>> {
    let mut parts = vec![Vec::new()];
    for letter in letters {
        if parts.last().is_some_and(|part: &Vec<u8>| part.len() + letter.len() > most) {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut() {
            part.extend(letter);
        }
    }
    parts
}

fn utf16(c: char) -> Vec<u8> {
    c.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()).collect()
}
