// Without a network the application says so, in place of the browser's own page. It keeps that page and what it looks
// like, and nothing of anybody: what people see of themselves comes from the site each time.

const OFFLINE = "/app/offline";
const KEPT = "app-offline";

addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  } else if (new URL(request.url).pathname.startsWith("/assets/")) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) ?? Response.error()));
  }
});

// As somebody would see it who was never here: without cookies nobody's name stands on it.
async function keep() {
  const page = await fetch(OFFLINE, { credentials: "omit", cache: "reload" });
  if (!page.ok) throw new Error(`the page for those without a network: ${page.status}`);
  const text = await page.clone().text();
  const looks = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path);
  await caches.delete(KEPT);
  const cache = await caches.open(KEPT);
  await cache.put(OFFLINE, page);
  await cache.addAll(looks);
}
