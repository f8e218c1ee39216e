// Pictures of every page, to look at: node shots.mjs [--only SITE-OR-SCENE] [--language vi,ru]
// They go to shots/LANGUAGE, one file for each page, width and theme.
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
const LOOKS = [[360, 'light'], [1280, 'light'], [360, 'dark'], [1280, 'dark']];

const browser = await launch();
try {
  for (const language of option('language', LANGUAGES.join(',')).split(',')) {
    const folder = join(import.meta.dirname, 'shots', language);
    mkdirSync(folder, { recursive: true });
    const world = await World.start();
    try {
      await tour({ world, browser, language, only: option('only') }, async (page, name) => {
        for (const [width, colorScheme] of LOOKS) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ colorScheme });
          await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
        }
        await page.setViewportSize({ width: 360, height: 800 });
        await page.emulateMedia({ colorScheme: 'light' });
      });
    } finally {
      await world.stop();
    }
  }
} finally {
  await browser.close();
}
