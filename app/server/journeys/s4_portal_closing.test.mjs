// S4.7 at a portal: a copy of what it holds; closing the account there, thought better of or done, with what goes, what
// stays and what the national identity is told.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { consentsIfAsked, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { signsInLocally } from './lib/portal.mjs';

const held = chromium();
const MONTH = 31 * 24 * 60;

/** Asks for the account at Hải Dương to be closed; returns what the phone is told. */
async function asks({ world, arrive }, mai) {
  const visitor = await arrive();
  await visitor.goto(world.at('haiduong', '/account/closing'));
  await signsInLocally(visitor, mai.account('haiduong'));
  await visitor.sees('closing-title');
  await visitor.reads('local-closing-dossiers');
  await visitor.reads('local-closing-open', { count: 1 });
  await visitor.press('closing-do');
  await visitor.isTold('closing-sure-missing');
  await visitor.tick('closing-sure');
  const told = await world.message(mai.phone, async () => {
    await visitor.press('closing-do');
    await visitor.sees('closing-waiting-title');
  });
  assert.match(told.text, /Ở lại/);
  return visitor;
}

journey(held, 's4_portal_closing asked for, told, thought better of at the next sign-in', async (held) => {
  const { world, arrive } = held;
  const mai = world.sample('mai');
  const visitor = await asks(held, mai);
  await visitor.signsOut();
  // On the way somewhere else: first the question, then on.
  const later = await arrive();
  await later.goto(world.at('haiduong', '/account/sessions'));
  await signsInLocally(later, mai.account('haiduong'));
  await later.sees('closing-waiting-title');
  await later.press('closing-stay');
  await later.sees('portal-account-sessions');
  await later.goto(world.at('haiduong', '/account'));
  await later.readsNot('closing-waiting-title');
});

journey(held, 's4_portal_closing when the time is over the link ends on both sides, and coming back begins anew', async (held) => {
  const { world, arrive } = held;
  const mai = world.sample('mai');
  await asks(held, mai);
  await world.message(mai.phone, async () => {
    world.later('haiduong', MONTH, ['local_closings: asked_at due_at', 'jobs: due_at']);
  }, /đã đóng theo yêu cầu/);
  const old = await arrive();
  await old.goto(world.at('haiduong', '/sign-in'));
  await signsInLocally(old, mai.account('haiduong'));
  await old.isTold('portal-signin-wrong');

  // Her national account is as it was, and knows why the link ended.
  const visitor = await arrive();
  await visitor.goto(world.at('id.dvcqg', '/account/links'));
  await signsIn(visitor, mai.account('id.dvcqg'));
  // Told by work of the portal that runs by and by.
  for (let tries = 0; tries < 40 && !/đã đóng/.test(await visitor.page.getByRole('main').innerText()); tries += 1) {
    await visitor.page.waitForTimeout(500);
    await visitor.page.reload();
  }
  await visitor.reads(/đã đóng/);
  await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Fdossiers'));
  await visitor.follow('Đăng nhập bằng tài khoản Cổng DVC quốc gia');
  await consentsIfAsked(visitor);
  assert.equal(visitor.host(), 'haiduong');
  await visitor.isSignedInAs(mai.name);
  await visitor.readsNot('Đăng ký thường trú');
});

journey(held, 's4_portal_closing a copy of what the portal holds, to read and as a file', async ({ world, arrive }) => {
  const mai = world.sample('mai');
  const visitor = await arrive();
  await visitor.goto(world.at('haiduong', '/account/data'));
  await signsInLocally(visitor, mai.account('haiduong'));
  await visitor.sees('copy-title');
  const waiting = visitor.page.waitForEvent('download');
  await visitor.page.getByRole('button', { name: visitor.words('copy-file') }).click();
  const copy = JSON.parse(readFileSync(await (await waiting).path(), 'utf8'));
  assert.equal(copy.local_accounts[0].user_name, mai.account('haiduong').login);
  assert.ok(copy.dossiers.length > 0 && copy.links.length > 0);
  await visitor.press('copy-read');
  await visitor.reads('copy-table-dossiers');
  await visitor.reads('Đăng ký thường trú');
});
