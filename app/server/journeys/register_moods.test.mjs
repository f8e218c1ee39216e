// A register that answers too late, not at all, or with what contradicts itself: the page answers at once, says so, loses
// nothing, and it goes on when the register is well again.
import assert from 'node:assert/strict';
import { consentsIfAsked, fillsRegistration, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { givesCard, officer, sendsPhotographs, takes } from './lib/level1.mjs';
import { freshName, freshPhone } from './lib/world.mjs';

const held = chromium();

/** Whom the register has. */
const THAO = { number: '030 193 000 601', born: '17/5/1993' };
const HOA = { number: '030 191 000 101', name: 'Đỗ Thúy Hòa', born: '9/1/1991' };
/** The register of the demo world takes twenty seconds when it is slow; nobody waits for that. */
const PATIENCE = 8_000;

/** The register behaves so from now on. */
async function isIn({ world, arrive }, mood) {
  const tester = await arrive();
  await tester.goto(world.at('outside', '/register'));
  await tester.tick(mood);
  await tester.press('census-mood-button');
}

async function inTime(what) {
  const began = Date.now();
  await what();
  assert.ok(Date.now() - began < PATIENCE, `it took ${Date.now() - began} ms`);
}

for (const mood of ['census-mood-slow', 'census-mood-off', 'census-mood-contradictory']) {
  journey(held, `the portal’s question while the register is ${mood.split('-').pop()}`, async (held) => {
    const { world, arrive } = held;
    const visitor = await arrive();
    visitor.asksNumber = true;
    await visitor.goto(world.at('dvcqg', '/sign-in?return_to=%2Fdossiers'));
    await visitor.follow('portal-way-dvcqg-own');
    await signsIn(visitor, world.sample('thao').account('id.dvcqg'));
    await consentsIfAsked(visitor);
    await isIn(held, mood);
    await visitor.fill('number-label-vn', THAO.number);
    await visitor.fill('identification-born', THAO.born);
    await inTime(() => visitor.press('identification-update'));
    await visitor.isTold('identification-away');
    assert.equal(await visitor.field('identification-born').inputValue(), THAO.born);
    await isIn(held, 'census-mood-well');
    await visitor.press('identification-update');
    assert.equal(visitor.path(), '/dossiers');
  }, { forgiving: [/503/] });
}

journey(held, 'level 1 while the register is slow: the application goes on, and the answer comes by itself later', async (held) => {
  const { world, arrive } = held;
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/register'));
  await fillsRegistration(visitor, world, { name: HOA.name, phone: freshPhone(), login: freshName(), password: 'mưa rơi trên mái lá' });
  await isIn(held, 'census-mood-slow');
  await visitor.goto(world.at('vneid', '/app/level1'));
  await inTime(() => givesCard(visitor, async () => {}, HOA));
  await visitor.sees('level1-face-title');
  await sendsPhotographs(visitor);
  await visitor.press('level1-confirm');
  await visitor.reads('level1-state-review');

  const nga = await officer(held, 'nga', '/console/applications');
  await takes(nga);
  await nga.reads('applications-verdict-unasked');
  await isIn(held, 'census-mood-well');
  // The work asks again by itself; nobody presses anything.
  for (let looks = 0; looks < 40; looks += 1) {
    await nga.page.reload();
    if (await nga.page.getByText(nga.words('applications-verdict-match')).count()) break;
    await nga.page.waitForTimeout(2_000);
  }
  await nga.reads('applications-verdict-match');
}, { modes: [false], forgiving: [/422/] });
