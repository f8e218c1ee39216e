//! The digits as a sound: spoken ones, made beforehand (`scripts/captcha-digits.py`), with pauses of different
//! length, louder and softer, and some noise.

use onedoor_base::Language;

use super::picture::Dice;

/// Samples a second.
const RATE: u16 = 8000;

/// A WAV file (RIFF, sixteen bits, one channel) that says these digits.
pub(super) fn file(digits: &str, language: Language, seed: u64) -> Vec<u8> {
    // Not the numbers that the picture is drawn with: either would tell of the other.
    let mut dice = Dice::new(seed ^ 0x5EED_0F50_0000_0001);
    let spoken = pieces(language);
    let mut samples: Vec<f32> = Vec::with_capacity(usize::from(RATE) * 6);
    pause(&mut samples, 0.5);
    for digit in digits.bytes() {
        let loud = dice.between(0.7, 1.0);
        if let Some(piece) = spoken.get(usize::from(digit.wrapping_sub(b'0'))) {
            samples.extend(piece.iter().map(|byte| expanded(*byte) * loud));
        }
        pause(&mut samples, dice.between(0.45, 0.85));
    }
    let noisy = samples.iter().map(|sample| sample + dice.between(-350.0, 350.0));
    #[expect(clippy::cast_possible_truncation, reason = "clamped to the range")]
    let data: Vec<u8> =
        noisy.flat_map(|sample| (sample.clamp(-32_000.0, 32_000.0) as i16).to_le_bytes()).collect();
    with_header(&data)
}

fn pause(samples: &mut Vec<f32>, seconds: f32) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousand samples")]
    let length = (f32::from(RATE) * seconds) as usize;
    samples.resize(samples.len() + length, 0.0);
}

fn with_header(data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
    let mut out = Vec::with_capacity(44 + data.len());
    out.extend(b"RIFF");
    out.extend((length + 36).to_le_bytes());
    out.extend(b"WAVEfmt ");
    out.extend(16_u32.to_le_bytes());
    // Plain samples in one channel.
    out.extend([1, 0, 1, 0]);
    out.extend(u32::from(RATE).to_le_bytes());
    out.extend((u32::from(RATE) * 2).to_le_bytes());
    out.extend([2, 0, 16, 0]);
    out.extend(b"data");
    out.extend(length.to_le_bytes());
    out.extend(data);
    out
}

/// The ten spoken digits of a language: each with its length in front.
fn pieces(language: Language) -> Vec<&'static [u8]> {
    let mut rest: &[u8] = match language {
        Language::Vi => include_bytes!("../../data/digits/vi.ulaw"),
        Language::Zh => include_bytes!("../../data/digits/zh.ulaw"),
        Language::Ru => include_bytes!("../../data/digits/ru.ulaw"),
        Language::En => include_bytes!("../../data/digits/en.ulaw"),
    };
    let mut pieces = Vec::with_capacity(10);
    while let Some((length, after)) = rest.split_first_chunk::<2>() {
        let length = usize::from(u16::from_le_bytes(*length));
        let (piece, after) = after.split_at(length.min(after.len()));
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// One sample of ITU-T G.711, mu-law.
fn expanded(byte: u8) -> f32 {
    let byte = !byte;
    let value = ((i16::from(byte & 0x0F) << 3) + 132) << ((byte & 0x70) >> 4);
    f32::from(if byte & 0x80 == 0 { value - 132 } else { 132 - value })
}
