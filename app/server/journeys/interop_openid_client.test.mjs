// npm openid-client as a relying party: pushed request, sign-in, claims, refresh, introspection,
// revocation, sign-out begun there, and the logout token, read with the same author's jose.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import * as jose from 'jose';
import * as oidc from 'openid-client';
import { launch } from './lib/browser.mjs';
import { consents, registers, signsIn } from './lib/identity.mjs';
import { Receiver } from './lib/receiver.mjs';
import { Identity, freePort } from './lib/serve.mjs';
import { Visitor } from './lib/visitor.mjs';

const SECRET = 'a-secret-of-the-library-of-books';
const SCOPE = 'openid profile phone offline_access';
const ANA = { name: 'Ana Nguyễn', phone: '+84987001001', login: 'ana.nguyen', password: 'seven quiet rivers' };
let identity, browser, books, config, ana;

before(async () => {
  const port = await freePort();
  books = await Receiver.start(port);
  [identity, browser] = await Promise.all([
    Identity.start({
      clients: [{
        client_id: 'books',
        name: 'The Library of Books',
        redirect_uris: [`${books.home}/callback`],
        post_logout_redirect_uris: [`${books.home}/goodbye`],
        backchannel_logout_uri: `http://127.0.0.1:${port}/backchannel`,
        secret: SECRET,
        scopes: SCOPE.split(' '),
      }],
    }),
    launch(),
  ]);
  config = await oidc.discovery(new URL(identity.issuer), 'books', { client_secret: SECRET }, oidc.ClientSecretBasic(SECRET), {
    execute: [oidc.allowInsecureRequests],
  });
  ana = await Visitor.arrive(browser, { language: 'en' });
});

after(async () => {
  await browser?.close();
  await identity?.stop();
  await books?.stop();
});

/** The visit to the provider that `walk` makes, and the tokens for its code. */
async function signIn(visitor, walk, { pushed = false, ...more } = {}) {
  const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
  const expectedState = oidc.randomState();
  const expectedNonce = oidc.randomNonce();
  const request = {
    redirect_uri: `${books.home}/callback`,
    scope: SCOPE,
    code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    ...more,
  };
  const address = pushed ? await oidc.buildAuthorizationUrlWithPAR(config, request) : oidc.buildAuthorizationUrl(config, request);
  await visitor.goto(address.href);
  await walk();
  const { url } = await books.visit('/callback');
  const tokens = await oidc.authorizationCodeGrant(config, url, { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true });
  return { url, tokens, claims: tokens.claims() };
}

let first;

test('discovery names what is offered', () => {
  const offered = config.serverMetadata();
  assert.equal(offered.issuer, identity.issuer);
  assert.ok(offered.authorization_response_iss_parameter_supported);
  assert.deepEqual(offered.code_challenge_methods_supported, ['S256']);
  assert.ok(offered.id_token_signing_alg_values_supported.includes('ES256'));
  for (const endpoint of ['token', 'userinfo', 'introspection', 'revocation', 'end_session', 'pushed_authorization_request']) {
    assert.ok(offered[`${endpoint}_endpoint`]?.startsWith(identity.issuer), endpoint);
  }
  assert.ok(offered.backchannel_logout_supported);
});

test('a newcomer registers on the way of a pushed request and comes back', async () => {
  first = await signIn(ana, async () => {
    await registers(ana, identity, ANA);
    await consents(ana);
  }, { pushed: true });
  assert.equal(first.url.searchParams.get('iss'), identity.issuer);
  assert.equal(first.claims.aud, 'books');
  assert.ok(first.claims.acr && first.claims.amr.includes('pwd') && first.claims.auth_time, JSON.stringify(first.claims));
});

test('userinfo tells what was consented to', async () => {
  const claims = await oidc.fetchUserInfo(config, first.tokens.access_token, first.claims.sub);
  assert.equal(claims.name, ANA.name);
  assert.equal(claims.phone_number, ANA.phone);
  assert.equal(claims.national_number, undefined);
});

test('the access token can be asked about', async () => {
  const facts = await oidc.tokenIntrospection(config, first.tokens.access_token);
  assert.equal(facts.active, true);
  assert.equal(facts.client_id, 'books');
  assert.equal((await oidc.tokenIntrospection(config, 'not-a-token')).active, false);
});

