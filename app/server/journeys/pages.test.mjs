// Every page of every site: in four languages, narrow and wide, with the keyboard alone, and (each in one of
// the languages) in dark: nothing stands in anybody's way.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { launch } from './lib/browser.mjs';
import { inspect } from './lib/inspect.mjs';
import { LANGUAGES } from './lib/texts.mjs';
import { tour } from './lib/tour.mjs';
import { World } from './lib/world.mjs';

/** Fewer would mean that the walk has lost its way. */
const AT_LEAST = 150;

/** In which of the languages a page is looked at in the dark, too. */
const turnOf = (name) => [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % LANGUAGES.length;

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

describe('pages', { concurrency: 2 }, () => {
  for (const [turn, language] of LANGUAGES.entries()) {
    test(`every page in ${language}`, { timeout: 900_000 }, async () => {
      // Its own world: codes, limits and links of one walk are none of another's.
      const world = await World.start();
      const faults = [];
      const pages = new Set();
      try {
        const complaints = await tour({ world, browser, language }, async (page, name) => {
          // Dark and wide take turns: each page in one of the languages.
          const found = await inspect(page, language, { appearance: turnOf(name) === turn });
          pages.add(name);
          faults.push(...found.map((fault) => `${name} ${new URL(page.url()).pathname}: ${fault}`));
        });
        assert.deepEqual([...new Set([...faults, ...complaints])], []);
      } finally {
        await world.stop();
      }
      console.log(`# ${language}: ${pages.size} pages, each at 320, 360 and 1280 px and by keyboard, a quarter also in dark`);
      assert.ok(pages.size >= AT_LEAST, `only ${pages.size} pages were found`);
    });
  }
});
