// S1.2: the account elsewhere came first. From the national account: «Liên kết tài khoản» → «Liên kết tài khoản
// với hệ thống khác» → [Thêm mới] → the system → user name and password there, typed here or on the system's own
// page, as the system says → [Liên kết]. Then the link is ended again from there.
import assert from 'node:assert/strict';
import { assertNoSideways, barriers } from './lib/browser.mjs';
import { eventually } from './lib/http.mjs';
import { consentsIfAsked, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { choosesOwnOrganisation, signsInLocally } from './lib/portal.mjs';

const held = chromium();

/** Signed in at the national side, on the list of links, by way of the account. */
async function atTheLinks({ world, arrive }, identity, handle, language) {
  const visitor = await arrive({ language });
  await visitor.goto(world.at(identity, '/sign-in'));
  await signsIn(visitor, world.sample(handle).account(identity));
  await visitor.sees('account-title');
  await visitor.follow('links-title');
  await visitor.sees('links-title');
  return visitor;
}

/** [Thêm mới] and the system. */
async function chooses(visitor, system) {
  await visitor.follow('links-new');
  await visitor.sees('links-choose-title');
  await visitor.follow(system);
}

async function proves(visitor, { login, password }) {
  await visitor.fill('links-prove-user', login);
  await visitor.fill('links-prove-password', password);
  await visitor.press('links-prove-button');
}

journey(held, 's1_2_page from Gosuslugi to the school’s own page, linked, and ended again', async (held) => {
  const { world } = held;
  const petrov = world.sample('petrov');
  const visitor = await atTheLinks(held, 'esia', 'petrov', 'ru');
  await visitor.reads('links-none-title');
  const school = visitor.t('site-name-school');
  await chooses(visitor, school);
  await visitor.sees('links-there-title', { system: school });
  await visitor.follow('way-on-to', { portal: school });
  await consentsIfAsked(visitor);
  assert.equal(visitor.host(), 'school');
  await choosesOwnOrganisation(visitor, petrov.account('school'));
  await visitor.fill('portal-user-name', petrov.account('school').login);
  await visitor.fill('portal-password', petrov.account('school').password);
  await visitor.press('link-account-button');
  await visitor.sees('link-done-title');
  await visitor.isSignedInAs(petrov.name);

  // Back at Gosuslugi the link is in the list.
  await visitor.follow('links-others');
  assert.equal(visitor.host(), 'esia');
  await visitor.reads('links-state-active');

  // Ended there, it is ended here.
  await visitor.follow('links-end');
  await visitor.sees('links-end-title', { system: school });
  await visitor.press('links-end');
  await visitor.reads('links-ended', { system: school });
  await visitor.reads('links-why-person-here');
  await visitor.goto(world.at('school', '/account'));
  await visitor.sees('portal-signin-title');
  // The account is still there, with its password and its dossiers.
  await choosesOwnOrganisation(visitor, petrov.account('school'));
  await signsInLocally(visitor, petrov.account('school'));
  await visitor.isSignedInAs(petrov.name);
  await visitor.goto(world.at('school', '/dossiers'));
  await visitor.reads('Бесплатное питание');
});

journey(held, 's1_2_credentials user name and password of the province, typed at the national portal’s account', async (held) => {
  const { world } = held;
  const hung = world.sample('hung');
  // The national portal → «Thông tin cá nhân» → «Liên kết tài khoản» → «Liên kết tài khoản với hệ thống khác».
  const visitor = await held.arrive();
  await visitor.goto(world.at('dvcqg', '/sign-in'));
  await visitor.follow('portal-way-dvcqg-own');
  await signsIn(visitor, hung.account('id.dvcqg'));
  await visitor.thereby(() => visitor.page.locator('.signed-in__name').last().click());
  await visitor.sees('Thông tin cá nhân');
  await visitor.follow('Liên kết tài khoản');
  await visitor.sees('Liên kết tài khoản');
  await visitor.follow('Liên kết tài khoản với hệ thống khác');
  assert.equal(visitor.host(), 'id.dvcqg');
  await visitor.sees('links-title');
  await chooses(visitor, visitor.t('site-name-haiduong'));
  // A wrong password first.
  await proves(visitor, { ...hung.account('haiduong'), password: 'không đúng' });
  await visitor.isTold('links-wrong');
  assert.equal(visitor.status, 422);
  await proves(visitor, hung.account('haiduong'));
  await visitor.reads('links-made', { system: visitor.t('site-name-haiduong') });
  await visitor.reads('links-state-active');
  // From then on the national account opens it, with the old dossier.
  await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Fdossiers'));
  await visitor.follow('Đăng nhập bằng tài khoản Cổng DVC quốc gia');
  await consentsIfAsked(visitor);
  assert.equal(visitor.path(), '/dossiers');
  await visitor.reads('Đăng ký khai sinh');
});

journey(held, 's1_2_find which account is it: the province is asked by a fingerprint of the number', async (held) => {
  const { world } = held;
  const hung = world.sample('hung');
  const visitor = await atTheLinks(held, 'id.dvcqg', 'hung', 'vi');
  const system = visitor.t('site-name-haiduong');
  await chooses(visitor, system);
  await visitor.reads('links-find-text', { system });
  // The province makes the fingerprints of its numbers by and by.
  await eventually('fingerprint', async () => {
    await visitor.press('links-find-button');
    if (await visitor.page.getByText('hu•••').count()) return true;
    await visitor.goto(world.at('id.dvcqg', '/account/links/new/haiduong'));
    return undefined;
  }, 30_000);
  await visitor.reads('links-find-one', { system });
  // The form goes on: it is that account.
  await proves(visitor, hung.account('haiduong'));
  await visitor.reads('links-made', { system });
  await visitor.goto(world.at('id.dvcqg', '/account/activity'));
  await visitor.reads('activity-linking-candidates-asked');
});

journey(held, 's1_2_page turning back at the school: nothing linked, nobody signed in', async (held) => {
  const { world } = held;
  const visitor = await atTheLinks(held, 'esia', 'petrov', 'ru');
  const school = visitor.t('site-name-school');
  await chooses(visitor, school);
  await visitor.follow('way-on-to', { portal: school });
  await consentsIfAsked(visitor);
  assert.equal(visitor.host(), 'school');
  await choosesOwnOrganisation(visitor, world.sample('petrov').account('school'));
  await visitor.press('link-cancel');
  await visitor.sees('link-cancelled-title');
  await visitor.isNobody();
  await visitor.goto(world.at('esia', '/account/links'));
  await visitor.reads('links-none-title');
});

journey(held, 's1_2_credentials the account of somebody else: told so, and it stays theirs', async (held) => {
  const { world } = held;
  const visitor = await atTheLinks(held, 'id.dvcqg', 'lan', 'vi');
  await chooses(visitor, visitor.t('site-name-haiduong'));
  await proves(visitor, world.sample('mai').account('haiduong'));
  await visitor.sees('links-taken-title');
  assert.equal(visitor.status, 409);
  await visitor.reads('links-nothing-changed');
  await visitor.follow('links-back');
  await visitor.reads('links-none-title');
});

journey(held, 's1_2 no barriers on the pages of the links, also on a small telephone', async (held) => {
  const { world } = held;
  const visitor = await atTheLinks(held, 'id.dvcqg', 'hung', 'vi');
  const look = async () => {
    assert.deepEqual(await barriers(visitor.page), []);
    await visitor.page.setViewportSize({ width: 320, height: 640 });
    await assertNoSideways(visitor.page);
  };
  await look();
  await visitor.follow('links-new');
  await visitor.sees('links-choose-title');
  await look();
  await visitor.follow(visitor.t('site-name-haiduong'));
  await look();
  await proves(visitor, { login: 'hungtv', password: 'sai' });
  await visitor.isTold('links-wrong');
  await look();
  await proves(visitor, world.sample('hung').account('haiduong'));
  await visitor.reads('links-state-active');
  await look();
  await visitor.follow('links-end');
  await visitor.sees('links-end-title', { system: visitor.t('site-name-haiduong') });
  await look();
  await visitor.press('links-end');
  await visitor.reads('links-ended', { system: visitor.t('site-name-haiduong') });
  await look();
}, { modes: [true] });
