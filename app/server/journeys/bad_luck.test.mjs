// Forms that come back, go out twice or too late; codes that are over; addresses that somebody has changed.
import assert from 'node:assert/strict';
import { signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { choosesOwnOrganisation, signsInLocally } from './lib/portal.mjs';
import { fetchLocal, freshPhone } from './lib/world.mjs';

const held = chromium();

const NATIONAL = 'Đăng nhập bằng tài khoản Cổng DVC quốc gia';

/** Back in the history of the browser. */
const back = (visitor) => visitor.page.goBack();

/** Sends a form once more as the browser of `visitor` would, with the proof that its pages carry now. */
async function replays(visitor, address, fields) {
  const csrf = await visitor.page.locator('input[name=csrf]').first().inputValue();
  const cookie = (await visitor.page.context().cookies(address)).map(({ name, value }) => `${name}=${value}`).join('; ');
  return fetchLocal(address, {
    method: 'POST',
    headers: { cookie, origin: new URL(address).origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...fields, csrf }).toString(),
  });
}

/** The fields of the form in the page, as they will be sent. */
const fieldsOf = (visitor) => visitor.page.locator('main form[method=post]').first()
  .evaluate((form) => Object.fromEntries(new globalThis.FormData(form)));

/** What a password field holds. */
const passwords = (visitor) => visitor.page.locator('input[type=password]').evaluateAll((all) => all.map((one) => [one.value, one.getAttribute('value')]));

journey(held, 'back over a sign-in that came back: its page is there, without the password', async ({ world, arrive }) => {
  const { login, password } = world.sample('khai').account('vneid');
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/sign-in'));
  await signsIn(visitor, { login, password: 'not the password' });
  await visitor.isTold('sign-in-wrong');
  await signsIn(visitor, { login, password });
  await visitor.isSignedInAs(world.sample('khai').name);
  await back(visitor);
  await visitor.isTold('sign-in-wrong');
  assert.equal(await visitor.page.locator('#identifier').inputValue(), login);
  for (const values of await passwords(visitor)) assert.deepEqual(values, ['', null]);
  // It is from before the sign-in; sent once more, it leads on.
  await signsIn(visitor, { login, password });
  await visitor.sees('error-form-expired');
  await visitor.follow('error-way-open-form');
  await visitor.isSignedInAs(world.sample('khai').name);
});

journey(held, 'back over a registration that came back: what was typed is there, except for the passwords', async ({ world, arrive }) => {
  const [name, phone] = ['Đỗ Thị Bích Ngọc', freshPhone()];
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/register'));
  await visitor.fill('name-label', name);
  await visitor.fill('phone-label', '12');
  await visitor.press('register-get-code');
  await visitor.isTold('phone-malformed-vn');
  await visitor.fill('phone-label', phone);
  await visitor.tick('register-consent-label');
  const code = await world.code(phone, () => visitor.press('register-get-code'));
  await visitor.sees('code-title');
  await back(visitor);
  await visitor.isTold('phone-malformed-vn');
  assert.equal(await visitor.field('name-label').inputValue(), name);
  await visitor.page.goForward();
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
  await visitor.fill('login-label', 'bich.ngoc');
  for (const label of ['password-label', 'password-again-label']) await visitor.fill(label, 'ngắn');
  await visitor.press('register-finish');
  await visitor.isTold('password-too-short');
  await visitor.page.reload().catch(() => {});
  await visitor.goto(world.at('vneid', '/'));
  await back(visitor);
  for (const values of await passwords(visitor)) assert.deepEqual(values, ['', null]);
});

journey(held, 'back over a form of the account: there while the session lasts, and nothing of it afterwards', async ({ world, arrive }) => {
  const { login, password } = world.sample('mai').account('haiduong');
  const visitor = await arrive();
  await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Faccount%2Fphone'));
  await signsInLocally(visitor, { login, password });
  await visitor.sees('portal-phone-title');
  await visitor.fill('portal-account-phone', '0000 111 222');
  await visitor.fill('portal-current-password', password);
  await visitor.press('portal-reset-send');
  await visitor.isTold('phone-malformed-vn');
  await visitor.goto(world.at('haiduong', '/account'));
  await back(visitor);
  await visitor.isTold('phone-malformed-vn');
  assert.equal(await visitor.field('portal-account-phone').inputValue(), '0000 111 222');
  for (const values of await passwords(visitor)) assert.deepEqual(values, ['', null]);
  await visitor.goto(world.at('haiduong', '/account'));
  await visitor.signsOut();
  const seen = [];
  for (let i = 0; i < 2; i += 1) {
    // It may be that there is no page any more.
    await back(visitor).catch(() => {});
    await visitor.page.waitForLoadState();
    seen.push(await visitor.page.locator('html').innerText());
  }
  for (const page of seen) assert.ok(!page.includes('0000 111 222') && !page.includes(world.sample('mai').name), page);
});

