// S5.2: Gosuslugi → not linked yet → [Продолжить] → user name and password of the school → linked.
import assert from 'node:assert/strict';
import { chromium, journey } from './lib/journey.mjs';
import { choosesOwnOrganisation, signsInLocally } from './lib/portal.mjs';
import { WAY, atSchool, comesThroughGosuslugi, goesOnToProve, proves } from './lib/school.mjs';

const held = chromium({ whole: true });

journey(held, 's5_2 not linked yet, [Продолжить], user name and password of the school, linked, and a message confirms', async (held) => {
  const { world } = held;
  const ivanova = world.sample('ivanova');
  const visitor = await comesThroughGosuslugi(held, 'ivanova');
  await visitor.isNobody();
  await goesOnToProve(visitor, ivanova.account('school'));
  await proves(visitor, ivanova.account('school'));
  await visitor.sees('link-done-title');
  await visitor.isSignedInAs(ivanova.name);
  await visitor.follow('link-continue');
  assert.equal(visitor.path(), '/dossiers');

  await visitor.goto(world.at('school', '/account/links'));
  await visitor.reads('link-state-active');
  await visitor.reads('link-proof-password');

  // From then on Gosuslugi leads straight in.
  await visitor.signsOut();
  const later = await comesThroughGosuslugi(held, 'ivanova');
  await later.isSignedInAs(ivanova.name);
  assert.equal(later.path(), '/dossiers');
});

journey(held, 's5_2 a wrong school password: said so, nothing linked, then the right one', async (held) => {
  const { world } = held;
  const petrov = world.sample('petrov');
  const visitor = await comesThroughGosuslugi(held, 'petrov');
  await goesOnToProve(visitor, petrov.account('school'));
  await proves(visitor, { ...petrov.account('school'), password: 'не тот' });
  await visitor.isTold('link-account-wrong');
  assert.equal(visitor.status, 422);
  await visitor.isNobody();
  assert.equal(await visitor.field('portal-user-name').inputValue(), petrov.account('school').login);
  await proves(visitor, petrov.account('school'));
  await visitor.sees('link-done-title');
  await visitor.isSignedInAs(petrov.name);
});

journey(held, 's5_2 the account is somebody else’s already: refused, and it stays theirs', async (held) => {
  const { world } = held;
  const smirnova = world.sample('smirnova').account('school');
  const visitor = await comesThroughGosuslugi(held, 'kuznetsov');
  await goesOnToProve(visitor, smirnova);
  await proves(visitor, smirnova);
  await visitor.sees('link-taken-title');
  await visitor.reads('link-nothing-changed');
  await visitor.isNobody();
  const olga = await comesThroughGosuslugi(held, 'smirnova');
  await olga.isSignedInAs(world.sample('smirnova').name);
});

journey(held, 's5_2 cancel on every step: not signed in, nothing linked', async (held) => {
  const { world, arrive } = held;
  const visitor = await arrive({ language: 'ru' });
  // At Gosuslugi.
  await visitor.goto(world.at('school', '/sign-in'));
  await visitor.follow(WAY);
  await visitor.press('sign-in-cancel');
  assert.equal(visitor.host(), 'school');
  await visitor.sees('link-cancelled-title');
  await visitor.isNobody();
  // At the message that nothing is linked yet.
  await comesThroughGosuslugi(held, 'petrov', { visitor });
  await visitor.sees('link-not-yet-title');
  await visitor.press('link-cancel');
  await visitor.sees('link-cancelled-title');
  await visitor.isNobody();
  await visitor.reads('link-cancelled');
  // At the password.
  const again = await comesThroughGosuslugi(held, 'petrov');
  await again.follow('Продолжить');
  await again.sees('link-account-title');
  await again.press('link-cancel');
  await again.sees('link-cancelled-title');
  await again.isNobody();
  // A step of what was cancelled.
  await again.page.goBack();
  await again.page.reload();
  await again.sees('link-cancelled-title');
  await again.reads('link-cancelled');
  await again.isNobody();
});

