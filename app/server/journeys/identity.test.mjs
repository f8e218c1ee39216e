// An account at an identity: made, used in three ways, watched, and left.
import assert from 'node:assert/strict';
import { choosesCredentials, fillsRegistration, registers, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { fetchLocal, freshPhone } from './lib/world.mjs';

const held = chromium();

const newcomer = () => ({ name: 'Đỗ Thị Bích Ngọc', phone: freshPhone(), login: 'bich.ngoc', password: 'ba con thuyền giấy' });

/** Somebody who has just registered at `site`. */
async function registered({ world, arrive }, site = 'vneid', options = {}) {
  const ngoc = newcomer();
  const visitor = await arrive(options);
  await visitor.goto(world.at(site, '/sign-in'));
  await registers(visitor, world, ngoc);
  await visitor.isSignedInAs(ngoc.name);
  return { ngoc, visitor };
}

journey(held, 'register: name, phone, code by SMS, login name and password; then signed in', async (held) => {
  const { world } = held;
  const { ngoc, visitor } = await registered(held);
  await visitor.goto(world.at('vneid', '/account'));
  await visitor.sees('account-title');
  await visitor.reads(ngoc.login);
});

journey(held, 'register: every wrong entry is said beside its field, and nothing typed is lost', async ({ world, arrive }) => {
  const ngoc = newcomer();
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/register'));
  await visitor.press('register-get-code');
  await visitor.isTold('name-missing');
  await visitor.isTold('phone-missing');
  await visitor.isTold('register-consent-missing');
  await visitor.fill('name-label', ngoc.name);
  await visitor.fill('phone-label', '12');
  await visitor.press('register-get-code');
  await visitor.isTold('phone-malformed-vn');
  assert.equal(await visitor.field('name-label').inputValue(), ngoc.name);

  await visitor.fill('phone-label', ngoc.phone);
  await visitor.tick('register-consent-label');
  const code = await world.code(ngoc.phone, () => visitor.press('register-get-code'));
  await visitor.fill('code-label', code === '000000' ? '000001' : '000000');
  await visitor.press('code-continue');
  await visitor.isTold('code-wrong');
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');

  await visitor.sees('credentials-title');
  await choosesCredentials(visitor, { login: 'ab', password: '1234567890' });
  await visitor.isTold('password-common');
  await choosesCredentials(visitor, { login: ngoc.login, password: 'ngắn' });
  await visitor.isTold('password-too-short');
  await choosesCredentials(visitor, ngoc);
  await visitor.isSignedInAs(ngoc.name);
});

journey(held, 'register: a new code replaces the old one, and a used one is over', async ({ world, arrive }) => {
  const ngoc = newcomer();
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/register'));
  await visitor.fill('name-label', ngoc.name);
  await visitor.fill('phone-label', ngoc.phone);
  await visitor.tick('register-consent-label');
  const old = await world.code(ngoc.phone, () => visitor.press('register-get-code'));
  const pageOfTheCode = visitor.page.url();
  const code = await world.code(ngoc.phone, () => visitor.press('code-send-again'));
  await visitor.reads('code-sent-again');
  if (old !== code) {
    await visitor.fill('code-label', old);
    await visitor.press('code-continue');
    await visitor.isTold('code-wrong');
  }
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
  await choosesCredentials(visitor, ngoc);
  await visitor.isSignedInAs(ngoc.name);
  // The page of the code once more, as the history of the browser has it.
  await visitor.goto(pageOfTheCode);
  await visitor.reads('stopped-finished');
});

journey(held, 'register: a number that has an account gets a message that says so, and the page tells nothing', async ({ world, arrive }) => {
  const known = world.sample('khai');
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/register'));
  await visitor.fill('name-label', 'Somebody Else');
  await visitor.fill('phone-label', known.phone);
  await visitor.tick('register-consent-label');
  const message = await world.message(known.phone, () => visitor.press('register-get-code'));
  assert.match(message.text, visitor.t.like('sms-registration-known'));
  await visitor.sees('code-title');
  // Another code than the one that whoever has the phone may go on with.
  const code = message.text.match(/\b\d{6}\b/)[0];
  await visitor.fill('code-label', code === '123456' ? '654321' : '123456');
  await visitor.press('code-continue');
  await visitor.isTold('code-wrong');
});

journey(held, 'sign in by login name, phone and national number', async ({ world, arrive }) => {
  for (const [handle, site] of [['khai', 'vneid'], ['ivanova', 'esia']]) {
    const person = world.sample(handle);
    const { login, password } = person.account(site);
    const national = person.national_number.replace(/^(\d{3})(.*)$/, '$1 $2');
    for (const identifier of [login, person.phone, national]) {
      const visitor = await arrive({ language: site === 'esia' ? 'ru' : 'vi' });
      await visitor.goto(world.at(site, '/sign-in'));
      await signsIn(visitor, { login: identifier, password });
      await visitor.isSignedInAs(person.name);
    }
  }
});

journey(held, 'a wrong password and an unknown name are answered alike; what was typed stays', async ({ world, arrive }) => {
  const visitor = await arrive();
  const { login } = world.sample('khai').account('vneid');
  const told = [];
  for (const identifier of [login, 'nobody.at.all']) {
    await visitor.goto(world.at('vneid', '/sign-in'));
    await signsIn(visitor, { login: identifier, password: 'not the password' });
    await visitor.isTold('sign-in-wrong');
    assert.equal(visitor.status, 422);
    assert.equal(await visitor.page.locator('#identifier').inputValue(), identifier);
    told.push((await visitor.page.getByRole('main').innerText()).replace(identifier, ''));
  }
  assert.equal(told[0], told[1]);
  await visitor.isNobody();
});

journey(held, 'the page one was heading for comes after signing in; addresses elsewhere do not', async ({ world, arrive }) => {
  const account = world.sample('khai').account('vneid');
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/account/sessions'));
  await signsIn(visitor, account);
  await visitor.sees('sessions-title');
  const other = await arrive();
  for (const evil of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
    await other.goto(world.at('vneid', `/sign-in?return_to=${encodeURIComponent(evil)}`));
    await signsIn(other, account);
    assert.equal(other.host(), 'vneid');
    await other.signsOut();
  }
});

journey(held, 'sessions are listed and can be ended; the ended browser is signed out', async ({ world, arrive }) => {
  const account = world.sample('khai').account('vneid');
  const [phone, library] = [await arrive(), await arrive({ width: 1280 })];
  for (const visitor of [phone, library]) {
    await visitor.goto(world.at('vneid', '/sign-in'));
    await signsIn(visitor, account);
  }
  await phone.goto(world.at('vneid', '/account/sessions'));
  await phone.sees('sessions-title');
  await phone.pressAbout('sessions-end', /Chromium|Chrome|Linux/);
  await phone.reads('sessions-ended');
  await library.goto(world.at('vneid', '/account'));
  await library.sees('sign-in-title');
  await library.isNobody();
  await phone.goto(world.at('vneid', '/account'));
  await phone.isSignedInAs(world.sample('khai').name);
});

journey(held, 'signing in gives a new session cookie; after signing out the old one is worth nothing', async ({ world, arrive }) => {
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/sign-in'));
  const cookies = async () => JSON.stringify((await visitor.page.context().cookies()).map(({ name, value }) => [name, value]).sort());
  const before = await cookies();
  await signsIn(visitor, world.sample('khai').account('vneid'));
  await visitor.isSignedInAs(world.sample('khai').name);
  assert.notEqual(await cookies(), before);
  const kept = await visitor.page.context().cookies();
  assert.ok(kept.every((cookie) => cookie.httpOnly && cookie.sameSite !== 'None'), JSON.stringify(kept));
  await visitor.signsOut();
  await visitor.isNobody();
  await visitor.page.context().addCookies(kept);
  await visitor.goto(world.at('vneid', '/account'));
  await visitor.sees('sign-in-title');
});

journey(held, 'asked for the password again: a new session, and the one from before is worth nothing', async ({ world, arrive }) => {
  const khai = world.sample('khai');
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/sign-in'));
  await signsIn(visitor, khai.account('vneid'));
  await visitor.isSignedInAs(khai.name);
  const before = await visitor.page.context().cookies();
  await visitor.goto(world.at('vneid', '/sign-in?return_to=%2Faccount&again=yes'));
  await visitor.sees('sign-in-again-title');
  await signsIn(visitor, khai.account('vneid'));
  await visitor.sees('account-title');
  const thief = await arrive();
  await thief.page.context().addCookies(before);
  await thief.goto(world.at('vneid', '/account'));
  await thief.sees('sign-in-title');
  await thief.isNobody();
  await visitor.goto(world.at('vneid', '/account/sessions'));
  await visitor.isSignedInAs(khai.name);
});

journey(held, 'back after signing out shows nothing of the account', async ({ world, arrive }) => {
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/account'));
  await signsIn(visitor, world.sample('khai').account('vneid'));
  await visitor.sees('account-title');
  await visitor.signsOut();
  await visitor.page.goBack();
  await visitor.page.reload();
  await visitor.isNobody();
  await visitor.readsNot('hoangvankhai');
});

journey(held, 'the language of the browser first, then the one that was chosen, on the same page', async ({ world, arrive }) => {
  const visitor = await arrive({ language: 'ru' });
  await visitor.goto(world.at('vneid', '/register'));
  await visitor.sees('register-title');
  // In the middle of the form: what is typed goes along.
  await visitor.fill('name-label', 'Иванова Анна');
  await visitor.tick('register-consent-label');
  await visitor.thereby(() => visitor.page.getByRole('contentinfo').getByRole('button', { name: '中文' }).click());
  visitor.speaks('zh');
  await visitor.sees('register-title');
  assert.equal(visitor.path(), '/register?language=zh');
  assert.equal(await visitor.page.locator('#name').inputValue(), 'Иванова Анна');
  assert.ok(await visitor.page.getByRole('checkbox').isChecked());
  await visitor.page.locator('#name').fill('');
  await visitor.press('register-get-code');
  await visitor.isTold('name-missing');
  // The page of an error, too, can be had in another language.
  await visitor.thereby(() => visitor.page.getByRole('contentinfo').getByRole('button', { name: 'English' }).click());
  visitor.speaks('en');
  await visitor.sees('register-title');
});

journey(held, 'a form from another site or without its token is refused with a page that says what to do', async ({ world, arrive }) => {
  const visitor = await arrive();
  const { login, password } = world.sample('khai').account('vneid');
  await visitor.goto(world.at('vneid', '/sign-in'));
  const csrf = await visitor.page.locator('main form input[name=csrf]').first().inputValue();
  const form = { csrf, identifier: login, password, return_to: '/' };
  const cookies = (await visitor.page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const send = (fields, headers) => fetchLocal(world.at('vneid', '/sign-in'), {
    method: 'POST',
    headers: { cookie: cookies, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  });
  for (const refused of [
    await send({ ...form, csrf: 'made-up' }, { origin: world.at('vneid', '') }),
    await send({ ...form, csrf: '' }, { origin: world.at('vneid', '') }),
    await send(form, { origin: 'http://evil.example' }),
    await send(form, { origin: world.at('vneid', ''), 'sec-fetch-site': 'cross-site' }),
  ]) {
    assert.equal(refused.status, 403);
    assert.ok(refused.text.includes(visitor.t('error-form-expired')));
  }
  assert.equal((await send(form, { origin: world.at('vneid', '') })).status, 303);
}, { modes: [true] });

journey(held, 'a tab from before signing in goes on afterwards', async ({ world, arrive }) => {
  const khai = world.sample('khai');
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/sign-in'));
  const stale = await visitor.tab();
  await stale.goto(world.at('vneid', '/account/activity'));
  await signsIn(visitor, khai.account('vneid'));
  await visitor.isSignedInAs(khai.name);
  await signsIn(stale, khai.account('vneid'));
  await stale.sees('error-form-expired');
  await stale.follow('error-way-open-form');
  await stale.sees('activity-title');
});

journey(held, 'a new password: the old one must be known, other sessions end, the activity says so', async ({ world, arrive }) => {
  const khai = world.sample('khai');
  const { login, password } = khai.account('vneid');
  const [visitor, other] = [await arrive(), await arrive()];
  for (const one of [visitor, other]) {
    await one.goto(world.at('vneid', '/account/password'));
    await signsIn(one, { login, password });
    await one.sees('password-title');
  }
  const change = async (present, first, second = first) => {
    await visitor.fill('password-present-label', present);
    await visitor.fill('password-new-label', first);
    await visitor.fill('password-again-label', second);
    await visitor.press('password-change');
  };
  await change('not the old one', 'sông Hồng mùa nước lên');
  await visitor.isTold('password-present-wrong');
  await change(password, 'sông Hồng mùa nước lên', 'sông Hồng mùa nước cạn');
  await visitor.isTold('password-again-differs');
  await change(password, 'sông Hồng mùa nước lên');
  await visitor.reads('account-password-changed');
  await other.goto(world.at('vneid', '/account'));
  await other.sees('sign-in-title');
  await signsIn(other, { login, password });
  await other.isTold('sign-in-wrong');
  await signsIn(other, { login, password: 'sông Hồng mùa nước lên' });
  await other.sees('account-title');
  await visitor.goto(world.at('vneid', '/account/activity'));
  await visitor.reads('activity-people-password-changed');
});

journey(held, 'the national number is covered until it is asked for, and asking leaves a trace', async ({ world, arrive }) => {
  const khai = world.sample('khai');
  const whole = khai.national_number.replace(/\D/g, '');
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/account'));
  await signsIn(visitor, khai.account('vneid'));
  const digits = async () => (await visitor.page.content()).replace(/\D/g, '');
  assert.ok(!(await digits()).includes(whole));
  await visitor.pressAbout('form-number-show', visitor.t('number-label-vn'));
  assert.ok((await digits()).includes(whole));
  await visitor.goto(world.at('vneid', '/account/activity'));
  await visitor.reads('activity-people-number-shown');
});
