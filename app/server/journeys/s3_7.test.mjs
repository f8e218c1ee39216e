// S3.7: the officer's notice, the passcode on this device, the level; opened by the passcode from then on, locked by the
// fifth wrong one, and unlocked by its owner.
import assert from 'node:assert/strict';
import { assertNoSideways, barriers } from './lib/browser.mjs';
import { fillsRegistration } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { APPLICANT, givesCard, officer, sendsPhotographs, showsFaceToCamera, takes } from './lib/level1.mjs';
import { freshName, freshPhone } from './lib/world.mjs';

const held = chromium({ camera: true });

const PASSWORD = 'mưa rơi trên mái lá';
const QUESTIONS = [['teacher', 'Cô Lan'], ['street', 'Hàng Bạc'], ['song', 'Diễm xưa']];

async function looksAt(visitor) {
  await assertNoSideways(visitor.page);
  if (visitor.scripts) assert.deepEqual(await barriers(visitor.page), []);
}

/** Registers, gives card and face: the application waits for an officer. */
async function applies(visitor, world, { phone, login }) {
  await visitor.goto(world.at('vneid', '/register'));
  await fillsRegistration(visitor, world, { name: APPLICANT.name, phone, login, password: PASSWORD });
  await visitor.goto(world.at('vneid', '/app/level1'));
  await givesCard(visitor);
  await visitor.sees('level1-face-title');
  if (visitor.scripts) await showsFaceToCamera(visitor);
  else await sendsPhotographs(visitor);
  await visitor.sees('level1-confirm-title');
  await visitor.press('level1-confirm');
  await visitor.reads('level1-state-review');
}

/** The register does not have exactly this person: two officers. */
async function isApproved(held, phone) {
  const first = await officer(held, 'nga', '/console/applications');
  await takes(first);
  await looksAt(first);
  await first.press('console-decide');
  await first.isTold('applications-verdict-missing');
  await first.tick('applications-approve');
  await first.tick('applications-checked');
  await first.press('console-decide');
  await first.reads('applications-done-proposed');
  const second = await officer(held, 'loc', '/console/applications');
  await takes(second);
  await second.reads('applications-proposed');
  await second.tick('applications-approve');
  await second.tick('applications-checked');
  await held.world.message(phone, () => second.press('console-decide'));
  await second.reads('applications-done-approved');
}

async function chooses(visitor, passcode, button = 'passcode-save') {
  await visitor.sees('passcode-title');
  await looksAt(visitor);
  await visitor.fill('passcode-label', '123456');
  await visitor.fill('passcode-again', '123456');
  await visitor.press(button);
  await visitor.isTold('passcode-in-a-row');
  await visitor.fill('passcode-label', passcode);
  await visitor.fill('passcode-again', passcode);
}

async function activates(visitor, world, phone) {
  await visitor.goto(world.at('vneid', '/app'));
  await visitor.goto(world.at('vneid', '/app/activate'));
  await visitor.sees('activate-title');
  await looksAt(visitor);
  await visitor.fill('activate-number', APPLICANT.number);
  await visitor.fill('activate-phone', phone.replace('+84', '0'));
  const code = await world.code(phone, () => visitor.press('activate-send'));
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
  await chooses(visitor, '583920');
  await visitor.press('passcode-save');
  for (const [place, [word, answer]] of QUESTIONS.entries()) {
    await visitor.page.locator(`#question_${place + 1}`).selectOption(word);
    await visitor.page.locator(`#answer_${place + 1}`).fill(answer);
  }
  await visitor.press('activate-finish');
  await visitor.sees('activate-active');
  await looksAt(visitor);
}

/** By a code, the security questions and a new passcode. */
async function unlocks(visitor, world, phone) {
  await visitor.follow('unlock-title');
  await visitor.sees('unlock-title');
  await looksAt(visitor);
  const code = await world.code(phone, () => visitor.press('activate-send'));
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
  await visitor.sees('recover-questions-title');
  await looksAt(visitor);
  for (const [place, [, answer]] of QUESTIONS.entries()) await visitor.page.locator(`#answer_${place + 1}`).fill(answer);
  await visitor.press('code-continue');
  await chooses(visitor, '602948', 'unlock-do');
  await visitor.press('unlock-do');
  await visitor.reads('lock-now-unlocked');
}

async function opens(visitor, world, passcode) {
  await visitor.goto(world.at('vneid', '/app/passcode'));
  await visitor.sees('passcode-open-title');
  await visitor.fill('passcode-label', passcode);
  await visitor.press('passcode-open-button');
}

journey(held, 's3_7 from the notice to the passcode that opens it, locks it and is chosen anew', async (held) => {
  const { world, arrive } = held;
  const [phone, login] = [freshPhone(), freshName()];
  const visitor = await arrive({ width: 320 });
  await applies(visitor, world, { phone, login });
  await isApproved(held, phone);
  await activates(visitor, world, phone);
  await visitor.goto(world.at('vneid', '/account/level'));
  await visitor.reads('level-vneid-1');

  await visitor.signsOut();
  await visitor.goto(world.at('vneid', '/app'));
  await visitor.follow('app-front-passcode');
  await visitor.sees('passcode-open-title');
  await looksAt(visitor);
  await opens(visitor, world, '583 920');
  await visitor.isSignedInAs(APPLICANT.name);

  // Whoever is heading for a page of their account and signs in on this device comes there by it, too.
  await visitor.signsOut();
  await visitor.goto(world.at('vneid', '/account/level'));
  await visitor.follow('app-front-passcode');
  await looksAt(visitor);
  await visitor.fill('passcode-label', '583920');
  await visitor.press('passcode-open-button');
  assert.equal(visitor.path(), '/account/level');

  // Elsewhere nobody is asked for it.
  const elsewhere = await arrive();
  await elsewhere.goto(world.at('vneid', '/app/passcode'));
  assert.equal(elsewhere.path(), '/app/sign-in');

  await visitor.signsOut();
  for (const left of [4, 3, 2, 1]) {
    await opens(visitor, world, '583921');
    await visitor.isTold('passcode-wrong', { left });
  }
  await opens(visitor, world, '583921');
  await visitor.reads('passcode-locked');
  await visitor.fill('app-sign-in-number', login);
  await visitor.fill('password-label', PASSWORD);
  await visitor.press('sign-in-button');
  await visitor.goto(world.at('vneid', '/app/lock'));
  await visitor.reads('lock-passcode');
  await looksAt(visitor);
  await unlocks(visitor, world, phone);
  await visitor.signsOut();
  await opens(visitor, world, '602948');
  await visitor.isSignedInAs(APPLICANT.name);
});
