// S3.10: a browser that lacks something is told what, before anything is typed; and without a network the application
// says so.
import assert from 'node:assert/strict';
import { chromium, journey } from './lib/journey.mjs';

const held = chromium();

journey(held, 's3_10: without a camera the page says what to do instead', async ({ world, arrive }) => {
  const visitor = await arrive({ width: 320 });
  await visitor.goto(world.at('vneid', '/app'));
  if (!visitor.scripts) {
    await visitor.reads('app-device-no-scripts');
    return;
  }
  await visitor.page.locator('[data-check=camera] [data-missing]').waitFor();
  await visitor.reads('app-device-camera-missing');
  await visitor.page.locator('[data-check=crypto] [data-fine]').waitFor();
});

journey(held, 's3_10: a browser without cookies is told before anything is typed', async ({ world, arrive }) => {
  const visitor = await arrive();
  // Sent back to see whether it kept what it was given, and it brings nothing: as a browser does that keeps none.
  await visitor.goto(world.at('vneid', '/app/register?cookies=probe'));
  await visitor.sees('app-no-cookies-title');
  await visitor.reads('app-no-cookies-do');
});

journey(held, 's3_10: without a network the application says so, and shows nothing of anybody', async ({ world, arrive }) => {
  const visitor = await arrive();
  await visitor.goto(world.at('vneid', '/app'));
  await visitor.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
  });
  await visitor.page.context().setOffline(true);
  await visitor.goto(world.at('vneid', '/app/register'));
  await visitor.sees('app-offline-title');
  const kept = await visitor.page.evaluate(async () => {
    const cache = await caches.open('app-offline');
    return (await cache.keys()).map((request) => new URL(request.url).pathname);
  });
  assert.ok(kept.every((path) => path === '/app/offline' || path.startsWith('/assets/')), `${kept}`);
  await visitor.page.context().setOffline(false);
}, { modes: [true], forgiving: [/ERR_INTERNET_DISCONNECTED/] });
