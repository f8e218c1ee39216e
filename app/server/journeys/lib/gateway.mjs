// A gateway for text messages that keeps what it is given.
import { createServer } from 'node:http';
import { eventually } from './http.mjs';

export class Gateway {
  static async start(token) {
    const gateway = new Gateway();
    gateway.messages = new Map();
    gateway.server = createServer((asked, answer) => {
      const chunks = [];
      asked.on('data', (chunk) => chunks.push(chunk));
      asked.on('end', () => {
        const tell = (status, body) => answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
        if (gateway.down) return tell(503, { error: 'out of order' });
        if (asked.headers.authorization !== `Bearer ${token}`) return tell(401, { error: 'unknown token' });
        const key = asked.headers['idempotency-key'];
        if (!gateway.messages.has(key)) gateway.messages.set(key, JSON.parse(Buffer.concat(chunks)));
        return tell(202, { id: key });
      });
    });
    await new Promise((resolve) => gateway.server.listen(0, '127.0.0.1', resolve));
    gateway.address = `http://127.0.0.1:${gateway.server.address().port}/sms`;
    return gateway;
  }

  /** The six digits of the message to this number that `act` brings about. */
  async code(to, act) {
    const before = new Set(this.messages.keys());
    await act();
    const message = await eventually(`message to ${to}`, () =>
      [...this.messages].find(([key, one]) => one.to === to && !before.has(key) && /\b\d{6}\b/.test(one.text)));
    return message[1].text.match(/\b(\d{6})\b/)[1];
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}
