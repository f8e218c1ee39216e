// S4.7: everything about the account from one place: personal data, the language, a copy of the data.
import assert from 'node:assert/strict';
import { assertNoSideways, barriers } from './lib/browser.mjs';
import { signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';

const held = chromium();

journey(held, 's4_7 settings: what somebody says of themselves, and the language they chose', async ({ world, arrive }) => {
  const person = world.sample('lan').account('id.dvcqg');
  const visitor = await arrive();
  await visitor.goto(world.at('id.dvcqg', '/account/settings'));
  await signsIn(visitor, person);
  await visitor.sees('settings-title');
  for (const part of ['settings-personal', 'settings-security', 'settings-verification', 'settings-account']) await visitor.reads(part);

  // No dead ends: every way from here leads to a page with a way back.
  const ways = await visitor.page.locator('main a[href^="/account"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  for (const way of new Set(ways)) {
    await visitor.goto(world.at('id.dvcqg', way));
    assert.equal(visitor.path().startsWith('/account'), true, way);
    assert.ok(await visitor.page.locator('main a[href^="/account"], nav a[href^="/account"]').count(), `a way back from ${way}`);
  }

  await visitor.goto(world.at('id.dvcqg', '/account/settings/personal'));
  await visitor.fill('settings-employer', 'Trường Tiểu học Kim Liên');
  await visitor.press('settings-save');
  await visitor.reads('settings-saved-personal');
  await visitor.reads('Trường Tiểu học Kim Liên');

  await visitor.goto(world.at('id.dvcqg', '/account/settings/data'));
  await visitor.press('copy-read');
  await visitor.reads('Trường Tiểu học Kim Liên');
  await visitor.reads(person.login);

  // Chosen here, found wherever one signs in; and messages come in it.
  await visitor.goto(world.at('id.dvcqg', '/account/settings/language'));
  await visitor.page.getByLabel('Русский').check();
  await visitor.thereby(() => visitor.page.locator('main form button').click());
  assert.equal(await visitor.page.locator('html').getAttribute('lang'), 'ru');
  const elsewhere = await arrive();
  await elsewhere.goto(world.at('id.dvcqg', '/account/settings'));
  await signsIn(elsewhere, person);
  await elsewhere.page.locator('html[lang=ru]').waitFor();
});

// Two windows: nothing is said to be saved that is not, and what was typed is still there.
journey(held, 's4_7 settings: changed in another window', async ({ world, arrive }) => {
  const visitor = await arrive();
  const personal = world.at('id.dvcqg', '/account/settings/personal');
  await visitor.goto(personal);
  await signsIn(visitor, world.sample('lan').account('id.dvcqg'));
  await visitor.sees('settings-personal');
  const other = await visitor.tab();
  await other.goto(personal);
  await other.fill('settings-employer', 'Bưu điện Hà Nội');
  await other.press('settings-save');
  await other.reads('settings-saved-personal');
  await visitor.fill('settings-employer', 'Trường Kim Liên');
  await visitor.press('settings-save');
  await visitor.isTold('settings-meanwhile');
  await visitor.reads('settings-stands');
  await visitor.reads('Bưu điện Hà Nội');
  assert.equal(await visitor.field('settings-employer').inputValue(), 'Trường Kim Liên');
  await assertNoSideways(visitor.page);
  if (visitor.scripts) assert.deepEqual(await barriers(visitor.page), []);
  await visitor.press('settings-save');
  await visitor.reads('settings-saved-personal');
  await visitor.reads('Trường Kim Liên');
}, { forgiving: [/409/] });
