// S1.3: a link is ended from the portal's side, the account stays, and the two can be linked again.
import assert from 'node:assert/strict';
import { consentsIfAsked, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { signsInLocally } from './lib/portal.mjs';

const held = chromium();

const NATIONAL = 'Đăng nhập bằng tài khoản Cổng DVC quốc gia';

/** Comes to Hải Dương with the national account. */
async function comes({ world, arrive }, handle, visitor) {
  const someone = visitor ?? (await arrive());
  await someone.goto(world.at('haiduong', '/sign-in?return_to=%2Fdossiers'));
  await someone.follow(NATIONAL);
  assert.equal(someone.host(), 'id.dvcqg');
  await signsIn(someone, world.sample(handle).account('id.dvcqg'));
  await consentsIfAsked(someone);
  assert.equal(someone.host(), 'haiduong');
  return someone;
}

journey(held, 's1_3_end [Hủy liên kết]: what ends and what stays is said, it ends at once, and linking again works', async (held) => {
  const { world, arrive } = held;
  const mai = world.sample('mai');
  const visitor = await comes(held, 'mai');
  const telephone = await comes(held, 'mai');
  await visitor.goto(world.at('haiduong', '/account/links'));
  await visitor.follow('Hủy liên kết');
  await visitor.sees('link-end-title');
  await visitor.reads('link-end-stays-dossiers');
  await visitor.reads('link-end-ends-this');
  // She thinks it over.
  await visitor.follow('link-end-leave');
  await visitor.sees('portal-account-links');
  await visitor.follow('Hủy liên kết');
  await visitor.press('Hủy liên kết');
  await visitor.isNobody();
  await visitor.reads('link-news-ended-text');
  // On her telephone too.
  await telephone.goto(world.at('haiduong', '/account'));
  await telephone.sees('portal-signin-title');

  // Her dossiers are where they were.
  const herself = await arrive();
  await herself.goto(world.at('haiduong', '/sign-in?return_to=%2Fdossiers'));
  await signsInLocally(herself, mai.account('haiduong'));
  await herself.isSignedInAs(mai.name);
  await herself.reads('Đăng ký thường trú');
  await herself.goto(world.at('haiduong', '/account/links'));
  await herself.reads('link-state-ended-person');
  await herself.goto(world.at('haiduong', '/account/activity'));
  await herself.reads('activity-linking-link-ended');

  // Nothing comes back in silence: the old password makes the link again, and the page says so.
  const again = await comes(held, 'mai');
  await again.sees('link-not-yet-title');
  await again.isNobody();
  await again.follow('link-continue');
  await again.fill('portal-user-name', mai.account('haiduong').login);
  await again.fill('portal-password', mai.account('haiduong').password);
  await again.press('link-account-button');
  await again.sees('link-done-title');
  await again.reads(/liên kết lại/);
  await again.follow('link-continue');
  await again.reads('Đăng ký thường trú');
});

journey(held, 's1_3_end the only way in does not end before there is another', async (held) => {
  const { world } = held;
  const visitor = await comes(held, 'lan');
  await visitor.isSignedInAs(world.sample('lan').name);
  await visitor.goto(world.at('haiduong', '/account/links'));
  await visitor.follow('Hủy liên kết');
  await visitor.sees('link-end-title');
  await visitor.reads('link-end-last-do');
  assert.equal(await visitor.button('link-end-button').count(), 0);
  await visitor.follow('link-end-set-password');
  await visitor.fill('portal-user-name', 'lan.o.haiduong');
  await visitor.fill('portal-new-password', 'mot mua vai chin do');
  await visitor.press('portal-save');
  await visitor.goto(world.at('haiduong', '/account/links'));
  await visitor.follow('Hủy liên kết');
  await visitor.press('Hủy liên kết');
  await visitor.isNobody();
  await visitor.reads('link-news-ended-text');
  await signsInLocally(visitor, { login: 'lan.o.haiduong', password: 'mot mua vai chin do' });
  await visitor.isSignedInAs(world.sample('lan').name);
});

journey(held, 's1_3_takeover what was in the account before and was not proven is on hold until its owner decides', async (held) => {
  const { world, arrive } = held;
  const hung = world.sample('hung');
  // Somebody has been signed in with the old password all along.
  const before = await arrive();
  await before.goto(world.at('haiduong', '/sign-in?return_to=%2Faccount'));
  await signsInLocally(before, hung.account('haiduong'));
  await before.isSignedInAs(hung.name);

  const visitor = await comes(held, 'hung');
  await visitor.sees('link-not-yet-title');
  await visitor.follow('link-continue');
  await visitor.fill('portal-user-name', hung.account('haiduong').login);
  await visitor.fill('portal-password', hung.account('haiduong').password);
  await visitor.press('link-account-button');
  await visitor.sees('link-done-title');
  await visitor.reads('held-notice');
  await before.goto(world.at('haiduong', '/account'));
  await before.isNobody();

  await visitor.follow('held-look');
  await visitor.sees('held-title');
  await visitor.reads('held-sessions-text');
  // Without an answer it stays on hold.
  await visitor.press('portal-save');
  await visitor.sees('held-title');
  await visitor.page.getByRole('group', { name: /912/ }).getByRole('radio', { name: visitor.words('held-keep') }).check();
  await visitor.press('portal-save');
  assert.equal(visitor.path(), '/dossiers');
  await visitor.goto(world.at('haiduong', '/account'));
  await visitor.readsNot('held-notice');
  // The password that was typed to prove the account is proven.
  const again = await arrive();
  await again.goto(world.at('haiduong', '/sign-in'));
  await signsInLocally(again, hung.account('haiduong'));
  await again.isSignedInAs(hung.name);
});
