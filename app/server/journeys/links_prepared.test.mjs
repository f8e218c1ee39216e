// A province knows which account is whose: its administrator gives the file, and people are asked for exactly that account.
import assert from 'node:assert/strict';
import { entersAdministration, fileOf, gives, isInState, waitsFor } from './lib/administration.mjs';
import { consentsIfAsked, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';

const held = chromium({ whole: true });

/** What stands beside a term of the page. */
const beside = async (visitor, term) =>
  (await visitor.page.locator('main dl > div').filter({ has: visitor.page.locator('dt', { hasText: visitor.whole(term) }) }).locator('dd').innerText()).trim();

journey(held, 'links_prepared a file is given, checked, written, stopped and goes on; its person gets exactly that account; the rest is taken back', async ({ world, arrive }) => {
  const [hung, tuan] = ['hung', 'tuan'].map((handle) => world.sample(handle));
  const staff = await arrive({ width: 1280 });
  await entersAdministration(staff, world);
  assert.equal(await beside(staff, 'admin-column-dormant'), '0');

  // A file that is none, and none at all.
  await staff.follow('admin-upload-title');
  await staff.press('admin-upload-button');
  await staff.isTold('admin-upload-missing');
  await gives(staff, 'x.csv', 'user_name;colour\n');
  await staff.isTold('admin-upload-unknown', { column: 'colour' });
  assert.equal(staff.status, 422);

  // One of which most is not clean.
  const rows = [
    [hung.account('haiduong').login, hung.national_number],
    ['tuan85', tuan.national_number],
    ['maipt', '030190005687'],
    ['cuahangmai', '12345'],
  ];
  await gives(staff, 'haiduong.csv', fileOf(rows, 20_000));
  await waitsFor(staff, 'admin-write');
  const batch = staff.page.url();
  assert.equal(await beside(staff, 'admin-column-clean'), '2');
  assert.equal(await beside(staff, 'admin-column-unclean'), staff.language === 'vi' ? '20.002' : '20,002');
  await staff.reads('admin-finding-bad-number');
  await staff.reads('admin-finding-no-account');
  await staff.reads('admin-finding-linked-unknown');
  const [report] = await Promise.all([staff.page.waitForEvent('download'), staff.link('admin-report').click()]);
  assert.equal(report.suggestedFilename(), 'report.csv');

  // Nothing is prepared before somebody says so: its person is asked as anybody is.
  const early = await arrive();
  await early.goto(world.at('haiduong', '/sign-in'));
  await early.follow('portal-way-dvcqg');
  await signsIn(early, hung.account('id.dvcqg'));
  await consentsIfAsked(early);
  await early.readsNot('link-prepared-title');

  await staff.press('admin-write');
  await staff.press('admin-stop');
  await staff.reads('admin-stopped');
  await staff.press('admin-go-on');
  await isInState(staff, 'admin-state-done');
  assert.equal(await beside(staff, 'admin-column-dormant'), '2');

  // The person is asked for exactly that account, and gets it.
  const visitor = await arrive();
  await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Fdossiers'));
  await visitor.follow('portal-way-dvcqg');
  await signsIn(visitor, hung.account('id.dvcqg'));
  await consentsIfAsked(visitor);
  await visitor.sees('link-prepared-title');
  await visitor.isNobody();
  await visitor.follow('link-prepared-mine');
  await visitor.fill('portal-user-name', hung.account('haiduong').login);
  await visitor.fill('portal-password', hung.account('haiduong').password);
  await visitor.press('link-account-button');
  await visitor.isSignedInAs(hung.name);
  await visitor.goto(world.at('haiduong', '/account/links'));
  await visitor.reads('link-made-by-bulk');

  // The staff see it, and take back what still waits.
  await staff.goto(world.at('haiduong', '/administration'));
  assert.equal(await beside(staff, 'admin-column-dormant'), '1');
  assert.equal(await beside(staff, 'admin-column-active'), '1');
  await staff.goto(batch);
  await staff.press('admin-withdraw');
  await isInState(staff, 'admin-state-withdrawn');
  assert.equal(await beside(staff, 'admin-column-withdrawn'), '1');
  await visitor.goto(world.at('haiduong', '/account/links'));
  await visitor.reads('link-made-by-bulk');
});
