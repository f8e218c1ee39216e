// Procedures, the place, an application, and what becomes of it.
import assert from 'node:assert/strict';
import { chromium, journey } from './lib/journey.mjs';
import { appliesAt, fillsApplication, finds, signsInLocally } from './lib/portal.mjs';

const held = chromium();

const BIRTH = 'Đăng ký khai sinh';
const WARD = ['Thành phố Hải Phòng', 'Phường Hải Dương'];
const APPLICATION = { applicant: 'Trần Văn Hùng', phone: '0912 345 002', request: 'Khai sinh cho con trai tôi.' };

/** Hùng, signed in with his old account at Hải Dương. */
async function hung({ world, arrive }, path = '/') {
  const visitor = await arrive();
  await visitor.goto(world.at('haiduong', `/sign-in?return_to=${encodeURIComponent(path)}`));
  await signsInLocally(visitor, world.sample('hung').account('haiduong'));
  await visitor.isSignedInAs(world.sample('hung').name);
  return visitor;
}

/** Up to the page where the application is checked. */
async function writes(visitor, held) {
  await visitor.goto(held.world.at('haiduong'));
  await finds(visitor, 'khai sinh', BIRTH);
  await appliesAt(visitor, BIRTH, WARD);
  await visitor.sees(BIRTH);
  await fillsApplication(visitor, APPLICATION);
  await visitor.sees('services-review-title');
}

journey(held, 'procedures are found with accents, without, and wherever the tone mark stands', async ({ world, arrive }) => {
  const visitor = await arrive();
  const found = [];
  for (const words of ['đăng ký khai sinh', 'dang ky khai sinh', 'ĐĂNG KÍ KHAI SINH', 'Khai sinh']) {
    await visitor.goto(world.at('haiduong', '/procedures'));
    await visitor.fill('services-search', words);
    await visitor.press('services-search-button');
    await visitor.sees('services-list-title');
    found.push((await visitor.page.getByRole('main').getByRole('link', { name: BIRTH }).count()) > 0);
  }
  assert.deepEqual(found.slice(0, 2).concat(found[3]), [true, true, true]);
  const sets = [];
  for (const words of ['hoà giải', 'hòa giải', 'hoa giai']) {
    await visitor.goto(world.at('haiduong', `/procedures?q=${encodeURIComponent(words)}`));
    sets.push(await visitor.page.getByRole('main').getByRole('link').evaluateAll((links) => links.map((a) => a.pathname).sort()));
  }
  assert.deepEqual(sets[0], sets[1]);
  await visitor.goto(world.at('haiduong', '/procedures?q=qqqq'));
  await visitor.reads('services-found-none', { query: 'qqqq' });
});

journey(held, 'an application: place, words, a last look, a number, my dossiers', async (held) => {
  const visitor = await hung(held);
  await writes(visitor, held);
  await visitor.reads(APPLICATION.request);
  await visitor.reads(WARD[1]);
  await visitor.press('services-review-submit');
  await visitor.sees('services-submitted-title');
  const code = (await visitor.page.getByRole('main').locator('code').first().innerText()).trim();
  assert.match(code, /^[\w.]+-\d{6}-\d{4,}$/);
  await visitor.follow('services-submitted-open');
  await visitor.sees('services-dossier-title', { code });
  await visitor.goto(held.world.at('haiduong', '/dossiers'));
  await visitor.reads(code);
});

journey(held, 'what was chosen before signing in is kept: arriving back on the page one was heading for', async ({ world, arrive }) => {
  const visitor = await arrive();
  await visitor.goto(world.at('haiduong'));
  await finds(visitor, 'khai sinh', BIRTH);
  await appliesAt(visitor, BIRTH, WARD);
  await signsInLocally(visitor, world.sample('hung').account('haiduong'));
  await visitor.sees(BIRTH);
  await visitor.reads(WARD[1]);
  await visitor.isSignedInAs(world.sample('hung').name);
});

journey(held, 'no place chosen: said beside the list, and it is no success', async ({ world, arrive }) => {
  const visitor = await arrive();
  await visitor.goto(world.at('haiduong'));
  await finds(visitor, 'khai sinh', BIRTH);
  await visitor.follow('services-apply');
  await visitor.sees('services-place-title');
  await visitor.choose('services-place-province', '');
  await visitor.press('services-place-agree');
  await visitor.isTold('services-place-missing');
  assert.equal(visitor.status, 422);
});

