// IndexedDB as it is: one store for each kind of thing, strict durability, one transaction at a time.
// Everything that could betray somebody is sealed before it comes here (vault.js).
const NAME = "kinkeeper";
const STORES = ["meta", "rows", "queue", "files"];
let opened;

export function open() {
  opened ??= new Promise((done, failed) => {
    const ask = indexedDB.open(NAME, 1);
    ask.onupgradeneeded = () => STORES.forEach((s) => ask.result.createObjectStore(s));
    ask.onsuccess = () => done(ask.result);
    ask.onerror = () => failed(ask.error);
  });
  return opened;
}

// `work(stores)` runs within one transaction: all of it is kept, or nothing.
export async function change(work) {
  const db = await open();
  return new Promise((done, failed) => {
    const tx = db.transaction(STORES, "readwrite", { durability: "strict" });
    tx.oncomplete = () => done();
    tx.onerror = tx.onabort = () => failed(tx.error);
    work(Object.fromEntries(STORES.map((s) => [s, tx.objectStore(s)])));
  });
}

async function asked(store, method, key) {
  const db = await open();
  return new Promise((done, failed) => {
    const ask = db.transaction(store).objectStore(store)[method](key);
    ask.onsuccess = () => done(ask.result);
    ask.onerror = () => failed(ask.error);
  });
}

export const read = (store, key) => asked(store, "get", key);
export const all = (store) => asked(store, "getAll");
export const keys = (store) => asked(store, "getAllKeys");

export async function destroy() {
  (await open()).close();
  opened = undefined;
  await new Promise((done) => {
    const ask = indexedDB.deleteDatabase(NAME);
    ask.onsuccess = ask.onerror = ask.onblocked = done;
  });
}
