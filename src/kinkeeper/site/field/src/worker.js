// Keeps the app's own files, nothing else: no answer of the server is ever cached here (the sounds of the
// choices lie in a cache of their own, see sounds.jsx). A new version
// waits until no window of the old one is open (no skipWaiting).
const CACHE = "kinkeeper-VERSION";
const FILES = FILE_LIST;
// The reader of questionnaires is large: it comes when the first one is opened, and stays until it changes.
const ENGINE = "/field/engine.js", KEPT = "engine-HASH";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});
self.addEventListener("activate", (event) => {
  const old = (names) => Promise.all(names.filter((n) => n !== CACHE && n !== "sounds" && n !== KEPT).map((n) => caches.delete(n)));
  event.waitUntil(caches.keys().then(old).then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  if (event.request.method === "GET" && path === ENGINE) event.respondWith(caches.open(KEPT).then(kept(event.request)));
  if (event.request.method !== "GET" || !FILES.includes(path)) return;
  event.respondWith(caches.open(CACHE).then((c) => c.match(path)).then((hit) => hit || fetch(event.request)));
});

const kept = (request) => async (cache) => {
  const hit = await cache.match(ENGINE);
  if (hit) return hit;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(ENGINE, answer.clone());
  return answer;
};
