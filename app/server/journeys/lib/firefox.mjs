// Firefox, driven by its own protocol (Marionette): packets of JSON with their length before them.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './http.mjs';

/** The program, if this machine has it. */
export const FIREFOX = ['firefox-esr', 'firefox'].find((name) => spawnSync('which', [name]).status === 0);

const PREFERENCES = {
  'marionette.port': 0,
  // Authenticators of software, as the driver gives them, and none of the machine.
  'security.webauth.webauthn_enable_softtoken': true,
  'security.webauth.webauthn_enable_usbtoken': false,
  'intl.accept_languages': 'en',
  'datareporting.policy.dataSubmissionEnabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'app.update.enabled': false,
};

export class Firefox {
  static async launch() {
    if (!FIREFOX) throw new Error('there is no Firefox; install firefox-esr');
    const firefox = new Firefox();
    firefox.profile = mkdtempSync(join(tmpdir(), 'onedoor-firefox-'));
    const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
    writeFileSync(join(firefox.profile, 'user.js'), lines.join('\n'));
    firefox.process = spawn(FIREFOX, ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote', '--profile', firefox.profile], { stdio: 'ignore', env: { ...process.env, HOME: firefox.profile } });
    const file = join(firefox.profile, 'MarionetteActivePort');
    const port = await eventually('Firefox', () => (existsSync(file) && Number(readFileSync(file, 'utf8'))) || undefined, 60_000);
    await firefox.#connects(port);
    await firefox.say('WebDriver:NewSession', {});
    return firefox;
  }

  async #connects(port) {
    Object.assign(this, { waiting: new Map(), last: 0, heard: Buffer.alloc(0) });
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('error', () => {});
    this.socket.on('data', (data) => this.#hears(data));
    await new Promise((resolve) => { this.greeted = resolve; });
  }

  #hears(data) {
    this.heard = Buffer.concat([this.heard, data]);
    for (;;) {
      const colon = this.heard.indexOf(':');
      const length = Number(this.heard.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || this.heard.length < colon + 1 + length) return;
      const packet = JSON.parse(this.heard.subarray(colon + 1, colon + 1 + length).toString());
      this.heard = this.heard.subarray(colon + 1 + length);
      if (!Array.isArray(packet)) { this.greeted(); continue; }
      const [, id, error, result] = packet;
      const { resolve, reject } = this.waiting.get(id);
      this.waiting.delete(id);
      if (error) reject(new Error(`${error.error}: ${error.message}`)); else resolve(result?.value ?? result);
    }
  }

  /** A command of the protocol, and what comes of it. */
  say(name, parameters = {}) {
    this.last += 1;
    const packet = JSON.stringify([0, this.last, name, parameters]);
    const answer = new Promise((resolve, reject) => this.waiting.set(this.last, { resolve, reject }));
    this.socket.write(`${Buffer.byteLength(packet)}:${packet}`);
    return answer;
  }

  goto(url) {
    return this.say('WebDriver:Navigate', { url });
  }

  /** Runs a function in the page. */
  run(script, ...args) {
    return this.say('WebDriver:ExecuteScript', { script: `return (${script})(...arguments)`, args });
  }

  /** Until the page has this path. */
  arrives(path) {
    return eventually(path, async () => {
      const now = await this.run(() => (document.readyState === 'complete' ? location.pathname : '')).catch(() => '');
      return now === path ? true : undefined;
    }, 20_000).catch(async (error) => {
      throw new Error(`${error.message}; it is at ${await this.run(() => `${location.href} ${document.body.innerText.slice(0, 600)}`)}`);
    });
  }

  /** Fills the sign-in form in and sends it, as with the key Enter. */
  signsIn(login, password) {
    return this.run((name, word) => {
      const field = document.getElementById('identifier');
      field.value = name;
      field.form.elements.password.value = word;
      field.form.requestSubmit();
    }, login, password);
  }

  async presses(selector) {
    const found = await this.say('WebDriver:FindElement', { using: 'css selector', value: selector });
    await this.say('WebDriver:ElementClick', { id: Object.values(found)[0] });
  }

  /** An authenticator that knows its owner. */
  async authenticator() {
    const id = await this.say('WebAuthn:AddVirtualAuthenticator', {
      protocol: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserConsenting: true, isUserVerified: true,
    });
    return { keys: () => this.say('WebAuthn:GetCredentials', { authenticatorId: id }) };
  }

  async forgets() {
    await this.say('WebDriver:DeleteAllCookies');
  }

  async stop() {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.socket?.destroy();
    this.process.kill();
    await ended;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
