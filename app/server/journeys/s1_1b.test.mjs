// S1.1b: on the provincial portal's sign-in page, with the account of the National Public Service
// Portal; the local account is made and linked without asking anything more.
import assert from 'node:assert/strict';
import { consentsIfAsked, registers, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { appliesAt, finds } from './lib/portal.mjs';
import { freshPhone } from './lib/world.mjs';

const held = chromium({ whole: true });

const BIRTH = 'Đăng ký khai sinh';
const WARD = ['Thành phố Hải Phòng', 'Phường Hải Dương'];
const NATIONAL = 'Đăng nhập bằng tài khoản Cổng DVC quốc gia';

const newcomer = () => ({ name: 'Vũ Thị Thu Hà', phone: freshPhone(), login: 'thu.ha.vu', password: 'bốn mùa hoa cải vàng' });

/** Heading for an application at Hải Dương, and asked to sign in. */
async function headingForAnApplication({ world, arrive }) {
  const visitor = await arrive();
  await visitor.goto(world.at('haiduong'));
  await finds(visitor, 'khai sinh', BIRTH);
  await appliesAt(visitor, BIRTH, WARD);
  await visitor.sees('portal-signin-title');
  return visitor;
}

/** At the page that she was heading for, signed in, with what she had chosen. */
async function hasArrived(visitor, name) {
  assert.equal(visitor.host(), 'haiduong');
  await visitor.sees(BIRTH);
  await visitor.reads(WARD[1]);
  await visitor.isSignedInAs(name);
}

async function seesOneLink(visitor, world) {
  await visitor.goto(world.at('haiduong', '/account/links'));
  await visitor.reads('link-state-active');
  await visitor.reads('link-proof-made');
  assert.equal(await visitor.page.getByText(visitor.t('link-state-active'), { exact: true }).count(), 1);
}

journey(held, 's1_1b a newcomer registers on the way; account made and linked, and on to the page she was heading for', async (held) => {
  const { world } = held;
  const ha = newcomer();
  const visitor = await headingForAnApplication(held);
  await visitor.follow(NATIONAL);
  assert.equal(visitor.host(), 'id.dvcqg');
  // She is told where this leads.
  await visitor.reads('sign-in-ahead', { portal: visitor.t('site-name-haiduong') });
  await registers(visitor, world, ha);
  await consentsIfAsked(visitor);
  await hasArrived(visitor, ha.name);
  await visitor.reads('link-news-made');
  await seesOneLink(visitor, world);
});

journey(held, 's1_1b registered before: sign in, and the account is made', async (held) => {
  const { world } = held;
  const lan = world.sample('lan');
  const visitor = await headingForAnApplication(held);
  await visitor.follow(NATIONAL);
  await signsIn(visitor, lan.account('id.dvcqg'));
  await consentsIfAsked(visitor);
  await hasArrived(visitor, lan.name);
  await seesOneLink(visitor, world);
});

journey(held, 's1_1b the second visit is straight through, to the same account', async (held) => {
  const { world } = held;
  const visitor = await headingForAnApplication(held);
  await visitor.follow(NATIONAL);
  await signsIn(visitor, world.sample('lan').account('id.dvcqg'));
  await consentsIfAsked(visitor);
  await hasArrived(visitor, world.sample('lan').name);

  // At the portal she leaves; the session at the identity goes with it, so she signs in again.
  await visitor.signsOut();
  await visitor.goto(world.at('haiduong', '/account/links'));
  await visitor.sees('portal-signin-title');
  await visitor.follow(NATIONAL);
  await signsIn(visitor, world.sample('lan').account('id.dvcqg'));
  // Nothing is asked a second time, and no second account is made.
  await visitor.reads('link-state-active');
  assert.equal(visitor.path(), '/account/links');
  await visitor.readsNot('link-news-made');
  await seesOneLink(visitor, world);
});

journey(held, 's1_1b signed in at the identity already: one press', async (held) => {
  const { world, arrive } = held;
  const visitor = await arrive();
  const mai = world.sample('mai');
  await visitor.goto(world.at('id.dvcqg', '/sign-in'));
  await signsIn(visitor, mai.account('id.dvcqg'));
  await visitor.isSignedInAs(mai.name);
  await visitor.goto(world.at('haiduong', '/sign-in'));
  await visitor.follow(NATIONAL);
  await consentsIfAsked(visitor);
  assert.equal(visitor.host(), 'haiduong');
  await visitor.isSignedInAs(mai.name);
});

journey(held, 's1_1b cancelling at the identity: back at the portal, not signed in, nothing lost', async (held) => {
  const { world } = held;
  const visitor = await headingForAnApplication(held);
  await visitor.follow(NATIONAL);
  await visitor.press('sign-in-cancel');
  assert.equal(visitor.host(), 'haiduong');
  await visitor.sees('link-cancelled-title');
  await visitor.isNobody();
  await visitor.follow('link-again');
  await signsIn(visitor, world.sample('lan').account('id.dvcqg'));
  await consentsIfAsked(visitor);
  await hasArrived(visitor, world.sample('lan').name);
});

journey(held, 's1_1b refusing to tell: back at the portal, not signed in', async ({ world, arrive }) => {
  // The state's own portals are told without asking; VNeID asks for the national portal.
  const visitor = await arrive();
  await visitor.goto(world.at('dvcqg', '/sign-in'));
  await visitor.follow('portal-way-vneid');
  await signsIn(visitor, world.sample('khai').account('vneid'));
  await visitor.sees('consent-title');
  await visitor.press('consent-deny');
  await visitor.sees('link-cancelled-title');
  await visitor.isNobody();
});

journey(held, 's1_1b an unproven number on an old account: asked for its password, and its dossiers stay', async (held) => {
  const { world, arrive } = held;
  const hung = world.sample('hung');
  const visitor = await arrive();
  await visitor.goto(world.at('haiduong', '/sign-in'));
  await visitor.follow(NATIONAL);
  await signsIn(visitor, hung.account('id.dvcqg'));
  await consentsIfAsked(visitor);
  await visitor.sees('link-not-yet-title');
  await visitor.reads('link-not-yet-known');
  await visitor.follow('link-continue');
  await visitor.sees('link-account-title');
  await visitor.fill('portal-user-name', hung.account('haiduong').login);
  await visitor.fill('portal-password', hung.account('haiduong').password);
  await visitor.press('link-account-button');
  await visitor.sees('link-done-title');
  await visitor.follow('link-continue');
  await visitor.isSignedInAs(hung.name);
});

journey(held, 's1_1b two tabs at once: one account, one link', async (held) => {
  const { world } = held;
  const lan = world.sample('lan');
  const visitor = await headingForAnApplication(held);
  const other = await visitor.tab();
  await other.goto(visitor.page.url());
  await visitor.follow(NATIONAL);
  await other.follow(NATIONAL);
  await signsIn(visitor, lan.account('id.dvcqg'));
  await consentsIfAsked(visitor);
  await hasArrived(visitor, lan.name);
  // The form of the other tab is from before; opened again, it leads straight on.
  await signsIn(other, lan.account('id.dvcqg'));
  await other.sees('error-form-expired');
  await other.follow('error-way-open-form');
  // The first tab's sign-in ended what waited in this browser: the second is led on, signed in as well.
  await consentsIfAsked(other);
  await hasArrived(other, lan.name);
  await visitor.goto(world.at('haiduong', '/dossiers'));
  await seesOneLink(visitor, world);
});
