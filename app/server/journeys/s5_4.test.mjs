// S5.4: which contact data of Gosuslugi the school keeps and shows is chosen by the person; later, too.
import assert from 'node:assert/strict';
import { chromium, journey } from './lib/journey.mjs';
import { atSchool, comesThroughGosuslugi, goesOnToProve, proves } from './lib/school.mjs';

const held = chromium();

/** The radio button with which the value of the national identity is taken over. */
const take = (visitor, label) =>
  visitor.page.getByRole('group', { name: visitor.words(label) }).getByRole('radio', { name: visitor.words('contact-take', { value: '' }) });

async function links(held, handle) {
  const [account] = atSchool(held.world.sample(handle));
  const visitor = await comesThroughGosuslugi(held, handle);
  await goesOnToProve(visitor, account);
  await proves(visitor, account);
  await visitor.sees('link-done-title');
  return visitor;
}

journey(held, 's5_4 after the link the person chooses which contact data the school keeps, and changes it later', async (held) => {
  const { world } = held;
  const ivanova = world.sample('ivanova');
  const visitor = await links(held, 'ivanova');
  // The office of the school has written her down under another name and number before.
  await visitor.goto(world.at('school', '/account/details'));
  await visitor.fill('portal-account-name', 'Иванова М. П.');
  await visitor.press('portal-save');
  await visitor.signsOut();

  // Gosuslugi tells her name: it is offered, and nothing has changed.
  const again = await comesThroughGosuslugi(held, 'ivanova');
  await again.isSignedInAs('Иванова М. П.');
  await again.goto(world.at('school', '/account'));
  await again.reads('contact-waiting');
  await again.follow('contact-choose');
  await again.sees('contact-title');
  await again.reads(ivanova.name);
  // Not now: it waits.
  await again.follow('contact-not-now');
  await again.isSignedInAs('Иванова М. П.');
  await again.follow('contact-choose');
  await take(again, 'portal-account-name').check();
  await again.press('portal-save');
  await again.isSignedInAs(ivanova.name);
  await again.goto(world.at('school', '/account/contacts'));
  await again.reads(/Взято отсюда/);
  await again.goto(world.at('school', '/account/activity'));
  await again.reads('activity-services-contact-kept');

  // Later she gives another name of her own; Gosuslugi does not put its own back.
  await again.goto(world.at('school', '/account/details'));
  await again.fill('portal-account-name', 'Маша Иванова');
  await again.press('portal-save');
  const later = await comesThroughGosuslugi(held, 'ivanova');
  await later.isSignedInAs('Маша Иванова');
  await later.goto(world.at('school', '/account/contacts'));
  await later.reads(/Указано вами здесь/);
  await later.readsNot('contact-offer-text');
});

journey(held, 's5_4 what is not taken over is not kept, and can be asked for again', async (held) => {
  const { world } = held;
  const visitor = await links(held, 'petrov');
  await visitor.goto(world.at('school', '/account/details'));
  await visitor.fill('portal-account-name', 'Петров А.');
  await visitor.press('portal-save');
  const later = await comesThroughGosuslugi(held, 'petrov');
  await later.goto(world.at('school', '/account/contacts'));
  // Nothing is marked but to stay with what is there.
  assert.equal(await take(later, 'portal-account-name').isChecked(), false);
  await later.press('portal-save');
  await later.sees('contact-title');
  await later.isSignedInAs('Петров А.');
  await later.readsNot('contact-offer-text');
  await later.readsNot(world.sample('petrov').name);
  await later.pressAbout('contact-again', later.t('portal-account-name'));
  // He is signed in at Gosuslugi: it tells his name once more.
  assert.equal(later.host(), 'school');
  await later.sees('contact-title');
  await later.reads('contact-offer-text');
  await later.reads(world.sample('petrov').name);
});
