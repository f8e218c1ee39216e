// S3.12: wrong personal data. The person asks and goes on, an officer works on it, and the right data flow back.
import assert from 'node:assert/strict';
import { totp } from './lib/codes.mjs';
import { listens } from './lib/captcha.mjs';
import { assertNoSideways, barriers } from './lib/browser.mjs';
import { eventually } from './lib/http.mjs';
import { consentsIfAsked, signsIn as signsInAt } from './lib/identity.mjs';
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

/** Comes to the national portal with VNeID, on the way to a page. */
async function comesWithVneid({ world, arrive }, handle, to) {
  const visitor = await arrive();
  await visitor.goto(world.at('dvcqg', `/sign-in?return_to=${encodeURIComponent(to)}`));
  await visitor.follow('portal-way-vneid');
  await signsInAt(visitor, world.sample(handle).account('vneid'));
  await consentsIfAsked(visitor);
  return visitor;
}

journey(held, 's3_12 the right name flows back to the linked portal by its event; who the person is there never changes', async (held) => {
  const { world, arrive } = held;
  const khai = world.sample('khai');
  const right = 'Hoàng Văn Khái';
  // He goes on at the portal with what is wrong: an account is made and linked.
  const owner = await comesWithVneid(held, 'khai', '/account');
  await owner.sees('link-not-yet-title');
  await owner.press('link-new-button');
  await owner.isSignedInAs(khai.name);
  const before = world.asks('dvcqg', 'select id, subject from links');
  await owner.goto(world.at('vneid', '/account/corrections'));
  await owner.press('correction-go-on');
  await owner.fill('correction-wanted', right);
  await owner.press('correction-send');
  await owner.reads('correction-sent');
  const request = owner.path().split('?')[0];

  const officer = await arrive({ width: 1280 });
  const nga = world.sample('nga').account('vneid');
  await officer.goto(world.at('vneid', request.replace('/account/', '/console/')));
  await signsInAt(officer, nga);
  await officer.fill('second-totp-label', totp(nga.totp));
  await officer.press('sign-in-button');
  await officer.tick('console-kin-no');
  await officer.press('console-correction-take');
  await officer.tick('console-correction-is-right');
  await officer.press('console-decide');
  // Saying so does not make it so: the register has it first.
  await officer.isTold('console-correction-register-differs');
  const ward = await arrive();
  await ward.goto(world.at('outside', '/register/people/001092002468'));
  await ward.fill('census-name', right);
  await ward.press('census-person-save');
  await officer.press('console-decide');
  await officer.reads('console-correction-corrected');

  // The portal has heard of it by itself.
  const heard = async () => {
    await owner.goto(world.at('dvcqg', '/account/activity'));
    return (await owner.page.getByRole('main').getByText(owner.words('activity-linking-identity-changed')).count()) > 0 || undefined;
  };
  await eventually('the portal hears of it', heard);
  await owner.goto(world.at('dvcqg', '/account'));
  await owner.reads('contact-waiting');
  await owner.follow('contact-choose');
  await owner.reads('contact-changed-what', { what: owner.t('portal-account-name') });
  await owner.follow('contact-changed-go');
  await consentsIfAsked(owner);
  await owner.sees('contact-title');
  await owner.page.getByRole('radio', { name: owner.words('contact-take', { value: right }) }).check();
  await owner.press('portal-save');
  await owner.isSignedInAs(right);
  assert.deepEqual(world.asks('dvcqg', 'select id, subject from links'), before, 'the same link, of the same name');
}, { forgiving: [/422/] });
