// Walks through the application on the phone.
import { listens } from './captcha.mjs';
import { cardText, photographed } from './card.mjs';

/** Somebody whom the register does not know. */
export const hoa = {
  number: '001190004711',
  name: 'Nguyễn Thị Hòa',
  born: '07031990',
  sex: 'Nữ',
  residence: 'Số 3, ngõ 5, Tràng Tiền, Hoàn Kiếm, Hà Nội',
  issued: '12052021',
};

/** From the front to the page of the card (S3.1). */
export async function begins(visitor, world, { number, phone }) {
  await visitor.goto(world.at('vneid', '/app'));
  await visitor.sees('app-front-title');
  await visitor.follow('app-register');
  await visitor.sees('app-begin-title');
  await visitor.fill('card-number', number);
  await visitor.fill('phone-label', phone);
  await visitor.press('app-continue');
  await visitor.sees('app-card-title');
}

/** The camera fills the form, or without scripts a photograph does (S3.2). */
export async function scans(visitor, card) {
  if (!visitor.scripts) {
    await visitor.page.locator('#picture').setInputFiles(photographed(cardText(card)));
    await visitor.press('card-photograph-read');
    await visitor.reads('card-read');
    return;
  }
  await visitor.button('card-camera-start').click();
  await visitor.page.locator('.camera__said').filter({ hasText: visitor.words('card-read') }).waitFor();
}

/** Looks through everything, and asks for the code. */
export async function reviews(visitor, world, { phone }) {
  await visitor.sees('app-review-title');
  await visitor.tick('app-consent-label');
  const check = visitor.page.locator('.challenge__sound');
  if (!visitor.scripts && (await check.count())) await visitor.fill('challenge-digits', await listens(visitor));
  return world.code(phone, async () => {
    await visitor.press('app-register');
    await visitor.sees('code-title');
  });
}

/** The code and the password (S3.3); signed in at its end. */
export async function finishes(visitor, code, password) {
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
  await visitor.sees('app-password-title');
  await visitor.fill('password-label', password);
  await visitor.fill('password-again-label', password);
  await visitor.press('app-password-set');
  await visitor.sees('app-done-title');
}

/** The whole way from the front to an account with an application. */
export async function registersOnPhone(visitor, world, { card = hoa, phone, password }) {
  await begins(visitor, world, { number: card.number, phone });
  await scans(visitor, card);
  await visitor.press('app-continue');
  const code = await reviews(visitor, world, { phone });
  await finishes(visitor, code, password);
}
