// Listens to the digits of the check that keeps programs out, as a person would who cannot see its picture. That
// this takes forty lines is no secret: the check slows programs down, the limits keep them out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../../site/data/digits');
const RATE = 8000;

/** The ten spoken digits of a language, as samples. */
function spoken(language) {
  const bytes = readFileSync(join(FOLDER, `${language}.ulaw`));
  const pieces = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt16LE(at);
    pieces.push(Float32Array.from(bytes.subarray(at + 2, at + 2 + length), expanded));
    at += 2 + length;
  }
  return pieces;
}

/** ITU-T G.711, mu-law. */
function expanded(byte) {
  const b = ~byte & 0xff;
  const value = (((b & 0x0f) << 3) + 132) << ((b & 0x70) >> 4);
  return b & 0x80 ? 132 - value : value - 132;
}

/** How alike a piece is to what stands at `at`: 1 is the same, louder or softer. */
function likeness(sound, at, piece) {
  let both = 0, one = 0, other = 0;
  for (let n = 0; n < piece.length; n += 1) {
    const heard = sound[at + n] ?? 0;
    both += heard * piece[n];
    one += heard * heard;
    other += piece[n] * piece[n];
  }
  return both / Math.sqrt(one * other || 1);
}

/** The digits in a WAV file of ours. */
export function heard(file, language) {
  const sound = Float32Array.from({ length: (file.length - 44) / 2 }, (_, n) => file.readInt16LE(44 + n * 2));
  const pieces = spoken(language);
  let digits = '';
  let at = RATE / 4;
  while (digits.length < 5) {
    // The next loud moment; a digit begins a little before it.
    while (at < sound.length && Math.abs(sound[at]) < 900) at += 1;
    if (at >= sound.length) return digits;
    let best = { like: 0 };
    for (const [digit, piece] of pieces.entries()) {
      const loud = piece.findIndex((sample) => Math.abs(sample) > 900);
      for (let shift = -1200; shift <= 400; shift += 1) {
        const start = at - loud + shift;
        const like = likeness(sound, start, piece);
        if (like > best.like) best = { like, digit, end: start + piece.length };
      }
    }
    if (best.like < 0.8) return `${digits}?`;
    digits += best.digit;
    at = best.end + RATE / 10;
  }
  return digits;
}
