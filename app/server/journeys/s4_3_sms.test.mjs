// S4.3: a code by text message as the second step at every sign-in.
import { signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';

const held = chromium();

journey(held, 'text messages at every sign-in: chosen, asked for, wrong, sent again, right', async ({ world, arrive }) => {
  const person = world.sample('khai');
  const login = person.account('vneid');
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/sign-in'));
  await signsIn(visitor, login);
  await visitor.goto(world.at('vneid', '/account/security'));
  await visitor.page.getByRole('radio', { name: visitor.words('text-codes-always') }).check();
  await visitor.press('text-codes-save');
  await visitor.reads('security-notice-text-codes');
  await visitor.reads('security-advice-better');

  const there = await arrive();
  await there.goto(world.at('vneid', '/sign-in?return_to=%2Faccount%2Factivity'));
  await signsIn(there, login);
  await there.sees('second-title');
  const first = await world.code(person.phone, () => there.press('register-get-code'));
  await there.fill('code-label', first === '000000' ? '000001' : '000000');
  await there.press('sign-in-button');
  await there.isTold('code-wrong');
  const second = await world.code(person.phone, () => there.press('code-send-again'));
  await there.reads('code-sent-again');
  await there.fill('code-label', second);
  await there.press('sign-in-button');
  // And on to where they were heading.
  await there.sees('activity-title');
});
