// Sites in earnest: `onedoor serve` with a configuration of its own, as an operator runs it.
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Gateway } from './gateway.mjs';
import { eventually, fetchLocal } from './http.mjs';
import { Program, binary } from './program.mjs';

const TOKEN = 'token-of-the-gateway';

/** A port that was free a moment ago. */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const toml = (value) => (Array.isArray(value) ? `[${value.map(toml).join(', ')}]` : JSON.stringify(value));

const table = (fields) => Object.entries(fields).map(([name, value]) =>
  name === 'secret' ? `secret = { file = ${toml(value)} }` : `${name} = ${toml(value)}`).join('\n');

/** A hash as older systems kept it (RFC 2307), as `onedoor import accounts` takes it. */
export function salted(password) {
  const salt = randomBytes(8);
  const digest = createHash('sha1').update(password).update(salt).digest();
  return `{SSHA}${Buffer.concat([digest, salt]).toString('base64')}`;
}

/** A certificate for 127.0.0.1 that vouches for itself. */
function certify(dir) {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1',
    '-keyout', join(dir, 'tls.key'), '-out', join(dir, 'tls.pem')], { stdio: 'ignore' });
}

/** A site in a directory of its own, with a gateway of its own for text messages, or an operator. */
class Site {
  static async open(host, port, operator) {
    const site = new this();
    site.dir = mkdtempSync(join(tmpdir(), 'onedoor-site-'));
    site.gateway = operator ?? (await Gateway.start(TOKEN));
    site.host = host;
    site.port = port ?? (await freePort());
    execFileSync(binary, ['keys', 'new', join(site.dir, 'keys')]);
    site.file('gateway-token', operator?.password ?? TOKEN);
    return site;
  }

  file(name, text) {
    writeFileSync(join(this.dir, name), text, { mode: 0o600 });
    return name;
  }

  get origin() {
    return `${this.certificate ? 'https' : 'http'}://${this.host}:${this.port}`;
  }

  at(path = '/') {
    return `${this.origin}${path}`;
  }

  code(to, act) {
    return this.gateway.code(to, act);
  }

  configure({ look, country = 'vn', language = 'en', mail }, role) {
    if (mail) this.file('mail-password', mail.password);
    this.file('onedoor.toml', `
public_url = "${this.origin}"
look = "${look}"
country = "${country}"
default_language = "${language}"
key_file = "keys"
${mail ? `trusted_authorities = "${mail.authority}"` : ''}
[listen]
address = "127.0.0.1:${this.port}"
${this.certificate ? 'tls = { certificate = "tls.pem", key = "tls.key" }' : ''}
[storage.sqlite]
path = "site.db"
[messages]
${this.gateway.address ? `gateway = "${this.gateway.address}"\ntoken = { file = "gateway-token" }` : `sender = "VNeID"
[messages.smpp]
host = "127.0.0.1"
port = ${this.gateway.port}
tls = false
system_id = "${this.gateway.systemId}"
password = { file = "gateway-token" }`}
${mail ? `[mail]
host = "127.0.0.1"
port = ${mail.port}
user = "onedoor"
password = { file = "mail-password" }
from = "no-reply@id.example"` : ''}
${role}`);
  }

  /** Starts the program; ready when it answers at `path`. */
  async run(path) {
    this.program = await Program.start(binary, ['serve', '--config', join(this.dir, 'onedoor.toml')]);
    const ca = this.certificate && readFileSync(this.certificate);
    const ask = async () => {
      // By address: the resolver does not know names under .localhost.
      const answer = await fetchLocal(this.at(path), { ca }).catch(() => undefined);
      return answer?.status === 200 ? answer : undefined;
    };
    return eventually(`answer from ${this.origin}`, ask)
      .catch((error) => { throw new Error(`${error.message}:\n${this.program.said}`); });
  }

  /** Makes a key file. */
  makesKey(file) {
    execFileSync(binary, ['keys', 'new', file]);
  }

