// What is asked of every page, whoever made it. Each look returns faults in words; none is what we want.
// A page is loaded once: the theme and the width of the window change under it.
import { barriers, sideways } from './browser.mjs';
import { texts } from './texts.mjs';

const DOCUMENT_LANGUAGE = { vi: 'vi', zh: 'zh-Hans', ru: 'ru', en: 'en' };

/** What a theme or the width of the window can change; the rest is the same in all of them. */
const APPEARANCE = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'];

const HEIGHT = 800;
const [PHONE, NARROWEST, WIDE] = [360, 320, 1280];

/** Language, title, one heading, and nothing that a reader could stumble over. */
async function document(page, language) {
  const seen = await page.evaluate(() => ({
    language: globalThis.document.documentElement.lang,
    title: globalThis.document.title,
    headings: globalThis.document.querySelectorAll('h1').length,
    problems: globalThis.document.querySelectorAll('.error-summary li').length,
    keys: globalThis.document.body.innerText.match(/\b(?:portal|identity|signin|register|link|provider|services|street|site|layout)-[a-z]+-[a-z-]+\b/g) ?? [],
    marks: /\{\s*\$\w+\s*\}|\bundefined\b|\bSome\(/.test(globalThis.document.body.innerText),
  }));
  const found = [];
  if (seen.language !== DOCUMENT_LANGUAGE[language]) found.push(`its language is “${seen.language}” instead of ${language}`);
  if (seen.headings !== 1) found.push(`it has ${seen.headings} main headings`);
  const marker = texts(language).like('layout-title-error', { page: '\u0000', site: '\u0000' }).source.split('\u0000')[0];
  if (new RegExp(`^${marker}`).test(seen.title) !== seen.problems > 0) found.push(`${seen.problems} problems, but the title is “${seen.title}”`);
  if (seen.keys.length) found.push(`it shows keys of texts: ${seen.keys}`);
  if (seen.marks) found.push('it shows a placeholder');
  return found;
}

/** Prepares the page for the tab key: numbers what it should reach, writes down what it does reach. */
function watchFocus() {
  const doc = globalThis.document;
  const radios = new Set();
  const reachable = [...doc.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter((one) => {
    if (one.disabled || one.tabIndex < 0 || one.type === 'hidden' || !one.checkVisibility({ visibilityProperty: true })) return false;
    if (one.type !== 'radio') return true;
    // Of a group, one: the chosen one or the first.
    const group = [...doc.querySelectorAll(`input[type=radio][name="${one.name}"]`)].filter((other) => other.form === one.form);
    const first = group.find((other) => other.checked) ?? group[0];
    return first === one && !radios.has(first) && radios.add(first);
  });
  const name = (one) => `${one.tagName.toLowerCase()} “${(one.innerText || one.name || one.id || '').trim().slice(0, 40)}”`;
  // A box that is ticked may show the focus around its label.
  const shows = (one) => {
    const style = globalThis.getComputedStyle(one);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
  };
  const reached = [];
  doc.addEventListener('focusin', ({ target }) => reached.push({
    at: reachable.indexOf(target),
    name: name(target),
    shown: [target, ...(target.labels ?? [])].some((one) => shows(one) || (one.parentElement && one !== doc.body && shows(one.parentElement))),
    inWindow: target.getBoundingClientRect().bottom > 0 && target.getBoundingClientRect().top < globalThis.innerHeight,
  }));
  // From the top, whatever had the focus before.
  doc.body.tabIndex = -1;
  doc.body.focus();
  doc.body.removeAttribute('tabindex');
  reached.length = 0;
  // What looks or sounds like something to press, and is nothing for the keyboard.
  const dead = [...doc.querySelectorAll('.button, [role=button], [role=link], [role=checkbox], [role=radio]')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && !reachable.includes(one));
  globalThis.watchedFocus = { reached, names: reachable.map(name), dead: dead.map(name) };
  return reachable.length;
}

/** With the tab key alone: everything is reached, in the order in which it is read, and shows that it is. */
export async function keyboard(page) {
  const count = await page.evaluate(watchFocus);
  for (let i = 0; i < count; i += 1) await page.keyboard.press('Tab');
  const { reached, names, dead } = await page.evaluate(() => globalThis.watchedFocus);
  const found = dead.map((one) => `the tab key cannot reach ${one}`);
  for (const one of reached) {
    if (!one.shown) found.push(`the focus cannot be seen on ${one.name}`);
    if (!one.inWindow) found.push(`what has the focus is outside of the window: ${one.name}`);
  }
  const order = reached.map((one) => one.at);
  const wrong = names.findIndex((_, i) => order[i] !== i);
  if (wrong >= 0) found.push(`the tab key should reach ${names[wrong]}, and reaches ${reached[wrong]?.name ?? 'nothing'}`);
  return [...new Set(found)];
}

/**
 * Everything that can be seen on the page as it stands: narrow and wide, by keyboard, light and dark.
 * `appearance` asks also for contrasts and sizes in the dark and on a wide screen: they are the same in
 * every language.
 */
export async function inspect(page, language, { appearance = true } = {}) {
  const found = [];
  const say = (where, faults) => found.push(...faults.map((fault) => `${where}: ${fault}`));
  const window = async (width) => {
    await page.setViewportSize({ width, height: HEIGHT });
    const over = await sideways(page);
    if (over > 0) found.push(`${over} px too wide for a window of ${width} px`);
  };
  const theme = (colorScheme) => page.emulateMedia({ colorScheme });
  await theme('light');
  await window(PHONE);
  found.push(...(await document(page, language)));
  say('light', await barriers(page));
  say('keyboard', await keyboard(page));
  await window(NARROWEST);
  await window(WIDE);
  if (appearance) {
    say('wide', await barriers(page, APPEARANCE));
    await theme('dark');
    say('dark and wide', await barriers(page, APPEARANCE));
  }
  await window(PHONE);
  if (appearance) {
    say('dark', await barriers(page, APPEARANCE));
    await theme('light');
  }
  return found;
}
