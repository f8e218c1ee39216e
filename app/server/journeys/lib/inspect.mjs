// What is asked of every page, whoever made it. Each look returns faults in words; none is what we want.
import { barriers, sideways } from './browser.mjs';
import { texts } from './texts.mjs';

const DOCUMENT_LANGUAGE = { vi: 'vi', zh: 'zh-Hans', ru: 'ru', en: 'en' };

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

/** At the narrowest width that counts: WCAG 2.2, 1.4.10. */
async function narrow(page) {
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width: 320, height });
  const over = await sideways(page);
  await page.setViewportSize({ width, height });
  return over > 0 ? [`${over} px too wide for a window of 320 px`] : [];
}

/** With the tab key alone: whatever has the focus shows it, and the primary button is reached. */
export async function keyboard(page) {
  const found = [];
  const wanted = await page.evaluate(() => {
    const button = globalThis.document.querySelector('main button.button:not(.button--secondary, .button--danger), main a.button:not(.button--secondary)');
    button?.setAttribute('data-wanted', '');
    return Boolean(button);
  });
  await page.evaluate(() => { globalThis.document.activeElement?.blur(); globalThis.scrollTo(0, 0); });
  let reached = false;
  for (let i = 0; i < 80 && !reached; i += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const here = globalThis.document.activeElement;
      if (!here || here === globalThis.document.body) return undefined;
      // A box that is ticked may show the focus around its label.
      const shows = (element) => {
        const style = globalThis.getComputedStyle(element);
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
      };
      return {
        name: `${here.tagName.toLowerCase()} “${(here.innerText || here.name || here.id || '').slice(0, 40)}”`,
        shown: [here, ...(here.labels ?? [])].some((element) => shows(element) || shows(element.parentElement)) || here.tabIndex < 0,
        wanted: here.hasAttribute('data-wanted'),
      };
    });
    if (!at) break;
    if (!at.shown) found.push(`the focus cannot be seen on ${at.name}`);
    reached = at.wanted || !wanted;
    if (!wanted) break;
  }
  if (wanted && !reached) found.push('the tab key does not reach the primary button');
  return [...new Set(found)];
}

/** Everything that can be seen on the page as it stands. */
export async function inspect(page, language, { keys = false } = {}) {
  const found = [...(await document(page, language)), ...(await barriers(page)), ...(await narrow(page))];
  if (keys) found.push(...(await keyboard(page)));
  return found;
}
