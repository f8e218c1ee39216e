// S4.7 at a portal: the mail address of an account there, confirmed by a code that is read where the letter arrives.
import assert from 'node:assert/strict';
import { chromium, journey } from './lib/journey.mjs';
import { signsInLocally } from './lib/portal.mjs';

const held = chromium();

journey(held, 's4_portal_mail a mail address is confirmed, told of and removed', async ({ world, arrive }) => {
  const hung = world.sample('hung');
  const address = `${hung.handle}@mail.example`;
  const visitor = await arrive();
  await visitor.goto(world.at('haiduong', '/account/email'));
  await signsInLocally(visitor, hung.account('haiduong'));
  await visitor.sees('portal-email-title');
  await visitor.fill('portal-email-label', 'hung');
  await visitor.press('portal-reset-send');
  await visitor.isTold('portal-email-malformed');

  await visitor.fill('portal-email-label', address);
  const letter = await world.message(address, async () => {
    await visitor.press('portal-reset-send');
    await visitor.sees('email-code-title');
  });
  assert.ok(letter.subject && !/\d{6}/.test(letter.subject), 'a locked screen shows no code');
  const code = letter.text.match(/\b(\d{6})\b/)[1];
  await visitor.fill('portal-code', code === '000000' ? '000001' : '000000');
  await visitor.press('portal-next');
  await visitor.isTold('portal-code-wrong');
  await visitor.fill('portal-code', code);
  const told = await world.message(hung.phone, async () => {
    await visitor.press('portal-next');
    await visitor.reads('portal-account-email-saved');
  });
  assert.match(told.text, /thư điện tử/, 'the phone hears of it');
  await visitor.reads(address);

  await visitor.goto(world.at('haiduong', '/account/email'));
  await visitor.reads('portal-email-confirmed');
  const farewell = await world.message(address, async () => {
    await visitor.press('portal-email-remove');
    await visitor.reads('portal-account-email-removed');
  });
  assert.match(farewell.text, /vừa được đổi/);
  await visitor.goto(world.at('haiduong', '/account/activity'));
  await visitor.reads('activity-services-account-email-removed');
});

journey(held, 's4_portal_mail what the form would say of a password is said while it is typed', async ({ world, arrive, scripts }) => {
  const account = world.sample('hung').account('haiduong');
  const visitor = await arrive();
  await visitor.goto(world.at('haiduong', '/account/password'));
  await signsInLocally(visitor, account);
  await visitor.sees('portal-password-change-title');
  await visitor.fill('portal-new-password', '12345678901234');
  if (scripts) {
    await visitor.page.locator('#password-advice').filter({ hasText: visitor.words('portal-password-common') }).waitFor();
    await visitor.fill('portal-new-password', 'bảy con cò trắng');
    await visitor.page.locator('#password-advice.advice--fine').waitFor();
    await visitor.fill('portal-new-password', '12345678901234');
  }
  await visitor.fill('portal-current-password', account.password);
  await visitor.press('portal-save');
  await visitor.isTold('portal-password-common');
});
