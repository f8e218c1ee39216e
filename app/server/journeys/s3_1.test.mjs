// S3.1 to S3.4 on a phone: number and phone, the card before the camera, a code, a password; then signing in with the number.
import assert from 'node:assert/strict';
import { assertNoSideways, barriers } from './lib/browser.mjs';
import { cardText, filmed } from './lib/card.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { begins, finishes, hoa, reviews, scans } from './lib/phone_app.mjs';
import { freshPhone } from './lib/world.mjs';

const held = chromium({ camera: filmed(cardText(hoa)) });

const PASSWORD = 'hoa phượng đỏ sân trường';

async function fits(visitor) {
  await assertNoSideways(visitor.page);
  if (visitor.scripts) assert.deepEqual(await barriers(visitor.page), []);
}

journey(held, 's3_1 s3_2 s3_3 s3_4: number, scanned card, code and password; then the number opens the account', async ({ world, arrive }) => {
  const phone = freshPhone();
  const visitor = await arrive({ width: 320 });
  await visitor.goto(world.at('vneid', '/app'));
  await visitor.reads('app-front-need-card');
  await fits(visitor);
  // S3.10: what the browser has, before anything is typed.
  if (visitor.scripts) {
    await visitor.page.locator('[data-check=camera] [data-fine]').waitFor();
    await visitor.page.locator('[data-check=secure] [data-fine]').waitFor();
  } else await visitor.reads('app-device-no-scripts');

  await begins(visitor, world, { number: '0011 9000 4711', phone });
  await fits(visitor);
  await scans(visitor, hoa);
  assert.equal(await visitor.field('card-name').inputValue(), hoa.name);
  await fits(visitor);
  await visitor.press('app-continue');
  await visitor.reads('12/05/2021');
  await fits(visitor);
  const code = await reviews(visitor, world, { phone });
  await finishes(visitor, code, PASSWORD);
  await visitor.isSignedInAs(hoa.name);
  await fits(visitor);
  const login = (await visitor.page.getByRole('main').innerText()).match(/vn-[a-z0-9]{8}/)[0];
  await visitor.follow('app-continue');
  await visitor.sees('app-home-title');
  await visitor.reads('app-state-awaiting-data');
  await fits(visitor);
  await visitor.signsOut();

  // S3.4: in this browser and in another one, with the number, the phone and the user name.
  for (const name of [hoa.number, phone, login]) {
    const again = await arrive({ width: 320 });
    await again.goto(world.at('vneid', '/app/sign-in'));
    await again.page.locator('#identifier').fill(name);
    await again.fill('password-label', PASSWORD);
    await again.press('sign-in-button');
    await again.sees('app-home-title');
    await again.isSignedInAs(hoa.name);
  }
});
