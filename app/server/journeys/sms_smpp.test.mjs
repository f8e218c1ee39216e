// Text messages by SMPP 3.4, at an operator that others wrote: the npm library `smpp`.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch } from './lib/browser.mjs';
import { eventually } from './lib/http.mjs';
import { fillsRegistration } from './lib/identity.mjs';
import { Operator } from './lib/operator.mjs';
import { Identity } from './lib/serve.mjs';
import { LANGUAGES } from './lib/texts.mjs';
import { Visitor } from './lib/visitor.mjs';
import { freshPhone } from './lib/world.mjs';

const PASSWORD = 'op-pass1';
let operator, identity, browser;

before(async () => {
  operator = await Operator.start({ systemId: 'onedoor', password: PASSWORD });
  [identity, browser] = await Promise.all([Identity.start({ clients: [], operator }), launch()]);
});

after(async () => {
  await browser?.close();
  await identity?.stop();
});

/** States of the messages, the latest first, as whoever runs the site sees them. */
const states = () => identity.command('messages', 'list').trim().split('\n').filter(Boolean).map((line) => line.split('\t')[3]);

/** Somebody at the page that asks for the phone. */
async function atTheDoor(language = 'en') {
  const visitor = await Visitor.arrive(browser, { language, scripts: false });
  await visitor.goto(identity.at('/register'));
  const phone = freshPhone();
  await visitor.fill('name-label', 'Đỗ Thị Bích Ngọc');
  await visitor.fill('phone-label', phone);
  await visitor.tick('register-consent-label');
  return { visitor, phone };
}

for (const language of LANGUAGES) {
  test(`a code in ${language} arrives whole, opens an account, and is known to have arrived`, async () => {
    const visitor = await Visitor.arrive(browser, { language, scripts: false });
    await visitor.goto(identity.at('/register'));
    const [phone, before] = [freshPhone(), operator.messages.length];
    await fillsRegistration(visitor, operator, { name: 'Đỗ Thị Bích Ngọc', phone, login: `ngoc.${language}`, password: 'ba con thuyền giấy' });
    await eventually('account', () => (/\/register/.test(visitor.page.url()) ? undefined : true));
    const message = operator.messages.slice(before).find(({ to }) => to === phone);
    const [code] = message.text.match(/\d{6}/);
    assert.match(message.text, visitor.t.like('sms-registration-code', { code }));
    assert.ok(!message.text.includes('\ufffd'), message.text);
    assert.equal(message.from, 'VNeID');
    await eventually('receipt', () => (states()[0] === 'delivered' ? true : undefined));
    await visitor.page.context().close();
  });
}

test('an operator that says “slower” gets the message again, and one message arrives', async () => {
  const { visitor, phone } = await atTheDoor();
  operator.throttled = 2;
  const [submitted, arrived] = [operator.submitted.length, operator.messages.length];
  await operator.message(phone, () => visitor.press('register-get-code'));
  assert.ok(operator.submitted.length >= submitted + 3);
  assert.equal(operator.messages.slice(arrived).filter(({ to }) => to === phone).length, 1);
  await visitor.page.context().close();
});

test('an operator that answers twice and tells twice changes nothing', async () => {
  const { visitor, phone } = await atTheDoor();
  operator.answersTwice = true;
  // Before the answer is written down.
  operator.delay = 0;
  await operator.message(phone, () => visitor.press('register-get-code'));
  operator.answersTwice = false;
  operator.delay = undefined;
  await eventually('receipt', () => (states()[0] === 'delivered' ? true : undefined), 20_000);
  assert.equal(operator.messages.filter(({ to }) => to === phone).length, 1);
  await visitor.page.context().close();
});

test('a message that does not arrive is known not to have arrived', async () => {
  const { visitor, phone } = await atTheDoor();
  operator.fate = 'UNDELIV';
  await operator.message(phone, () => visitor.press('register-get-code'));
  await eventually('receipt', () => (states()[0] === 'undelivered' ? true : undefined));
  operator.fate = undefined;
  await visitor.page.context().close();
});

test('an operator that answers in hexadecimal digits and tells in decimal ones is understood', async () => {
  const { visitor, phone } = await atTheDoor();
  operator.numbers = true;
  await operator.message(phone, () => visitor.press('register-get-code'));
  await eventually('receipt', () => (states()[0] === 'delivered' ? true : undefined));
  operator.numbers = false;
  await visitor.page.context().close();
});

test('a connection that breaks between a message and its answer doubles it once, and whoever looks is told', async () => {
  const { visitor, phone } = await atTheDoor();
  const before = operator.messages.length;
  operator.breaksOff = 1;
  await visitor.press('register-get-code');
  await eventually('sent', () => (['sent', 'delivered'].includes(states()[0]) ? true : undefined), 60_000);
  assert.equal(operator.messages.slice(before).filter(({ to }) => to === phone).length, 2);
  const [, id] = identity.command('messages', 'list').trim().split('\n')[0].split('\t');
  assert.match(identity.command('messages', 'show', id), /went out once without an answer: it may have arrived twice/);
  await visitor.page.context().close();
});

test('a message that nobody ever answered is not brought a third time', async () => {
  const { visitor, phone } = await atTheDoor();
  const before = operator.messages.length;
  operator.breaksOff = 9;
  await visitor.press('register-get-code');
  await eventually('given up', () => (states()[0] === 'undelivered' ? true : undefined), 60_000);
  operator.breaksOff = 0;
  assert.equal(operator.messages.slice(before).filter(({ to }) => to === phone).length, 2);
  await visitor.page.context().close();
});

test('a cut cable and an operator out of order lose nothing', async () => {
  const binds = operator.binds;
  operator.breaks();
  await eventually('new bind', () => (operator.binds > binds ? true : undefined), 15_000);
  await operator.closes();
  const { visitor, phone } = await atTheDoor();
  await visitor.press('register-get-code');
  // The page goes on: nobody waits for an operator.
  await visitor.sees('code-title');
  await eventually('failed try', () => (states()[0] === 'waiting' ? true : undefined));
  await operator.message(phone, () => operator.opens(), 60_000);
  await visitor.page.context().close();
});
