// The other side is down: a clear page, nothing lost, and it goes on when the other side is back.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch } from './lib/browser.mjs';
import { eventually } from './lib/http.mjs';
import { choosesCredentials, consents, registers, signsIn } from './lib/identity.mjs';
import { Identity, Portal, freePort } from './lib/serve.mjs';
import { Visitor } from './lib/visitor.mjs';

const AN = { name: 'Bùi Văn An', phone: '+84987004004', login: 'an.bui', password: 'hai mươi cây cau' };
let browser, identity, portal;

before(async () => {
  const port = await freePort();
  const client = Portal.client(port);
  [browser, identity] = await Promise.all([launch(), Identity.start({ clients: [client], look: 'id-dvcqg', language: 'vi' })]);
  portal = await Portal.start({ port, identity, client, language: 'vi' });
});

after(async () => {
  await browser?.close();
  await portal?.stop();
  await identity?.stop();
});

/** At the portal's sign-in page, heading for her dossiers. */
async function heading(scripts = true) {
  const visitor = await Visitor.arrive(browser, { scripts });
  await visitor.goto(portal.at('/dossiers'));
  await visitor.sees('portal-signin-title');
  return visitor;
}

test('the way through the portal, everybody being up', async () => {
  const visitor = await heading();
  await visitor.follow('portal-way-dvcqg');
  await registers(visitor, identity, AN);
  await consents(visitor);
  assert.equal(visitor.path(), '/dossiers');
  await visitor.isSignedInAs(AN.name);
});

for (const scripts of [true, false]) {
  test(`the identity is down: the portal says so, and [Thử lại] leads on when it is back${scripts ? '' : ' (without scripts)'}`, async () => {
    const visitor = await heading(scripts);
    await identity.halt();
    try {
      // Fresh: what the portal has learned of the identity is not enough to sign anybody in.
      await portal.halt();
      await portal.run();
      await visitor.follow('portal-way-dvcqg');
      await visitor.sees('link-down-title');
      assert.equal(visitor.status, 502);
      await visitor.isNobody();
    } finally {
      await identity.run();
    }
    // A failed look is remembered for a few seconds, so that nobody waits for it again and again.
    await eventually('way on', async () => {
      await visitor.follow('link-again');
      return new URL(visitor.page.url()).origin === identity.origin || undefined;
    }, 20_000);
    await signsIn(visitor, AN);
    assert.equal(visitor.path(), '/dossiers');
    await visitor.isSignedInAs(AN.name);
  });
}

test('the identity goes down while the answer is on its way: a clear page, then the same way again', async () => {
  const visitor = await heading();
  await visitor.follow('portal-way-dvcqg');
  // The browser holds the answer back until the identity is gone. (`page.route` does not see redirects.)
  const devtools = await visitor.page.context().newCDPSession(visitor.page);
  await devtools.send('Fetch.enable', { patterns: [{ urlPattern: '*/sign-in/callback?*' }] });
  devtools.on('Fetch.requestPaused', async ({ requestId }) => {
    await identity.halt();
    await devtools.send('Fetch.continueRequest', { requestId });
  });
  await signsIn(visitor, AN);
  await visitor.sees('link-down-title');
  await visitor.isNobody();
  await devtools.detach();
  await identity.run();
  await eventually('way on', async () => {
    await visitor.follow('link-again');
    return !visitor.t.like('link-down-title').test(await visitor.heading().innerText()) || undefined;
  }, 20_000);
  // She had signed in at the identity already: straight on.
  assert.equal(visitor.path(), '/dossiers');
  await visitor.isSignedInAs(AN.name);
});

test('the portal is down when she signs out at the identity: told when it is back', async () => {
  const visitor = await heading();
  await visitor.follow('portal-way-dvcqg');
  await signsIn(visitor, AN);
  await visitor.isSignedInAs(AN.name);
  await portal.halt();
  await visitor.goto(identity.at('/'));
  await visitor.signsOut();
  await visitor.sees('signed-out-title');
  await portal.run();
  await eventually('end of the session', async () => {
    await visitor.goto(portal.at('/account'));
    return (await visitor.name()) === undefined ? true : undefined;
  }, 60_000);
});

test('the gateway for messages is down: the page says what to do, and the code comes when it is back', async () => {
  const visitor = await Visitor.arrive(browser);
  identity.gateway.down = true;
  await visitor.goto(identity.at('/register'));
  await visitor.fill('name-label', 'Tô Minh Châu');
  await visitor.fill('phone-label', '+84987004005');
  await visitor.tick('register-consent-label');
  await visitor.press('register-get-code');
  await visitor.sees('code-title');
  await visitor.reads('code-nothing-came-do');
  const code = await identity.code('+84987004005', async () => { identity.gateway.down = false; });
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
  await choosesCredentials(visitor, { login: 'minh.chau', password: 'chín con đò sông Hương' });
  await visitor.isSignedInAs('Tô Minh Châu');
});

test('a restart loses nobody: the session is there afterwards', async () => {
  const visitor = await Visitor.arrive(browser);
  await visitor.goto(identity.at('/sign-in'));
  await signsIn(visitor, AN);
  await visitor.isSignedInAs(AN.name);
  await identity.halt();
  await identity.run();
  await visitor.goto(identity.at('/account'));
  await visitor.isSignedInAs(AN.name);
});
