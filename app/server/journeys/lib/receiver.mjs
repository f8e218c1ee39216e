// The addresses of a relying party under test: they remember who came.
import { createServer } from 'node:http';
import { eventually } from './http.mjs';

/** What a browser is shown there; the favicon is inline so that nothing is asked for. */
const PAGE = '<!doctype html><html lang="en"><title>Relying party</title><link rel="icon" href="data:,"><h1>Here again</h1>';

export class Receiver {
  static async start(port) {
    const receiver = new Receiver();
    receiver.home = `http://localhost:${port}`;
    receiver.visits = [];
    receiver.server = createServer((asked, answer) => {
      const chunks = [];
      asked.on('data', (chunk) => chunks.push(chunk));
      asked.on('end', () => {
        receiver.visits.push({ method: asked.method, url: new URL(asked.url, receiver.home), body: Buffer.concat(chunks).toString() });
        answer.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
      });
    });
    await new Promise((resolve) => receiver.server.listen(port, '127.0.0.1', resolve));
    return receiver;
  }

  /** The first visit to that path; each is given out once. */
  visit(path) {
    return eventually(`visit to ${path}`, () => {
      const index = this.visits.findIndex((visit) => visit.url.pathname === path);
      return index < 0 ? undefined : this.visits.splice(index, 1)[0];
    });
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}