journey(held, 'a code that is too old: said so, and a new one does it', async ({ world, arrive }) => {
  const phone = freshPhone();
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/register'));
  await visitor.fill('name-label', 'Đỗ Thị Bích Ngọc');
  await visitor.fill('phone-label', phone);
  await visitor.tick('register-consent-label');
  const old = await world.code(phone, () => visitor.press('register-get-code'));
  world.later('vneid', 11);
  await visitor.fill('code-label', old);
  await visitor.press('code-continue');
  await visitor.isTold('code-expired');
  assert.equal(visitor.status, 422);
  const code = await world.code(phone, () => visitor.press('code-send-again'));
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
  await visitor.sees('credentials-title');
});

journey(held, 'a code for a new password: too old, then used twice, and the password is set once', async ({ world, arrive }) => {
  const ivanova = world.sample('ivanova');
  const account = ivanova.account('school');
  const visitor = await arrive({ language: 'ru' });
  await visitor.goto(world.at('school', '/sign-in'));
  await choosesOwnOrganisation(visitor, account);
  await visitor.follow('portal-signin-forgot');
  await visitor.fill('portal-reset-who', account.login);
  const old = await world.code(ivanova.phone, () => visitor.press('portal-reset-send'));
  world.later('school', 11);
  await visitor.fill('portal-code', old);
  await visitor.press('portal-next');
  await visitor.isTold('portal-code-over');
  await visitor.page.locator('summary', { hasText: visitor.t('portal-code-none') }).click();
  const code = await world.code(ivanova.phone, () => visitor.press('portal-code-again'));
  await visitor.fill('portal-code', code);
  await visitor.press('portal-next');
  await visitor.sees('portal-reset-new-title');
  const step = visitor.page.url();
  const second = await visitor.tab();
  await second.goto(step);
  const fields = await fieldsOf(second);
  await visitor.fill('portal-new-password', 'пять синих тетрадей');
  await visitor.press('portal-reset-button');
  await visitor.isSignedInAs(ivanova.name);
  const replayed = await replays(visitor, world.at('school', '/reset/password'), { ...fields, password: 'шесть красных карандашей' });
  assert.equal(replayed.status, 410);
  assert.ok(replayed.text.includes(visitor.t('portal-reset-over-title')));
  // The same form in the other tab: its code is used.
  await second.fill('portal-new-password', 'шесть красных карандашей');
  await second.press('portal-reset-button');
  await second.sees('error-form-expired');
  await second.goto(step);
  await second.sees('portal-reset-over-title');
  assert.equal(second.status, 410);
  const later = await arrive({ language: 'ru' });
  await later.goto(world.at('school', '/sign-in'));
  await choosesOwnOrganisation(later, account);
  await signsInLocally(later, { ...account, password: 'шесть красных карандашей' });
  await later.isTold('portal-signin-wrong-there');
  await signsInLocally(later, { ...account, password: 'пять синих тетрадей' });
  await later.isSignedInAs(ivanova.name);
});

/** Comes as far as the answer of the identity; the portal is away, so the answer stays in the address. */
async function withAnswerHeldBack({ world, arrive }) {
  const visitor = await arrive();
  let answer;
  await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Fdossiers'));
  await visitor.follow(NATIONAL);
  // The network fails the moment she signs in; what she would be sent back with is known.
  await visitor.page.context().route(/id\.dvcqg\.localhost:\d+\/sign-in/, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const [asked, headers] = [route.request(), await route.request().allHeaders()];
    for (const name of Object.keys(headers)) if (name.startsWith(':')) delete headers[name];
    const sent = await fetchLocal(asked.url(), { method: 'POST', headers, body: asked.postData() });
    const given = sent.headers['set-cookie'] ?? [];
    // With her new session on to the interaction, which leads back to the portal.
    const kept = new Map([...(headers.cookie ?? '').split('; '), ...given.map((line) => line.split(';')[0])].map((pair) => [pair.split('=')[0], pair]));
    const cookie = [...kept.values()].filter(Boolean).join('; ');
    const on = await fetchLocal(new URL(sent.headers.location, asked.url()).href, { headers: { cookie } });
    answer = on.headers.location;
    await route.fulfill({ status: 200, contentType: 'text/html', headers: { 'set-cookie': given.join('\n') }, body: '<title>held back</title><h1>held back</h1>' });
  });
  await signsIn(visitor, world.sample('lan').account('id.dvcqg'));
  await visitor.sees('held back');
  return { visitor, answer: new URL(answer) };
}

/** The same address with a parameter changed. */
function changed(answer, name, value) {
  const url = new URL(answer);
  url.searchParams.set(name, value);
  return url.href;
}

