// The staff's console: one finds a person and proposes to lock her account, another approves in a browser of their own,
// and the person reads why.
import assert from 'node:assert/strict';
import { totp } from './lib/codes.mjs';
import { listens } from './lib/captcha.mjs';
import { chromium, journey } from './lib/journey.mjs';

const held = chromium();

const HOST = 'id.shandong';
const REASON = '本人来电称手机被盗，请求锁定账号';

/** The first step: identifier, password, and the check that keeps programs out. */
async function signsIn(visitor, { login, password }, scripts) {
  await visitor.page.locator('#identifier').fill(login);
  await visitor.fill('password-label', password);
  if (!scripts) await visitor.fill('challenge-digits', await listens(visitor));
  await visitor.press('sign-in-button');
}

/** Somebody of the staff, at the page they were heading for. */
async function comes({ world, arrive, scripts }, handle, path, options = {}) {
  const person = world.sample(handle);
  const visitor = await arrive({ language: 'zh', ...options });
  await visitor.goto(world.at(HOST, path));
  const account = person.account(HOST);
  await signsIn(visitor, account, scripts);
  await visitor.sees('second-title');
  await visitor.fill('second-totp-label', totp(account.totp));
  await visitor.press('sign-in-button');
  return visitor;
}

journey(held, 'console: found for a reason, proposed, approved by another; the person is told and reads why', async (held) => {
  const { world, arrive, scripts } = held;
  const lina = world.sample('lina');
  const owner = await arrive({ language: 'zh' });
  await owner.goto(world.at(HOST, '/sign-in'));
  await signsIn(owner, lina.account(HOST), scripts);
  await owner.isSignedInAs(lina.name);
  await owner.goto(world.at(HOST, '/console'));
  assert.equal(owner.status, 404, 'there is no console for her');

  // The deep link survives both steps.
  const zhao = await comes(held, 'zhaomin', '/console/people');
  await zhao.sees('console-people-title');
  await zhao.press('console-find');
  await zhao.isTold('console-find-who-missing');
  await zhao.fill('console-find-who', lina.phone);
  await zhao.fill('console-reason', REASON);
  await zhao.fill('console-case', '2026/117');
  await zhao.press('console-find');
  await zhao.sees(lina.name);
  await zhao.reads('console-account-active');
  await zhao.reads(REASON);
  await zhao.follow('console-lock-propose');
  await zhao.reads('console-lock-does');
  await zhao.press('console-propose');
  await zhao.reads('console-proposed');
  await zhao.reads('console-waits-for-another');
  const proposal = zhao.path().split('?')[0];

  // She reads that somebody looked, and why; not yet what was proposed.
  await owner.goto(world.at(HOST, '/account/activity'));
  await owner.reads('activity-people-account-looked-up');
  await owner.reads(/2026\/117/);

  const qian = await comes(held, 'qianwei', '/console', { width: 1280 });
  await qian.sees('console-title');
  await qian.follow('console-proposals-title');
  await qian.follow('console-asks-lock');
  assert.equal(qian.path().split('?')[0], proposal);
  await qian.reads(REASON);
  await qian.press('console-decide');
  await qian.isTold('console-verdict-missing');
  await qian.tick('console-approve');
  const told = await world.message(lina.phone, () => qian.press('console-decide'));
  assert.match(told.text, /您的账号已被锁定/);
  await qian.reads('console-state-approved');

  // Everything is shut, and a right password is as wrong as any.
  await owner.goto(world.at(HOST, '/account'));
  await owner.sees('sign-in-title');
  await signsIn(owner, lina.account(HOST), scripts);
  await owner.isTold('sign-in-wrong');

  // Unlocked again by the two, she finds all of it.
  await zhao.goto(world.at(HOST, '/console/people'));
  await zhao.fill('console-find-who', lina.account(HOST).login);
  await zhao.fill('console-reason', '本人持身份证到窗口办理解锁');
  await zhao.fill('console-case', '2026/118');
  await zhao.press('console-find');
  await zhao.reads('console-account-locked');
  await zhao.follow('console-unlock-propose');
  await zhao.press('console-propose');
  await qian.goto(world.at(HOST, zhao.path().split('?')[0]));
  await qian.tick('console-approve');
  await qian.press('console-decide');
  await qian.reads('console-state-approved');
  await owner.goto(world.at(HOST, '/sign-in'));
  await signsIn(owner, lina.account(HOST), scripts);
  await owner.isSignedInAs(lina.name);
  await owner.goto(world.at(HOST, '/account/activity'));
  await owner.reads('activity-people-account-locked');
  await owner.reads('activity-people-account-unlocked');

  // What the auditor and the operator see has no people in it.
  await qian.goto(world.at(HOST, '/console/record'));
  await qian.reads(REASON);
  assert.ok(!(await qian.page.locator('main').innerText()).includes(lina.name), 'no people in the record of the staff');
  for (const [path, title] of [['systems', 'console-systems-title'], ['messages', 'console-messages-title'], ['jobs', 'console-jobs-title'], ['limits', 'console-limits-title'], ['alarms', 'console-alarms-title'], ['staff', 'console-staff-title']]) {
    await qian.goto(world.at(HOST, `/console/${path}`));
    await qian.sees(title);
  }
  await zhao.goto(world.at(HOST, '/console/messages'));
  await zhao.sees('console-not-yours-title');
});
