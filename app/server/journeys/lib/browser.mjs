// Chromium, with and without scripts, and what every journey checks on every page it passes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Chromium without a window: by default the build that has none, which takes half the processor time;
 * `whole` starts the browser that people have, `camera` gives it a camera that sees this film,
 * or a moving picture of the browser's own if it is `true`.
 */
export const launch = ({ whole = false, camera } = {}) =>
  chromium.launch({
    executablePath: process.env.ONEDOOR_CHROMIUM ?? (whole ? '/usr/bin/chromium' : '/usr/bin/chromium-headless-shell'),
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...seeing(camera)],
  });

const seeing = (film) => {
  if (!film) return [];
  const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
  return film === true ? camera : [...camera, `--use-file-for-fake-video-capture=${film}`];
};

/** A person's browser: language, width, scripts or none, light or dark. */
export async function person(browser, { language = 'vi-VN', width = 360, scripts = true, colorScheme = 'light' } = {}) {
  const context = await browser.newContext({
    locale: language,
    viewport: { width, height: 800 },
    javaScriptEnabled: scripts,
    colorScheme,
    // Colours that are on their way are measured wrongly.
    reducedMotion: 'reduce',
    // Sites of the tests vouch for themselves.
    ignoreHTTPSErrors: true,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  return page;
}

/**
 * Writes down what the console of a page complains of, and every server error.
 * An answer such as 404 or 422 is also written there by the browser: it is no fault of the page.
 */
export function complaints(page) {
  const found = [];
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    if (/^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text())) return;
    found.push(`console, ${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => found.push(`script, ${page.url()}: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 500) found.push(`${response.status()} from ${response.url()}`);
  });
  return found;
}

/**
 * What WCAG 2.2 AA finds wrong with the page, in words; an empty list is what we want. `rules` are those
 * that are asked, otherwise all.
 */
export async function barriers(page, rules) {
  // The policy of our pages forbids inline scripts, so the checker comes in through the debugger.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const found = await page.evaluate((rules) =>
    globalThis.axe.run(globalThis.document, {
      runOnly: rules ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    }).then(({ violations }) => violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)),
  rules);
  return found;
}

/** How far the page can be moved sideways, in pixels. */
export async function sideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - globalThis.innerWidth);
}

/** The page can be read without moving sideways. */
export async function assertNoSideways(page) {
  const over = await sideways(page);
  assert.ok(over <= 0, `the page is ${over} px too wide: ${page.url()}`);
}
