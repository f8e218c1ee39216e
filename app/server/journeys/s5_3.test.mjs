// S5.3: signed in at the school → own name → settings → [Привязать учетную запись портала Госуслуг] →
// signing in at Gosuslugi, confirmed by a code by SMS → linked, and a message confirms.
import assert from 'node:assert/strict';
import { confirmsByCode, consentsIfAsked, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { choosesOwnOrganisation, signsInLocally } from './lib/portal.mjs';

const held = chromium();

const LINK = 'Привязать учетную запись портала Госуслуг';

/** Signed in at the school with the school's own user name, and in the settings by way of the own name. */
async function inTheSettings({ world, arrive }, handle) {
  const account = world.sample(handle).account('school');
  const visitor = await arrive({ language: 'ru' });
  await visitor.goto(world.at('school', '/sign-in'));
  await choosesOwnOrganisation(visitor, account);
  await signsInLocally(visitor, account);
  await visitor.isSignedInAs(world.sample(handle).name);
  await visitor.thereby(() => visitor.page.locator('.signed-in__name').last().click());
  await visitor.sees('portal-account-title');
  await visitor.follow('portal-account-links');
  await visitor.sees('portal-account-links');
  return visitor;
}

/** At Gosuslugi: password, then the code that came by SMS. */
async function confirmsAtGosuslugi(visitor, world, handle) {
  assert.equal(visitor.host(), 'esia');
  await signsIn(visitor, world.sample(handle).account('esia'));
  await confirmsByCode(visitor, world, world.sample(handle).phone);
  await consentsIfAsked(visitor);
}

journey(held, 's5_3 own name, settings, the button, Gosuslugi with a code by SMS, linked, and a message confirms', async (held) => {
  const { world } = held;
  const ivanova = world.sample('ivanova');
  const visitor = await inTheSettings(held, 'ivanova');
  await visitor.press(LINK);
  await confirmsAtGosuslugi(visitor, world, 'ivanova');
  assert.equal(visitor.host(), 'school');
  await visitor.sees('link-done-title');
  await visitor.isSignedInAs(ivanova.name);
  await visitor.follow('link-continue');
  await visitor.sees('portal-account-links');
  await visitor.reads('link-state-active');
  await visitor.reads('link-proof-session');
  assert.equal(await visitor.button(LINK).count(), 0, 'what is linked is not offered again');

  // From then on Gosuslugi opens the account, with the password alone.
  await visitor.signsOut();
  await visitor.goto(world.at('school', '/sign-in?return_to=%2Fdossiers'));
  await visitor.follow('Вход через портал Госуслуг');
  await signsIn(visitor, ivanova.account('esia'));
  await consentsIfAsked(visitor);
  assert.equal(visitor.path(), '/dossiers');
  await visitor.isSignedInAs(ivanova.name);
});

journey(held, 's5_3 a wrong code, then a new one', async (held) => {
  const { world } = held;
  const petrov = world.sample('petrov');
  const visitor = await inTheSettings(held, 'petrov');
  await visitor.press(LINK);
  await signsIn(visitor, petrov.account('esia'));
  await visitor.sees('factor-title');
  const first = await world.code(petrov.phone, () => visitor.press('register-get-code'));
  await visitor.fill('code-label', first === '000000' ? '111111' : '000000');
  await visitor.press('code-continue');
  await visitor.isTold('code-wrong', { left: 4 });
  assert.equal(visitor.status, 422);
  const second = await world.code(petrov.phone, () => visitor.press('code-send-again'));
  await visitor.reads('code-sent-again');
  await visitor.fill('code-label', second);
  await visitor.press('code-continue');
  await consentsIfAsked(visitor);
  await visitor.sees('link-done-title');
});

journey(held, 's5_3 cancelling at each step: back in the settings, nothing linked', async (held) => {
  const { world } = held;
  const petrov = world.sample('petrov');
  const visitor = await inTheSettings(held, 'petrov');
  const isBack = async () => {
    assert.equal(visitor.host(), 'school');
    await visitor.sees('portal-account-links');
    await visitor.reads('link-own-cancelled');
    await visitor.isSignedInAs(petrov.name);
    assert.equal(await visitor.page.getByText(visitor.t('link-state-active'), { exact: true }).count(), 0);
  };
  const school = { portal: visitor.t('site-name-school') };
  // At the password.
  await visitor.press(LINK);
  await visitor.press('sign-in-cancel');
  await isBack();
  // Before the code is sent.
  await visitor.press(LINK);
  await signsIn(visitor, petrov.account('esia'));
  await visitor.sees('factor-title');
  await visitor.press('way-back-to', school);
  await isBack();
  // At the code.
  await visitor.press(LINK);
  await signsIn(visitor, petrov.account('esia'));
  await visitor.press('register-get-code');
  await visitor.sees('code-title');
  await visitor.press('way-back-to', school);
  await isBack();
});

journey(held, 's5_3 somebody else is signed in at Gosuslugi: the password is asked for all the same', async (held) => {
  const { world } = held;
  const visitor = await inTheSettings(held, 'petrov');
  const other = await visitor.tab();
  await other.goto(world.at('esia', '/sign-in'));
  await signsIn(other, world.sample('kuznetsov').account('esia'));
  await visitor.press(LINK);
  await visitor.sees('sign-in-again-title');
  await confirmsAtGosuslugi(visitor, world, 'petrov');
  await visitor.sees('link-done-title');
  await visitor.isSignedInAs(world.sample('petrov').name);
});
