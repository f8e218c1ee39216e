// The demo world, started for one file of journeys on a port of its own with an empty directory.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, fetchLocal } from './http.mjs';
import { Program, binary } from './program.mjs';

export { fetchLocal } from './http.mjs';

export class World {
  static async start({ data = mkdtempSync(join(tmpdir(), 'onedoor-journey-')), port = 0 } = {}) {
    const world = new World();
    world.data = data;
    await world.#runs(port);
    const told = JSON.parse((await fetchLocal(world.at('outside', '/people.json'))).text);
    world.people = told.people;
    world.sites = told.sites;
    return world;
  }

  async #runs(port) {
    this.program = await Program.start(binary, ['demo', '--listen', `127.0.0.1:${port}`, '--data', this.data], {
      ready: (said) => said.match(/http:\/\/outside\.localhost:(\d+)/),
    });
    this.port = Number(this.program.found[1]);
  }

  /**
   * Stops the world, runs a command of the program on one of its portals as the portal's operator would, and goes on;
   * what the command said. `portal` is the table of the configuration.
   */
  async operates(site, portal, words, files = {}) {
    const dir = join(this.data, String(this.port), site);
    for (const [name, text] of Object.entries({ ...files, token: 'a-token-of-the-gateway' })) writeFileSync(join(dir, name), text, { mode: 0o600 });
    writeFileSync(join(dir, 'operator.toml'), `
public_url = "${this.at(site, '')}"
look = "${site}"
country = "vn"
default_language = "vi"
key_file = "keys"
[listen]
address = "127.0.0.1:${this.port}"
[storage.sqlite]
path = "site.db"
[messages]
gateway = "${this.at('outside', '/gateway/sms')}"
token = { file = "token" }
[portal]
${portal}
`);
    await this.program.stop();
    try {
      const command = words.map((word) => (word in files ? join(dir, word) : word));
      return execFileSync(binary, [...command, '--config', join(dir, 'operator.toml')], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } finally {
      await this.#runs(this.port);
    }
  }

  at(site, path = '/') {
    return `http://${site}.localhost:${this.port}${path}`;
  }

  /** A sample person by handle. */
  sample(handle) {
    const person = this.people.find((one) => one.handle === handle);
    if (!person) throw new Error(`nobody is called ${handle}: ${this.people.map((one) => one.handle)}`);
    return { ...person, account: (site) => person.accounts.find((account) => account.site === `${site}.localhost`) };
  }

  async inbox(to) {
    const query = to ? `?to=${encodeURIComponent(to)}` : '';
    return JSON.parse((await fetchLocal(this.at('outside', `/inbox.json${query}`))).text).messages;
  }

  /** The message to this number that `act` brings about; `like` is what it must look like. */
  async message(to, act, like = /./) {
    const before = new Set((await this.inbox(to)).map((message) => message.id));
    await act();
    return eventually(`message to ${to}`, async () => (await this.inbox(to)).find((message) => !before.has(message.id) && like.test(message.text)));
  }

  /** The six digits of it. */
  async code(to, act) {
    return (await this.message(to, act, /\b\d{6}\b/)).text.match(/\b(\d{6})\b/)[1];
  }

  /**
   * As if `minutes` had gone by at a site for codes, attempts and proposals: the program has no clock that
   * could be set, so what it wrote down is made older. `more`: further tables with their columns.
   */
  later(site, minutes, more = []) {
    const file = this.#database(site);
    const older = ['codes: created_at expires_at', 'signin_attempts: created_at', 'proposals: created_at', 'referrals: created_at expires_at', ...more]
      .map((line) => line.split(': '))
      .map(([table, columns]) => `update ${table} set ${columns.split(' ').map((one) => `${one} = ${one} - ${minutes * 60_000}`)}`);
    execFileSync('python3', ['-c', 'import sqlite3, sys\nwith sqlite3.connect(sys.argv[1], timeout=10) as db:\n  for one in sys.argv[2:]: db.execute(one)', file, ...older]);
  }

  /** What the database of a site answers: rows of texts. */
  asks(site, question) {
    const say = 'import sqlite3, sys, json\nwith sqlite3.connect(sys.argv[1], timeout=10) as db: print(json.dumps([[str(one) for one in row] for row in db.execute(sys.argv[2])]))';
    return JSON.parse(execFileSync('python3', ['-c', say, this.#database(site), question], { encoding: 'utf8' }));
  }

  #database(site) {
    return join(this.data, String(this.port), site.replaceAll('.', '-'), 'site.db');
  }

  async stop() {
    await this.program.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}

let numbers = 0;

/** A mobile number that nobody has yet, in E.164. */
export function freshPhone(country = 'vn') {
  numbers += 1;
  const tail = String(1000 + numbers).padStart(5, '0');
  return { vn: `+849870${tail}`, ru: `+791655${tail}`, cn: `+8613800${String(numbers).padStart(6, '0')}` }[country];
}

let names = 0;

/** A login name that nobody has yet. */
export const freshName = () => `nguoi.moi.${(names += 1)}`;
