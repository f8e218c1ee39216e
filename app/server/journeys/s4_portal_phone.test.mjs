// S4.7 at a portal: another phone for an account there. Both phones shown, and undone with the link that the one before
// got; the one before lost, withdrawn, and stopped without signing in.
import { chromium, journey } from './lib/journey.mjs';
import { signsInLocally } from './lib/portal.mjs';
import { freshPhone } from './lib/world.mjs';

const held = chromium();
const link = (told) => told.text.match(/https?:\/\/\S+\/objection\?value=\S+/)[0];

/** From the account to the page after the code that went to the new phone. */
async function showsNew(visitor, world, { password }, phone) {
  await visitor.goto(world.at('haiduong', '/account/phone'));
  await visitor.sees('portal-phone-title');
  await visitor.fill('portal-account-phone', phone);
  await visitor.fill('portal-current-password', password);
  const code = await world.code(phone, () => visitor.press('portal-reset-send'));
  await visitor.sees('portal-code-title');
  await visitor.fill('portal-code', code);
  await visitor.press('portal-next');
}

journey(held, 's4_portal_phone both phones shown, and undone with the link that the one before got', async ({ world, arrive }) => {
  const hung = world.sample('hung');
  const account = hung.account('haiduong');
  const visitor = await arrive();
  await visitor.goto(world.at('haiduong', '/account/phone'));
  await signsInLocally(visitor, account);
  await showsNew(visitor, world, account, freshPhone());
  await visitor.sees('phone-old-title');
  const code = await world.code(hung.phone, () => visitor.press('phone-old-send'));
  await visitor.sees('phone-code-old-title');
  await visitor.fill('portal-code', code);
  const told = await world.message(hung.phone, () => visitor.press('portal-next'), /objection/);
  await visitor.reads('portal-account-phone-saved');

  const owner = await arrive();
  await owner.goto(link(told));
  await owner.sees('objection-undo-title');
  await owner.press('objection-stop');
  await owner.sees('objection-stopped-title');
  await visitor.goto(world.at('haiduong', '/account'));
  await visitor.sees('portal-signin-title');
});

journey(held, 's4_portal_phone the one before is lost, it waits, is withdrawn, waits again and is stopped without signing in', async ({ world, arrive }) => {
  const hung = world.sample('hung');
  const account = hung.account('haiduong');
  const visitor = await arrive();
  await visitor.goto(world.at('haiduong', '/account/phone'));
  await signsInLocally(visitor, account);
  const waits = async () => {
    await showsNew(visitor, world, account, freshPhone());
    await visitor.sees('phone-old-title');
    const told = await world.message(hung.phone, () => visitor.press('phone-old-wait'), /objection/);
    await visitor.reads('phone-waits');
    return told;
  };
  await waits();
  await visitor.follow('phone-waiting-look');
  await visitor.press('phone-withdraw');
  await visitor.reads('phone-withdrawn');
  const told = await waits();
  const owner = await arrive();
  await owner.goto(link(told));
  await owner.sees('objection-title');
  await owner.press('objection-stop');
  await owner.sees('objection-stopped-title');
  await visitor.goto(world.at('haiduong', '/account'));
  await visitor.sees('portal-signin-title');
});