journey(held, 'an answer with another state: not believed, nobody signed in, and the right one is still good', async (held) => {
  const { world, arrive } = held;
  const { visitor, answer } = await withAnswerHeldBack(held);
  // One letter of the state.
  const state = answer.searchParams.get('state');
  await visitor.goto(changed(answer, 'state', `${state[0] === 'A' ? 'B' : 'A'}${state.slice(1)}`));
  await visitor.sees('link-over-unknown-title');
  await visitor.isNobody();
  // In the browser of somebody else, who would come in as Lan.
  const other = await arrive();
  await other.goto(answer.href);
  await other.sees('link-over-browser-title');
  await other.isNobody();
  // Untouched, where it belongs.
  await visitor.goto(answer.href);
  await visitor.isSignedInAs(world.sample('lan').name);
  assert.equal(visitor.path(), '/dossiers');
});

journey(held, 'an answer in the name of another issuer: not believed, and the right one is still good', async (held) => {
  const { visitor, answer } = await withAnswerHeldBack(held);
  await visitor.goto(changed(answer, 'iss', held.world.at('vneid', '')));
  await visitor.sees('link-over-unbelieved-title');
  await visitor.isNobody();
  await visitor.goto(answer.href);
  await visitor.isSignedInAs(held.world.sample('lan').name);
});

journey(held, 'a site that nobody knows, or an address that is not its own: told here, and not sent there', async ({ world, arrive }) => {
  const visitor = await arrive();
  const request = (more) => world.at('id.dvcqg', `/oauth/authorize?${new URLSearchParams({
    client_id: 'haiduong', response_type: 'code', redirect_uri: world.at('haiduong', '/sign-in/callback'), scope: 'openid', state: 'x',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256', ...more,
  })}`);
  for (const more of [{ client_id: 'nobody' }, { redirect_uri: 'http://evil.example/' }, { redirect_uri: world.at('haiduong', '/sign-in/callback/x') }]) {
    await visitor.goto(request(more));
    await visitor.sees('error-unknown-client');
    await visitor.reads('error-unknown-client-do');
    assert.equal(visitor.status, 400);
    assert.equal(visitor.host(), 'id.dvcqg');
  }
  // What is wrong with the request of a known site is told to that site, which tells the person.
  await visitor.goto(request({ response_type: 'token' }));
  assert.equal(visitor.host(), 'haiduong');
  await visitor.sees('link-over-unknown-title');
});

journey(held, 'a sign-in form twice at once: one session, and both tabs are in', async ({ world, arrive }) => {
  const khai = world.sample('khai');
  const { login, password } = khai.account('vneid');
  const visitor = await arrive();
  const other = await visitor.tab();
  for (const tab of [visitor, other]) {
    await tab.goto(world.at('vneid', '/sign-in'));
    await tab.page.locator('#identifier').fill(login);
    await tab.fill('password-label', password);
  }
  await Promise.all([visitor.press('sign-in-button'), other.press('sign-in-button')]);
  for (const tab of [visitor, other]) assert.ok([200, 403].includes(tab.status), `${tab.status}`);
  for (const tab of [visitor, other]) {
    await tab.goto(world.at('vneid', '/account'));
    await tab.isSignedInAs(khai.name);
  }
});

journey(held, 'a form that is replayed after it did its work does it once', async ({ world, arrive }) => {
  const phone = freshPhone();
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/register'));
  await visitor.fill('name-label', 'Đỗ Thị Bích Ngọc');
  await visitor.fill('phone-label', phone);
  await visitor.tick('register-consent-label');
  const code = await world.code(phone, () => visitor.press('register-get-code'));
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
  await visitor.sees('credentials-title');
  const step = visitor.page.url();
  const second = await visitor.tab();
  await second.goto(step);
  const fields = await fieldsOf(second);
  for (const [tab, login] of [[visitor, 'bich.ngoc'], [second, 'bich.ngoc.hai']]) {
    await tab.fill('login-label', login);
    for (const label of ['password-label', 'password-again-label']) await tab.fill(label, 'ba con thuyền giấy');
    await tab.press('register-finish');
  }
  await visitor.isSignedInAs('Đỗ Thị Bích Ngọc');
  await second.sees('error-form-expired');
  await second.goto(step);
  await second.sees('stopped-finished');
  const password = 'ba con thuyền giấy';
  const replayed = await replays(visitor, world.at('vneid', '/register/credentials'), { ...fields, login: 'bich.ngoc.hai', password, again: password });
  assert.ok(replayed.status >= 400 && replayed.status < 500, `${replayed.status}`);
  assert.ok(replayed.text.includes(visitor.t('stopped-finished')));
  const nobody = await arrive();
  await nobody.goto(world.at('vneid', '/sign-in'));
  await signsIn(nobody, { login: 'bich.ngoc.hai', password: 'ba con thuyền giấy' });
  await nobody.isTold('sign-in-wrong');
});
