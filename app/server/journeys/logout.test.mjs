// Signing out on one side is signing out on the other.
import assert from 'node:assert/strict';
import { eventually } from './lib/http.mjs';
import { consentsIfAsked, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';

const held = chromium();

/** Mai, signed in at Hải Dương with her national account, in a browser of her own. */
async function mai({ world, arrive }, options = {}) {
  const visitor = await arrive(options);
  await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Faccount'));
  await visitor.follow('portal-way-dvcqg');
  await signsIn(visitor, world.sample('mai').account('id.dvcqg'));
  await consentsIfAsked(visitor);
  await visitor.isSignedInAs(world.sample('mai').name);
  return visitor;
}

/** Looks at the page of the account until it is not shown any more. */
const isSoonSignedOut = (visitor, address) =>
  eventually(`end of the session at ${address}`, async () => {
    await visitor.goto(address);
    return (await visitor.name()) === undefined ? true : undefined;
  });

journey(held, 'signing out at the portal signs out at the identity too, and says so', async (held) => {
  const { world } = held;
  const visitor = await mai(held);
  await visitor.signsOut();
  assert.equal(visitor.host(), 'haiduong');
  await visitor.sees('link-signed-out-title');
  await visitor.isNobody();
  await visitor.goto(world.at('id.dvcqg', '/account'));
  await visitor.sees('sign-in-title');
});

journey(held, 'signing out at the identity ends the session at the portal, over the back channel', async (held) => {
  const { world } = held;
  const visitor = await mai(held);
  await visitor.goto(world.at('id.dvcqg'));
  await visitor.signsOut();
  await visitor.sees('signed-out-title');
  await isSoonSignedOut(visitor, world.at('haiduong', '/account'));
});

journey(held, 'a session ended from the list at the identity ends what was opened with it, and nothing else', async (held) => {
  const { world } = held;
  const library = await mai(held, { width: 1280 });
  const phone = await mai(held);
  await phone.goto(world.at('id.dvcqg', '/account/sessions'));
  await phone.pressAbout('sessions-end', /\S/);
  await phone.reads('sessions-ended');
  await isSoonSignedOut(library, world.at('haiduong', '/account'));
  await phone.goto(world.at('haiduong', '/account'));
  await phone.isSignedInAs(world.sample('mai').name);
});

journey(held, 'a new password at the identity ends everything else, at the portals too', async (held) => {
  const { world } = held;
  const library = await mai(held, { width: 1280 });
  const phone = await mai(held);
  await phone.goto(world.at('id.dvcqg', '/account/password'));
  await phone.fill('password-present-label', world.sample('mai').account('id.dvcqg').password);
  await phone.fill('password-new-label', 'mười hai cánh hoa mai');
  await phone.fill('password-again-label', 'mười hai cánh hoa mai');
  await phone.press('password-change');
  await phone.reads('account-password-changed');
  await isSoonSignedOut(library, world.at('haiduong', '/account'));
  await phone.goto(world.at('haiduong', '/account'));
  await phone.isSignedInAs(world.sample('mai').name);
});

journey(held, 'access taken back at the identity: the next visit asks again', async (held) => {
  const { world, arrive } = held;
  const khai = world.sample('khai');
  const visitor = await arrive();
  await visitor.goto(world.at('dvcqg', '/sign-in'));
  await visitor.follow('portal-way-vneid');
  await signsIn(visitor, khai.account('vneid'));
  await consentsIfAsked(visitor);
  await visitor.press('link-new-button');
  await visitor.isSignedInAs(khai.name);
  await visitor.goto(world.at('vneid', '/account/consents'));
  await visitor.sees('consents-title');
  await visitor.pressAbout('consents-end', /\S/);
  await visitor.reads('consents-ended');
  await visitor.goto(world.at('dvcqg', '/account'));
  if (await visitor.name()) await visitor.signsOut();
  await visitor.goto(world.at('dvcqg', '/sign-in'));
  await visitor.follow('portal-way-vneid');
  if (visitor.path().startsWith('/sign-in')) await signsIn(visitor, khai.account('vneid'));
  await visitor.sees('consent-title');
});

journey(held, 'a link that would sign somebody out from elsewhere asks first', async ({ world, arrive }) => {
  const visitor = await arrive();
  await visitor.goto(world.at('id.dvcqg', '/sign-in'));
  await signsIn(visitor, world.sample('mai').account('id.dvcqg'));
  await visitor.goto(world.at('id.dvcqg', '/oauth/end-session'));
  await visitor.sees('sign-out-title');
  await visitor.isSignedInAs(world.sample('mai').name);
  await visitor.press('sign-out-confirm');
  await visitor.isNobody();
});