journey(held, 'signed out elsewhere while writing: nothing written is lost', async (held) => {
  const visitor = await hung(held);
  await writes(visitor, held);
  const other = await visitor.tab();
  await other.goto(held.world.at('haiduong', '/account'));
  await other.signsOut();
  await visitor.press('services-review-submit');
  const again = await hung(held, '/dossiers');
  await again.goto(held.world.at('haiduong', '/dossiers'));
  await again.reads('services-dossiers-drafts');
  await again.follow('services-draft-continue');
  assert.equal(await again.field('services-request').inputValue(), APPLICATION.request);
});

journey(held, 'missing and malformed fields are said beside them, and what was written stays', async (held) => {
  const visitor = await hung(held);
  await visitor.goto(held.world.at('haiduong', '/procedures'));
  await finds(visitor, 'khai sinh', BIRTH);
  await appliesAt(visitor, BIRTH, WARD);
  await fillsApplication(visitor, { applicant: '', phone: '12', email: 'x', request: 'Một hai ba' });
  await visitor.isTold('services-applicant-missing');
  await visitor.isTold('phone-malformed-vn');
  await visitor.isTold('services-email-malformed');
  assert.equal(await visitor.field('services-request').inputValue(), 'Một hai ba');
});

journey(held, 'two tabs submit the same application: one dossier', async (held) => {
  const visitor = await hung(held);
  const submitted = async () => {
    await visitor.goto(held.world.at('haiduong', '/dossiers'));
    return visitor.page.getByRole('main').locator('a[href^="/dossiers/"]').count();
  };
  const before = await submitted();
  await writes(visitor, held);
  const other = await visitor.tab();
  await other.goto(visitor.page.url());
  await other.sees('services-review-title');
  await Promise.all([visitor.press('services-review-submit'), other.press('services-review-submit')]);
  await Promise.all([visitor.sees('services-submitted-title'), other.sees('services-submitted-title')]);
  assert.equal(await submitted(), before + 1);
  // Back, and once more.
  await other.page.goBack();
  const button = other.button('services-review-submit');
  if (await button.count()) await other.press('services-review-submit');
  assert.ok(other.status < 500, `${other.status}`);
  assert.equal(await submitted(), before + 1);
});

journey(held, 'withdrawing: said before, done once, kept in the list', async (held) => {
  const visitor = await hung(held);
  await writes(visitor, held);
  await visitor.press('services-review-submit');
  await visitor.follow('services-submitted-open');
  await visitor.follow('services-dossier-withdraw');
  await visitor.sees('services-withdraw-title');
  await visitor.follow('services-withdraw-keep');
  await visitor.follow('services-dossier-withdraw');
  const other = await visitor.tab();
  await other.goto(visitor.page.url());
  await visitor.press('services-dossier-withdraw');
  await visitor.reads('services-withdrawn');
  // In the other tab it still looks as if it were to be done; it has happened once.
  await other.press('services-dossier-withdraw');
  await other.reads('services-withdrawn');
  assert.equal(await other.page.getByRole('main').locator('dt', { hasText: other.t('services-state-withdrawn') }).count(), 1);
  await visitor.goto(held.world.at('haiduong', '/dossiers'));
  await visitor.reads('services-state-withdrawn');
});

journey(held, 'another person’s dossier is nobody’s business', async (held) => {
  const visitor = await hung(held);
  await writes(visitor, held);
  const review = visitor.path();
  await visitor.press('services-review-submit');
  await visitor.follow('services-submitted-open');
  const stranger = await held.arrive();
  await stranger.goto(held.world.at('haiduong', '/sign-in'));
  await signsInLocally(stranger, held.world.sample('mai').account('haiduong'));
  for (const path of [visitor.path(), review, `${visitor.path()}/withdraw`]) {
    await stranger.goto(held.world.at('haiduong', path));
    assert.equal(stranger.status, 404, path);
    await stranger.sees('error-not-found');
  }
}, { modes: [true] });

journey(held, 'on paper: the words without the furniture', async (held) => {
  const visitor = await hung(held);
  await writes(visitor, held);
  await visitor.press('services-review-submit');
  await visitor.sees('services-submitted-title');
  await visitor.page.emulateMedia({ media: 'print' });
  for (const [part, shown] of [['main h1', true], ['.site-nav', false], ['.languages', false], ['.signed-in form', false], ['main .button', false]]) {
    const seen = await visitor.page.locator(part).evaluateAll((all) => all.some((one) => one.checkVisibility()));
    assert.equal(seen, shown, part);
  }
}, { modes: [true] });
