// A made-up identity card: what its code says, as a camera films it and as a photograph shows it.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import qrcode from 'qrcode-generator';

/** The text of a card's code, of 2021. */
export const cardText = ({ number, former = '', name, born, sex, residence, issued }) =>
  [number, former, name, born, sex, residence, issued].join('|');

/** Shades of grey, `width` by `height`, with the code in the middle. */
function film(text, width, height) {
  const code = qrcode(0, 'M');
  // The generator takes bytes as characters.
  code.addData(Buffer.from(text, 'utf8').toString('latin1'), 'Byte');
  code.make();
  const count = code.getModuleCount();
  const module = Math.floor(height / (count + 12));
  const left = Math.floor((width - count * module) / 2);
  const top = Math.floor((height - count * module) / 2);
  const grey = Buffer.alloc(width * height, 225);
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (!code.isDark(row, column)) continue;
      for (let y = 0; y < module; y += 1) {
        const start = (top + row * module + y) * width + left + column * module;
        grey.fill(30, start, start + module);
      }
    }
  }
  return grey;
}

/** A file that Chromium takes for what a camera sees (YUV4MPEG2). */
export function filmed(text, { width = 1280, height = 720 } = {}) {
  const file = join(mkdtempSync(join(tmpdir(), 'onedoor-camera-')), 'card.y4m');
  const colours = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), film(text, width, height), colours]);
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420jpeg\n`), frame, frame]));
  return file;
}

/** A photograph (PNG), as a file field takes it. */
export function photographed(text, { width = 900, height = 700 } = {}) {
  const grey = film(text, width, height);
  const rows = Array.from({ length: height }, (_, y) => Buffer.concat([Buffer.from([0]), grey.subarray(y * width, (y + 1) * width)]));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const buffer = Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
  return { name: 'card.png', mimeType: 'image/png', buffer };
}

function chunk(kind, content) {
  const body = Buffer.concat([Buffer.from(kind), content]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(content.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
