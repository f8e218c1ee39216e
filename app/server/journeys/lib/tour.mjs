// A walk past every page of every site, in one language: as a stranger and as sample people; pages
// inside of journeys too, and pages that complain.
import { crawl, kindOf } from './crawl.mjs';
import { choosesOwnOrganisation } from './portal.mjs';
import { SCENES } from './scenes.mjs';
import { Visitor } from './visitor.mjs';

/** The ends of a sign-in at a portal that anybody may open; the others are shown to whom they happened only. */
const STOPPED = ['/sign-in/stopped?why=unknown', '/sign-in/stopped?why=other_browser', '/sign-in/linked'];

/** Addresses without a link to them. */
const NOWHERE = ['/nothing-here', '/signed-out'];
const OLD_STEPS = {
  identity: ['/register/code', '/register/credentials', '/interaction/x', '/oauth/end-session', '/oauth/authorize?client_id=nobody', '/sign-in?again=1&again=2'],
  portal: ['/reset/code?id=x', '/reset/password?id=x', '/sign-in/link/x', '/sign-in/callback?code=x&state=x&iss=x', '/dossiers/x', '/review/x', '/procedures?q=qqqq'],
};

/** Who goes where; `as` signs in first. */
const ROUNDS = [
  { site: 'outside' },
  { site: 'vneid', more: OLD_STEPS.identity },
  { site: 'vneid', as: 'khai' },
  { site: 'id.dvcqg' },
  { site: 'id.dvcqg', as: 'mai' },
  { site: 'esia', more: OLD_STEPS.identity },
  { site: 'esia', as: 'ivanova' },
  { site: 'id.shandong' },
  { site: 'dvcqg', more: STOPPED.slice(-2) },
  { site: 'haiduong', more: OLD_STEPS.portal },
  { site: 'haiduong', as: 'mai' },
  { site: 'school', more: [...STOPPED, ...OLD_STEPS.portal] },
  { site: 'school', as: 'smirnova', more: ['/account/phone'] },
];

const SITES = [...new Set(ROUNDS.map(({ site }) => site))];

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

/** Sends the form of the page with its fields emptied, to see how the page complains; one for a passkey is sent by the device. */
async function sendEmpty(visitor) {
  const form = visitor.page.locator('main form[method=post]:not([data-passkey]):has(input:not([type=hidden], [type=file], [type=radio]))').first();
  if (!(await form.count())) return false;
  for (const field of await form.locator('input:not([type=hidden], [type=checkbox], [type=radio]):visible, textarea:visible').all()) await field.fill('');
  for (const box of await form.locator('input[type=checkbox]').all()) await box.uncheck();
  await visitor.thereby(() => form.locator('button[type=submit]:visible').first().click());
  return true;
}

/** Calls `look(page, name)` at every page. Returns what the consoles complained of. */
export async function tour({ world, browser, language, only }, look) {
  const complaints = [];
  // The walk is in one language, whatever the accounts of the sample people ask for.
  const arrive = async () => {
    const visitor = await Visitor.arrive(browser, { language });
    const chosen = SITES.map((site) => ({ name: 'language', value: language, url: world.at(site) }));
    await visitor.page.context().addCookies(chosen);
    return visitor;
  };
  const leave = async (visitor) => {
    // The page of an identity that does not answer says so in its status, too.
    complaints.push(...visitor.complaints.filter((complaint) => !/stopped\?why=down/.test(complaint)));
    await visitor.page.context().close();
  };
  for (const { site, as, more = [] } of ROUNDS.filter((round) => !only || round.site === only)) {
    const visitor = await arrive();
    if (as) await enter(visitor, world, site, as);
    const start = ['/', '/sign-in', ...NOWHERE, ...more].map((path) => world.at(site, path));
    await crawl(visitor.page, start, async (address) => {
      const name = fileName(site, as, address);
      await look(visitor.page, name);
      if (await sendEmpty(visitor)) await look(visitor.page, `${name}-sent_empty`);
    });
    await leave(visitor);
  }
  for (const [name, scene] of Object.entries(SCENES).filter(([name]) => !only || only === name)) {
    const visitors = [];
    const another = async () => { visitors.push(await arrive()); return visitors.at(-1); };
    const visitor = await another();
    await scene({ world, visitor, another, look: (step, who = visitor) => look(who.page, `${name}-${step}`) });
    for (const each of visitors) await leave(each);
  }
  return complaints;
}
