// Reads a QR code off a page, as the camera of a phone does (ISO/IEC 18004, versions 1 to 6, text in bytes). There is no
// dirt on these pictures, so that nothing is corrected.

const RAW = [26, 44, 70, 100, 134, 172];
// By level of correction, as the picture numbers them: M, L, H, Q.
const CORRECTION = [[10, 16, 26, 18, 24, 16], [7, 10, 15, 20, 26, 18], [17, 28, 22, 16, 22, 28], [13, 22, 18, 26, 18, 24]];
const BLOCKS = [[1, 1, 1, 2, 2, 4], [1, 1, 1, 1, 1, 2], [1, 1, 2, 4, 4, 4], [1, 1, 2, 2, 4, 4]];
const MASKS = [
  (x, y) => (x + y) % 2,
  (x, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** What the code on the page says. */
export async function scanned(page) {
  const picture = page.locator('svg.qr');
  const size = Number((await picture.getAttribute('viewBox')).split(' ')[2]) - 8;
  const path = await picture.locator('path').last().getAttribute('d');
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => `${x - 4} ${y - 4}`));
  return said((x, y) => dark.has(`${x} ${y}`), size);
}

function said(dark, size) {
  const version = (size - 17) / 4;
  const [level, mask] = format(dark);
  const words = codewords(dark, size, MASKS[mask]);
  const bytes = data(words, CORRECTION[level][version - 1], BLOCKS[level][version - 1], RAW[version - 1]);
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  if (bits.slice(0, 4) !== '0100') throw new Error('not a text in bytes');
  const length = parseInt(bits.slice(4, 12), 2);
  const text = Array.from({ length }, (_, n) => parseInt(bits.slice(12 + 8 * n, 20 + 8 * n), 2));
  return new TextDecoder().decode(Uint8Array.from(text));
}

/** Level of correction and mask, which stand beside the upper left corner. */
function format(dark) {
  const places = [0, 1, 2, 3, 4, 5, 7, 8].map((y) => [8, y]).concat([7, 5, 4, 3, 2, 1, 0].map((x) => [x, 8]));
  const bits = places.reduce((bits, [x, y], n) => bits | (Number(dark(x, y)) << n), 0) ^ 0x5412;
  return [bits >> 13, (bits >> 10) & 7];
}

/** Whether a place is there to find the code by, and says nothing. */
function isFrame(x, y, size) {
  const corner = (x < 9 && y < 9) || (x > size - 9 && y < 9) || (x < 9 && y > size - 9);
  const aligned = size > 21 && Math.abs(x - (size - 7)) < 3 && Math.abs(y - (size - 7)) < 3;
  return corner || aligned || x === 6 || y === 6;
}

function codewords(dark, size, mask) {
  const bits = [];
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
        if (!isFrame(x, y, size)) bits.push(Number(dark(x, y)) ^ Number(mask(x, y) === 0));
      }
    }
  }
  return Array.from({ length: Math.floor(bits.length / 8) }, (_, n) => parseInt(bits.slice(8 * n, 8 * n + 8).join(''), 2));
}

/** The words without those for correction, block after block. */
function data(words, correction, blocks, raw) {
  const short = blocks - (raw % blocks);
  const length = Math.floor(raw / blocks) - correction;
  const parts = Array.from({ length: blocks }, () => []);
  let next = 0;
  for (let n = 0; n <= length; n += 1) {
    for (let block = 0; block < blocks; block += 1) {
      if (n < length || block >= short) parts[block].push(words[next++]);
    }
  }
  return parts.flat();
}
