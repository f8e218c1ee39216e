// S4.3: an app that makes codes as the second step, with recovery codes and a remembered device.
import assert from 'node:assert/strict';
import { addsApp, makesCodes, totp } from './lib/codes.mjs';
import { signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';

const held = chromium();

/** The sample person, signed in at VNeID. */
async function khai({ world, arrive }, options = {}) {
  const person = world.sample('khai');
  const visitor = await arrive(options);
  await visitor.goto(world.at('vneid', '/sign-in'));
  await signsIn(visitor, person.account('vneid'));
  return { person, visitor, login: person.account('vneid') };
}

/** The password again, in a browser of their own: up to the second step. */
async function comesAgain(visitor, world, login) {
  await visitor.goto(world.at('vneid', '/sign-in'));
  await signsIn(visitor, login);
  await visitor.sees('second-title');
}

journey(held, 'an app is added, asked for at the next sign-in, and a used code opens nothing', async (held) => {
  const { world, arrive } = held;
  const { person, visitor, login } = await khai(held);
  await visitor.goto(world.at('vneid', '/account'));
  await visitor.follow('security-title');
  await visitor.reads('security-advice-second');
  let app;
  const told = await world.message(person.phone, async () => { app = await addsApp(visitor, world); });
  assert.match(told.text, /Một ứng dụng tạo mã/);
  assert.equal(await visitor.page.locator('svg.qr').count(), 0, 'the picture is shown only while the app is added');

  const there = await arrive();
  await comesAgain(there, world, login);
  await there.fill('second-totp-label', app.used);
  await there.press('sign-in-button');
  await there.isTold('second-totp-wrong');
  await there.fill('second-totp-label', totp(app.secret, 1));
  await there.tick('second-remember');
  await there.press('sign-in-button');
  await there.isSignedInAs(person.name);

  // Remembered: the password is enough here, and its owner sees it and has it forgotten.
  await there.signsOut();
  await there.goto(world.at('vneid', '/sign-in'));
  await signsIn(there, login);
  await there.isSignedInAs(person.name);
  await there.goto(world.at('vneid', '/account/security'));
  await there.pressAbout('devices-forget', /.*/);
  await there.reads('security-notice-device-forgotten');
  await there.reads('devices-none');
});

journey(held, 'a recovery code opens the account once, and its owner is told', async (held) => {
  const { world, arrive } = held;
  const { person, visitor, login } = await khai(held);
  await addsApp(visitor, world);
  const codes = await makesCodes(visitor, world);
  assert.equal(codes.length, 10);

  const there = await arrive();
  await comesAgain(there, world, login);
  await there.follow('second-choose-recovery');
  await there.fill('second-recovery-label', codes[0]);
  const told = await world.message(person.phone, () => there.press('sign-in-button'));
  assert.match(told.text, /còn lại: 9/);
  await there.isSignedInAs(person.name);

  const third = await arrive();
  await comesAgain(third, world, login);
  await third.follow('second-choose-recovery');
  await third.fill('second-recovery-label', codes[0].replaceAll(' ', '-'));
  await third.press('sign-in-button');
  await third.isTold('second-recovery-wrong');
});
