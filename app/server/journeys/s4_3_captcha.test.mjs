// S4.3: login name, phone or identity number, password, and the check that keeps programs out.
import assert from 'node:assert/strict';
import { listens } from './lib/captcha.mjs';
import { chromium, journey } from './lib/journey.mjs';

const held = chromium();

const HOST = 'id.shandong';

async function fillsIn(visitor, world, identifier) {
  const { password } = world.sample('lina').account(HOST);
  await visitor.page.locator('#identifier').fill(identifier);
  await visitor.fill('password-label', password);
}

journey(held, 's4_3: by login name, phone and identity number; the device does the check by itself', async ({ world, arrive }) => {
  const lina = world.sample('lina');
  for (const identifier of [lina.account(HOST).login, lina.phone, lina.national_number]) {
    const visitor = await arrive({ language: 'zh' });
    await visitor.goto(world.at(HOST, '/sign-in'));
    await fillsIn(visitor, world, identifier);
    await visitor.press('sign-in-button');
    await visitor.isSignedInAs(lina.name);
  }
}, { modes: [true] });

journey(held, 's4_3: without scripts digits are read off a picture or listened to, in each language', async ({ world, arrive }) => {
  const lina = world.sample('lina');
  for (const language of ['zh', 'vi', 'ru', 'en']) {
    const visitor = await arrive({ language });
    await visitor.goto(world.at(HOST, '/sign-in'));
    const picture = visitor.page.locator('.challenge__picture');
    assert.ok(await picture.evaluate((image) => image.complete && image.naturalWidth > 100), 'the picture is shown');
    // Nothing typed, then something wrong, then other digits: what was typed stays.
    await fillsIn(visitor, world, lina.account(HOST).login);
    await visitor.press('sign-in-button');
    await visitor.isTold('challenge-wanted');
    const digits = await listens(visitor);
    assert.match(digits, /^\d{5}$/, language);
    await fillsIn(visitor, world, lina.account(HOST).login);
    await visitor.fill('challenge-digits', digits === '00000' ? '11111' : '00000');
    await visitor.press('sign-in-button');
    await visitor.isTold('challenge-wrong');
    const before = await picture.getAttribute('src');
    await visitor.press('challenge-another');
    assert.notEqual(await picture.getAttribute('src'), before);
    assert.equal(await visitor.page.locator('#identifier').inputValue(), lina.account(HOST).login);
    await fillsIn(visitor, world, lina.account(HOST).login);
    await visitor.fill('challenge-digits', await listens(visitor));
    await visitor.press('sign-in-button');
    await visitor.isSignedInAs(lina.name);
  }
}, { modes: [false] });

journey(held, 's4_3: with scripts one may type digits instead, and look at others without losing anything', async ({ world, arrive }) => {
  const lina = world.sample('lina');
  const visitor = await arrive({ language: 'zh' });
  await visitor.goto(world.at(HOST, '/sign-in'));
  await fillsIn(visitor, world, lina.account(HOST).login);
  const field = visitor.page.locator('#challenge_digits');
  assert.ok(!(await field.isVisible()), 'nothing is asked of the person');
  await visitor.button('challenge-choose').click();
  const picture = visitor.page.locator('.challenge__picture');
  const before = await picture.getAttribute('src');
  await visitor.button('challenge-another').click();
  await visitor.page.waitForFunction((old) => document.querySelector('.challenge__picture').getAttribute('src') !== old, before);
  assert.notEqual(await visitor.page.locator('#password').inputValue(), '', 'the password is still there');
  await field.fill(await listens(visitor));
  await visitor.press('sign-in-button');
  await visitor.isSignedInAs(lina.name);
}, { modes: [true] });

journey(held, 's4_3: at the other identities whoever fails three times is asked', async ({ world, arrive, scripts }) => {
  const khai = world.sample('khai');
  const { login, password } = khai.account('vneid');
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/sign-in'));
  const tries = async (typed) => {
    await visitor.page.locator('#identifier').fill(login);
    await visitor.fill('password-label', typed);
  };
  for (const _ of [1, 2, 3]) {
    assert.equal(await visitor.page.locator('.challenge').count(), 0);
    await tries('not the password');
    await visitor.press('sign-in-button');
    await visitor.isTold('sign-in-wrong');
  }
  await tries(password);
  if (!scripts) await visitor.fill('challenge-digits', await listens(visitor));
  await visitor.press('sign-in-button');
  await visitor.isSignedInAs(khai.name);
});
