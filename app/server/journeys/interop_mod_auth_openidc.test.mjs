// Debian's mod_auth_openidc in a private Apache, as a relying party and as a resource server that
// introspects. ES256 ID tokens, secret in the header, logout over the back channel.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Apache } from './lib/apache.mjs';
import { launch } from './lib/browser.mjs';
import { eventually } from './lib/http.mjs';
import { consents, registers, signsIn } from './lib/identity.mjs';
import { Identity, freePort } from './lib/serve.mjs';
import { Visitor } from './lib/visitor.mjs';

const IVAN = { name: 'Иван Петров', phone: '+84987003003', login: 'ivan.petrov', password: 'nine slow tramcars' };
const SECRET = 'a-secret-of-the-town-archive';
let identity, browser, apache, home, ivan;

const settings = () => `
OIDCProviderMetadataURL ${identity.issuer}/.well-known/openid-configuration
OIDCCABundlePath ${identity.certificate}
OIDCClientID archive
OIDCClientSecret ${SECRET}
OIDCRedirectURI ${home}/archive/redirect_uri
OIDCDefaultLoggedOutURL ${home}/goodbye.html
OIDCCryptoPassphrase only-for-this-test
OIDCScope "openid profile phone offline_access"
OIDCPKCEMethod S256
OIDCIDTokenSignedResponseAlg ES256
OIDCProviderTokenEndpointAuth client_secret_basic
OIDCInfoHook iat access_token access_token_expires id_token userinfo refresh_token
OIDCRemoteUserClaim sub
OIDCOAuthIntrospectionEndpoint ${identity.metadata.introspection_endpoint}
OIDCOAuthIntrospectionEndpointAuth client_secret_basic
OIDCOAuthClientID archive
OIDCOAuthClientSecret ${SECRET}
OIDCOAuthTokenExpiryClaim exp absolute mandatory
OIDCOAuthRemoteUserClaim sub
<Location /archive>
  AuthType openid-connect
  Require valid-user
  Header set X-User "expr=%{REMOTE_USER}"
</Location>
<Location /shelf.html>
  AuthType oauth20
  Require valid-user
  Header set X-User "expr=%{REMOTE_USER}"
</Location>
Alias /archive/papers ${'${HTDOCS}'}/papers.html
`;

const page = (title) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,"><h1>${title}</h1>`;

before(async () => {
  const port = await freePort();
  home = `http://localhost:${port}`;
  [identity, browser] = await Promise.all([
    // The module takes no introspection endpoint without TLS.
    Identity.start({
      tls: true,
      clients: [{
        client_id: 'archive',
        name: 'Town Archive',
        redirect_uris: [`${home}/archive/redirect_uri`],
        post_logout_redirect_uris: [`${home}/goodbye.html`],
        backchannel_logout_uri: `http://127.0.0.1:${port}/archive/redirect_uri?logout=backchannel`,
        secret: SECRET,
        resource_server: true,
      }],
    }),
    launch(),
  ]);
  apache = await Apache.start({
    port,
    settings: settings(),
    pages: { 'index.html': page('Front'), 'papers.html': page('Papers'), 'shelf.html': page('Shelf'), 'goodbye.html': page('Goodbye') },
  });
  ivan = await Visitor.arrive(browser, { language: 'en' });
});

after(async (context) => {
  await browser?.close();
  if (process.env.ONEDOOR_JOURNEYS_LOGS && apache) console.log(apache.log());
  await apache?.stop();
  await identity?.stop();
});

/** What the module holds about the session: its information page. */
async function session(query = '') {
  const answer = await ivan.page.request.get(`${home}/archive/redirect_uri?info=json${query}`);
  return answer.status() === 200 ? answer.json() : undefined;
}

const papers = () => `${home}/archive/papers`;

test('a page that needs a sign-in: register, consent, and there it is', async () => {
  await ivan.goto(papers());
  await registers(ivan, identity, IVAN);
  await consents(ivan);
  await ivan.page.waitForURL(papers());
  await ivan.sees('Papers');
  const { id_token: claims, userinfo } = await session();
  assert.equal(claims.iss, identity.issuer);
  assert.equal(userinfo.name, IVAN.name);
  assert.equal(userinfo.phone_number, IVAN.phone);
  const answer = await ivan.page.request.get(papers());
  assert.equal(answer.headers()['x-user'], claims.sub);
});

test('refresh', async () => {
  const before = await session();
  const after = await session('&access_token_refresh_interval=0');
  assert.notEqual(after.access_token, before.access_token);
  assert.notEqual(after.refresh_token, before.refresh_token);
  assert.equal(after.id_token.sub, before.id_token.sub);
});

test('as a resource server it asks whether the token is good', async () => {
  const { access_token: token, id_token: claims } = await session();
  const good = await fetch(`${home}/shelf.html`, { headers: { authorization: `Bearer ${token}` } });
  assert.equal(good.status, 200);
  assert.equal(good.headers.get('x-user'), claims.sub);
  const bad = await fetch(`${home}/shelf.html`, { headers: { authorization: 'Bearer made-up' } });
  assert.equal(bad.status, 401);
});

test('signing out at the identity ends the session here, over the back channel', async () => {
  await ivan.goto(identity.at('/account'));
  await ivan.signsOut();
  await eventually('end of the session', async () => ((await session()) === undefined ? true : undefined));
});

test('signing out here ends the session at the identity and says goodbye', async () => {
  await ivan.goto(papers());
  await signsIn(ivan, IVAN);
  await ivan.page.waitForURL(papers());
  await ivan.goto(`${home}/archive/redirect_uri?logout=${encodeURIComponent(`${home}/goodbye.html`)}`);
  await ivan.page.waitForURL(`${home}/goodbye.html`);
  assert.equal(await session(), undefined);
  await ivan.goto(identity.at('/account'));
  await ivan.isNobody();
});
