// Without a network, a page that says so instead of the browser's. Kept on the device: that page, fetched as nobody, and what it is
// drawn with; never a page or an answer of somebody's. A new style is a new address of this file, and so a new worker.
// A page that changes reaches devices that keep the old one when this file changes too.

const page = "/hors-ligne";
const store = `offline${self.location.search}`;

async function keep() {
  const answer = await fetch(page, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) throw new Error(`${page}: ${answer.status}`);
  const html = await answer.clone().text();
  const drawnWith = [...html.matchAll(/<link[^>]*? href="([^"]+)"/g)].map((link) => link[1].replaceAll("&amp;", "&"));
  const cache = await caches.open(store);
  await cache.addAll([...new Set(drawnWith)]);
  await cache.put(page, answer);
}

async function forget() {
  const others = (await caches.keys()).filter((name) => name !== store);
  await Promise.all(others.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function fromNetworkOr(request, kept) {
  try {
    return await fetch(request);
  } catch (error) {
    const answer = await caches.match(kept);
    if (answer) return answer;
    throw error;
  }
}

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(forget()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(fromNetworkOr(request, page));
  else if (["style", "font", "image"].includes(request.destination)) event.respondWith(fromNetworkOr(request, request));
});
