// Systems come and go: what people meet who come to one that is suspended, merged, retired, or gone elsewhere. The demo
// world has none, so this one has sites of its own.
import { Identity, Portal, freePort } from './serve.mjs';

/** What the operator of the identity does while it is stopped. */
async function operates(identity, ...words) {
  await identity.halt();
  identity.command('systems', ...words);
  await identity.run();
}

/** A sign-in at a system where nobody signs in, and every page of a portal that became part of another. */
export async function systems({ visitor, look }) {
  const ports = [await freePort(), await freePort()];
  const clients = ['haiduong', 'haiphong'].map((id, i) => Portal.client(ports[i], { host: `${id}.localhost`, id, name: `Một cửa ${id}` }));
  const identity = await Identity.start({ clients, look: 'id-dvcqg' });
  const portal = await Portal.start({ port: ports[0], host: 'haiduong.localhost', identity, client: clients[0] });
  const arrives = async (name) => {
    await visitor.goto(portal.at('/sign-in?return_to=%2Fdossiers'));
    await visitor.follow('portal-way-dvcqg');
    await look(name);
  };
  try {
    await operates(identity, 'suspend', 'haiduong');
    await arrives('suspended');
    await operates(identity, 'merge', 'haiduong', 'haiphong');
    await arrives('merged');
    await operates(identity, 'retire', 'haiduong');
    await arrives('retired');
    await visitor.goto(portal.at('/sign-in'));
    await portal.moves({ origin: 'http://haiphong.localhost:1', settings: { client: clients[1] } });
    // What was just sent is not taken.
    await visitor.page.locator('#password').press('Enter');
    await visitor.page.waitForLoadState();
    await look('moved-sent');
    await visitor.goto(portal.at('/dossiers/000.00.00.H22-261121-0001'));
    await look('moved');
    // Such pages say in their status what they are.
    visitor.complaints.splice(0, Infinity, ...visitor.complaints.filter((complaint) => !/410|503/.test(complaint)));
  } finally {
    await Promise.all([portal.stop(), identity.stop()]);
  }
}
