// S1.3: what people meet at once. Accounts at Hải Dương that are linked already, with the same person or
// with another; turning back; time running out.
import assert from 'node:assert/strict';
import { consentsIfAsked, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { signsInLocally } from './lib/portal.mjs';

const held = chromium();

const NATIONAL = 'Đăng nhập bằng tài khoản Cổng DVC quốc gia';

/** Comes to Hải Dương with the national account, heading for her dossiers. */
async function comes({ world, arrive }, handle, visitor) {
  const someone = visitor ?? (await arrive());
  await someone.goto(world.at('haiduong', '/sign-in?return_to=%2Fdossiers'));
  await someone.sees('portal-signin-title');
  await someone.follow(NATIONAL);
  assert.equal(someone.host(), 'id.dvcqg');
  await signsIn(someone, world.sample(handle).account('id.dvcqg'));
  await consentsIfAsked(someone);
  assert.equal(someone.host(), 'haiduong');
  return someone;
}

async function proves(visitor, { login, password }) {
  await visitor.sees('link-account-title');
  await visitor.fill('portal-user-name', login);
  await visitor.fill('portal-password', password);
  await visitor.press('link-account-button');
}

/** How many links the account that is signed in has. */
async function links(visitor, world) {
  await visitor.goto(world.at('haiduong', '/account/links'));
  await visitor.sees('portal-account-links');
  return visitor.page.getByText(visitor.t('link-state-active'), { exact: true }).count();
}

journey(held, 's1_3 already linked to another account there: told which, the second stays as it was, and one sign-in opens the first', async (held) => {
  const { world, arrive } = held;
  const hung = world.sample('hung');
  const issuer = { issuer: 'Tài khoản Dịch vụ công quốc gia' };
  // On the telephone he is asked for his old account, and does not remember its password yet.
  const phone = await comes(held, 'hung');
  await phone.sees('link-not-yet-title');
  await phone.reads('link-not-yet-known');
  await phone.follow('link-continue');
  // In the library he says that he has none: one is made and linked.
  const library = await comes(held, 'hung');
  await library.sees('link-not-yet-title');
  await library.press('link-new-button');
  await library.reads('link-news-made');
  assert.equal(library.path(), '/dossiers');
  assert.equal(await links(library, world), 1);
  // On the telephone the old password is right, but a person has one linked account here.
  await proves(phone, hung.account('haiduong'));
  await phone.sees('link-another-title');
  assert.equal(phone.status, 409);
  await phone.reads('link-another', { ...issuer, site: phone.t('site-name-haiduong') });
  await phone.isNobody();
  await phone.press('link-another-button');
  await phone.isSignedInAs(hung.name);
  assert.equal(phone.path(), '/dossiers');
  assert.equal(await links(phone, world), 1);
  await phone.reads('link-proof-made');
  // The old account opens with its own password, and nothing is linked with it.
  const old = await arrive();
  await old.goto(world.at('haiduong', '/sign-in'));
  await signsInLocally(old, hung.account('haiduong'));
  await old.isSignedInAs(hung.name);
  assert.equal(await links(old, world), 0);
  await old.reads('link-none-title');
});

journey(held, 's1_3 the local account is taken by somebody else: refused, it stays theirs, and another may be tried', async (held) => {
  const { world } = held;
  const mai = world.sample('mai');
  const tuan = await comes(held, 'tuan');
  await tuan.sees('link-not-yet-title');
  await tuan.follow('link-continue');
  await proves(tuan, mai.account('haiduong'));
  await tuan.sees('link-taken-title');
  assert.equal(tuan.status, 409);
  await tuan.reads('link-nothing-changed');
  await tuan.readsNot(mai.name);
  await tuan.isNobody();
  await tuan.follow('link-other-account');
  await tuan.sees('link-account-title');
  await tuan.isNobody();
  // Mai comes in as before, to her own account.
  const herself = await comes(held, 'mai');
  await herself.isSignedInAs(mai.name);
  assert.equal(herself.path(), '/dossiers');
});

journey(held, 's1_3 turning back at every step: said so each time, nobody is signed in, nothing is linked', async (held) => {
  const { world, arrive } = held;
  const visitor = await arrive();
  const begin = async () => {
    await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Fdossiers'));
    await visitor.follow(NATIONAL);
  };
  const turnedBack = async () => {
    assert.equal(visitor.host(), 'haiduong');
    await visitor.sees('link-cancelled-title');
    await visitor.reads('link-cancelled');
    assert.equal(visitor.status, 200);
    await visitor.isNobody();
  };
  // At the sign-in of the identity.
  await begin();
  await visitor.press('sign-in-cancel');
  await turnedBack();
  // At the message that nothing is linked yet.
  await begin();
  await signsIn(visitor, world.sample('hung').account('id.dvcqg'));
  await visitor.sees('link-not-yet-title');
  await visitor.press('link-cancel');
  await turnedBack();
  // At the password of the old account; and after a wrong one.
  for (const wrong of [false, true]) {
    await begin();
    await visitor.sees('link-not-yet-title');
    await visitor.follow('link-continue');
    if (wrong) {
      await proves(visitor, { login: 'hungtv', password: 'sai' });
      await visitor.isTold('link-account-wrong');
    }
    await visitor.press('link-cancel');
    await turnedBack();
  }
  // At the page that it is somebody else's.
  await begin();
  await visitor.follow('link-continue');
  await proves(visitor, world.sample('mai').account('haiduong'));
  await visitor.sees('link-taken-title');
  await visitor.press('link-cancel');
  await turnedBack();
  // Nothing came of all that: he is still asked.
  await begin();
  await visitor.sees('link-not-yet-title');
  await visitor.isNobody();
});

journey(held, 's1_3 a step that waited too long: its time is over, nothing linked, and from there it begins anew', async (held) => {
  const { world } = held;
  const visitor = await comes(held, 'hung');
  await visitor.sees('link-not-yet-title');
  await visitor.follow('link-continue');
  world.later('haiduong', 11);
  await proves(visitor, world.sample('hung').account('haiduong'));
  await visitor.sees('link-over-late-title');
  await visitor.isNobody();
  await visitor.follow('link-again');
  await visitor.sees('link-not-yet-title');
});

journey(held, 's1_3 an answer that comes too late: the sign-in begins anew', async (held) => {
  const { world, arrive } = held;
  const visitor = await arrive();
  await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Fdossiers'));
  await visitor.follow(NATIONAL);
  world.later('haiduong', 24 * 60);
  await signsIn(visitor, world.sample('lan').account('id.dvcqg'));
  await consentsIfAsked(visitor);
  await visitor.sees('link-over-late-title');
  await visitor.isNobody();
  await visitor.follow('link-again');
  await visitor.isSignedInAs(world.sample('lan').name);
  assert.equal(visitor.path(), '/dossiers');
});
