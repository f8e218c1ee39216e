// The check that keeps programs out, as somebody passes it who listens.
import assert from 'node:assert/strict';
import { heard } from './digits.mjs';

/** The digits that the sound says, in the visitor's language. */
export async function listens(visitor) {
  const address = await visitor.page.locator('.challenge__sound').getAttribute('src');
  const { href, host, port, pathname, search } = new URL(address, visitor.page.url());
  const cookie = (await visitor.page.context().cookies(href)).map(({ name, value }) => `${name}=${value}`).join('; ');
  // Names below localhost are known to browsers alone, and the language of the visitor to their pages.
  const answer = await visitor.page.request.get(`http://127.0.0.1:${port}${pathname}${search}`, { headers: { host, cookie, 'accept-language': visitor.language } });
  assert.equal(answer.headers()['content-type'], 'audio/wav');
  return heard(await answer.body(), visitor.language);
}
