// A mobile operator that takes text messages by SMPP, as the npm library `smpp` speaks it; it keeps what it is given,
// puts long texts together as a phone does, and tells what became of them.
import smpp from 'smpp';
import { eventually } from './http.mjs';

const { ESME_RTHROTTLED, ESME_RINVPASWD } = smpp.errors ?? smpp;

export class Operator {
  static async start({ systemId, password, port = 0 }) {
    const operator = new Operator();
    Object.assign(operator, { systemId, password, port, sessions: new Set(), binds: 0, submitted: [], parts: new Map(), messages: [], ids: 0, throttled: 0, breaksOff: 0 });
    await operator.opens();
    return operator;
  }

  /** Takes connections, at the same port as before. */
  async opens() {
    this.server = smpp.createServer({}, (session) => this.#serves(session));
    await new Promise((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    this.port = this.server.address().port;
  }

  #serves(session) {
    this.sessions.add(session);
    session.on('close', () => this.sessions.delete(session));
    session.on('error', () => {});
    session.on('bind_transceiver', (pdu) => {
      const known = pdu.system_id === this.systemId && pdu.password === this.password;
      session.send(pdu.response(known ? { system_id: 'operator' } : { command_status: ESME_RINVPASWD }));
      if (known) this.binds += 1;
    });
    session.on('enquire_link', (pdu) => session.send(pdu.response()));
    session.on('unbind', (pdu) => { session.send(pdu.response()); session.close(); });
    session.on('submit_sm', (pdu) => this.#takes(session, pdu));
  }

  #takes(session, pdu) {
    this.submitted.push(pdu);
    if (this.throttled > 0) {
      this.throttled -= 1;
      session.send(pdu.response({ command_status: ESME_RTHROTTLED }));
      return;
    }
    this.ids += 1;
    // Some operators answer in hexadecimal digits and tell in decimal ones.
    const [id, toldId] = this.numbers ? [(4096 + this.ids).toString(16).toUpperCase().padStart(8, '0'), String(4096 + this.ids)] : [`op-${this.ids}`, `op-${this.ids}`];
    if (this.breaksOff > 0) {
      this.breaksOff -= 1;
      this.#puts(pdu);
      session.destroy();
      return;
    }
    const answer = pdu.response({ message_id: id });
    session.send(answer);
    if (this.answersTwice) session.send(answer);
    const told = () => {
      const text = `id:${toldId} sub:001 dlvrd:001 submit date:2611221430 done date:2611221431 stat:${this.fate ?? 'DELIVRD'} err:000 text:`;
      session.deliver_sm({ source_addr: pdu.destination_addr, destination_addr: pdu.source_addr, esm_class: 4, short_message: text });
    };
    if (pdu.registered_delivery & 1) setTimeout(told, this.delay ?? 200);
    this.#puts(pdu);
  }

  /** What a phone shows: a text when all of its parts are there. */
  #puts(pdu) {
    const { message, udh } = pdu.short_message;
    const to = `+${pdu.destination_addr}`;
    const header = udh?.[0] && Buffer.concat(udh);
    if (!header) { this.messages.push({ to, text: message, from: pdu.source_addr, parts: 1 }); return; }
    // A concatenated message: 0, 3, reference, how many, which.
    const [reference, count, number] = header.subarray(-3);
    const key = `${to} ${reference}`;
    if (!this.parts.has(key)) this.parts.set(key, []);
    const found = this.parts.get(key);
    found[number - 1] = message;
    if (found.filter((part) => part !== undefined).length === count) {
      this.parts.delete(key);
      this.messages.push({ to, text: found.join(''), from: pdu.source_addr, parts: count });
    }
  }

  /** The six digits of the message to this number that `act` brings about. */
  async code(to, act) {
    return (await this.message(to, act)).text.match(/\b(\d{6})\b/)[1];
  }

  /** The message to this number that `act` brings about. */
  async message(to, act, within = 15_000) {
    const before = this.messages.length;
    await act();
    return eventually(`message to ${to}`, () => this.messages.slice(before).find((one) => one.to === to), within);
  }

  /** Breaks every connection off, as a cable that is cut. */
  breaks() {
    for (const session of this.sessions) session.destroy();
  }

  /** Out of order: breaks off and takes no connection. */
  async closes() {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.breaks();
    await closed;
  }

  async stop() {
    if (this.server.listening) await this.closes();
  }
}
