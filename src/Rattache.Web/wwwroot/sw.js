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

// Between a page that comes and what it is drawn with nobody need stand: only once a page did not come is the store asked.
let away = false;

async function pageOrKept(request) {
  try {
    const answer = await fetch(request);
    away = false;
    return answer;
  } catch (error) {
    away = true;
    const answer = await caches.match(page);
    if (answer) return answer;
    throw error;
  }
}

const keptOrNew = async (request) => (await caches.match(request)) ?? fetch(request);

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(forget()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.mode === "navigate") event.respondWith(pageOrKept(request));
  else if (away && ["style", "font", "image"].includes(request.destination)) event.respondWith(keptOrNew(request));
});
