// S5.5: one person, several accounts at the school: linked, chosen after the sign-in, switched.
import assert from 'node:assert/strict';
import { signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { choosesOwnOrganisation, signsInLocally } from './lib/portal.mjs';
import { atSchool, comesThroughGosuslugi, proves } from './lib/school.mjs';

const held = chromium();

/** Links the second account from the settings of the first. */
async function addsTheSecond(held, visitor) {
  const { world } = held;
  const smirnova = world.sample('smirnova');
  const [, second] = atSchool(smirnova);
  await visitor.goto(world.at('school', '/account/links'));
  await visitor.follow('link-add-button');
  // Gosuslugi asks for the password again: whoever found the browser open adds nothing.
  assert.equal(visitor.host(), 'esia');
  await signsIn(visitor, smirnova.account('esia'));
  assert.equal(visitor.host(), 'school');
  await visitor.sees('link-add-title');
  await choosesOwnOrganisation(visitor, second);
  await proves(visitor, second);
  await visitor.sees('link-done-title');
}

/** The radio button of the account of that organisation. */
const choice = (visitor, account) =>
  visitor.page.getByRole('main').locator('label.choice').filter({ hasText: account.organisation.at(-1) }).getByRole('radio');

/** What the account page says of the organisation. */
async function isIn(visitor, world, account) {
  await visitor.goto(world.at('school', '/account'));
  await visitor.reads(account.organisation.at(-1));
}

journey(held, 's5_5 a second account is linked, after the sign-in one chooses, and switches without another sign-in', async (held) => {
  const { world } = held;
  const smirnova = world.sample('smirnova');
  const [first, second] = atSchool(smirnova);
  const visitor = await comesThroughGosuslugi(held, 'smirnova');
  assert.equal(visitor.path(), '/dossiers');
  await addsTheSecond(held, visitor);
  await isIn(visitor, world, second);

  // From now on she is asked, with nothing opened before she has answered.
  const later = await comesThroughGosuslugi(held, 'smirnova');
  await later.sees('link-choose-title');
  await later.isNobody();
  for (const account of [first, second]) await later.reads(account.organisation.at(-1));
  await later.reads('portal-organisation-educational');
  // The last one is marked, and another may be taken.
  assert.equal(await choice(later, second).isChecked(), true);
  await choice(later, first).check();
  await later.press('link-continue');
  assert.equal(later.path(), '/dossiers');
  await isIn(later, world, first);

  await later.follow('link-switch-title');
  await later.sees('link-switch-title');
  await later.press('link-switch-button');
  assert.equal(later.host(), 'school');
  await later.reads('link-switched');
  await later.reads(second.organisation.at(-1));
  await later.isSignedInAs(smirnova.name);
  // And it stands in the record.
  await later.goto(world.at('school', '/account/activity'));
  await later.reads('activity-linking-account-switched');
});

journey(held, 's5_5 one more from the choice; turning back leaves everything as it was', async (held) => {
  const { world } = held;
  const smirnova = world.sample('smirnova');
  const [first] = atSchool(smirnova);
  const visitor = await comesThroughGosuslugi(held, 'smirnova');
  // At Gosuslugi.
  await visitor.goto(world.at('school', '/account/links'));
  await visitor.follow('link-add-button');
  await visitor.press('sign-in-cancel');
  await visitor.sees('portal-account-links');
  // At the school's password.
  await visitor.follow('link-add-button');
  await signsIn(visitor, smirnova.account('esia'));
  await visitor.sees('link-add-title');
  await visitor.press('link-cancel');
  await visitor.sees('portal-account-links');
  await isIn(visitor, world, first);
  await addsTheSecond(held, visitor);
  // A third one of hers would be given here; that of another person stays theirs.
  const later = await comesThroughGosuslugi(held, 'smirnova');
  await later.sees('link-choose-title');
  await later.follow('link-add-button');
  await later.sees('link-account-title');
  const petrov = world.sample('petrov').account('school');
  await choosesOwnOrganisation(later, petrov);
  await later.press('link-cancel');
  await later.sees('link-cancelled-title');
  await later.isNobody();
});

journey(held, 's5_5 the password of one account opens no other', async (held) => {
  const { world, arrive } = held;
  const smirnova = world.sample('smirnova');
  const [first, second] = atSchool(smirnova);
  await addsTheSecond(held, await comesThroughGosuslugi(held, 'smirnova'));
  const visitor = await arrive({ language: 'ru' });
  await visitor.goto(world.at('school', '/sign-in'));
  await choosesOwnOrganisation(visitor, first);
  await signsInLocally(visitor, first);
  await visitor.goto(world.at('school', '/account/switch'));
  await visitor.sees('link-switch-title');
  await visitor.readsNot(second.organisation.at(-1));
  // Through Gosuslugi she sees both.
  await visitor.follow('link-switch-sign-in-button');
  await signsIn(visitor, smirnova.account('esia'));
  await visitor.sees('link-choose-title');
  await visitor.press('link-continue');
  await visitor.sees('link-switch-title');
  await visitor.reads(first.organisation.at(-1));
  await visitor.reads(second.organisation.at(-1));
});
