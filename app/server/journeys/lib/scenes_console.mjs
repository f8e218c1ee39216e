// The staff's console: what is found, proposed and decided, page by page; and parts that are another role's.
import { signsIn } from './identity.mjs';
import { totp } from './codes.mjs';

const SITE = 'id.shandong';
const PARTS = ['staff', 'record', 'systems', 'messages', 'jobs', 'limits', 'alarms'];

/** Somebody of the staff, in the console. */
async function comes(world, visitor, handle, path) {
  const account = world.sample(handle).account(SITE);
  await visitor.goto(world.at(SITE, path));
  await signsIn(visitor, account);
  await visitor.sees('second-title');
  await visitor.fill('second-totp-label', totp(account.totp));
  await visitor.press('sign-in-button');
}

/** Looks for somebody by what they gave. */
async function looksFor(world, visitor, who) {
  await visitor.goto(world.at(SITE, '/console/people'));
  await visitor.fill('console-find-who', who);
  await visitor.fill('console-reason', '本人来电称手机被盗，请求锁定账号');
  await visitor.fill('console-case', '2026/117');
  await visitor.press('console-find');
}

/** One finds a person and proposes, another decides; then the parts without people. */
export async function staff({ world, visitor, another, look }) {
  const lina = world.sample('lina');
  const owner = await another();
  await owner.goto(world.at(SITE, '/sign-in'));
  await signsIn(owner, lina.account(SITE));
  await comes(world, visitor, 'zhaomin', '/console');
  await look('desk');
  await visitor.follow('console-people-title');
  await look('find');
  await visitor.press('console-find');
  await look('find-empty');
  await looksFor(world, visitor, 'ni.mou');
  await look('find-nobody');
  await looksFor(world, visitor, lina.phone);
  await look('person');
  const person = visitor.page.url();
  await visitor.follow('console-lock-propose');
  await look('propose');
  await visitor.fill('console-reason', '');
  await visitor.press('console-propose');
  await look('propose-empty');
  await visitor.fill('console-reason', '本人来电称手机被盗，请求锁定账号');
  await visitor.press('console-propose');
  await look('proposed');
  const proposal = visitor.page.url().split('?')[0];
  await visitor.goto(person);
  await look('person-waits');

  const other = await another();
  await comes(world, other, 'qianwei', '/console');
  await look('desk-other', other);
  await other.follow('console-proposals-title');
  await look('proposals', other);
  await other.goto(proposal);
  await look('proposal', other);
  await other.press('console-decide');
  await look('proposal-undecided', other);
  await other.tick('console-approve');
  await other.press('console-decide');
  await look('proposal-approved', other);
  await visitor.goto(person);
  await look('person-locked');
  await visitor.goto(world.at(SITE, '/console/messages'));
  await look('not-yours');
  for (const part of PARTS) {
    await other.goto(world.at(SITE, `/console/${part}`));
    await look(part, other);
  }
  await other.goto(world.at(SITE, '/console/proposals'));
  await look('proposals-decided', other);
  await other.goto(world.at(SITE, '/console/staff'));
  await other.press('console-propose');
  await look('staff-empty', other);
  const system = other.page.locator('main a[href^="/console/systems/"]').first();
  await other.goto(world.at(SITE, '/console/systems'));
  if (await system.count()) {
    await other.thereby(() => system.click());
    await look('system', other);
  }
}
