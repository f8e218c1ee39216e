// S4.3: signing in at a computer with the phone, which reads a code and compares a number.
import assert from 'node:assert/strict';
import { signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { scanned } from './lib/qr.mjs';

const held = chromium();

/** A computer that shows the code, on its way to the activity. */
async function computer({ world, arrive }) {
  const visitor = await arrive({ width: 1100 });
  await visitor.goto(world.at('vneid', '/sign-in?return_to=%2Faccount%2Factivity'));
  await visitor.press('by-phone-link');
  await visitor.sees('by-phone-title');
  return { visitor, address: await scanned(visitor.page), number: await visitor.page.locator('.by-phone__number').innerText() };
}

/** Until the page says it: with scripts and without, it looks by itself. */
async function comesTo(visitor, heading) {
  await visitor.page.getByRole('heading', { level: 1, name: visitor.whole(heading) }).waitFor({ timeout: 30_000 });
}

journey(held, 's4_3_phone: the phone signs in, compares the number, and the computer goes on to where it was heading', async (held) => {
  const { world, arrive, scripts } = held;
  const khai = world.sample('khai');
  const there = await computer(held);
  assert.match(there.address, /^http:\/\/vneid\.localhost:\d+\/phone\/[\w-]{43}$/);
  // The phone is not signed in: the code's address survives the sign-in.
  const phone = await arrive();
  await phone.goto(there.address);
  await signsIn(phone, khai.account('vneid'));
  await phone.sees('by-phone-ask');
  await phone.reads('by-phone-relayed');
  await phone.press(there.number);
  await phone.sees('by-phone-answer-confirmed');
  if (scripts) {
    await there.visitor.page.waitForURL(/\/account\/activity/);
  } else {
    await comesTo(there.visitor, 'by-phone-confirmed');
    await there.visitor.press('by-phone-go-on');
  }
  await there.visitor.isSignedInAs(khai.name);
  assert.equal(there.visitor.path(), '/account/activity');
  await there.visitor.reads('activity-people-phone-sign-in-confirmed');
  // Once only.
  await phone.goto(there.address);
  await phone.sees('by-phone-answer-over');
}, { forgiving: [/410/] });

journey(held, 's4_3_phone: another number, or a refusal, signs nobody in', async (held) => {
  const { world, arrive } = held;
  const phone = await arrive();
  await phone.goto(world.at('vneid', '/sign-in'));
  await signsIn(phone, world.sample('khai').account('vneid'));
  for (const [answers, told, computerIsTold] of [
    [async (number) => {
      const numbers = await phone.page.locator('button[name=number]').allInnerTexts();
      await phone.press(numbers.map((text) => text.trim()).find((text) => /^\d+$/.test(text) && text !== number));
    }, 'by-phone-answer-wrong', 'by-phone-wrong'],
    [() => phone.press('by-phone-not-me'), 'by-phone-answer-refused', 'by-phone-refused'],
  ]) {
    const there = await computer(held);
    await phone.goto(there.address);
    await phone.sees('by-phone-ask');
    await answers(there.number);
    await phone.sees(told);
    await comesTo(there.visitor, computerIsTold);
    await there.visitor.isNobody();
    // The way on is a new code.
    await there.visitor.press('by-phone-another');
    await there.visitor.sees('by-phone-title');
    assert.notEqual(await scanned(there.visitor.page), there.address);
  }
});
