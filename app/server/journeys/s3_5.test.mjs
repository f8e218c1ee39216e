// S3.5 and S3.6: level 1 from the phone. The card's data, then the face before the camera or as photographs, then
// waiting for approval; seen on another device too, and taken back.
import assert from 'node:assert/strict';
import { assertNoSideways, barriers } from './lib/browser.mjs';
import { fillsRegistration, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { blurred, face } from './lib/picture.mjs';
import { freshName, freshPhone } from './lib/world.mjs';

// A camera of the browser's own, which shows a moving picture.
const held = chromium({ camera: true });

const PASSWORD = 'mưa rơi trên mái lá';

async function looksAt(visitor) {
  await assertNoSideways(visitor.page);
  if (visitor.scripts) assert.deepEqual(await barriers(visitor.page), []);
}

async function givesCard(visitor) {
  await visitor.follow('level1-begin');
  await visitor.sees('level1-card-title');
  await looksAt(visitor);
  await visitor.press('level1-go-on');
  await visitor.isTold('card-number-missing');
  await visitor.fill('card-number', '001 190 000 018');
  await visitor.fill('card-name', 'Nguyễn Thị Hòa');
  await visitor.fill('card-born', '7/3/1990');
  await visitor.tick('settings-sex-female');
  await visitor.press('level1-go-on');
  await visitor.sees('level1-data-title');
  await visitor.reads('001 190 000 018');
  await visitor.reads('Nguyễn Thị Hòa');
  await looksAt(visitor);
  await visitor.press('level1-go-on');
  await visitor.isTold('level1-consent-missing');
  await visitor.tick('level1-consent');
  await visitor.press('level1-go-on');
}

/** Each picture is taken some seconds after the button was pressed. */
async function showsFaceToCamera(visitor) {
  await visitor.button('level1-camera-start').click();
  for (let place = 1; place <= 4; place += 1) {
    await visitor.page.locator(`[data-shot="${place}"]`).waitFor({ state: 'visible' });
    await visitor.button('level1-camera-take').click();
  }
}

async function chooses(visitor, bytes) {
  const file = { name: 'me.png', mimeType: 'image/png', buffer: bytes };
  await visitor.page.locator('#picture').setInputFiles(file);
  await visitor.press('level1-face-send');
}

async function sendsPhotographs(visitor) {
  await chooses(visitor, blurred());
  await visitor.isTold('level1-picture-blurred');
  await chooses(visitor, face(1));
  await chooses(visitor, face(1));
  await visitor.isTold('level1-picture-same');
  for (const place of [2, 3, 4]) await chooses(visitor, face(place));
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
  await givesCard(visitor);
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
