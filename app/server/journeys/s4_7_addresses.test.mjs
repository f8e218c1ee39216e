// S4.7: postal addresses, whose place is chosen step by step or found by a name, also by one that is no more.
import assert from 'node:assert/strict';
import { signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';

const held = chromium();

journey(held, 's4_7 an address is added step by step, changed and removed', async ({ world, arrive, scripts }) => {
  const visitor = await arrive();
  await visitor.goto(world.at('id.dvcqg', '/account/settings/addresses'));
  await signsIn(visitor, world.sample('lan').account('id.dvcqg'));
  await visitor.sees('address-title');
  await visitor.follow('address-add');
  await visitor.sees('address-country-title');
  await visitor.follow('address-country-vn');
  await visitor.sees('address-place-title');

  // The province that her parents still name.
  if (scripts) {
    await visitor.page.locator('#q').pressSequentially('hai duong');
    await visitor.page.locator('#places').getByText('Tỉnh Hải Dương').first().waitFor();
  } else {
    await visitor.fill('address-search', 'hai duong');
    await visitor.press('address-search-do');
    await visitor.reads('address-former-title');
  }
  await visitor.thereby(() => visitor.page.locator('#places a').filter({ hasText: 'Thành phố Hải Phòng' }).first().click());
  await visitor.thereby(() => visitor.page.locator('#places a').filter({ hasText: /^Phường Chí Linh$/ }).click());
  await visitor.sees('address-new-title');
  await visitor.fill('address-street', '');
  await visitor.fill('address-postcode', '12');
  await visitor.press('settings-save');
  await visitor.isTold('address-street-missing');
  await visitor.isTold('address-postcode-wrong', { digits: 5 });
  await visitor.fill('address-street', '5 Nguyễn Trãi');
  await visitor.fill('address-postcode', '03000');
  await visitor.press('settings-save');
  await visitor.reads('address-added');
  const lines = await visitor.page.locator('main address div').allInnerTexts();
  assert.deepEqual(lines.slice(-2), ['5 Nguyễn Trãi', 'Phường Chí Linh, Thành phố Hải Phòng 03000'], 'small before large');

  // A second one, in China: there it is the other way round.
  await visitor.follow('address-add');
  await visitor.follow('address-country-cn');
  await visitor.fill('address-search', '济南历下');
  await visitor.press('address-search-do');
  await visitor.thereby(() => visitor.page.locator('#places a').filter({ hasText: '历下区' }).click());
  await visitor.fill('address-street', '泺源大街1号');
  await visitor.press('settings-save');
  await visitor.reads('山东省济南市历下区泺源大街1号');
  await visitor.pressAbout('address-make-main', '泺源大街1号');
  await visitor.reads('address-main-chosen');
  await visitor.pressAbout('address-remove', '5 Nguyễn Trãi');
  await visitor.reads('address-removed');
});

journey(held, 's4_7 an address in a commune that is no more, and one in Russia', async ({ world, arrive }) => {
  const visitor = await arrive({ language: 'ru' });
  await visitor.goto(world.at('id.dvcqg', '/account/settings/addresses/place?country=vn'));
  await signsIn(visitor, world.sample('lan').account('id.dvcqg'));
  await visitor.sees('address-place-title');
  // The ward was divided: whoever lived there knows in which part.
  await visitor.fill('address-search', 'phuong xuan tao bac tu liem');
  await visitor.press('address-search-do');
  await visitor.reads('address-former-title');
  await visitor.reads('address-former-part', { name: 'Phường Xuân Tảo, Quận Bắc Từ Liêm, Thành phố Hà Nội' });
  await visitor.thereby(() => visitor.page.locator('#places a').filter({ hasText: 'Phường Xuân Đỉnh' }).first().click());
  await visitor.sees('address-new-title');
  await visitor.fill('address-street', '7 Xuân Đỉnh');
  await visitor.press('settings-save');
  await visitor.reads('Phường Xuân Đỉnh, Thành phố Hà Nội');

  await visitor.follow('address-add');
  await visitor.follow('address-country-ru');
  await visitor.thereby(() => visitor.page.locator('#places a').filter({ hasText: 'Республика Саха (Якутия)' }).click());
  await visitor.sees('address-new-title');
  await visitor.fill('address-street', 'ул. Ленина, д. 5');
  await visitor.press('settings-save');
  await visitor.isTold('address-town-missing-ru');
  await visitor.fill('address-town-ru', 'г. Якутск');
  await visitor.fill('address-postcode', '677000');
  await visitor.press('settings-save');
  await visitor.reads('address-added');
  const lines = await visitor.page.locator('main address').last().locator('div').allInnerTexts();
  assert.deepEqual(lines.slice(-4), ['ул. Ленина, д. 5', 'г. Якутск', 'Республика Саха (Якутия)', '677000'], 'the postal code last');

  // Gone in one window, changed in another: nothing that was typed is lost.
  const other = await visitor.tab();
  await other.goto(world.at('id.dvcqg', '/account/settings/addresses'));
  const change = visitor.page.locator('main a[href*="/addresses/addr_"]').last();
  await visitor.thereby(() => change.click());
  await visitor.sees('address-change-title');
  await other.pressAbout('address-remove', 'ул. Ленина, д. 5');
  await other.reads('address-removed');
  await visitor.fill('address-street', 'ул. Ленина, д. 6');
  await visitor.press('settings-save');
  await visitor.isTold('address-gone');
  await visitor.press('settings-save');
  await visitor.reads('address-added');
  await visitor.reads('ул. Ленина, д. 6');
}, { forgiving: [/4(09|22)/] });