  /** Runs a command of the program on this site's configuration; what it said. */
  command(...words) {
    return execFileSync(binary, [...words, '--config', join(this.dir, 'onedoor.toml')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** Ends the program; the data stay. */
  async halt() {
    await this.program?.stop();
    this.program = undefined;
  }

  async stop() {
    await this.halt();
    await this.gateway.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

export class Identity extends Site {
  /** Clients as in the configuration, only that `secret` is the secret itself. */
  static async start({ clients, tls = false, look = 'plain', language, operator, mail }) {
    const identity = await Identity.open('127.0.0.1', undefined, operator);
    if (tls) {
      certify(identity.dir);
      // For those that are not root and check it.
      chmodSync(identity.dir, 0o755);
      identity.certificate = join(identity.dir, 'tls.pem');
    }
    const registered = clients.map(({ secret, ...client }) =>
      `[[identity.clients]]\n${table(secret ? { ...client, secret: identity.file(`${client.client_id}.secret`, secret) } : client)}\n`);
    identity.configure({ look, language, mail }, `[identity]\n${registered.join('')}`);
    await identity.run();
    return identity;
  }

  get issuer() {
    return this.origin;
  }

  async run() {
    this.metadata = JSON.parse((await super.run('/.well-known/openid-configuration')).text);
  }
}

export class Portal extends Site {
  /**
   * A province's one-stop portal whose one upstream is `identity`, already registered there as `client`; its look has
   * the name of the client.
   */
  static async start({ port, host = 'localhost', identity, client, language }) {
    const portal = await Portal.open(host, port);
    portal.settings = { identity, client, language };
    portal.plays();
    await portal.run();
    return portal;
  }

  /** Writes the configuration; `more` are further tables of the portal. */
  plays(more = '') {
    const { identity, client, language } = this.settings;
    const portal = this;
    portal.configure({ look: client.client_id, language }, `
[portal]
kind = "one-stop"
province = "31"
agency = "000.00.00.H${client.client_id === 'haiduong' ? 22 : 24}"
[[portal.upstreams]]
key = "dvcqg"
look = "id-dvcqg"
issuer = "${identity.issuer}"
client_id = "${client.client_id}"
secret = { file = "${portal.file('upstream.secret', client.secret)}" }
policy = { creation = "yes" }
${more}`);
  }

  /**
   * A school system with the made-up organisations, whose one upstream is `identity`. Accounts are made in its office:
   * those in `accounts`, with `organisation`, `login`, `password` and `name`. `way` is the setting `linking_way`.
   */
  static async school({ port, host = 'localhost', identity, client, language, way, accounts }) {
    const portal = await Portal.open(host, port);
    portal.configure({ look: 'school', language }, `
[portal]
kind = "school"
agency = "000.00.00.G00"
[[portal.upstreams]]
key = "esia"
look = "esia"
issuer = "${identity.issuer}"
client_id = "${client.client_id}"
secret = { file = "${portal.file('upstream.secret', client.secret)}" }
linking_way = "${way}"
policy = { creation = "no", several_accounts = true }
`);
    const rows = accounts.map(({ organisation, login, name, password }) =>
      `${organisation},${login},${name},${salted(password)}`);
    portal.file('accounts.csv', ['organisation,user_name,display_name,password_hash', ...rows, ''].join('\n'));
    portal.command('import', 'accounts', join(portal.dir, 'accounts.csv'));
    await portal.run();
    return portal;
  }

  /** From now on it is part of `other`. */
  async moves(other) {
    await this.halt();
    this.plays(`[portal.moved_to]\norigin = "${other.origin}"\nlook = "${other.settings.client.client_id}"\n`);
    this.program = await Program.start(binary, ['serve', '--config', join(this.dir, 'onedoor.toml')]);
    await eventually(`answer from ${this.origin}`, async () =>
      ((await fetchLocal(this.at('/health')).catch(() => undefined))?.status === 200 ? true : undefined));
  }

  /** What an identity must know of a portal at `port`. */
  static client(port, { host = 'localhost', id = 'haiduong', name = 'Hải Dương' } = {}) {
    const origin = `http://${host}:${port}`;
    return {
      client_id: id,
      name,
      secret: 'a-secret-of-the-province',
      scopes: ['openid', 'profile', 'national_number'],
      redirect_uris: [`${origin}/sign-in/callback`],
      post_logout_redirect_uris: [`${origin}/signed-out`],
      backchannel_logout_uri: `${origin}/backchannel-logout`,
      linking_endpoint: `${origin}/linking/v1`,
    };
  }

  run() {
    return super.run('/');
  }
}
