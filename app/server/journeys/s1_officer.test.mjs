// A procedure that needs more than a link made by a password: the page says what is missing, the staff at the counter
// make sure whose account it is, and the link is made anew by the number; then the form opens.
import assert from 'node:assert/strict';
import { consentsIfAsked, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { signsInLocally } from './lib/portal.mjs';
import { salted } from './lib/serve.mjs';
import { eventually } from './lib/http.mjs';

const held = chromium();

const PORTAL = 'kind = "national"\nagency = "000.00.00.G00"';
const OLD = { login: 'khai.cu', password: 'ho-tay-2019' };
const WANTED = '/submit/9.900104';

/** Khải has an account at the national portal that he made long ago, and links it by its password. */
async function linksByPassword(world, arrive) {
  const khai = world.sample('khai');
  const rows = ['user_name,display_name,phone,password_hash', `${OLD.login},${khai.name},${khai.phone},${salted(OLD.password)}`, ''];
  const taken = await world.operates('dvcqg', PORTAL, ['import', 'accounts', '--phones-confirmed', 'old.csv'], { 'old.csv': rows.join('\n') });
  assert.match(taken, /^1 imported/);
  const visitor = await arrive();
  await visitor.goto(world.at('dvcqg', '/sign-in'));
  await signsInLocally(visitor, OLD);
  await visitor.isSignedInAs(khai.name);
  await visitor.goto(world.at('dvcqg', '/account/links'));
  await visitor.thereby(() => visitor.page.locator('form[action="/account/links/vneid"] button').click());
  await signsIn(visitor, khai.account('vneid'));
  await visitor.sees('factor-title');
  const code = await world.code(khai.phone, async () => {
    await visitor.press('register-get-code');
    await visitor.sees('code-title');
  });
  await visitor.fill('code-label', code);
  await visitor.press('code-continue');
  await consentsIfAsked(visitor);
  await visitor.sees('link-done-title');
  return visitor;
}

const shot = async (visitor, name) => {
  if (process.env.SHOTS) await visitor.page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

journey(held, 's1_officer the page says that the office must make sure; it does; the link is made surer, and the form opens', async ({ world, arrive, scripts }) => {
  const khai = world.sample('khai');
  const visitor = await linksByPassword(world, arrive);
  await visitor.goto(world.at('dvcqg', WANTED));
  await visitor.sees('services-needed-title');
  assert.equal(visitor.status, 403);
  await visitor.reads('services-needed-number');
  await visitor.reads('services-needed-office-go', { name: OLD.login });
  assert.equal(await visitor.button('services-needed-renew-button').count(), 0);
  await shot(visitor, `office-${scripts}`);

  // At the counter.
  const seen = 'Căn cước, có giá trị đến 2031';
  const said = await world.operates('dvcqg', PORTAL, ['people', 'number', '--seen', seen, OLD.login, khai.national_number]);
  assert.match(said, /^the number of khai\.cu is proven\. The account is linked/);
  await eventually('message of the counter', async () => (await world.inbox(khai.phone)).some(({ text }) => visitor.t.like('portal-sms-number', { site: /.*/ }).test(text)));

  // Back on the page.
  await visitor.follow('services-needed-office-again');
  await visitor.sees('services-needed-title');
  await visitor.readsNot('services-needed-number');
  await visitor.reads('services-needed-renew');
  await shot(visitor, `renew-${scripts}`);
  await visitor.press('services-needed-renew-button');
  if (visitor.host() === 'vneid') {
    if (new URL(visitor.page.url()).pathname.startsWith('/sign-in')) await signsIn(visitor, khai.account('vneid'));
    await consentsIfAsked(visitor);
  }
  await visitor.sees('link-choose-title');
  await visitor.reads(OLD.login);
  await visitor.isNobody();
  await visitor.press('link-continue');
  await visitor.sees('held-title');
  await visitor.page.getByLabel(visitor.t('held-keep')).first().check();
  await visitor.press('portal-save');
  await visitor.follow('link-continue');
  assert.match(visitor.path(), /^\/(submit|procedures)\/9\.900104/);
  assert.notEqual(visitor.status, 403);
  await visitor.isSignedInAs(khai.name);

  // What stands on both sides, and in the record.
  await visitor.goto(world.at('dvcqg', '/account/links'));
  await visitor.reads('link-made-by-officer');
  await visitor.reads('link-sure-substantial');
  await visitor.goto(world.at('dvcqg', '/account/activity'));
  await visitor.reads('activity-services-number-proven');
  await visitor.reads('activity-seen', { seen });
  await visitor.goto(world.at('vneid', '/account/links'));
  await visitor.reads('links-made-by-officer');
}, { forgiving: [/403/] });
