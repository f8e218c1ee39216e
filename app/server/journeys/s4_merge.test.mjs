// S4: somebody has two accounts. They prove both in one browser, see what becomes of every field and at every site,
// merge them, and think better of it: by the settings, and by the address in the message.
import assert from 'node:assert/strict';
import { assertNoSideways, barriers } from './lib/browser.mjs';
import { consentsIfAsked, registers, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';
import { freshName, freshPhone } from './lib/world.mjs';

const held = chromium();

/** An account that was made by mistake, and met by the portal of the province. */
async function madeAnother({ world, arrive }, language) {
  const visitor = await arrive({ language });
  const another = { name: 'Trần Văn An', phone: freshPhone(), login: freshName(), password: 'mưa phùn tháng giêng' };
  await visitor.goto(world.at('haiduong', '/sign-in?return_to=%2Fdossiers'));
  await visitor.follow('portal-way-dvcqg');
  await registers(visitor, world, another);
  await consentsIfAsked(visitor);
  await visitor.goto(world.at('id.dvcqg', '/account'));
  await visitor.signsOut();
  return { visitor, another };
}

/** From the account's page to the preview. */
async function proves(visitor, world, another) {
  await visitor.goto(world.at('id.dvcqg', '/account'));
  await visitor.follow('merge-title');
  await visitor.sees('merge-title');
  await visitor.press('merge-begin');
  await visitor.sees('merge-other-title');
  await signsIn(visitor, another);
  await visitor.sees('merge-preview-title');
}

async function merges(visitor, world, another) {
  await proves(visitor, world, another);
  await visitor.tick('merge-mine');
  const told = await world.message(another.phone, () => visitor.press('merge-confirm'));
  await visitor.reads('merge-notice-merged');
  return told.text.match(/http\S+\/merge\/undo\?key=\S+/)[0];
}

/** Whether the account can be signed in to, in a browser of its own. */
async function isMergedAway({ world, arrive }, another, language) {
  const visitor = await arrive({ language });
  await visitor.goto(world.at('id.dvcqg', '/sign-in'));
  await signsIn(visitor, another);
  await visitor.sees('stopped-merged');
}

for (const language of ['vi', 'en']) {
  journey(held, `s4_merge two accounts become one and two again (${language})`, async (held) => {
    const { world } = held;
    const lan = world.sample('lan');
    const { visitor, another } = await madeAnother(held, language);
    await visitor.goto(world.at('id.dvcqg', '/sign-in'));
    await signsIn(visitor, lan.account('id.dvcqg'));
    await visitor.isSignedInAs(lan.name);

    // Seen, and not confirmed by accident.
    await proves(visitor, world, another);
    await assertNoSideways(visitor.page);
    if (visitor.scripts) assert.deepEqual(await barriers(visitor.page), []);
    await visitor.press('merge-confirm');
    await visitor.isTold('merge-mine-missing');
    await visitor.press('merge-no');
    await visitor.reads('merge-notice-cancelled');
    await visitor.signsOut();

    // Merged: the account that is kept goes on in this browser, the other opens nothing.
    await visitor.goto(world.at('id.dvcqg', '/sign-in'));
    await signsIn(visitor, lan.account('id.dvcqg'));
    const address = await merges(visitor, world, another);
    await visitor.isSignedInAs(lan.name);
    await isMergedAway(held, another, language);
    // What the other had at the province is opened by the one that is kept.
    await visitor.goto(world.at('id.dvcqg', '/account/links'));
    await visitor.reads('links-state-active');

    // Undone from the settings.
    await visitor.goto(world.at('id.dvcqg', '/account/merge'));
    await visitor.follow('merge-undo');
    await visitor.sees('merge-undo-title');
    await visitor.press('merge-undo');
    await visitor.reads('merge-notice-undone');
    await visitor.readsNot('merge-done-title');

    // And once more, undone by whoever reads the message, without signing in.
    const later = await merges(visitor, world, another);
    assert.notEqual(later, address);
    const anybody = await held.arrive({ language });
    await anybody.goto(later);
    await anybody.sees('merge-undo-title');
    if (anybody.scripts) assert.deepEqual(await barriers(anybody.page), []);
    await anybody.press('merge-undo');
    await anybody.sees('merge-parted-title');
    await anybody.follow('sign-in-button');
    await signsIn(anybody, another);
    await anybody.isSignedInAs(another.name);
    // The address is good once.
    await anybody.goto(later);
    await anybody.sees('merge-undo-over');
  }, { forgiving: [/40[39]/] });
}

journey(held, 's4_merge an account is not merged with itself', async ({ world, arrive }) => {
  const lan = world.sample('lan').account('id.dvcqg');
  const visitor = await arrive({ language: 'ru' });
  await visitor.goto(world.at('id.dvcqg', '/sign-in'));
  await signsIn(visitor, lan);
  await visitor.goto(world.at('id.dvcqg', '/account/merge'));
  await visitor.press('merge-begin');
  await signsIn(visitor, lan);
  await visitor.sees('merge-itself');
  if (visitor.scripts) assert.deepEqual(await barriers(visitor.page), []);
}, { forgiving: [/409/] });
