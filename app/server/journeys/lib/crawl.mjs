// Finds the pages of a site as somebody comes to them: by their links.

/** The kind of page behind an address: which dossier it is about, and where it leads, does not matter. */
export function kindOf(address) {
  const url = new URL(address);
  const one = (part, i, parts) => /\d/.test(part) || part.length > 30 || ['procedures', 'submit'].includes(parts[i - 1]);
  const path = url.pathname.split('/').map((part, i, parts) => (one(part, i, parts) ? '*' : part)).join('/');
  const why = url.searchParams.get('why');
  const asked = [...url.searchParams.keys()].filter((key) => !['return_to', 'through'].includes(key)).sort();
  return `${path}?${asked.join('&')}${why ? `=${why}` : ''}`;
}

/** Links that lead away, change something, or are no page. */
const OTHER = /^\/(language\/|assets\/|sign-out|sign-in\/national|account\/activity\/download|challenge\/)|\.(json|css|js|svg|xml|txt|png)$/;

/** Where the page leads on the same site. */
async function links(page) {
  const here = new URL(page.url());
  const all = await page.evaluate(() => [...globalThis.document.querySelectorAll('a[href]:not([download])')].map((a) => a.href));
  return all.filter((href) => {
    const url = new URL(href);
    return url.origin === here.origin && !OTHER.test(url.pathname);
  }).map((href) => href.split('#')[0]);
}

/**
 * Visits one page of every kind that can be reached from `start`, and calls `visit(address)` at each,
 * which may leave it. Returns the addresses that were visited.
 */
export async function crawl(page, start, visit, { most = 150 } = {}) {
  const waiting = [...start];
  const [asked, kinds, visited] = [new Set(), new Set(), new Set()];
  while (waiting.length && visited.size < most) {
    const address = waiting.shift();
    if (asked.has(address) || kinds.has(kindOf(address))) continue;
    asked.add(address);
    kinds.add(kindOf(address));
    await page.goto(address);
    const here = page.url();
    // A redirect elsewhere ends at a page that has its own turn.
    if (new URL(here).origin !== new URL(address).origin) continue;
    if (here !== address && (visited.has(here) || kinds.has(kindOf(here)))) continue;
    kinds.add(kindOf(here));
    visited.add(here);
    waiting.push(...(await links(page)));
    await visit(here);
  }
  return [...visited];
}
