// Finds the pages of a site as somebody comes to them: by their links.

/** The kind of page behind an address: which dossier or procedure it is about does not matter. */
export function kindOf(address) {
  const url = new URL(address);
  const one = (part, i, parts) => /\d/.test(part) || part.length > 30 || ['procedures', 'submit'].includes(parts[i - 1]);
  const path = url.pathname.split('/').map((part, i, parts) => (one(part, i, parts) ? '*' : part)).join('/');
  return `${path}?${[...url.searchParams.keys()].sort().join('&')}`;
}

/** Links that lead away, change something, or are no page. */
const OTHER = /^\/(language\/|assets\/|sign-out)|\.(json|css|js|svg|xml|txt|png)$/;

/** Where the page leads on the same site. */
export async function links(page) {
  const here = new URL(page.url());
  const all = await page.evaluate(() => [...globalThis.document.querySelectorAll('a[href]')].map((a) => a.href));
  return all.filter((href) => {
    const url = new URL(href);
    return url.origin === here.origin && !OTHER.test(url.pathname);
  }).map((href) => href.split('#')[0]);
}

/**
 * Visits every kind of page that can be reached from `start`, at most `each` of a kind, and calls
 * `visit(page, address, status)` at each. Returns the addresses that were visited.
 */
export async function crawl(page, start, visit, { each = 1, most = 120 } = {}) {
  const waiting = [...start];
  const seen = new Set();
  const kinds = new Map();
  const visited = [];
  while (waiting.length && visited.length < most) {
    const address = waiting.shift();
    if (seen.has(address)) continue;
    seen.add(address);
    const kind = kindOf(address);
    if ((kinds.get(kind) ?? 0) >= each) continue;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const answer = await page.goto(address);
    // A redirect elsewhere ends at a page that has its own turn.
    if (new URL(page.url()).origin !== new URL(address).origin) continue;
    if (!seen.has(page.url()) || page.url() === address) {
      seen.add(page.url());
      visited.push(page.url());
      await visit(page, page.url(), answer?.status());
    }
    waiting.push(...(await links(page)));
  }
  return visited;
}
