// docs/NEW-PORTAL.md: the portal that it builds passes the conformance kit, and the kit finds each thing that
// may go wrong in a portal, in the situation that is about it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { assertNoSideways, barriers, launch, person } from './lib/browser.mjs';
import { Program, binary } from './lib/program.mjs';

const EXAMPLE = new URL('../../../docs/new-portal/', import.meta.url);
const SECRET = 'a-secret-for-trying';

/** Situation, what stands in the portal, and what a careless one has instead. */
const CARELESS = [
  ['proof-for-another', "believe(claims.aud === ENDPOINT, 'aud')", ''],
  ['proof-of-another-request', " && claims.htu === `${HERE}${url}`", ''],
  ['proof-of-another-request', "believe(claims.htb === sha256(body).toString('base64url'), 'htb')", ''],
  ['proof-not-of-now', "believe(claims.iat <= now + LEEWAY && claims.exp > now - LEEWAY && claims.exp <= claims.iat + 60, 'time')", ''],
  ['proof-not-signed', "believe(verify('sha256', signed, key, Buffer.from(parts[2], 'base64url')), 'signature')", ''],
  ['proof-replayed', "if (seen.has(claims.jti)) throw new Problem(401, 'replayed')", ''],
  ['garbage', "if (!told) throw new Problem(400, 'malformed')", ''],
  // Who says that it answers to fingerprints, and shows everybody to everybody, or has no such address.
  ['candidates', "organisations: false, events:", "organisations: false, candidates: true, events:"],
  ['candidates', "  await caller(request, body, url)\n  const path = url.slice('/linking/v1'.length)\n",
    "  const path = url.slice('/linking/v1'.length)\n  if (path === '/candidates') return { accounts: [{ user_name: 'ki•••' }], more: false }\n  await caller(request, body, url)\n  if (path === '') return { version: 1, system: 'example', name: { en: 'Example portal' }, way: 'credentials', page: `${HERE}/initiate`, organisations: false, candidates: true, events: [] }\n"],
  ['unknown-link', "why: 'forgotten' }, heard: told.part }", "why: 'by_staff' }, heard: told.part }"],
  ['evidence', "const two = person.amr.length > 1 || person.amr.includes('mfa')", 'const two = true'],
  ['made-when-asked', "redirect(response, `/link/${id}`)\n}", "takeProposal(request, response, id, addAccount(`new-${randomUUID()}`, unguessable()), 'made_here')\n}"],
  ['two-people', 'id: randomUUID(), user, salt', "id: 'one', user, salt"],
  ['claimed-there', 'number: info.national_number_verified ? info.national_number : null,\n', 'number: info.national_number ?? null,\n'],
  ['claimed-here', "addAccount('kit-claimed', 'a test password 5')", "addAccount('kit-claimed', 'a test password 5', { number: '001090012345' })"],
  ['linked-elsewhere', "if (standing && !isSame(standing.subject, person.subject)) return 'account_taken'\n  if (standing)", "if (standing && isSame(standing.subject, person.subject))"],
  ['wrong-password', 'if (!account) return page(response, 422,', 'if (!accounts.has(user)) return page(response, 404, "Nobody", "")\n  if (!account) return page(response, 422,'],
  ['wrong-password', 'return right && account !== nobody ? account : null', 'return account === nobody ? null : account'],
  ['locked', "if (account.locked) return 'account_locked'", ''],
  ['stale-sign-in', "if (!isFresh(person)) return 'prove_again'", ''],
  ['nonce', "believe(claims.nonce === attempt.nonce, 'nonce')", ''],
  ['sound-request', "code_challenge_method: 'S256',", "code_challenge_method: 'plain',"],
  ['audience', /believe\(claims\.aud === CLIENT \|\|.*'aud'\)/, ''],
  ['token-issuer', "believe(claims.iss === ISSUER, 'iss')", ''],
  ['expired', "believe(claims.exp + LEEWAY > seconds() && claims.iat - LEEWAY < seconds(), 'time')\n  const left", 'const left'],
  ['clock-near', "const LEEWAY = 60", "const LEEWAY = 5"],
  ['clock-far', "const LEEWAY = 60", "const LEEWAY = 900"],
  ['audience', "claims.aud.length === 1 && claims.aud[0] === CLIENT", "claims.aud.includes(CLIENT)"],
  ['moved', "{ moved_to: ENDPOINT }", ""],
  ['moved', "throw new Problem(410, 'moved'", "throw new Problem(404, 'not_found'"],
  ['unsigned', "believe(header.alg === 'ES256', 'alg')", "if (header.alg === 'none') return claims"],
  ['strange-key', "believe(verify('sha256', signed, key, Buffer.from(parts[2], 'base64url')), 'signature')", ''],
  ['access-token', "believe(claims.at_hash === undefined || claims.at_hash === left, 'at_hash')", ''],
  ['userinfo', "believe(info.sub === claims.sub, 'userinfo of somebody else')", ''],
  ['mixed-up', /if \(query\.get\('iss'\) !== ISSUER\) return stop\(.*\n/, ''],
  ['other-browser', /if \(attempt\.browser !== request\.browser\) return stop\(.*\n/, ''],
  ['answered-twice', "attempts.delete(query.get('state')) // one answer", ''],
  ['nothing-before-confirmed', "if (life(link) === 'active') return enter", 'return enter'],
  ['waiting-link', "link.account === account && life(link) !== 'ended'", "link.account === account && life(link) === 'active'"],
  ['confirmation-lost', "setInterval(upkeep, 2_000).unref()", ''],
  ['identity-forgot', 'link.told === 0 ? { ...report(link), evidence: link.evidence } : report(link)', '(link.times = (link.times ?? 0) + 1) > 1 ? report(link) : { ...report(link), evidence: link.evidence }'],
  ['suspended', "if (mine.standing === 'suspended' || theirs.standing === 'suspended') return 'suspended'", "if (theirs.standing === 'suspended') return 'active'"],
  ['late-news', 'report.part.number > link.theirs.number && ', ''],
  ['number-too-great', ' || number > 1_000_000', ''],
  ['ended-there', "if (before === 'active' && life(link) !== 'active') endSessions((session) => session.link === link.id)", ''],
  ['end-is-for-ever', " && link.theirs.standing !== 'ended')) link.theirs", ')) link.theirs'],
  ['ended-and-returning', 'const own = activeOf(person.subject)', "for (const link of links.values()) if (isSame(link.subject, person.subject) && life(link) === 'ended') { link.theirs = link.mine = { number: 9, standing: 'confirmed', at: 1 } }\n  const own = activeOf(person.subject)"],
  ['ended-here', "change(link, 'ended', 'by_person')\n    await tell(link)", 'links.delete(id)'],
  ['asked-wrong', "if (!account) throw new Problem(422, 'wrong_credentials')", "if (!accounts.has(wanted.user_name)) throw new Problem(404, 'not_found')\n  if (!account) throw new Problem(422, 'wrong_credentials')"],
  ['asked-taken', "if (standing && !isSame(standing.subject, person.subject)) return 'account_taken'\n  if (standing)", "if (standing && isSame(standing.subject, person.subject))"],
  ['asked-twice', 'if (before) return report(before)', ''],
  ['proof-used', "if (before && (before.subject !== wanted.subject || life(before) === 'ended')) throw new Problem(409, 'proof_used')", ''],
  ['asked-late', "if (!isFresh(person)) return 'prove_again'", ''],
  ['asked-too-often', "if (!mayTry(...names)) throw new Problem(429, 'too_many_requests', { retry_after: 600 })", ''],
  ['merged', 'names.has(subject); step += 1) subject', 'false; step += 1) subject'],
  ['event-false', "believe(claims.aud === ENDPOINT, 'aud')\n  believe(claims.iat > ", 'believe(claims.iat > '],
  ['event-unknown', "?? {}\n  if (typeof subject", "?? believe(false, 'unknown')\n  if (typeof subject"],
  ['event-twice', "&& !isSame(subject, claims.sub_id.sub)) names.set(claims.sub_id.sub, subject)", ") { believe(!names.has(claims.sub_id.sub), 'twice'); names.set(claims.sub_id.sub, subject) }"],
  ['down-at-the-token', "if (answer.status >= 500) throw new Down('token endpoint')", 'if (answer.status >= 500) process.exit(1)'],
  ['error', "if (query.has('error')) return stop(response, 'You are not signed in. Nothing was changed.', 200)", "if (query.has('error')) return page(response, 200, 'No', query.get('error_description') ?? '')"],
  ['double-click', "return stop(response, 'This took too long. Please sign in anew.')\n  const user", 'return response.writeHead(500).end()\n  const user'],
  ['two-for-one-account', "  proposals.delete(id)\n  return join(request, response, person, account, how)", "  proposals.delete(id)\n  await new Promise((next) => setTimeout(next, 200))\n  return join(request, response, person, account, how)"],
  ['signed-out-there', 'endSessions((session) => claims.sid ? session.sid === claims.sid : session.subject === claims.sub)', ''],
  ['false-sign-out', "believe(claims.aud === CLIENT && event", 'believe(event'],
  ['begun-elsewhere', "searchParams.get('iss') === ISSUER ? begin(request, response, true) : stop(response, 'An unknown identity.', 404)", "redirect(response, searchParams.get('iss'))"],
];

/** The same of a portal that is told of links by events alone. */
const CARELESS_BY_EVENTS = [
  ['ended-there', "hear(link, told)\n  }", "{}\n  }"],
  ['late-news', 'report.part.number > link.theirs.number && ', ''],
  ['proof-replayed', "if (seen.has(claims.jti)) throw new Problem(401, 'replayed')", ''],
  ['event-false', "believe(claims.aud === ENDPOINT, 'aud')\n  believe(claims.iat > ", 'believe(claims.iat > '],
];

/** Runs a program to its end. */
function ends(program, arguments_, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, arguments_, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => { said += piece; });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}

const given = new Set();

/** A port that nobody uses now, below those that programs call from, and that no other test here gets. */
async function port() {
  for (;;) {
    const one = 10_000 + Math.floor(Math.random() * 20_000);
    const server = createServer();
    const free = !given.has(one) && await new Promise((done) => {
      server.once('error', () => done(false));
      server.listen(one, '127.0.0.1', () => server.close(() => done(true)));
    });
    given.add(one);
    if (free) return one;
  }
}

let dir;
before(async () => { dir = await mkdtemp(join(tmpdir(), 'onedoor-new-portal-')); });
after(async () => { await rm(dir, { recursive: true, force: true }); });

/** Runs the portal, which may be a careless one, and the kit against it. */
async function checked(name, change, more, env = {}) {
  const [own, issuer] = [await port(), await port()];
  const at = join(dir, `${name}.mjs`);
  await writeFile(at, change(await readFile(new URL('portal.mjs', EXAMPLE), 'utf8')));
  const kit = join(dir, `${name}.toml`);
  const settings = await readFile(new URL('kit.toml', EXAMPLE), 'utf8');
  await writeFile(kit, `patience_seconds = 10\n${settings.replaceAll('9400', String(issuer)).replaceAll('8090', String(own))}`);
  const all = { ...process.env, PORT: String(own), ISSUER: `http://127.0.0.1:${issuer}`, CLIENT_SECRET: SECRET, ...env };
  const portal = await Program.start(process.execPath, [at], { env: all, ready: (said) => said.includes('portal: ') });
  try {
    return await ends(binary, ['kit', 'check', `http://127.0.0.1:${own}`, '--config', kit, ...more]);
  } finally {
    await portal.stop();
  }
}

/** On a phone, by day and by night, with a checker. */
async function canBeReadByAll(address) {
  const browser = await launch();
  try {
    for (const colorScheme of ['light', 'dark']) {
      const page = await person(browser, { colorScheme, width: 320 });
      await page.goto(address.href);
      assert.deepEqual(await barriers(page), []);
      await assertNoSideways(page);
    }
  } finally {
    await browser.close();
  }
}

test('the portal of the page passes', async () => {
  const report = join(dir, 'report');
  const { code, said } = await checked('whole', (source) => source, ['--report', report, '--language', 'ru']);
  assert.equal(code, 0, said);
  assert.match(said, / 0 failed, 6 not applicable, 0 not tried/);
  const json = JSON.parse(await readFile(join(report, 'report.json'), 'utf8'));
  assert.equal(json.complete, true);
  assert.ok(json.situations.length > 60);
  const page = await readFile(join(report, 'report.html'), 'utf8');
  assert.match(page, /<html lang="ru">/);
  await canBeReadByAll(new URL(`file://${join(report, 'report.html')}`));
  for (const secret of [SECRET, 'a test password 1']) assert.ok(!page.includes(secret) && !JSON.stringify(json).includes(secret));
});

test('a portal that is told of links by events alone passes', async () => {
  const { code, said } = await checked('by-events', (source) => source, [], { BY_EVENTS: 'yes' });
  assert.equal(code, 0, said);
  assert.match(said, / 0 failed, 10 not applicable, 0 not tried/);
});

test('the kit waits where the portal asks it to, and begins anew', async () => {
  const busy = (source) => source.replace('  await caller(request, body, url)\n', `  await caller(request, body, url)
  globalThis.since ??= Date.now()
  if (Date.now() - globalThis.since < 2_000) throw new Problem(429, 'too_many_requests', { retry_after: 3 })\n`);
  const { code, said } = await checked('busy', busy, ['--only', 'described']);
  assert.equal(code, 0, said);
  assert.match(said, /waiting 3 seconds/);
});

const each = new Map();
describe('the kit finds', { concurrency: 4 }, () => {
  const all = [...CARELESS.map((one) => [...one, {}]), ...CARELESS_BY_EVENTS.map((one) => [...one, { BY_EVENTS: 'yes' }])];
  for (const [situation, from, to, env] of all) {
    const times = (each.get(situation) ?? 0) + 1;
    each.set(situation, times);
    test(`by ${situation} a careless portal (${times})`, async () => {
      const change = (source) => {
        // Passwords that are hashed as they deserve would take most of the time.
        const quick = source.replace('N: 2 ** 14, r: 8, p: 5', 'N: 1024');
        const changed = quick.replace(from, () => to);
        assert.notEqual(changed, quick, 'the portal has no such line any more');
        return to.includes('await new Promise') ? changed.replace('function takeProposal', 'async function takeProposal') : changed;
      };
      const { code, said } = await checked(`${situation}-${times}`, change, ['--only', situation], env);
      assert.equal(code, 1, said);
      assert.match(said, new RegExp(`FAILED  ${situation} `));
    });
  }
});
