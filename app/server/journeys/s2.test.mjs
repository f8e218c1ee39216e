// S2: somebody whose account at the National Public Service Portal lacks the national number gives it there, and comes
// with VNeID into the same account from then on.
import assert from 'node:assert/strict';
import { confirmsByCode, consentsIfAsked, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { appliesAt, fillsApplication, finds } from './lib/portal.mjs';

const held = chromium();

/** The number and birth date under which the register has them. */
const THAO = { number: '030 193 000 601', born: '17/5/1993', paper: /Đăng ký thường trú/ };
const BINH = { number: '001 087 000 701', born: '8/10/1987' };

/** Signs in with the portal's own national accounts, on the way to a page; whatever is asked then stands there. */
async function comes({ world, arrive }, handle, to) {
  const someone = world.sample(handle);
  const visitor = await arrive();
  visitor.asksNumber = true;
  await visitor.goto(world.at('dvcqg', `/sign-in?return_to=${encodeURIComponent(to)}`));
  await visitor.follow('portal-way-dvcqg-own');
  await signsIn(visitor, someone.account('id.dvcqg'));
  await consentsIfAsked(visitor);
  return visitor;
}

async function gives(visitor, { number, born }) {
  await visitor.sees('identification-ask-title');
  await visitor.fill('number-label-vn', number);
  await visitor.fill('identification-born', born);
  await visitor.press('identification-update');
}

/** Comes with VNeID, in another browser. */
async function comesWithVneid({ world, arrive }, handle, to) {
  const visitor = await arrive();
  visitor.asksNumber = true;
  await visitor.goto(world.at('dvcqg', `/sign-in?return_to=${encodeURIComponent(to)}`));
  await visitor.follow('portal-way-vneid');
  await signsIn(visitor, world.sample(handle).account('vneid'));
  await consentsIfAsked(visitor);
  return visitor;
}

const stands = (visitor, path) => assert.equal(visitor.path(), path);

journey(held, 's2_1 and s2_2 whose account has the number goes straight on', async (held) => {
  const visitor = await comes(held, 'lan', '/dossiers');
  await visitor.isSignedInAs(held.world.sample('lan').name);
  stands(visitor, '/dossiers');
});

journey(held, 's2_3 the number is asked for, agrees with the register, and on to the page', async (held) => {
  const visitor = await comes(held, 'thao', '/account/data?from=letter');
  await gives(visitor, THAO);
  stands(visitor, '/account/data?from=letter');
  // It is not asked for again.
  const again = await comes(held, 'thao', '/dossiers');
  stands(again, '/dossiers');
});

journey(held, 's2_3 skipped: the same page, and not asked again at the next sign-in', async (held) => {
  const visitor = await comes(held, 'thao', '/dossiers');
  await visitor.sees('identification-ask-title');
  await visitor.press('identification-skip');
  stands(visitor, '/dossiers');
  stands(await comes(held, 'thao', '/dossiers'), '/dossiers');
});

journey(held, 's2_3 a wrong digit, and a register that does not answer: nothing is lost', async (held) => {
  const { world, arrive } = held;
  const visitor = await comes(held, 'thao', '/dossiers');
  await gives(visitor, { ...THAO, born: '18/5/1993' });
  await visitor.isTold('identification-near');
  const tester = await arrive();
  const mood = async (word) => {
    await tester.goto(world.at('outside', '/register'));
    await tester.tick(word);
    await tester.press('census-mood-button');
  };
  await mood('census-mood-busy');
  await visitor.fill('identification-born', THAO.born);
  await visitor.press('identification-update');
  await visitor.isTold('identification-away');
  await mood('census-mood-well');
  await visitor.press('identification-update');
  if (visitor.path() !== '/dossiers') {
    // The portal leaves a register alone for a moment that has just failed.
    await visitor.page.waitForTimeout(31_000);
    await visitor.press('identification-update');
  }
  stands(visitor, '/dossiers');
}, { forgiving: [/422|503/] });

journey(held, 's2_4 later, from the personal settings', async (held) => {
  const visitor = await comes(held, 'thao', '/account');
  await visitor.press('identification-skip');
  await visitor.follow('identification-title');
  await visitor.sees('identification-title');
  await visitor.reads('identification-none');
  await visitor.follow('identification-update-from');
  await gives(visitor, THAO);
  await visitor.sees('identification-title');
  await visitor.reads('identification-matched');
  await visitor.reads('identification-by-register');
  await visitor.readsNot(THAO.number);
  await visitor.pressAbout('form-number-show', /./);
  await visitor.reads(THAO.number);
});

journey(held, 's2_5 with VNeID into the same account, with its dossiers', async (held) => {
  await gives(await comes(held, 'thao', '/dossiers'), THAO);
  const visitor = await comesWithVneid(held, 'thaovneid', '/dossiers');
  await visitor.sees('link-prepared-title');
  await visitor.reads('link-matched-held');
  await visitor.pressAbout('link-matched-mine', /./);
  await visitor.sees('link-done-title');
  await visitor.follow('link-continue');
  stands(visitor, '/dossiers');
  await visitor.reads(THAO.paper);
  // What opened the account before, the portal's own national account, waits for its owner's word.
  await visitor.goto(held.world.at('dvcqg', '/account/links'));
  await visitor.reads('link-state-suspended-unproven');
});

const REQUEST = 'Khai sinh cho con gái tôi.';

journey(held, 's2_5 back on the very page with VNeID: what was being written is there', async (held) => {
  await gives(await comes(held, 'thao', '/dossiers'), THAO);
  const visitor = await comesWithVneid(held, 'thaovneid', '/procedures');
  await visitor.pressAbout('link-matched-mine', /./);
  await visitor.follow('link-continue');
  stands(visitor, '/procedures');
  await finds(visitor, 'khai sinh', 'Đăng ký khai sinh');
  await appliesAt(visitor, 'Đăng ký khai sinh', ['Thành phố Hà Nội', 'Phường Hoàn Kiếm']);
  // She is away for so long that both sessions are over when she sends it.
  await visitor.page.context().clearCookies({ name: 'session' });
  await fillsApplication(visitor, { applicant: 'Đào Thị Thảo', phone: '0912 345 008', request: REQUEST });
  await visitor.sees('portal-signin-title');
  await visitor.reads('portal-signin-kept');
  await visitor.follow('portal-way-vneid');
  await signsIn(visitor, held.world.sample('thaovneid').account('vneid'));
  await consentsIfAsked(visitor);
  assert.match(visitor.path(), /^\/submit\//);
  assert.equal(await visitor.field('services-request').inputValue(), REQUEST);
  await visitor.press('services-next');
  await visitor.press('services-review-submit');
  await visitor.sees('services-submitted-title');
});

journey(held, 's2_5 whoever never gave the number is told, and proves the old account then and there', async (held) => {
  const visitor = await comesWithVneid(held, 'thaovneid', '/dossiers');
  await visitor.sees('link-not-yet-title');
  await visitor.reads('link-elsewhere-title');
  await visitor.reads('link-new-title');
  // The way is a link of that page: the account of before is opened as it always was, and that proves it.
  await visitor.follow('link-elsewhere-with');
  assert.equal(visitor.host(), 'id.dvcqg');
  await signsIn(visitor, held.world.sample('thao').account('id.dvcqg'));
  await consentsIfAsked(visitor);
  // VNeID is asked once more, now on behalf of that account; nobody is asked for the number that it brings.
  await visitor.sees('link-owner-title');
  await visitor.press('link-continue');
  const thao = held.world.sample('thaovneid');
  await signsIn(visitor, thao.account('vneid'));
  await confirmsByCode(visitor, held.world, thao.phone);
  await consentsIfAsked(visitor);
  await visitor.sees('link-done-title');
  // On to the page that they were heading for, in the account of before.
  await visitor.follow('link-continue');
  stands(visitor, '/dossiers');
  await visitor.reads(THAO.paper);
  // From then on VNeID alone opens it.
  const again = await comesWithVneid(held, 'thaovneid', '/dossiers');
  stands(again, '/dossiers');
  await again.reads(THAO.paper);
});

journey(held, 's2_6 an official as well: asked for the number, then with VNeID, on to the pages of the office', async (held) => {
  await gives(await comes(held, 'binh', '/administration'), BINH);
  const visitor = await comesWithVneid(held, 'binhvneid', '/administration/numbers');
  await visitor.sees('link-prepared-title');
  await visitor.pressAbout('link-matched-mine', /./);
  await visitor.sees('link-done-title');
  await visitor.follow('link-continue');
  stands(visitor, '/administration/numbers');
  // The pages of the office want two factors as well; VNeID asks for the second one, and it goes on to the same page.
  const way = visitor.t('admin-factor-way', { issuer: visitor.t('site-name-vneid') });
  await visitor.sees('admin-factor-title');
  await visitor.follow(way);
  await confirmsByCode(visitor, held.world, held.world.sample('binhvneid').phone);
  await consentsIfAsked(visitor);
  stands(visitor, '/administration/numbers');
  await visitor.sees('admin-numbers-title');
});
