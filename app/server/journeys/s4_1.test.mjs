// S4.1: registering at Shandong's platform: basic data, the mobile number, 获取短信验证码; and what people say and
// agree to on the way.
import assert from 'node:assert/strict';
import { listens } from './lib/captcha.mjs';
import { choosesCredentials, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { freshName, freshPhone } from './lib/world.mjs';

const held = chromium();

const HOST = 'id.shandong';

const newcomer = () => ({ name: '赵小雨', phone: freshPhone('cn'), login: freshName(), password: '大明湖的荷花在夏天开了' });

/** A number whose check character fits: GB 11643. */
function checked(body) {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...body].reduce((sum, digit, place) => sum + Number(digit) * weights[place], 0);
  return body + '10X98765432'[sum % 11];
}

async function fillsIn(visitor, { name, phone }) {
  await visitor.fill('name-label', name);
  await visitor.fill('phone-label', phone);
  await visitor.tick('register-terms-label');
  await visitor.tick('register-consent-label');
}

/** Presses 获取短信验证码; without scripts after listening to the digits. */
async function asksForCode(visitor) {
  if (!visitor.scripts) await visitor.fill('challenge-digits', await listens(visitor));
  await visitor.press('获取短信验证码');
}

journey(held, 's4_1: basic data, phone and code; the number is claimed, the terms are agreed to', async ({ world, arrive, scripts }) => {
  const rain = newcomer();
  const visitor = await arrive({ language: 'zh' });
  await visitor.goto(world.at(HOST, '/register'));
  await visitor.sees('注册账号');
  // A slip in the number, and nothing agreed to.
  await visitor.fill('name-label', rain.name);
  await visitor.fill('phone-label', rain.phone);
  const number = checked('37010219900307123');
  await visitor.fill('claim-number', number.slice(0, 16) + (number[16] === '1' ? '2' : '1') + number[17]);
  await asksForCode(visitor);
  await visitor.isTold('claim-check');
  await visitor.isTold('register-terms-missing');
  await visitor.isTold('register-consent-missing');
  // Then the day of birth does not fit.
  await visitor.fill('claim-number', number);
  await visitor.fill('claim-born', '1990年3月8日');
  await fillsIn(visitor, rain);
  await asksForCode(visitor);
  await visitor.isTold('claim-differs', { date: '1990年3月7日' });
  await visitor.fill('claim-born', '1990年3月7日');
  const code = await world.code(rain.phone, async () => {
    await asksForCode(visitor);
    await visitor.sees('输入短信验证码');
  });
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
  await visitor.sees('credentials-title');
  if (scripts) {
    // What the form would say is said while one types, and the form says the same.
    await visitor.fill('login-label', '1rain');
    await visitor.page.locator('#login-advice').filter({ hasText: visitor.words('login-no-letter') }).waitFor();
    await visitor.fill('password-label', '12345678901234');
    await visitor.page.locator('#password-advice').filter({ hasText: visitor.words('password-common') }).waitFor();
    await visitor.fill('password-label', rain.password);
    await visitor.page.locator('#password-advice.advice--fine').waitFor();
  }
  await choosesCredentials(visitor, { ...rain, login: '1rain' });
  await visitor.isTold('login-no-letter');
  await choosesCredentials(visitor, rain);
  await visitor.isSignedInAs(rain.name);
  await visitor.reads('account-registered');
  await visitor.reads('account-number-claimed');
  assert.ok(!(await visitor.page.getByRole('main').innerText()).includes(number), 'the number is hidden');

  // It is seen, changed and taken back.
  await visitor.follow('account-number-change');
  await visitor.sees('claim-title');
  await visitor.reads('claim-means');
  await visitor.press('claim-remove');
  await visitor.reads('claim-removed');
  // Who agreed to what stands in the activity and beside the terms.
  await visitor.goto(world.at(HOST, '/account/activity'));
  await visitor.reads('activity-people-terms-accepted');
  await visitor.goto(world.at(HOST, '/terms'));
  await visitor.sees('terms-title');
  await visitor.reads('terms-in-force');
  await visitor.goto(world.at(HOST, '/terms/version/2018-08'));
  await visitor.reads('terms-not-in-force');

  // The account opens with the phone; the number that was claimed opens nothing.
  const again = await arrive({ language: 'zh' });
  for (const [login, comes] of [[number, false], [rain.phone, true]]) {
    await again.goto(world.at(HOST, '/sign-in'));
    if (!scripts) await again.fill('challenge-digits', await listens(again));
    await signsIn(again, { login, password: rain.password });
    if (comes) await again.isSignedInAs(rain.name);
    else await again.isTold('sign-in-wrong');
  }
});

journey(held, 's4_1: somebody who has an account is told by their phone alone', async ({ world, arrive }) => {
  const lina = world.sample('lina');
  const visitor = await arrive({ language: 'zh' });
  await visitor.goto(world.at(HOST, '/register'));
  await visitor.fill('claim-number', lina.national_number);
  await fillsIn(visitor, { name: '张三', phone: lina.phone });
  await asksForCode(visitor);
  // The same page as for everybody.
  await visitor.sees('输入短信验证码');
  await visitor.readsNot(lina.name);
});