test('signed in already and allowed already: straight back', async () => {
  const second = await signIn(ana, async () => {});
  assert.equal(second.claims.sub, first.claims.sub);
  assert.equal(second.claims.auth_time, first.claims.auth_time);
});

test('prompt=login asks again, and the time of signing in moves', async () => {
  const again = await signIn(ana, () => signsIn(ana, ANA), { prompt: 'login' });
  assert.equal(again.claims.sub, first.claims.sub);
  assert.ok(again.claims.auth_time >= first.claims.auth_time);
});

test('a code is good once, and using it again ends what came of it', async () => {
  const { url, tokens } = await signIn(ana, async () => {});
  await assert.rejects(
    oidc.authorizationCodeGrant(config, url, { pkceCodeVerifier: oidc.randomPKCECodeVerifier(), expectedState: url.searchParams.get('state'), expectedNonce: 'x' }),
    { error: 'invalid_grant' },
  );
  assert.equal((await oidc.tokenIntrospection(config, tokens.access_token)).active, false);
});

test('refresh tokens change at every use; an old one ends the family', async () => {
  const { tokens } = await signIn(ana, async () => {});
  const fresh = await oidc.refreshTokenGrant(config, tokens.refresh_token);
  assert.notEqual(fresh.refresh_token, tokens.refresh_token);
  assert.notEqual(fresh.access_token, tokens.access_token);
  assert.equal((await oidc.tokenIntrospection(config, fresh.access_token)).active, true);
  const newest = await oidc.refreshTokenGrant(config, fresh.refresh_token);
  await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token), { error: 'invalid_grant' });
  await assert.rejects(oidc.refreshTokenGrant(config, newest.refresh_token), { error: 'invalid_grant' });
  assert.equal((await oidc.tokenIntrospection(config, newest.access_token)).active, false);
});

test('a revoked token is over', async () => {
  const { tokens } = await signIn(ana, async () => {});
  await oidc.tokenRevocation(config, tokens.refresh_token);
  await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token), { error: 'invalid_grant' });
});

test('signing out from there ends the session, tells the relying party, and comes back', async () => {
  const last = await signIn(ana, async () => {});
  const address = oidc.buildEndSessionUrl(config, {
    id_token_hint: last.tokens.id_token, post_logout_redirect_uri: `${books.home}/goodbye`, state: 'fare-well',
  });
  await ana.goto(address.href);
  const { url } = await books.visit('/goodbye');
  assert.equal(url.searchParams.get('state'), 'fare-well');

  // She signed in twice, so the relying party knew two sessions of hers; it is told of both.
  const keys = jose.createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri));
  const ended = [];
  while (ended.length < 2) {
    const told = new URLSearchParams((await books.visit('/backchannel')).body).get('logout_token');
    const { payload } = await jose.jwtVerify(told, keys, {
      issuer: identity.issuer, audience: 'books', typ: 'logout+jwt', requiredClaims: ['jti', 'iat', 'exp'],
    });
    assert.deepEqual(payload.events, { 'http://schemas.openid.net/event/backchannel-logout': {} });
    assert.equal(payload.nonce, undefined);
    ended.push(payload.sid);
  }
  assert.deepEqual(new Set(ended), new Set([first.claims.sid, last.claims.sid]));

  await ana.goto(identity.at('/account'));
  await ana.isNobody();
});

test('cancelling at the provider is told to the relying party', async () => {
  const state = oidc.randomState();
  const address = oidc.buildAuthorizationUrl(config, {
    redirect_uri: `${books.home}/callback`, scope: 'openid', state,
    code_challenge: await oidc.calculatePKCECodeChallenge(oidc.randomPKCECodeVerifier()), code_challenge_method: 'S256',
  });
  await ana.goto(address.href);
  await ana.press('sign-in-cancel');
  const { url } = await books.visit('/callback');
  assert.equal(url.searchParams.get('error'), 'access_denied');
  assert.equal(url.searchParams.get('state'), state);
  assert.equal(url.searchParams.get('iss'), identity.issuer);
});
