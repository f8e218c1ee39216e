// S3.12: wrong personal data. The person asks and goes on, an officer works on it, and the right data flow back.
import assert from 'node:assert/strict';
import { totp } from './lib/codes.mjs';
import { listens } from './lib/captcha.mjs';
import { assertNoSideways, barriers } from './lib/browser.mjs';
import { chromium, journey } from './lib/journey.mjs';

const held = chromium();

const HOST = 'id.shandong';
const RIGHT = '李琳娜';

async function signsIn(visitor, { login, password }, scripts) {
  await visitor.page.locator('#identifier').fill(login);
  await visitor.fill('password-label', password);
  if (!scripts) await visitor.fill('challenge-digits', await listens(visitor));
  await visitor.press('sign-in-button');
}

journey(held, 's3_12 corrections: asked for, taken by an officer, put right; state and deadline are seen', async ({ world, arrive, scripts }) => {
  const lina = world.sample('lina');
  const owner = await arrive({ language: 'zh', width: 320 });
  await owner.goto(world.at(HOST, '/account/corrections'));
  await signsIn(owner, lina.account(HOST), scripts);
  await owner.sees('correction-title');
  await owner.reads('correction-none');
  await owner.press('correction-go-on');
  await owner.press('correction-send');
  await owner.isTold('correction-name-wrong');
  await owner.fill('correction-wanted', RIGHT);
  await owner.press('correction-send');
  await owner.reads('correction-sent');
  await owner.reads('correction-state-sent');
  await owner.reads('correction-due');
  await assertNoSideways(owner.page);
  if (owner.scripts) assert.deepEqual(await barriers(owner.page), []);
  const request = owner.path().split('?')[0];

  const officer = await arrive({ language: 'zh', width: 1280 });
  const zhao = world.sample('zhaomin').account(HOST);
  await officer.goto(world.at(HOST, '/console/corrections'));
  await signsIn(officer, zhao, scripts);
  await officer.fill('second-totp-label', totp(zhao.totp));
  await officer.press('sign-in-button');
  await officer.sees('console-corrections-title');
  await officer.goto(world.at(HOST, request.replace('/account/', '/console/')));
  await officer.press('console-correction-take');
  await officer.isTold('console-kin-missing');
  await officer.tick('console-kin-no');
  await officer.press('console-correction-take');
  await officer.reads('console-correction-stands');
  await officer.reads(RIGHT);
  await officer.tick('console-correction-is-right');
  const told = await world.message(lina.phone, () => officer.press('console-decide'));
  assert.match(told.text, /个人信息已更正/);
  await officer.reads('console-correction-corrected');

  await owner.goto(world.at(HOST, request));
  await owner.reads('correction-state-corrected');
  await owner.goto(world.at(HOST, '/account/activity'));
  await owner.reads('activity-people-correction-taken');
  await owner.reads('activity-people-correction-looked-at');
  await owner.reads('activity-people-correction-corrected');
});
