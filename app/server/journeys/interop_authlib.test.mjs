// PyPI Authlib as a relying party (interop/authlib_rp.py): RS256 ID tokens, secret in the form.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { launch } from './lib/browser.mjs';
import { eventually } from './lib/http.mjs';
import { consents, registers } from './lib/identity.mjs';
import { Program } from './lib/program.mjs';
import { Identity, freePort } from './lib/serve.mjs';
import { Visitor } from './lib/visitor.mjs';

const python = process.env.ONEDOOR_JOURNEYS_PYTHON ?? 'python3';
const LI = { name: '李梅', phone: '+84987002002', login: 'li.mei', password: 'eleven paper lanterns' };
let identity, browser, party, home, li;

before(async () => {
  const port = await freePort();
  home = `http://localhost:${port}`;
  const secret = 'a-secret-of-the-clinic-by-the-lake';
  [identity, browser] = await Promise.all([
    Identity.start({
      clients: [{
        client_id: 'clinic',
        name: 'Clinic by the Lake',
        redirect_uris: [`${home}/callback`],
        post_logout_redirect_uris: [`${home}/goodbye`],
        backchannel_logout_uri: `http://127.0.0.1:${port}/backchannel`,
        authentication: 'client_secret_post',
        secret,
        id_token_alg: 'RS256',
      }],
    }),
    launch(),
  ]);
  party = await Program.start(python, [join(import.meta.dirname, 'interop/authlib_rp.py')], {
    ready: (said) => said.includes('ready'),
    input: JSON.stringify({
      port, issuer: identity.issuer, client_id: 'clinic', client_secret: secret, authentication: 'client_secret_post',
      scope: 'openid profile phone offline_access', id_token_alg: 'RS256',
    }),
  });
  li = await Visitor.arrive(browser, { language: 'en' });
});

after(async () => {
  await browser?.close();
  await party?.stop();
  await identity?.stop();
});

/** What the relying party tells. */
async function tells(path) {
  const answer = await fetch(`${home}${path}`);
  const told = await answer.json();
  assert.equal(answer.status, 200, JSON.stringify(told));
  return told;
}

async function shown() {
  await li.page.waitForURL(`${home}/**`);
  return JSON.parse(await li.page.locator('body').innerText());
}

let claims;

test('sign-in', async () => {
  await li.goto(`${home}/sign-in`);
  await registers(li, identity, LI);
  await consents(li);
  const told = await shown();
  ({ claims } = told);
  assert.ok(claims, JSON.stringify(told));
  assert.equal(claims.alg, 'RS256');
  assert.equal(claims.iss, identity.issuer);
});

test('userinfo', async () => {
  const told = await tells('/userinfo');
  assert.equal(told.name, LI.name);
  assert.equal(told.phone_number, LI.phone);
});

test('refresh', async () => {
  assert.deepEqual(await tells('/refresh'), { other_access_token: true, other_refresh_token: true, same_subject: true });
});

test('introspection', async () => {
  const told = await tells('/introspect');
  assert.equal(told.active, true);
  assert.equal(told.client_id, 'clinic');
});

test('sign-out, and the logout token', async () => {
  await li.goto(`${home}/sign-out`);
  assert.deepEqual(await shown(), { goodbye: 'fare-well' });
  const { sessions } = await eventually('logout token', async () => {
    const told = await tells('/logged-out');
    return told.sessions.length ? told : undefined;
  });
  assert.equal(sessions.length, 1);
  assert.equal(sessions[0].sid ?? claims.sid, claims.sid);
  assert.equal(sessions[0].sub ?? claims.sub, claims.sub);
});

test('revocation', async () => {
  assert.equal((await tells('/revoke')).status, 200);
  const answer = await fetch(`${home}/refresh`);
  assert.match((await answer.json()).failed, /invalid_grant/);
});
