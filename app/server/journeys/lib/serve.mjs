// One identity in earnest: `onedoor serve` with a configuration of its own, as an operator runs it.
import { execFileSync } from 'node:child_process';
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

/** A certificate for 127.0.0.1 that vouches for itself. */
function certify(dir) {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
    '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1',
    '-keyout', join(dir, 'tls.key'), '-out', join(dir, 'tls.pem')], { stdio: 'ignore' });
}

export class Identity {
  /** Clients as in the configuration, only that `secret` is the secret itself. */
  static async start({ clients, tls = false }) {
    const identity = new Identity();
    identity.dir = mkdtempSync(join(tmpdir(), 'onedoor-identity-'));
    identity.gateway = await Gateway.start(TOKEN);
    identity.port = await freePort();
    identity.issuer = `${tls ? 'https' : 'http'}://127.0.0.1:${identity.port}`;
    if (tls) {
      certify(identity.dir);
      // For those that are not root and check it.
      chmodSync(identity.dir, 0o755);
      identity.certificate = join(identity.dir, 'tls.pem');
    }
    const file = (name, text) => { writeFileSync(join(identity.dir, name), text, { mode: 0o600 }); return name; };
    execFileSync(binary, ['keys', 'new', join(identity.dir, 'keys')]);
    file('gateway-token', TOKEN);
    const registered = clients.map(({ secret, ...client }) =>
      `[[identity.clients]]\n${table(secret ? { ...client, secret: file(`${client.client_id}.secret`, secret) } : client)}\n`);
    file('onedoor.toml', `
public_url = "${identity.issuer}"
look = "plain"
country = "vn"
default_language = "en"
key_file = "keys"
[listen]
address = "127.0.0.1:${identity.port}"
${tls ? 'tls = { certificate = "tls.pem", key = "tls.key" }' : ''}
[storage.sqlite]
path = "identity.db"
[messages]
gateway = "${identity.gateway.address}"
token = { file = "gateway-token" }
[identity]
${registered.join('')}`);
    await identity.run();
    return identity;
  }

  async run() {
    this.program = await Program.start(binary, ['serve', '--config', join(this.dir, 'onedoor.toml')]);
    const ca = this.certificate && readFileSync(this.certificate);
    const ask = async () => {
      const answer = await fetchLocal(this.at('/.well-known/openid-configuration'), { ca }).catch(() => undefined);
      return answer?.status === 200 ? JSON.parse(answer.text) : undefined;
    };
    this.metadata = await eventually(`discovery document of ${this.issuer}`, ask)
      .catch((error) => { throw new Error(`${error.message}:\n${this.program.said}`); });
  }

  at(path = '/') {
    return `${this.issuer}${path}`;
  }

  code(to, act) {
    return this.gateway.code(to, act);
  }

  async stop() {
    await this.program?.stop();
    await this.gateway.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
