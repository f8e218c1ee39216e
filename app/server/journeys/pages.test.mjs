// Every page of every site, in four languages: nothing stands in anybody's way.
//
// Each page is inspected in each language at the width of a phone; in one of the four, taking turns, also
// in the dark, on a wide screen, and with the keyboard alone.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { barriers, launch } from './lib/browser.mjs';
import { inspect, keyboard } from './lib/inspect.mjs';
import { LANGUAGES } from './lib/texts.mjs';
import { tour } from './lib/tour.mjs';
import { World } from './lib/world.mjs';

let world, browser;
before(async () => { [world, browser] = await Promise.all([World.start(), launch()]); });
after(async () => { await browser?.close(); await world?.stop(); });

/** In the dark, on a wide screen, and by keyboard. */
async function inspectFurther(page) {
  const found = await keyboard(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  found.push(...(await barriers(page)).map((fault) => `dark: ${fault}`));
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
  found.push(...(await barriers(page)).map((fault) => `wide: ${fault}`));
  await page.setViewportSize({ width: 360, height: 800 });
  return found;
}

describe('pages', { concurrency: 2 }, () => {
  for (const [turn, language] of LANGUAGES.entries()) {
    test(`every page in ${language}`, { timeout: 240_000 }, async () => {
      const faults = [];
      let pages = 0;
      const complaints = await tour({ world, browser, language }, async (page, name) => {
        const found = await inspect(page, language);
        if (pages % LANGUAGES.length === turn) found.push(...(await inspectFurther(page)));
        pages += 1;
        faults.push(...found.map((fault) => `${name} ${new URL(page.url()).pathname}: ${fault}`));
      });
      assert.deepEqual([...new Set([...faults, ...complaints])], []);
      assert.ok(pages > 60, `only ${pages} pages were found`);
    });
  }
});
