// S1.1a: from the national portal's procedure to the submission page of the province's portal, signed in
// and linked without being asked anything; the dossier shows at both.
import assert from 'node:assert/strict';
import { eventually } from './lib/http.mjs';
import { registers, signsIn, skipsNumberIfAsked } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { fillsApplication, finds, isSentOn } from './lib/portal.mjs';
import { freshPhone } from './lib/world.mjs';

const held = chromium();

const BIRTH = 'Đăng ký khai sinh';
const WARD = ['Thành phố Hải Phòng', 'Phường Hải Dương'];
const PROVINCE = 'Một cửa Hải Dương';
const CARD = { phone: '0912 345 001', request: 'Đăng ký khai sinh cho con gái' };

/** Signed in at the national portal with its own account. */
async function signedIn({ world, arrive }, handle) {
  const visitor = await arrive();
  await visitor.goto(world.at('dvcqg', '/sign-in'));
  await visitor.follow('portal-way-dvcqg-own');
  await signsIn(visitor, world.sample(handle).account('id.dvcqg'));
  assert.equal(visitor.host(), 'dvcqg');
  await visitor.isSignedInAs(world.sample(handle).name);
  return visitor;
}

/** “Dịch vụ công trực tuyến”, and the procedure by its name. */
async function looksFor(visitor, world) {
  await visitor.goto(world.at('dvcqg'));
  await visitor.thereby(() => visitor.page.getByRole('link', { name: 'Dịch vụ công trực tuyến' }).first().click());
  await finds(visitor, 'khai sinh', BIRTH);
}

/** At the form of the province, as `name`, with the place that was chosen. */
async function hasArrived(visitor, name) {
  assert.equal(visitor.host(), 'haiduong');
  assert.match(visitor.path(), /^\/submit\/1\.001193\?place=10525&form=/);
  await visitor.sees(BIRTH);
  await visitor.reads(WARD[1]);
  await visitor.reads('referral-came-from', { portal: visitor.t('site-name-dvcqg') });
  await visitor.isSignedInAs(name);
}

/** Submits; the number. */
async function submits(visitor) {
  await fillsApplication(visitor, CARD);
  await visitor.sees('services-review-title');
  await visitor.press('services-review-submit');
  await visitor.sees('services-submitted-title');
  return visitor.path().split('/').pop();
}

/** The row of the national portal's list, as soon as it is there in that state. */
async function isListed(visitor, world, number, state) {
  await eventually(`${number} at the national portal`, async () => {
    await visitor.goto(world.at('dvcqg', '/dossiers'));
    const text = await visitor.page.getByRole('main').innerText();
    return [number, PROVINCE, visitor.t(state)].every((words) => text.includes(words)) ? true : undefined;
  });
}

/** The address with which the browser left the national portal. */
function leaving(visitor) {
  const left = {};
  visitor.page.on('request', (request) => {
    if (request.url().includes('referral=') && request.url().includes('/submit/')) left.address = request.url();
  });
  return left;
}

journey(held, 's1_1a signed in at the national portal: straight to the form, and the dossier shows at both', async (held) => {
  const { world } = held;
  const lan = world.sample('lan');
  const visitor = await signedIn(held, 'lan');
  await looksFor(visitor, world);
  await isSentOn(visitor, BIRTH, WARD);
  await hasArrived(visitor, lan.name);
  const number = await submits(visitor);
  await isListed(visitor, world, number, 'services-state-submitted');
  // It opens where it is, without another sign-in.
  await visitor.follow(BIRTH);
  assert.equal(visitor.host(), 'haiduong');
  await visitor.sees('services-dossier-title', { code: number });
  await visitor.follow('services-dossier-withdraw');
  await visitor.press('services-dossier-withdraw');
  await isListed(visitor, world, number, 'services-state-withdrawn');
});

journey(held, 's1_1a neither account: registers on the way, and what was chosen is still chosen', async (held) => {
  const { world, arrive } = held;
  const ha = { name: 'Vũ Thị Thu Hà', phone: freshPhone(), login: 'thu.ha.vu', password: 'bốn mùa hoa cải vàng' };
  const visitor = await arrive();
  await looksFor(visitor, world);
  await visitor.follow('services-apply');
  await visitor.choosesInTurn([['services-place-province', WARD[0]], ['services-place-ward', WARD[1]]], ['services-next', 'services-place-agree']);
  await visitor.follow('services-apply');
  await visitor.follow('portal-way-dvcqg-own');
  await registers(visitor, world, ha);
  await skipsNumberIfAsked(visitor);
  await visitor.sees(BIRTH);
  assert.equal(visitor.host(), 'dvcqg');
  await visitor.press('services-apply');
  await hasArrived(visitor, ha.name);
  await isListed(visitor, world, await submits(visitor), 'services-state-submitted');
});

journey(held, 's1_1a an old account at the province whose number nobody has proven: its password is asked for, and the form is next', async (held) => {
  const { world } = held;
  const hung = world.sample('hung');
  const visitor = await signedIn(held, 'hung');
  await looksFor(visitor, world);
  await isSentOn(visitor, BIRTH, WARD);
  await visitor.sees('link-not-yet-title');
  await visitor.follow('link-continue');
  await visitor.fill('portal-user-name', hung.account('haiduong').login);
  await visitor.fill('portal-password', hung.account('haiduong').password);
  await visitor.press('link-account-button');
  await visitor.sees('link-done-title');
  await visitor.follow('link-continue');
  await hasArrived(visitor, hung.name);
});

journey(held, 's1_1a the address of somebody else, used already, too old, changed: a page each, and the way on', async (held) => {
  const { world } = held;
  const lan = await signedIn(held, 'lan');
  const left = leaving(lan);
  await looksFor(lan, world);
  await isSentOn(lan, BIRTH, WARD);
  await hasArrived(lan, world.sample('lan').name);
  const { address } = left;

  const mai = await signedIn(held, 'mai');
  await mai.goto(address);
  await mai.sees('referral-another-title');
  assert.equal(mai.status, 403);
  const elsewhere = await signedIn(held, 'lan');
  await elsewhere.goto(address);
  await elsewhere.sees('referral-used-title');
  await elsewhere.follow('referral-way-again');
  await elsewhere.press('services-apply');
  await hasArrived(elsewhere, world.sample('lan').name);
  // In her own browser it leads to the same form again.
  const form = lan.path();
  await lan.goto(address);
  assert.equal(lan.path(), form);

  await lan.goto(address.replace(/referral=[^&]*/, `referral=${'A'.repeat(43)}`));
  await lan.sees('referral-unknown-title');
  await lan.goto(address.replace(/from=[^&]*/, 'from=http%3A%2F%2Fevil.example'));
  await lan.sees('referral-stranger-title');
  await lan.goto(address.replace('place=10525', 'place=00004'));
  await lan.sees('referral-not-served-title');
});

journey(held, 's1_1a the back button and a second press: one dossier', async (held) => {
  const { world } = held;
  const visitor = await signedIn(held, 'lan');
  await looksFor(visitor, world);
  await isSentOn(visitor, BIRTH, WARD);
  const number = await submits(visitor);
  const submitted = visitor.page.url();
  await visitor.page.goBack();
  await visitor.page.goto(submitted);
  await isListed(visitor, world, number, 'services-state-submitted');
  assert.equal(await visitor.page.getByRole('main').getByText(number).count(), 1);
});
