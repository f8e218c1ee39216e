// A procedure that wants its applicants proven: from its page to the application for level 1, and when that is approved
// and activated, back to the procedure, whose form opens.
import assert from 'node:assert/strict';
import { consentsIfAsked, fillsRegistration, skipsNumberIfAsked } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { APPLICANT, givesCard, officer, sendsPhotographs, showsFaceToCamera, takes } from './lib/level1.mjs';
import { appliesAt, finds } from './lib/portal.mjs';
import { freshName, freshPhone } from './lib/world.mjs';

const held = chromium({ camera: true });

const PASSWORD = 'mưa rơi trên mái lá';
const PROCEDURE = 'Đăng ký thường trú';
const WARD = ['Thành phố Hà Nội', 'Phường Hoàn Kiếm'];
const QUESTIONS = [['teacher', 'Cô Lan'], ['street', 'Hàng Bạc'], ['song', 'Diễm xưa']];

/** From the procedure to VNeID, where they register on the way, and back with an account at the portal. */
async function comesFromTheProcedure(visitor, world, phone) {
  await visitor.goto(world.at('dvcqg', '/procedures'));
  await finds(visitor, 'thuong tru', PROCEDURE);
  await appliesAt(visitor, PROCEDURE, WARD);
  await visitor.follow('portal-way-vneid');
  await visitor.follow('register-link');
  await fillsRegistration(visitor, world, { name: APPLICANT.name, phone, login: freshName(), password: PASSWORD });
  await consentsIfAsked(visitor);
  await visitor.sees('link-not-yet-title');
  await visitor.press('link-new-button');
  await skipsNumberIfAsked(visitor);
}

/** The page of the procedure says what is missing; VNeID says what it takes, and where to begin. */
async function isSentToApply(visitor) {
  await visitor.sees('services-needed-title');
  assert.equal(visitor.status, 403);
  await visitor.reads('services-needed-level', { issuer: visitor.t('site-name-vneid') });
  const address = visitor.page.url();
  await visitor.follow('services-needed-way', { issuer: visitor.t('site-name-vneid') });
  assert.equal(visitor.host(), 'vneid');
  await visitor.sees('raise-title');
  await visitor.reads('raise-wants');
  await visitor.reads('level-vneid-1');
  await visitor.follow('level-apply');
  return address;
}

async function applies(visitor) {
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
  for (const handle of ['nga', 'loc']) {
    const visitor = await officer(held, handle, '/console/applications');
    await takes(visitor);
    await visitor.tick('applications-approve');
    await visitor.tick('applications-checked');
    if (handle === 'nga') await visitor.press('console-decide');
    else await held.world.message(phone, () => visitor.press('console-decide'));
  }
}

async function activates(visitor, world, phone) {
  await visitor.goto(world.at('vneid', '/app/activate'));
  await visitor.fill('activate-number', APPLICANT.number);
  await visitor.fill('activate-phone', phone.replace('+84', '0'));
  const code = await world.code(phone, () => visitor.press('activate-send'));
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
  await visitor.fill('passcode-label', '583920');
  await visitor.fill('passcode-again', '583920');
  await visitor.press('passcode-save');
  for (const [place, [word, answer]] of QUESTIONS.entries()) {
    await visitor.page.locator(`#question_${place + 1}`).selectOption(word);
    await visitor.page.locator(`#answer_${place + 1}`).fill(answer);
  }
  await visitor.press('activate-finish');
  await visitor.sees('activate-active');
}

journey(held, 's3_5 from a procedure that wants level 1 to the application, and back when it is active', async (held) => {
  const { world, arrive } = held;
  const phone = freshPhone();
  const visitor = await arrive();
  await comesFromTheProcedure(visitor, world, phone);
  const address = await isSentToApply(visitor);
  await applies(visitor);
  // Not before it is decided and activated: the procedure's page says the same as before.
  await visitor.goto(address);
  await visitor.sees('services-needed-title');
  await isApproved(held, phone);
  await activates(visitor, world, phone);

  // The page that they left says how to go on.
  await visitor.goto(address);
  await visitor.follow('services-needed-way', { issuer: visitor.t('site-name-vneid') });
  await consentsIfAsked(visitor);
  assert.equal(visitor.host(), 'dvcqg');
  assert.match(visitor.path(), /^\/submit\//);
  assert.equal(visitor.status, 200);
  await visitor.sees(PROCEDURE);
  assert.equal(await visitor.field('services-request').count(), 1);
}, { forgiving: [/403/] });
