// Letters through a relay that others wrote: PyPI aiosmtpd (interop/aiosmtpd_relay.py) with STARTTLS and a password.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from './lib/browser.mjs';
import { eventually } from './lib/http.mjs';
import { registers } from './lib/identity.mjs';
import { Program } from './lib/program.mjs';
import { Identity, freePort } from './lib/serve.mjs';
import { Visitor } from './lib/visitor.mjs';
import { freshPhone } from './lib/world.mjs';

const python = process.env.ONEDOOR_JOURNEYS_PYTHON ?? 'python3';
const PASSWORD = 'a-password-of-the-relay';
let dir, port, relay, identity, browser;

/** An authority of our own and a certificate of it for 127.0.0.1. */
function certify() {
  const ssl = (...words) => execFileSync('openssl', words, { cwd: dir, stdio: 'ignore' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  ssl('req', '-x509', ...key, '-days', '2', '-subj', '/CN=authority', '-keyout', 'authority.key', '-out', 'authority.pem');
  ssl('req', ...key, '-subj', '/CN=relay', '-keyout', 'relay.key', '-out', 'relay.csr');
  writeFileSync(join(dir, 'relay.ext'), 'subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n');
  ssl('x509', '-req', '-in', 'relay.csr', '-CA', 'authority.pem', '-CAkey', 'authority.key', '-CAcreateserial', '-days', '2', '-extfile', 'relay.ext', '-out', 'relay.pem');
}

const runs = () => Program.start(python, [join(import.meta.dirname, 'interop/aiosmtpd_relay.py')], {
  ready: (said) => said.includes('ready'),
  input: JSON.stringify({ port, certificate: join(dir, 'relay.pem'), key: join(dir, 'relay.key'), password: PASSWORD }),
});

/** The letters that the relay has taken. */
const letters = () => relay.said.split('\n').filter((line) => line.startsWith('letter ')).map((line) => JSON.parse(line.slice(7)));

before(async () => {
  dir = mkdtempSync(join(tmpdir(), 'onedoor-relay-'));
  certify();
  port = await freePort();
  relay = await runs();
  const mail = { port, password: PASSWORD, authority: join(dir, 'authority.pem') };
  [identity, browser] = await Promise.all([Identity.start({ clients: [], mail }), launch()]);
});

after(async () => {
  await browser?.close();
  await identity?.stop();
  await relay?.stop();
  rmSync(dir, { recursive: true, force: true });
});

test('a letter goes over TLS only, waits for a relay that is down, and its code confirms the address', async () => {
  const visitor = await Visitor.arrive(browser, { language: 'vi', scripts: false });
  await visitor.goto(identity.at('/sign-in'));
  await registers(visitor, identity, { name: 'Đỗ Thị Bích Ngọc', phone: freshPhone(), login: 'bich.ngoc', password: 'ba con thuyền giấy' });
  await visitor.goto(identity.at('/account/email'));
  await visitor.fill('email-label', 'ngoc@mail.example');
  await relay.stop();
  await visitor.press('email-add');
  await visitor.sees('email-code-title');
  await eventually('failed try', () => (/waiting/.test(identity.command('messages', 'list')) ? true : undefined));
  relay = await runs();
  const letter = await eventually('letter', () => letters()[0], 60_000);
  assert.ok(letter.encrypted);
  assert.deepEqual(letter.to, ['ngoc@mail.example']);
  assert.ok(!/\d{6}/.test(letter.subject), letter.subject);
  await visitor.fill('code-label', letter.text.match(/\b(\d{6})\b/)[1]);
  await visitor.press('email-code-confirm');
  await visitor.reads('email-added');
  // Told there, too.
  const told = await eventually('notice', () => letters()[1], 30_000);
  assert.deepEqual(told.to, ['ngoc@mail.example']);
  await visitor.page.context().close();
});
