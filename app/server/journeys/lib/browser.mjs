// Chromium, with and without scripts, and what every journey checks on every page it passes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const launch = () =>
  chromium.launch({
    executablePath: process.env.ONEDOOR_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });

/** A person's browser: language, width, scripts or none, light or dark. */
export async function person(browser, { language = 'vi-VN', width = 360, scripts = true, colorScheme = 'light' } = {}) {
  const context = await browser.newContext({
    locale: language,
    viewport: { width, height: 800 },
    javaScriptEnabled: scripts,
    colorScheme,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return page;
}

/** What WCAG 2.2 AA finds wrong with the page, in words; an empty list is what we want. */
export async function barriers(page) {
  // The policy of our pages forbids inline scripts, so the checker comes in through the debugger.
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
}

/** The page can be read without moving sideways. */
export async function assertNoSideways(page) {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, globalThis.innerWidth]);
  assert.ok(content <= window, `the page is ${content} px wide in a window of ${window} px: ${page.url()}`);
}
