// Pictures of every page, to look at: node shots.mjs [--only SITE] [--language vi,ru] [--scheme dark]
// They go to shots/, one file for each page, width and language.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './lib/browser.mjs';
import { tour } from './lib/tour.mjs';
import { LANGUAGES } from './lib/texts.mjs';
import { World } from './lib/world.mjs';

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const only = option('only');
const colorScheme = option('scheme', 'light');
const folder = join(import.meta.dirname, 'shots');
const world = await World.start();
const browser = await launch();
try {
  for (const language of option('language', LANGUAGES.join(',')).split(',')) {
    mkdirSync(join(folder, language), { recursive: true });
    await tour({ world, browser, language, colorScheme, only }, async (page, name) => {
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.screenshot({ path: join(folder, language, `${name}-${width}${colorScheme === 'dark' ? '-dark' : ''}.png`), fullPage: true });
      }
    });
  }
} finally {
  await browser.close();
  await world.stop();
}
