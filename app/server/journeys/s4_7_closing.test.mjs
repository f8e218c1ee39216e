// S4.7: closing the account, told at every contact; whoever signs in before it is done can stay.
import assert from 'node:assert/strict';
import { signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';

const held = chromium();

journey(held, 's4_7 closing: asked for, told, thought better of at the next sign-in', async ({ world, arrive }) => {
  const lan = world.sample('lan');
  const person = lan.account('id.dvcqg');
  const visitor = await arrive();
  await visitor.goto(world.at('id.dvcqg', '/account/settings/closing'));
  await signsIn(visitor, person);
  await visitor.sees('closing-title');
  await visitor.reads('closing-what-links');
  await visitor.fill('password-label', 'con thuyền không bến');
  await visitor.press('closing-do');
  await visitor.isTold('closing-sure-missing');
  await visitor.tick('closing-sure');
  await visitor.fill('password-label', person.password);
  const told = await world.message(lan.phone, async () => {
    await visitor.press('closing-do');
    await visitor.sees('closing-waiting-title');
  });
  assert.match(told.text, /Ở lại/);
  await visitor.signsOut();

  // On the way somewhere else: first the question, then on.
  const later = await arrive();
  await later.goto(world.at('id.dvcqg', '/account/sessions'));
  await signsIn(later, person);
  await later.sees('closing-waiting-title');
  await later.press('closing-stay');
  await later.sees('sessions-title');
  await later.goto(world.at('id.dvcqg', '/account/settings'));
  await later.reads('closing-row-none');
});
