// S3.6 at the officers' desk: what is late, in red and counted; kin handed on; a name that differs only in spelling; the
// register asked again; reasons from the list; a second officer; and the applicant reads who looked.
import assert from 'node:assert/strict';
import { eventually } from './lib/http.mjs';
import { assertNoSideways, barriers } from './lib/browser.mjs';
import { fillsRegistration } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { APPLICANT, givesCard, officer, sendsPhotographs, showsFaceToCamera, takes } from './lib/level1.mjs';
import { freshName, freshPhone } from './lib/world.mjs';

const held = chromium({ camera: true });

const PASSWORD = 'mưa rơi trên mái lá';
const DESK = '/console/applications';
/** The register writes the tone of her name over the other vowel. */
const SPELLED = { number: '030 191 000 101', name: 'Đỗ Thúy Hòa', born: '9/1/1991' };
const FIVE_DAYS = 5 * 24 * 60;

async function looksAt(visitor) {
  await assertNoSideways(visitor.page);
  if (visitor.scripts) assert.deepEqual(await barriers(visitor.page), []);
}

/** Registers, gives card and face: the application waits for an officer. */
async function applies({ world, arrive }, who) {
  const visitor = await arrive({ width: 320 });
  const phone = freshPhone();
  await visitor.goto(world.at('vneid', '/register'));
  await fillsRegistration(visitor, world, { name: who.name, phone, login: freshName(), password: PASSWORD });
  await visitor.goto(world.at('vneid', '/app/level1'));
  await givesCard(visitor, async () => {}, who);
  await visitor.sees('level1-face-title');
  if (visitor.scripts) await showsFaceToCamera(visitor);
  else await sendsPhotographs(visitor);
  await visitor.sees('level1-confirm-title');
  await visitor.press('level1-confirm');
  await visitor.reads('level1-state-review');
  return { visitor, phone };
}

/** What is due first stands first, so the late one is the first link of the table. */
async function seesTheLateOne(visitor) {
  await visitor.sees('applications-title');
  await visitor.reads('console-corrections-late', { late: 1 });
  await visitor.reads('console-corrections-card', { count: 2, late: 1 });
  const first = visitor.page.locator('main table tbody tr').first();
  assert.match(await first.locator('.status--bad').innerText(), visitor.words('applications-late'));
  await looksAt(visitor);
  await visitor.follow('applications-part-late', { count: 1 });
  assert.equal(await visitor.page.locator('main table tbody tr').count(), 1);
  await looksAt(visitor);
  await visitor.follow('applications-part-second', { count: 0 });
  await visitor.reads('applications-second-none-title');
  await visitor.follow('applications-part-all', { count: 2 });
}

/** The last one of the queue is her kin's: it is handed on, and closed to her from then on. */
async function handsOn(visitor, world) {
  await visitor.page.locator('main table a').last().click();
  await visitor.tick('console-kin-yes');
  await visitor.press('console-correction-take');
  await visitor.reads('applications-done-handed-on');
  await visitor.page.locator('main table a').last().click();
  await visitor.reads('applications-kin');
  await looksAt(visitor);
  await visitor.goto(world.at('vneid', DESK));
}

async function approves(visitor) {
  await visitor.press('console-decide');
  await visitor.isTold('applications-verdict-missing');
  await visitor.tick('applications-approve');
  await visitor.press('console-decide');
  await visitor.isTold('applications-checked-missing');
  await visitor.tick('applications-approve');
  await visitor.tick('applications-checked');
  await visitor.press('console-decide');
}

/** It is asked for when the page is looked at. */
async function seesTheRegistersPicture(visitor) {
  const picture = visitor.page.locator('img[src$="/register-picture"]');
  const shown = async () => (await picture.evaluate((image) => image.naturalWidth > 0)) || undefined;
  await eventually('picture', shown);
}

/** Every look is a line of its own, so that the list goes on on other pages. */
async function readsInActivity(visitor, whats) {
  const wanted = new Set(whats);
  for (;;) {
    const text = await visitor.page.locator('main').innerText();
    for (const what of wanted) if (new RegExp(visitor.words(`activity-people-application-${what}`)).test(text)) wanted.delete(what);
    if (!wanted.size) return;
    await visitor.follow('activity-earlier');
  }
}

/** Beside the register's name: only the spelling differs. */
async function sendsBack(visitor) {
  await takes(visitor);
  await visitor.reads('applications-verdict-match');
  await visitor.reads('applications-spelling');
  await visitor.reads('applications-spelling-marks');
  await seesTheRegistersPicture(visitor);
  await looksAt(visitor);
  await visitor.press('applications-again');
  await visitor.reads('applications-done-asked');
  await visitor.reads('applications-answer-newest');
  await visitor.reads('applications-answer-officer');
  await looksAt(visitor);
  await visitor.tick('applications-ask-face');
  await visitor.press('console-decide');
  await visitor.isTold('applications-reason-missing');
  await visitor.tick('applications-ask-face');
  await visitor.page.locator('#face').selectOption('face-covered');
  await visitor.press('console-decide');
  await visitor.reads('applications-done-face');
}

journey(held, 's3_6 the desk: late, kin, spelling, reasons, and a second officer', async (held) => {
  const { world } = held;
  const late = await applies(held, APPLICANT);
  world.later('vneid', FIVE_DAYS, ['applications: due_at']);
  const other = await applies(held, SPELLED);

  const nga = await officer(held, 'nga', DESK);
  await seesTheLateOne(nga);
  await handsOn(nga, world);
  await takes(nga);
  await nga.reads('applications-verdict-none');
  await approves(nga);
  await nga.reads('applications-done-proposed');

  const loc = await officer(held, 'loc', DESK);
  await loc.follow('applications-part-second', { count: 1 });
  await takes(loc);
  await loc.reads('applications-proposed');
  await loc.tick('applications-approve');
  await loc.tick('applications-checked');
  await world.message(late.phone, () => loc.press('console-decide'));
  await loc.reads('applications-done-approved');

  await world.message(other.phone, () => sendsBack(loc));
  await loc.reads('applications-none-title');
  await looksAt(loc);

  const applicant = other.visitor;
  await applicant.goto(world.at('vneid', '/app/level1'));
  await applicant.reads('application-reason-face-covered');
  await applicant.goto(world.at('vneid', '/account/activity'));
  await readsInActivity(applicant, ['taken', 'looked-at', 'register-picture-seen', 'register-asked-again', 'face-asked', 'handed-on']);
});
