// S3.2 where it goes wrong: another card than the number that was typed, no card at all, typing instead; and a phone
// that dies in the middle.
import assert from 'node:assert/strict';
import { cardText, filmed, photographed } from './lib/card.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { begins, hoa, reviews, scans } from './lib/phone_app.mjs';
import { freshPhone } from './lib/world.mjs';

const held = chromium({ camera: filmed(cardText(hoa)) });

journey(held, 's3_2: a card with another number replaces nothing without a word', async ({ world, arrive }) => {
  const visitor = await arrive();
  const typed = '001190004729';
  await begins(visitor, world, { number: typed, phone: freshPhone() });
  if (visitor.scripts) {
    await visitor.button('card-camera-start').click();
    await visitor.page.locator('.camera__said').filter({ hasText: visitor.words('card-differs', { number: '001 190 004 711' }) }).waitFor();
  } else {
    await visitor.page.locator('#picture').setInputFiles(photographed(cardText(hoa)));
    await visitor.press('card-photograph-read');
    await visitor.isTold('card-differs', { number: '001 190 004 711' });
  }
  assert.equal((await visitor.field('card-number').inputValue()).replaceAll(' ', ''), typed);
  assert.equal(await visitor.field('card-name').inputValue(), hoa.name);
});

journey(held, 's3_2: a photograph of something else is named, and everything can be typed', async ({ world, arrive }) => {
  const visitor = await arrive();
  await begins(visitor, world, { number: hoa.number, phone: freshPhone() });
  const other = photographed('001190004711-Nguyễn Thị Hòa-07/03/1990-Nữ-Hà Nội');
  await visitor.page.locator('#picture').setInputFiles(other);
  await visitor.press('card-photograph-read');
  await visitor.isTold('card-foreign-health');
  await visitor.fill('card-name', hoa.name);
  await visitor.fill('card-born', '7.3.1991');
  await visitor.tick('settings-sex-female');
  await visitor.press('app-continue');
  await visitor.sees('app-review-title');
  await visitor.reads('card-doubt-birth-year');
});

journey(held, 's3_3: a phone that died goes on where it stopped, in the same browser only', async ({ world, arrive }) => {
  const phone = freshPhone();
  const visitor = await arrive();
  await begins(visitor, world, { number: hoa.number, phone });
  await scans(visitor, hoa);
  await visitor.press('app-continue');
  await visitor.sees('app-review-title');
  const later = await visitor.tab();
  await later.goto(world.at('vneid', '/app'));
  await later.reads('app-front-under-way');
  await later.follow('app-front-go-on');
  await later.reads(hoa.name);
  await reviews(later, world, { phone });
  const stranger = await arrive();
  await stranger.goto(world.at('vneid', '/app/register/review'));
  await stranger.sees('app-begin-title');
  await stranger.readsNot(hoa.name);
});
