// S4.7: a mail address for the account, confirmed by a code that is read where the letter arrives.
import assert from 'node:assert/strict';
import { signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';

const held = chromium();

journey(held, 's4_7 a mail address is added, told of and removed', async ({ world, arrive }) => {
  const lan = world.sample('lan');
  const address = `${lan.handle}@mail.example`;
  const visitor = await arrive();
  await visitor.goto(world.at('id.dvcqg', '/account/email'));
  await signsIn(visitor, lan.account('id.dvcqg'));
  await visitor.sees('email-title');
  await visitor.fill('email-label', 'lan');
  await visitor.press('email-add');
  await visitor.isTold('email-malformed');

  await visitor.fill('email-label', address);
  const letter = await world.message(address, async () => {
    await visitor.press('email-add');
    await visitor.sees('email-code-title');
  });
  assert.ok(letter.subject && !/\d{6}/.test(letter.subject), 'a locked screen shows no code');
  const code = letter.text.match(/\b(\d{6})\b/)[1];
  await visitor.fill('code-label', code === '000000' ? '000001' : '000000');
  await visitor.press('email-code-confirm');
  await visitor.isTold('code-wrong');
  await visitor.fill('code-label', code);
  const told = await world.message(lan.phone, async () => {
    await visitor.press('email-code-confirm');
    await visitor.reads('email-added');
  });
  assert.match(told.text, /•••@mail\.example/, 'the phone hears of it, with the address masked');
  await visitor.reads(address);

  const farewell = await world.message(address, async () => {
    await visitor.pressAbout('email-remove', address);
    await visitor.reads('email-removed');
  });
  assert.ok(farewell.text.includes('mail.example'));
  await visitor.reads('email-none-title');
});
