// A file of journeys: one browser for all of them; each in a new world, with scripts and without.
import { after, before, test } from 'node:test';
import { launch } from './browser.mjs';
import { Visitor } from './visitor.mjs';
import { World } from './world.mjs';

/** The browser of the file, see `launch`; ends with it. */
export function chromium(how) {
  const held = {};
  before(async () => { held.browser = await launch(how); });
  after(async () => { await held.browser?.close(); });
  return held;
}

/**
 * A journey in a browser with scripts and in one without: `walk({ world, arrive, scripts })`.
 * Whoever arrives is looked after: at the end their console must be empty, but for what `forgiving` matches.
 */
export function journey(held, name, walk, { forgiving = [], modes = [true, false] } = {}) {
  for (const scripts of modes) {
    test(`${name}${scripts ? '' : ' (without scripts)'}`, { timeout: 120_000 }, async () => {
      const world = await World.start();
      const visitors = [];
      const arrive = async (options = {}) => {
        const visitor = await Visitor.arrive(held.browser, { scripts, ...options });
        visitors.push(visitor);
        return visitor;
      };
      try {
        await walk({ world, browser: held.browser, arrive, scripts });
        for (const visitor of visitors.splice(0)) await visitor.leaves({ forgiving });
      } catch (error) {
        // What the program complained of is half of the explanation.
        if (world.program.log) error.message += `\n\nThe program said:\n${world.program.log.slice(-4000)}`;
        throw error;
      } finally {
        for (const visitor of visitors) await visitor.page.context().close();
        await world.stop();
      }
    });
  }
}
