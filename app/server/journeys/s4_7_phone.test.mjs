// S4.7: another phone for the account. Both phones shown; the old one lost, with an objection; a number that is another
// account's.
import assert from 'node:assert/strict';
import { registers, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { freshName, freshPhone } from './lib/world.mjs';

const held = chromium();
const PASSWORD = 'con thuyền trên sông Đà';

async function newcomer(world, visitor) {
  const person = { name: 'Lê Thị Hồng', phone: freshPhone(), login: freshName(), password: PASSWORD };
  await visitor.goto(world.at('vneid', '/sign-in'));
  await registers(visitor, world, person);
  await visitor.sees('account-title');
  return person;
}

/** From the settings to the page after the code that went to the new phone. */
async function showsNew(visitor, world, phone) {
  await visitor.goto(world.at('vneid', '/account/phone'));
  await visitor.sees('phone-title');
  await visitor.fill('phone-new-label', phone);
  const code = await world.code(phone, () => visitor.press('phone-send'));
  await visitor.sees('phone-code-new-title');
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
}

const link = (told) => told.text.match(/https?:\/\/\S+\/objection\?value=\S+/)[0];

journey(held, 's4_7_phone: both phones shown, and undone with the link that the old one got', async ({ world, arrive }) => {
  const visitor = await arrive();
  const person = await newcomer(world, visitor);
  const fresh = freshPhone();
  await visitor.goto(world.at('vneid', '/account/phone'));
  await visitor.fill('phone-new-label', '12');
  await visitor.press('phone-send');
  await visitor.isTold('phone-malformed-vn');
  await showsNew(visitor, world, fresh);
  await visitor.sees('phone-old-title');
  const code = await world.code(person.phone, () => visitor.press('phone-old-send'));
  await visitor.sees('phone-code-old-title');
  await visitor.fill('code-label', code === '000000' ? '000001' : '000000');
  await visitor.press('code-continue');
  await visitor.isTold('code-wrong');
  await visitor.fill('code-label', code);
  const told = await world.message(person.phone, () => visitor.press('code-continue'), /objection/);
  await visitor.reads('phone-changed');
  const there = await arrive();
  await there.goto(world.at('vneid', '/sign-in'));
  await signsIn(there, { login: fresh, password: PASSWORD });
  await there.sees('account-title');

  const owner = await arrive();
  await owner.goto(link(told));
  await owner.sees('objection-undo-title');
  await owner.press('objection-stop');
  await owner.sees('objection-stopped-title');
  await there.goto(world.at('vneid', '/account'));
  await there.sees('sign-in-title');
  await signsIn(there, { login: person.phone, password: PASSWORD });
  await there.sees('account-title');
});

journey(held, 's4_7_phone: the old one is lost, it waits, is withdrawn, waits again and is stopped without signing in', async ({ world, arrive }) => {
  const visitor = await arrive();
  const person = await newcomer(world, visitor);
  const fresh = freshPhone();
  const waits = async () => {
    await showsNew(visitor, world, fresh);
    await visitor.sees('phone-old-title');
    const told = await world.message(person.phone, () => visitor.press('phone-old-wait'), /objection/);
    await visitor.reads('phone-waits');
    return told;
  };
  await waits();
  await visitor.goto(world.at('vneid', '/account'));
  await visitor.press('phone-withdraw');
  await visitor.reads('phone-withdrawn');
  const told = await waits();
  const owner = await arrive();
  await owner.goto(link(told));
  await owner.sees('objection-title');
  await owner.press('objection-stop');
  await owner.sees('objection-stopped-title');
  await owner.goto(link(told));
  await owner.sees('objection-stopped-title');
  await visitor.goto(world.at('vneid', '/account'));
  await visitor.sees('sign-in-title');
  await signsIn(visitor, { login: person.phone, password: PASSWORD });
  await showsNew(visitor, world, fresh);
  await visitor.sees('phone-old-title');
  assert.equal(await visitor.page.getByRole('button', { name: visitor.words('phone-old-wait') }).count(), 0);
});

journey(held, 's4_7_phone: a number that another account has leads to merging, or waits until its owner objects', async ({ world, arrive }) => {
  const owner = await arrive();
  const before = await newcomer(world, owner);
  const visitor = await arrive();
  await newcomer(world, visitor);
  await showsNew(visitor, world, before.phone);
  await visitor.sees('phone-taken-title');
  const told = await world.message(before.phone, () => visitor.press('phone-old-wait'), /objection/);
  await visitor.reads('phone-waits');
  await owner.goto(link(told));
  await owner.sees('objection-owner-title');
  await owner.press('objection-stop');
  await owner.sees('objection-stopped-title');
  await owner.goto(world.at('vneid', '/account/phone'));
  await owner.sees('phone-title');
  await visitor.goto(world.at('vneid', '/account'));
  await visitor.sees('account-title');
});
