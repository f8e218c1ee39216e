// The population register of the demo world, as a tester sees it; and people whose accounts lack their number.
import { consentsIfAsked, signsIn } from './lib/identity.mjs';
import { chromium, journey } from './lib/journey.mjs';

const held = chromium();

journey(held, 'a tester corrects somebody in the register', async ({ world, arrive }) => {
  const visitor = await arrive();
  await visitor.goto(world.at('outside', '/register'));
  await visitor.sees('census-title');
  await visitor.reads('Bùi Quang Huy');
  await visitor.goto(world.at('outside', '/register/people/030079004321'));
  await visitor.sees('census-person-title');
  await visitor.fill('census-born', '2.13.1979');
  await visitor.press('census-person-save');
  await visitor.isTold('census-born-problem');
  await visitor.fill('census-born', '3.9.1979');
  await visitor.press('census-person-save');
  await visitor.sees('census-title');
  await visitor.reads('3.9.1979');
});

journey(held, 'a tester lets the register be busy, and well again', async ({ world, arrive }) => {
  const visitor = await arrive();
  await visitor.goto(world.at('outside', '/register'));
  for (const mood of ['census-mood-busy', 'census-mood-well']) {
    await visitor.tick(mood);
    await visitor.press('census-mood-button');
    await visitor.sees('census-title');
  }
});

journey(held, 'whoever has an account without a number is in it at once, by the portal’s own identity', async ({ world, arrive }) => {
  for (const handle of ['thao', 'binh']) {
    const someone = world.sample(handle);
    const visitor = await arrive();
    await visitor.goto(world.at('dvcqg', '/sign-in?return_to=%2Faccount'));
    await visitor.follow('portal-way-dvcqg-own');
    await signsIn(visitor, someone.account('id.dvcqg'));
    await consentsIfAsked(visitor);
    await visitor.isSignedInAs(someone.name);
  }
});

journey(held, 'with VNeID, which knows the number, the same people are asked whether they have an account', async ({ world, arrive }) => {
  for (const handle of ['thaovneid', 'binhvneid']) {
    const visitor = await arrive();
    await visitor.goto(world.at('dvcqg', '/sign-in'));
    await visitor.follow('portal-way-vneid');
    await signsIn(visitor, world.sample(handle).account('vneid'));
    await consentsIfAsked(visitor);
    await visitor.sees('link-not-yet-title');
  }
});
