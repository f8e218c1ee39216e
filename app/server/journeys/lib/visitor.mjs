// Somebody who walks through pages as people do: by what is written on them.
import assert from 'node:assert/strict';
import { complaints, person } from './browser.mjs';
import { LOCALES, texts } from './texts.mjs';

export class Visitor {
  /** A new person with an empty browser. */
  static async arrive(browser, { language = 'vi', scripts = true, width = 360, colorScheme = 'light' } = {}) {
    const page = await person(browser, { language: LOCALES[language], scripts, width, colorScheme });
    return new Visitor(page, { language, scripts });
  }

  constructor(page, { language, scripts }) {
    this.page = page;
    this.language = language;
    this.scripts = scripts;
    this.t = texts(language);
    this.complaints = complaints(page);
    this.status = undefined;
    page.on('response', (response) => {
      if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) this.status = response.status();
    });
  }

  /** From now on the pages are expected in that language. */
  speaks(language) {
    this.language = language;
    this.t = texts(language);
  }

  /** The same person in a second tab. */
  async tab() {
    return new Visitor(await this.page.context().newPage(), this);
  }

  /** Key of a catalogue, pattern, or the very words. */
  words(what, values) {
    if (what instanceof RegExp) return what;
    if (this.t.has(what)) return this.t.like(what, values);
    if (/^[a-z]+(-[a-z]+)+$/.test(what)) throw new Error(`no catalogue has ${what}`);
    return what;
  }

  whole(what, values) {
    const words = this.words(what, values);
    const source = words instanceof RegExp ? words.source : words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return new RegExp(`^\\s*${source}\\s*(?:${this.t.like('form-optional').source})?\\s*$`);
  }

  async goto(address) {
    return this.page.goto(address);
  }

  field(label) {
    return this.page.getByRole('main').getByLabel(this.words(label)).locator('visible=true');
  }

  async fill(label, value) {
    await this.page.getByRole('main').getByLabel(this.whole(label)).first().fill(value);
  }

  async fillAll(values) {
    for (const [label, value] of Object.entries(values)) await this.fill(label, value);
  }

  async choose(label, option) {
    await this.page.getByRole('main').getByLabel(this.whole(label)).selectOption(option);
  }

  /**
   * Chooses in one list after the other. A list whose parent was just chosen appears after the form has
   * been sent, so it is sent after every choice; `buttons` are the names that its button may have.
   */
  async choosesInTurn(choices, buttons) {
    for (const [label, option] of choices) {
      const list = this.page.getByRole('main').getByLabel(this.whole(label));
      await list.waitFor();
      await list.selectOption({ label: option });
      const names = buttons.map((button) => this.whole(button).source).join('|');
      await this.thereby(() => this.page.getByRole('main').getByRole('button', { name: new RegExp(names) }).click());
    }
  }

  async tick(label) {
    await this.page.getByRole('main').getByLabel(this.words(label)).first().check();
  }

  button(name, values) {
    return this.page.getByRole('button', { name: this.whole(name, values) });
  }

  /** Does what leads to another page, and waits until that is there. */
  async thereby(act) {
    await Promise.all([this.page.waitForEvent('load'), act()]);
  }

  async press(name, values) {
    const button = this.button(name, values);
    await this.thereby(() => button.click());
  }

  /** Presses the one among several buttons or links of the same name that acts on `about`. */
  async pressAbout(what, about) {
    const words = this.words(what);
    const name = new RegExp(`${words instanceof RegExp ? words.source : words}[\\s\\S]*${about.source ?? about}`);
    await this.thereby(() => this.page.getByRole('button', { name }).click());
  }

  link(name, values) {
    return this.page.getByRole('main').getByRole('link', { name: this.words(name, values) });
  }

  async follow(name, values) {
    const link = this.link(name, values).first();
    await this.thereby(() => link.click());
  }

  heading() {
    return this.page.getByRole('heading', { level: 1 });
  }

  /** Waits until the page of that heading is there. */
  async sees(heading, values) {
    // A key that is not there would be waited for in vain.
    const words = this.whole(heading, values);
    try {
      await this.page.getByRole('heading', { level: 1, name: words }).waitFor();
    } catch {
      const there = await this.heading().allInnerTexts();
      const text = (await this.page.locator('main').innerText().catch(() => '')).slice(0, 1200);
      assert.fail(`expected the page “${words}”, but here is “${there}” at ${this.page.url()} (${this.status})\n${text}`);
    }
  }

  /** Waits until the words are somewhere on the page. */
  async reads(what, values) {
    const words = this.words(what, values);
    try {
      await this.page.getByRole('main').getByText(words).first().waitFor();
    } catch {
      assert.fail(`expected to read “${words}” at ${this.page.url()}:\n${await this.page.getByRole('main').innerText()}`);
    }
  }

  async readsNot(what, values) {
    assert.equal(await this.page.getByRole('main').getByText(this.words(what, values)).count(), 0, `“${what}” at ${this.page.url()}`);
  }

  /** The page says that something needs correcting: on top, in the title, with this sentence. */
  async isTold(problem, values) {
    const words = this.words(problem, values);
    const summary = this.page.getByRole('alert').filter({ hasText: words });
    try {
      await summary.waitFor();
    } catch {
      assert.fail(`expected to be told “${words}” at ${this.page.url()}:\n${await this.page.getByRole('main').innerText()}`);
    }
    assert.match(await this.page.title(), new RegExp(`^${this.t.like('layout-title-error', { page: 'x', site: 'y' }).source.split('x')[0]}`));
  }

  /** Whom the page takes me for; `undefined` if for nobody. */
  async name() {
    const shown = this.page.locator('.signed-in__name span').last();
    return (await shown.count()) ? (await shown.innerText()).trim() : undefined;
  }

  async isSignedInAs(name) {
    assert.equal(await this.name(), name, `who is signed in at ${this.page.url()}`);
  }

  async isNobody() {
    assert.equal(await this.name(), undefined, `nobody should be signed in at ${this.page.url()}`);
  }

  async signsOut() {
    await this.thereby(() => this.page.getByRole('banner').getByRole('button', { name: this.t('layout-sign-out') }).click());
  }

  path() {
    const url = new URL(this.page.url());
    return url.pathname + url.search;
  }

  host() {
    return new URL(this.page.url()).hostname.replace(/\.localhost$/, '');
  }

  /** At the end: nothing went wrong behind the scenes. */
  async leaves({ forgiving = [] } = {}) {
    const left = this.complaints.filter((complaint) => !forgiving.some((pattern) => pattern.test(complaint)));
    await this.page.context().close();
    assert.deepEqual(left, []);
  }
}
