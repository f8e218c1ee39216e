// Pictures as a person would choose them: PNG in shades of grey (ISO/IEC 15948), drawn here.
import { crc32, deflateSync } from 'node:zlib';

function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A picture of that size; `light(x, y)` is from 0, black, to 255. */
export function picture(width, height, light) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const rows = Array.from({ length: height }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: width }, (_, x) => Math.round(light(x, y)) & 255)]));
  const data = deflateSync(Buffer.concat(rows));
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

/** Something like a face, another one for each place. */
export const face = (place) =>
  picture(360, 480, (x, y) => {
    const inside = (x - 180) ** 2 * 2 + (y - 230) ** 2 < 40_000;
    const hair = (Math.floor((x + place * 17) / 9) + Math.floor(y / 7)) % 2;
    return (inside ? 150 : 60) + 40 * hair;
  });

/** The same out of focus. */
export const blurred = () => picture(360, 480, (x) => 60 + x / 4);
