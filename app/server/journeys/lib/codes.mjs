// What an authenticator app shows (RFC 6238), and what is read off our pages for it.
import { createHmac } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The bytes of a secret as it is typed. */
function secret(text) {
  const bits = [...text.replaceAll(/\s/g, '')].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/** The code of this secret; `later` that many steps from now. */
export function totp(text, later = 0) {
  const step = Buffer.alloc(8);
  step.writeBigInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const tag = createHmac('sha1', secret(text)).update(step).digest();
  const at = tag.at(-1) & 15;
  return String((tag.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Adds an app at the security centre; its secret, and the code that was used up by it. */
export async function addsApp(visitor, world, site = 'vneid') {
  await visitor.goto(world.at(site, '/account/security'));
  await visitor.follow('totp-title');
  await visitor.sees('totp-title');
  const secret = await visitor.page.locator('code.secret').innerText();
  const used = totp(secret);
  await visitor.fill('second-totp-label', used);
  await visitor.press('totp-add');
  await visitor.reads('security-notice-totp-added');
  return { secret, used };
}

/** Makes recovery codes, reads them off the page, and goes on. */
export async function makesCodes(visitor, world, site = 'vneid') {
  await visitor.goto(world.at(site, '/account/security/codes'));
  await visitor.press('codes-make');
  await visitor.sees('codes-new-title');
  const codes = await visitor.page.locator('.recovery-codes code').allInnerTexts();
  await visitor.follow('codes-done');
  await visitor.sees('security-title');
  return codes;
}
