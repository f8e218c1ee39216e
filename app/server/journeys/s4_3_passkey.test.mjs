// S4.3: passkeys, with Chromium's own authenticator; and what a browser without scripts shows instead.
import assert from 'node:assert/strict';
import { signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';

const held = chromium({ whole: true });

/** Gives a browser an authenticator that knows its owner. */
async function authenticator(visitor) {
  const devtools = await visitor.page.context().newCDPSession(visitor.page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true,
      hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true,
    },
  });
  return {
    async keys() { return (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials; },
    /** Takes what another authenticator has. */
    async takes(keys) {
      for (const credential of keys) await devtools.send('WebAuthn.addCredential', { authenticatorId, credential });
    },
    /** From now on its owner is there, or is not. */
    async present(enabled) { await devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }); },
  };
}

/** A browser that offers no passkeys beside the login name: there is only the button. */
async function offersNothing(visitor) {
  await visitor.page.addInitScript(() => { globalThis.PublicKeyCredential.isConditionalMediationAvailable = undefined; });
}

async function khai({ world, arrive }) {
  const person = world.sample('khai');
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/sign-in'));
  await signsIn(visitor, person.account('vneid'));
  return { person, visitor };
}

/** Makes a passkey at the security centre. */
async function adds(visitor, world) {
  await visitor.goto(world.at('vneid', '/account/security'));
  await visitor.follow('passkey-add-title');
  await visitor.sees('passkey-add-title');
  await visitor.press('passkey-add-button');
  await visitor.reads('security-notice-passkey-added');
}

journey(held, 'a passkey is made, offered where the login name is typed, and signs in without a password', async (held) => {
  const { world, arrive } = held;
  const { person, visitor } = await khai(held);
  const phone = await authenticator(visitor);
  const told = await world.message(person.phone, () => adds(visitor, world));
  assert.match(told.text, /Một khóa đăng nhập/);
  assert.equal((await phone.keys()).length, 1);

  // By the button.
  const there = await arrive();
  const copy = await authenticator(there);
  await copy.takes(await phone.keys());
  await offersNothing(there);
  await there.goto(world.at('vneid', '/sign-in?return_to=%2Faccount%2Factivity'));
  await there.press('sign-in-passkey');
  await there.sees('activity-title');
  await there.isSignedInAs(person.name);

  // Beside the login name: the browser offers it, and here takes it at once.
  const third = await arrive();
  const other = await authenticator(third);
  await other.takes(await copy.keys());
  await third.goto(world.at('vneid', '/sign-in'));
  await third.sees('account-title');

  // After the password it is the second step.
  const fourth = await arrive();
  const last = await authenticator(fourth);
  await last.present(false);
  await last.takes(await other.keys());
  await fourth.goto(world.at('vneid', '/sign-in'));
  await signsIn(fourth, person.account('vneid'));
  await fourth.sees('second-title');
  await last.present(true);
  await fourth.press('second-passkey-button');
  await fourth.isSignedInAs(person.name);

  // Removed, it opens nothing any more.
  await fourth.goto(world.at('vneid', '/account/security'));
  await fourth.page.getByRole('main').getByRole('table').getByRole('link').first().click();
  await fourth.reads('security-remove-last');
  await fourth.press('security-remove');
  await fourth.reads('security-notice-removed');
  const fifth = await arrive();
  const gone = await authenticator(fifth);
  await gone.takes(await last.keys());
  await offersNothing(fifth);
  await fifth.goto(world.at('vneid', '/sign-in'));
  await fifth.press('sign-in-passkey');
  await fifth.isTold('sign-in-passkey-wrong');
}, { modes: [true] });

journey(held, 'of a passkey that was copied neither opens the account alone; its owner is told, and asked otherwise', async (held) => {
  const { world, arrive } = held;
  const { person, visitor } = await khai(held);
  const phone = await authenticator(visitor);
  await world.message(person.phone, () => adds(visitor, world));
  const keys = await phone.keys();
  /** Somebody at the sign-in page with what the authenticator had then. */
  const comes = async () => {
    const there = await arrive();
    const copy = await authenticator(there);
    await copy.takes(keys);
    await offersNothing(there);
    await there.goto(world.at('vneid', '/sign-in'));
    return there;
  };
  const first = await comes();
  await first.press('sign-in-passkey');
  await first.isSignedInAs(person.name);
  const second = await comes();
  const told = await world.message(person.phone, async () => {
    await second.press('sign-in-passkey');
    await second.isTold('sign-in-passkey-doubted');
  });
  assert.match(told.text, /Có thể đã có bản sao/);
  await second.press('sign-in-passkey');
  await second.isTold('sign-in-passkey-doubted');
  // The password still asks for another way, and the passkey is none.
  await signsIn(second, person.account('vneid'));
  await second.sees('second-title');
  assert.equal(await second.button('second-passkey-button').count(), 0);
  await visitor.goto(world.at('vneid', '/account/security'));
  await visitor.page.getByRole('main').getByRole('table').getByRole('link').first().click();
  await visitor.reads('security-passkey-doubted-means');
}, { modes: [true] });

journey(held, 'without scripts the page says so, and the other ways stay', async (held) => {
  const { world } = held;
  const { visitor } = await khai(held);
  await visitor.goto(world.at('vneid', '/account/security/passkey'));
  await visitor.sees('passkey-add-title');
  await visitor.reads('passkey-no-script');
  assert.equal(await visitor.button('passkey-add-button').count(), 0);
  await visitor.goto(world.at('vneid', '/sign-in?again=yes'));
  assert.equal(await visitor.button('sign-in-passkey').count(), 0);
}, { modes: [false] });
