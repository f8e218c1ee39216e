// S3.5 and S3.6: level 1 from the phone. The card's data, then the face before the camera or as photographs, then
// waiting for approval; seen on another device too, and taken back.
import assert from 'node:assert/strict';
import { assertNoSideways, barriers } from './lib/browser.mjs';
import { fillsRegistration, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { givesCard, sendsPhotographs, showsFaceToCamera } from './lib/level1.mjs';
import { freshName, freshPhone } from './lib/world.mjs';

// A camera of the browser's own, which shows a moving picture.
const held = chromium({ camera: true });

const PASSWORD = 'mưa rơi trên mái lá';

async function looksAt(visitor) {
  await assertNoSideways(visitor.page);
  if (visitor.scripts) assert.deepEqual(await barriers(visitor.page), []);
}

journey(held, 's3_5 and s3_6: from the card and the face to waiting for approval', async ({ world, arrive, scripts }) => {
  const phone = freshPhone();
  const login = freshName();
  const visitor = await arrive({ width: 320 });
  await visitor.goto(world.at('vneid', '/register'));
  await fillsRegistration(visitor, world, { name: 'Nguyễn Thị Hòa', phone, login, password: PASSWORD });
  await visitor.goto(world.at('vneid', '/app/level1'));
  await visitor.sees('level1-title');
  await looksAt(visitor);
  await givesCard(visitor, looksAt);
  await visitor.sees('level1-face-title');
  await looksAt(visitor);
  if (scripts) await showsFaceToCamera(visitor);
  else await sendsPhotographs(visitor);
  await visitor.sees('level1-confirm-title');
  await visitor.reads('001 190 000 018');
  await looksAt(visitor);
  if (scripts) {
    const width = await visitor.page.locator('img.portrait__picture').evaluate((picture) => picture.naturalWidth);
    assert.ok(width > 0, 'the portrait is there');
  }
  await world.message(phone, () => visitor.press('level1-confirm'), /định danh điện tử mức độ 1/);
  await visitor.reads('level1-given');
  await visitor.reads('level1-state-review');
  await visitor.reads('level1-due');
  await looksAt(visitor);

  const elsewhere = await arrive({ width: 1280 });
  await elsewhere.goto(world.at('vneid', '/app/level1'));
  await signsIn(elsewhere, { login, password: PASSWORD });
  await elsewhere.reads('level1-state-review');
  await elsewhere.press('level1-withdraw');
  await elsewhere.reads('level1-withdrawn');
  await elsewhere.reads('level1-state-withdrawn');
});
