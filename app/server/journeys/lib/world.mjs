// The demo world, started for one file of journeys on a port of its own with an empty directory.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const binary = process.env.ONEDOOR_BINARY ?? '../../../target/debug/onedoor';

/** Names under .localhost are this machine (RFC 6761); Node's resolver does not know that. */
export function fetchLocal(url, { method = 'GET', headers = {}, body } = {}) {
  const target = new URL(url);
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: target.port, path: target.pathname + target.search, method, headers: { ...headers, host: target.host } },
      (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(chunks).toString() }));
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

export class World {
  static async start({ data = mkdtempSync(join(tmpdir(), 'onedoor-journey-')), port = 0 } = {}) {
    const child = spawn(binary, ['demo', '--listen', `127.0.0.1:${port}`, '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const found = await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the demo did not start:\n${said}`)), 60_000);
      const listen = (chunk) => {
        said += chunk;
        const match = said.match(/http:\/\/outside\.localhost:(\d+)/);
        if (match) { clearTimeout(late); resolve(Number(match[1])); }
      };
      child.stdout.on('data', listen);
      child.stderr.on('data', (chunk) => { said += chunk; });
      child.on('exit', (code) => { clearTimeout(late); reject(new Error(`the demo ended with ${code}:\n${said}`)); });
    });
    const world = new World();
    Object.assign(world, { child, data, port: found });
    world.people = JSON.parse((await fetchLocal(world.at('outside', '/people.json'))).text);
    return world;
  }

  at(site, path = '/') {
    return `http://${site}.localhost:${this.port}${path}`;
  }

  /** The newest message to this number that is newer than `after` milliseconds. */
  async message(to, { after = 0, within = 10_000 } = {}) {
    const until = Date.now() + within;
    for (;;) {
      const inbox = JSON.parse((await fetchLocal(this.at('outside', '/inbox.json'))).text);
      const found = inbox.messages.find((message) => message.to === to && message.received_at > after);
      if (found) return found;
      if (Date.now() > until) throw new Error(`no message to ${to}`);
      await new Promise((wake) => setTimeout(wake, 50));
    }
  }

  /** The six digits of the newest message to this number. */
  async code(to, options) {
    return (await this.message(to, options)).text.match(/\b(\d{6})\b/)[1];
  }

  async stop() {
    this.child.removeAllListeners('exit');
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await gone;
    rmSync(this.data, { recursive: true, force: true });
  }
}
