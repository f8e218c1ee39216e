// Every page on the way to a link, and from it, has a way out that leaves nothing half. What the journeys of the
// flows themselves do not turn back from (S5.2, S5.3, S5.5 and S1.3 have such journeys of their own).
import assert from 'node:assert/strict';
import { consentsIfAsked, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';

const held = chromium();

const NATIONAL = 'Đăng nhập bằng tài khoản Cổng DVC quốc gia';

journey(held, 'cancel_everywhere S1.2 and ending, taking over and contact data: turned back from each page, nothing is half', async ({ world, arrive }) => {
  const hung = world.sample('hung');
  const visitor = await arrive();
  const system = visitor.t('site-name-haiduong');
  await visitor.goto(world.at('id.dvcqg', '/sign-in'));
  await signsIn(visitor, hung.account('id.dvcqg'));
  await visitor.sees('account-title');
  await visitor.follow('links-title');
  const isUnlinked = async () => {
    await visitor.sees('links-title');
    await visitor.reads('links-none-title');
  };
  const begins = async () => {
    await isUnlinked();
    await visitor.follow('links-new');
    await visitor.sees('links-choose-title');
  };
  const proves = async (password) => {
    await visitor.follow(system);
    await visitor.fill('links-prove-user', hung.account('haiduong').login);
    await visitor.fill('links-prove-password', password);
  };

  // From the choice of the system.
  await begins();
  await visitor.page.goBack();
  await isUnlinked();
  // From the form, with everything typed.
  await begins();
  await proves(hung.account('haiduong').password);
  await visitor.follow('links-cancel');
  // From the form that came back.
  await begins();
  await proves('không đúng');
  await visitor.press('links-prove-button');
  await visitor.isTold('links-wrong');
  await visitor.follow('links-cancel');
  // Linked; and from its end.
  await begins();
  await proves(hung.account('haiduong').password);
  await visitor.press('links-prove-button');
  await visitor.reads('links-state-active');
  await visitor.follow('links-end');
  await visitor.sees('links-end-title', { system });
  await visitor.follow('links-end-keep');
  await visitor.sees('links-title');
  await visitor.reads('links-state-active');

  // At the province: from the question who may see what, from what is on hold, from the contact data, from the end.
  await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Faccount'));
  await visitor.follow(NATIONAL);
  if (visitor.path().startsWith('/interaction/')) {
    await visitor.press('consent-deny');
    assert.equal(visitor.host(), 'haiduong');
    await visitor.isNobody();
    await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Faccount'));
    await visitor.follow(NATIONAL);
    await consentsIfAsked(visitor);
  }
  assert.equal(visitor.host(), 'haiduong');
  await visitor.isSignedInAs(hung.name);
  await visitor.goto(world.at('haiduong', '/account'));
  await visitor.reads('held-notice');
  await visitor.follow('held-look');
  await visitor.sees('held-title');
  await visitor.follow('link-continue');
  await visitor.goto(world.at('haiduong', '/account'));
  await visitor.reads('held-notice');
  await visitor.goto(world.at('haiduong', '/account/contacts'));
  await visitor.sees('contact-title');
  await visitor.isSignedInAs(hung.name);
  await visitor.goto(world.at('haiduong', '/account/links'));
  await visitor.follow('Hủy liên kết');
  await visitor.sees('link-end-title');
  await visitor.follow('link-end-leave');
  await visitor.sees('portal-account-links');
  await visitor.reads('link-state-active');
});
