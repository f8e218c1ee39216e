// S1.3: Hải Dương becomes part of Hải Phòng (July 2025). Links and dossiers carry over, old addresses show the way.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { launch } from './lib/browser.mjs';
import { eventually } from './lib/http.mjs';
import { consentsIfAsked, registers, signsIn } from './lib/identity.mjs';
import { fillsApplication } from './lib/portal.mjs';
import { Identity, Portal, freePort } from './lib/serve.mjs';
import { Visitor } from './lib/visitor.mjs';
import { freshPhone } from './lib/world.mjs';

let browser;

before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/** The identity and both provinces, running. */
async function provinces() {
  const ports = [await freePort(), await freePort()];
  const clients = [
    { ...Portal.client(ports[0], { host: 'haiduong.localhost' }), first_party: true },
    { ...Portal.client(ports[1], { host: 'haiphong.localhost', id: 'haiphong', name: 'Một cửa Hải Phòng' }), first_party: true },
  ];
  const identity = await Identity.start({ clients, look: 'id-dvcqg', language: 'vi' });
  const [from, into] = await Promise.all(clients.map((client, i) =>
    Portal.start({ port: ports[i], host: `${client.client_id}.localhost`, identity, client, language: 'vi' })));
  return { identity, from, into };
}

/** What the operators do, as docs/OPERATING.md says. */
async function merges({ identity, from, into }) {
  await from.moves(into);
  const [key, dir] = [join(from.dir, 'handover.key'), join(from.dir, 'export')];
  from.command('portal', 'export', '--key', key, dir);
  await identity.halt();
  identity.command('systems', 'merge', 'haiduong', 'haiphong', '--why', 'Nghị quyết 202/2025/QH15');
  await identity.run();
  await into.halt();
  assert.match(into.command('portal', 'absorb', '--check', '--from', from.origin, '--key', key, dir), /1 accounts, 1 dossiers, 1 links would be taken in/);
  assert.match(into.command('portal', 'absorb', '--from', from.origin, '--key', key, dir), /1 accounts, 1 dossiers, 1 links taken in/);
  await into.run();
}

for (const scripts of [true, false]) {
  test(`s1_3 the province is merged into another: the old bookmark shows the way, the same national sign-in opens the same dossier${scripts ? '' : ' (without scripts)'}`, { timeout: 120_000 }, async () => {
    const world = await provinces();
    const { identity, from, into } = world;
    const an = { name: 'Bùi Văn An', phone: freshPhone(), login: `an.bui.${scripts ? 1 : 2}`, password: 'hai mươi cây cau' };
    const keys = join(from.dir, 'handover.key');
    from.makesKey(keys);
    try {
      const visitor = await Visitor.arrive(browser, { scripts });
      // Linked at Hải Dương, with a dossier.
      await visitor.goto(from.at('/submit/1.001193?place=10525'));
      await visitor.sees('portal-signin-title');
      await visitor.follow('portal-way-dvcqg');
      await registers(visitor, identity, an);
      await consentsIfAsked(visitor);
      await fillsApplication(visitor, { phone: '0912 345 001', request: 'Đăng ký khai sinh cho con gái' });
      await visitor.press('services-review-submit');
      const number = visitor.path().split('/').at(-1);
      const bookmark = from.at(`/dossiers/${number}`);
      await visitor.goto(bookmark);
      await visitor.reads(number);

      await merges(world);

      // The old bookmark shows the way, and nothing but the way.
      await visitor.goto(bookmark);
      const names = { new: visitor.t('site-name-haiphong'), site: visitor.t('site-name-haiduong') };
      await visitor.sees('portal-moved-title', names);
      assert.equal(visitor.status, 410);
      await visitor.reads('portal-moved', names);
      await visitor.follow('portal-moved-go', names);
      // The link is confirmed within seconds of the start.
      await visitor.sees('portal-signin-title');
      assert.equal(visitor.host(), 'haiphong');
      await eventually('the link at the identity', async () => {
        const there = await Visitor.arrive(browser, { scripts });
        await there.goto(identity.at('/account/links'));
        await signsIn(there, an);
        const merged = await there.page.getByText(there.t.like('links-why-merged')).count();
        await there.page.context().close();
        return merged > 0 || undefined;
      }, 30_000);
      await visitor.follow('portal-way-dvcqg');
      if (visitor.page.url().startsWith(identity.origin)) await signsIn(visitor, an);
      // Signed in, nothing asked, the same dossier at the same path.
      assert.equal(visitor.host(), 'haiphong');
      assert.equal(visitor.path(), `/dossiers/${number}`);
      await visitor.reads(number);
      await visitor.isSignedInAs(an.name);
      await visitor.leaves({ forgiving: [/410/] });
    } finally {
      await Promise.all([from.stop(), into.stop(), identity.stop()]);
    }
  });
}
