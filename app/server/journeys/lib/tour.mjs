// A walk past every page of every site, in one language: as a stranger and as sample people; pages
// inside of journeys too, and pages that complain.
import { crawl, kindOf } from './crawl.mjs';
import { choosesOwnOrganisation } from './portal.mjs';
import { SCENES } from './scenes.mjs';
import { Visitor } from './visitor.mjs';

/** Who goes where; `as` signs in first. */
const ROUNDS = [
  { site: 'outside' },
  { site: 'vneid' },
  { site: 'vneid', as: 'khai' },
  { site: 'id.dvcqg' },
  { site: 'id.dvcqg', as: 'mai' },
  { site: 'esia' },
  { site: 'esia', as: 'ivanova' },
  { site: 'dvcqg' },
  { site: 'haiduong' },
  { site: 'haiduong', as: 'hung' },
  { site: 'school' },
  { site: 'school', as: 'smirnova' },
];

const fileName = (site, as, address) =>
  `${site}-${as ? `${as}-` : ''}${kindOf(address).replace(/[^a-z0-9*]+/gi, '_').replaceAll('*', 'x').replace(/^_|_$/g, '') || 'front'}`;

/** Signs the sample person in at the site's own sign-in page. */
async function enter(visitor, world, site, handle) {
  const account = world.sample(handle).account(site);
  await visitor.goto(world.at(site, '/sign-in'));
  if (account.organisation.length) await choosesOwnOrganisation(visitor, account);
  await visitor.page.locator('#identifier, #user_name').fill(account.login);
  await visitor.page.locator('#password').fill(account.password);
  await visitor.thereby(() => visitor.page.locator('#password').press('Enter'));
}

/** Sends the form of the page as it is, with its fields emptied, to see how the page complains. */
async function sendEmpty(visitor) {
  const form = visitor.page.locator('main form[method=post]:has(input:not([type=hidden]))').first();
  if (!(await form.count())) return false;
  for (const field of await form.locator('input:not([type=hidden], [type=checkbox], [type=radio]), textarea').all()) await field.fill('');
  for (const box of await form.locator('input[type=checkbox]').all()) await box.uncheck();
  await visitor.thereby(() => form.locator('button[type=submit]').first().click());
  return true;
}

/** Calls `look(page, name, { problems })` at every page. Returns what the consoles complained of. */
export async function tour({ world, browser, language, colorScheme, width = 360, only }, look) {
  const complaints = [];
  for (const { site, as } of ROUNDS.filter((round) => !only || round.site === only)) {
    const visitor = await Visitor.arrive(browser, { language, colorScheme, width });
    if (as) {
      await enter(visitor, world, site, as);
      // The account's own language came with it; this walk is in another.
      await visitor.goto(world.at(site, `/language/${language}?back=/`));
    }
    const start = ['/', '/sign-in', '/nothing-here'].map((path) => world.at(site, path));
    const seen = await crawl(visitor.page, start, (page, address) => look(page, fileName(site, as, address), {}));
    for (const address of seen) {
      await visitor.goto(address);
      if (await sendEmpty(visitor)) await look(visitor.page, `${fileName(site, as, address)}-sent_empty`, { problems: true });
    }
    complaints.push(...visitor.complaints);
    await visitor.page.context().close();
  }
  for (const [name, scene] of Object.entries(SCENES).filter(() => !only)) {
    const visitor = await Visitor.arrive(browser, { language, colorScheme, width });
    await scene({ world, visitor, look: (step, more = {}) => look(visitor.page, `${name}-${step}`, more) });
    complaints.push(...visitor.complaints);
    await visitor.page.context().close();
  }
  return complaints;
}
