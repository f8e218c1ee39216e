// HTTP to sites of this machine by their names.
import { request } from 'node:http';
import { request as requestSafely } from 'node:https';

/** Names under .localhost are this machine (RFC 6761); Node's resolver does not know that. */
export function fetchLocal(url, { method = 'GET', headers = {}, body, ca } = {}) {
  const target = new URL(url);
  const send = target.protocol === 'https:' ? requestSafely : request;
  return new Promise((resolve, reject) => {
    const asked = send(
      { ca, host: '127.0.0.1', port: target.port, path: target.pathname + target.search, method, headers: { ...headers, host: target.host } },
      (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(chunks).toString() }));
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Asks again until there is an answer that is not `undefined`. */
export async function eventually(what, ask, within = 10_000) {
  const until = Date.now() + within;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`in ${within / 1000} s there was no ${what}`);
    await new Promise((wake) => setTimeout(wake, 40));
  }
}