journey(held, 's5_2 the back button: each step is still there until the link stands', async (held) => {
  const { world } = held;
  const account = world.sample('ivanova').account('school');
  const visitor = await comesThroughGosuslugi(held, 'ivanova');
  await visitor.follow('Продолжить');
  await visitor.sees('link-account-title');
  await visitor.page.goBack();
  await visitor.sees('link-not-yet-title');
  await goesOnToProve(visitor, account);
  const step = visitor.page.url();
  await proves(visitor, account);
  await visitor.sees('link-done-title');
  // Back on the step that is done: on to where the person was heading.
  await visitor.goto(step);
  assert.notEqual(visitor.page.url(), step);
  await visitor.isSignedInAs(world.sample('ivanova').name);
});

journey(held, 's5_2 a second tab: one is finished, the other says so', async (held) => {
  const { world } = held;
  const account = world.sample('ivanova').account('school');
  const visitor = await comesThroughGosuslugi(held, 'ivanova');
  await goesOnToProve(visitor, account);
  const other = await visitor.tab();
  await other.goto(visitor.page.url());
  await proves(visitor, account);
  await visitor.sees('link-done-title');
  await proves(other, account);
  assert.equal(other.status, 200);
  await other.isSignedInAs(world.sample('ivanova').name);
});

journey(held, 's5_2 two submissions at once: one link', async (held) => {
  const { world } = held;
  const account = world.sample('ivanova').account('school');
  const visitor = await comesThroughGosuslugi(held, 'ivanova');
  await goesOnToProve(visitor, account);
  const other = await visitor.tab();
  await other.goto(visitor.page.url());
  for (const tab of [visitor, other]) {
    await tab.fill('portal-user-name', account.login);
    await tab.fill('portal-password', account.password);
  }
  await Promise.all([visitor.press('link-account-button'), other.press('link-account-button')]);
  await visitor.goto(world.at('school', '/account/links'));
  assert.equal(await visitor.page.getByText(visitor.t('link-state-active'), { exact: true }).count(), 1);
  await visitor.isSignedInAs(world.sample('ivanova').name);
});

journey(held, 's5_2 replay: the answer of Gosuslugi is good once, and in the browser it was meant for', async (held) => {
  const { world, arrive } = held;
  const visitor = await arrive({ language: 'ru' });
  let answer;
  visitor.page.on('request', (request) => { if (request.url().includes('/sign-in/callback')) answer = request.url(); });
  await comesThroughGosuslugi(held, 'ivanova', { visitor });
  await visitor.sees('link-not-yet-title');
  await visitor.goto(answer);
  await visitor.sees('link-over-unfinished-title');
  await visitor.isNobody();
  const thief = await arrive({ language: 'ru' });
  await thief.goto(answer);
  await thief.sees('link-over-browser-title');
  assert.equal(thief.status, 400);
  await thief.isNobody();
  // A state that nobody gave out, and an answer from another issuer.
  await thief.goto(world.at('school', '/sign-in/callback?code=x&state=made-up&iss=x'));
  await thief.sees('link-over-unknown-title');
  await thief.isNobody();
});

journey(held, 's5_2 a proposal is nobody else’s: its address opens nothing in another browser', async (held) => {
  const visitor = await comesThroughGosuslugi(held, 'ivanova');
  await visitor.sees('link-not-yet-title');
  const thief = await held.arrive({ language: 'ru' });
  await thief.goto(visitor.page.url());
  await thief.sees('link-over-unknown-title');
  assert.equal(thief.status, 400);
  await thief.readsNot(held.world.sample('ivanova').name);
});

journey(held, 's5_2 a person with a linked account and a second one: told, and the first one still opens', async (held) => {
  const { world } = held;
  const smirnova = world.sample('smirnova');
  const visitor = await comesThroughGosuslugi(held, 'smirnova');
  await visitor.isSignedInAs(smirnova.name);
  await visitor.signsOut();
  // The second account still opens with its own password.
  const parent = atSchool(smirnova)[1];
  await visitor.goto(world.at('school', '/sign-in'));
  await choosesOwnOrganisation(visitor, parent);
  await signsInLocally(visitor, parent);
  await visitor.isSignedInAs(smirnova.name);
});
