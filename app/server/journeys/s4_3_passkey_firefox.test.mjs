// S4.3 in Firefox, with an authenticator that Firefox gives its driver: a passkey is made, and signs in.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { FIREFOX, Firefox } from './lib/firefox.mjs';
import { World } from './lib/world.mjs';

test('a passkey is made and signs in, in Firefox', { skip: !FIREFOX && !process.env.ONEDOOR_TEST_FIREFOX_REQUIRED && 'there is no Firefox', timeout: 180_000 }, async () => {
  const world = await World.start();
  const firefox = await Firefox.launch();
  try {
    const { login, password } = world.sample('khai').account('vneid');
    const authenticator = await firefox.authenticator();
    await firefox.goto(world.at('vneid', '/sign-in'));
    await firefox.signsIn(login, password);
    await firefox.arrives('/account');
    await firefox.goto(world.at('vneid', '/account/security/passkey'));
    await firefox.presses('form[data-passkey=make] button');
    await firefox.arrives('/account/security');
    assert.equal((await authenticator.keys()).length, 1);
    await firefox.forgets();
    await firefox.goto(world.at('vneid', '/sign-in'));
    await firefox.presses('form[action="/sign-in/passkey"] button');
    await firefox.arrives('/account');
  } finally {
    await firefox.stop();
    await world.stop();
  }
});
