// S5.1: the sign-in page of the school system.
import assert from 'node:assert/strict';
import { chromium, journey } from './lib/journey.mjs';
import { choosesOwnOrganisation, signsInLocally } from './lib/portal.mjs';

const held = chromium({ whole: true });

/** Stands at the sign-in page of the school system with the organisation of `account` chosen. */
async function atOwnSchool({ world, arrive }, account, path = '/sign-in') {
  const visitor = await arrive({ language: 'ru' });
  await visitor.goto(world.at('school', path));
  await visitor.sees('portal-signin-title');
  await choosesOwnOrganisation(visitor, account);
  return visitor;
}

journey(held, 's5_1 kind of organisation, region, town, organisation, then user name and password', async (held) => {
  const { world } = held;
  const ivanova = world.sample('ivanova');
  const account = ivanova.account('school');
  const visitor = await atOwnSchool(held, account);
  await visitor.reads(account.organisation.at(-1));
  await signsInLocally(visitor, account);
  await visitor.isSignedInAs(ivanova.name);
});

journey(held, 's5_1 the sign-in page speaks as people know it', async ({ world, arrive }) => {
  const visitor = await arrive({ language: 'ru' });
  await visitor.goto(world.at('school', '/sign-in'));
  await visitor.reads('Вход через портал Госуслуг');
  for (const kind of ['Образовательная организация', 'Управление образованием']) {
    assert.equal(await visitor.field('portal-organisation-kind').locator('option', { hasText: kind }).count(), 1);
  }
  await choosesOwnOrganisation(visitor, world.sample('ivanova').account('school'));
  await visitor.reads('Восстановить пароль');
});

journey(held, 's5_1 nothing chosen: the page says which list', async ({ world, arrive }) => {
  const visitor = await arrive({ language: 'ru' });
  await visitor.goto(world.at('school', '/sign-in'));
  await visitor.press('portal-next');
  await visitor.isTold('portal-choose-missing');
});

journey(held, 's5_1 wrong password, then nobody of that name: the same words, the user name stays', async (held) => {
  const account = held.world.sample('ivanova').account('school');
  const visitor = await atOwnSchool(held, account);
  for (const login of [account.login, 'net.takogo']) {
    await signsInLocally(visitor, { login, password: 'совсем не тот' });
    await visitor.isTold('portal-signin-wrong-there');
    assert.equal(visitor.status, 422);
    assert.equal(await visitor.field('portal-user-name').inputValue(), login);
  }
  await signsInLocally(visitor, account);
  await visitor.isSignedInAs(held.world.sample('ivanova').name);
});

journey(held, 's5_1 the right password at another school is wrong', async (held) => {
  const account = held.world.sample('ivanova').account('school');
  const visitor = await atOwnSchool(held, held.world.sample('petrov').account('school'));
  await signsInLocally(visitor, account);
  await visitor.isTold('portal-signin-wrong-there');
  await visitor.isNobody();
});

journey(held, 's5_1 the organisation can be kept as a bookmark', async (held) => {
  const { arrive } = held;
  const account = held.world.sample('ivanova').account('school');
  const visitor = await atOwnSchool(held, account);
  const later = await arrive({ language: 'ru' });
  await later.goto(visitor.page.url());
  await later.reads(account.organisation.at(-1));
  await signsInLocally(later, account);
  await later.isSignedInAs(held.world.sample('ivanova').name);
});

journey(held, 's5_1 restoring the password by SMS: signed in with the new one, the old one and old sessions are over', async (held) => {
  const { world, arrive } = held;
  const ivanova = world.sample('ivanova');
  const account = ivanova.account('school');
  const before = await atOwnSchool(held, account);
  await signsInLocally(before, account);
  await before.isSignedInAs(ivanova.name);

  const visitor = await atOwnSchool(held, account);
  await visitor.follow('portal-signin-forgot');
  await visitor.sees('portal-reset-title');
  await visitor.fill('portal-reset-who', account.login);
  const code = await world.code(ivanova.phone, () => visitor.press('portal-reset-send'));
  await visitor.sees('portal-code-title');
  await visitor.fill('portal-code', code === '111111' ? '222222' : '111111');
  await visitor.press('portal-next');
  await visitor.isTold('portal-code-wrong');
  await visitor.fill('portal-code', code);
  await visitor.press('portal-next');
  await visitor.sees('portal-reset-new-title');
  await visitor.fill('portal-new-password', 'короткий');
  await visitor.press('portal-reset-button');
  await visitor.isTold('portal-password-too-short');
  await visitor.fill('portal-new-password', 'пять синих тетрадей');
  await visitor.press('portal-reset-button');
  await visitor.isSignedInAs(ivanova.name);

  await before.goto(world.at('school', '/account'));
  await before.sees('portal-signin-title');
  const old = await atOwnSchool(held, account);
  await signsInLocally(old, account);
  await old.isTold('portal-signin-wrong-there');
  await signsInLocally(old, { ...account, password: 'пять синих тетрадей' });
  await old.isSignedInAs(ivanova.name);

  // Back to the page of the used code.
  const replay = await arrive({ language: 'ru' });
  await replay.goto(world.at('school', '/reset'));
  await replay.sees('portal-reset-title');
});

journey(held, 's5_1 restoring the password of nobody: the same page, no message', async (held) => {
  const { world } = held;
  const account = world.sample('ivanova').account('school');
  const visitor = await atOwnSchool(held, account);
  await visitor.follow('portal-signin-forgot');
  await visitor.fill('portal-reset-who', 'net.takogo');
  await visitor.press('portal-reset-send');
  await visitor.sees('portal-code-title');
  await visitor.reads('portal-reset-code-lede');
  await visitor.fill('portal-code', '123456');
  await visitor.press('portal-next');
  await visitor.isTold('portal-code-wrong');
  assert.deepEqual(await world.inbox(), []);
});

// With scripts, because the device does the check that is asked for after some failures; s4_3_captcha types its digits.
journey(held, 's5_1 too many wrong passwords: a pause that says until when', async (held) => {
  const account = held.world.sample('ivanova').account('school');
  const visitor = await atOwnSchool(held, account);
  for (let i = 0; i < 30 && visitor.status !== 429; i += 1) {
    await signsInLocally(visitor, { ...account, password: `не тот ${i}` });
  }
  assert.equal(visitor.status, 429);
  await visitor.isTold('portal-too-many');
}, { modes: [true] });
