// The pages that somebody read last stay readable without a network. Forms and cases
// never: their answers say `no-store`, and so nothing of them is kept.
const PAGES = "pages-1";
const FILES = "files-1";
const KEPT = { [PAGES]: 30, [FILES]: 40 };

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate") event.respondWith(page(event, pathname));
  else if (/^\/(static|styles)\//.test(pathname)) event.respondWith(fromNetwork(event, FILES));
});

async function page(event, pathname) {
  const language = pathname.split("/")[1];
  try {
    const response = await fromNetwork(event, PAGES);
    if (mayKeep(response, PAGES)) event.waitUntil(keepOfflinePage(language));
    return response;
  } catch (failure) {
    const offline = await caches.match(`/${language}/offline/`);
    if (!offline) throw failure;
    return offline;
  }
}

async function fromNetwork(event, store) {
  try {
    const response = await fetch(event.request);
    if (mayKeep(response, store)) event.waitUntil(keep(event.request, response.clone(), store));
    return response;
  } catch (failure) {
    const kept = await caches.match(event.request);
    if (!kept) throw failure;
    return kept;
  }
}

// Pages for everybody name their language; the admin and errors do not.
function mayKeep({ ok, redirected, headers }, store) {
  const secret = /no-store|private/.test(headers.get("Cache-Control") || "");
  return ok && !redirected && !secret && (store === FILES || headers.has("Content-Language"));
}

async function keep(request, response, store) {
  const cache = await caches.open(store);
  await cache.delete(request);
  await cache.put(request, response);
  const [...oldest] = await cache.keys();
  await Promise.all(oldest.slice(0, -KEPT[store]).map((each) => cache.delete(each)));
}

async function keepOfflinePage(language) {
  const cache = await caches.open("offline-1");
  const address = `/${language}/offline/`;
  if (!(await cache.match(address))) await cache.add(address);
}
