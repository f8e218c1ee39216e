// S4.8: a forgotten password. By phone, by mail, with the security questions; and the waiting where that is not enough.
import assert from 'node:assert/strict';
import { makesCodes } from './lib/codes.mjs';
import { registers, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { freshName, freshPhone } from './lib/world.mjs';

const held = chromium();
const OLD = 'con thuyền trên sông Đà';
const NEW = 'con trâu đi trước cái cày';

/** From the sign-in page to the page that asks what one has. */
async function begins(visitor, world, site, identifier) {
  await visitor.goto(world.at(site, '/sign-in'));
  await visitor.follow('recover-link');
  await visitor.sees('recover-title');
  await visitor.page.locator('#identifier').fill(identifier);
  await visitor.press('code-continue');
  await visitor.sees('recover-ways-title');
}

const takes = (visitor, way) => visitor.page.getByRole('radio', { name: visitor.words(way) }).check();

/** Has a code sent to the phone and gives it. */
async function showsPhone(visitor, world, phone) {
  await takes(visitor, 'recover-way-phone');
  const code = await world.code(phone, () => visitor.press('code-continue'));
  await visitor.sees('recover-phone-title');
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
}

/** The same with a mail address. */
async function showsMail(visitor, world, address) {
  await takes(visitor, 'recover-way-email');
  const letter = await world.message(address, () => visitor.press('code-continue'));
  await visitor.sees('recover-email-title');
  await visitor.fill('code-label', letter.text.match(/\b(\d{6})\b/)[1]);
  await visitor.press('code-continue');
}

async function setsPassword(visitor, password) {
  await visitor.sees('recover-password-title');
  await visitor.fill('password-new-label', password);
  await visitor.fill('password-again-label', password);
  await visitor.press('recover-password-button');
}

/** A mail address for whoever is signed in. */
async function addsMail(visitor, world, site, address) {
  await visitor.goto(world.at(site, '/account/email'));
  await visitor.fill('email-label', address);
  const letter = await world.message(address, () => visitor.press('email-add'));
  await visitor.sees('email-code-title');
  await visitor.fill('code-label', letter.text.match(/\b(\d{6})\b/)[1]);
  await visitor.press('email-code-confirm');
  await visitor.reads('email-added');
}

async function newcomer(world, visitor) {
  const person = { name: 'Lê Thị Hồng', phone: freshPhone(), login: freshName(), password: OLD };
  await visitor.goto(world.at('vneid', '/sign-in'));
  await registers(visitor, world, person);
  await visitor.sees('account-title');
  return person;
}

journey(held, 's4_8_phone', async ({ world, arrive }) => {
  const before = await arrive();
  const person = await newcomer(world, before);
  const visitor = await arrive();
  await begins(visitor, world, 'vneid', person.phone);
  await showsPhone(visitor, world, person.phone);
  await setsPassword(visitor, NEW);
  await visitor.reads('recover-done');
  await before.goto(world.at('vneid', '/account'));
  await before.sees('sign-in-title');
  await signsIn(before, { ...person, password: OLD });
  await before.isTold('sign-in-wrong');
  await signsIn(before, { ...person, password: NEW });
  await before.sees('account-title');
});

journey(held, 's4_8_email', async ({ world, arrive }) => {
  const before = await arrive();
  const person = await newcomer(world, before);
  const address = `${person.login}@mail.example`;
  await addsMail(before, world, 'vneid', address);
  const visitor = await arrive();
  await begins(visitor, world, 'vneid', person.login);
  await showsMail(visitor, world, address);
  await setsPassword(visitor, NEW);
  await visitor.reads('recover-done');
});

journey(held, 's4_8_questions', async ({ world, arrive }) => {
  const before = await arrive();
  const person = await newcomer(world, before);
  // With codes at every sign-in the account opens more, and one thing is not enough.
  await before.goto(world.at('vneid', '/account/security'));
  await before.page.getByRole('radio', { name: before.words('text-codes-always') }).check();
  await before.press('text-codes-save');
  await before.goto(world.at('vneid', '/account/security/questions'));
  await before.sees('questions-title');
  const answers = ['Cô Lan', 'Phố Huế', 'Chú bé loắt choắt'];
  for (const [place, word] of ['teacher', 'street', 'song'].entries()) {
    await before.page.locator(`#question_${place + 1}`).selectOption(word);
    await before.page.locator(`#answer_${place + 1}`).fill(answers[place]);
  }
  await before.press('questions-save');
  await before.reads('questions-notice-set');

  const visitor = await arrive();
  await begins(visitor, world, 'vneid', person.login);
  await showsPhone(visitor, world, person.phone);
  await visitor.sees('recover-more-title');
  await takes(visitor, 'recover-way-questions');
  await visitor.press('code-continue');
  await visitor.sees('recover-questions-title');
  for (const [place, answer] of answers.entries()) {
    await visitor.page.locator(`#answer_${place + 1}`).fill(answer.toUpperCase());
  }
  await visitor.press('code-continue');
  await setsPassword(visitor, NEW);
  await visitor.sees('second-title');
});

journey(held, 's4_8_waiting: told with a link, stopped by it without signing in, and shut afterwards', async ({ world, arrive }) => {
  const khai = world.sample('khai');
  const account = khai.account('vneid');
  const stranger = await arrive();
  await begins(stranger, world, 'vneid', account.login);
  await showsPhone(stranger, world, khai.phone);
  await stranger.sees('recover-more-title');
  const told = await world.message(khai.phone, () => stranger.press('recover-wait-button', { days: 7 }), /recover\/stop/);
  await stranger.sees('recover-waiting-title');
  const [link] = told.text.match(/https?:\/\/\S+\/recover\/stop\?value=\S+/);
  const owner = await arrive();
  await owner.goto(link);
  await owner.sees('recover-stop-title');
  await owner.press('recover-stop-button');
  await owner.sees('recover-stopped-title');
  await begins(stranger, world, 'vneid', account.login);
  await showsPhone(stranger, world, khai.phone);
  await stranger.sees('recover-shut-title');
  // The owner's password is as it was; with a code from the list the phone opens the account at once.
  await owner.goto(world.at('vneid', '/sign-in'));
  await signsIn(owner, account);
  const codes = await makesCodes(owner, world);
  assert.equal(codes.length, 10);
});
