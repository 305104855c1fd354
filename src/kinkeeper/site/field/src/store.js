// What the open app holds in memory, and how it gets to the disk: sealed, and whole or not at all.
import * as db from "./database.js";
import * as vault from "./vault.js";

export const state = {
  screen: "start", params: {}, account: null, rows: new Map(), queue: [], doomed: new Set(),
  steps: [], fingerprint: "", got: null, n: 0, syncing: false, online: null, problem: "",
  lastContact: 0, offset: 0, clashes: [], anchors: [], packs: {}, desks: {}, sounds: null, drafts: {}, wrong: {}, said: "",
};
const listeners = new Set();
export const listen = (f) => { listeners.add(f); return () => listeners.delete(f); };
export const changed = () => listeners.forEach((f) => f());
export const newId = () => crypto.randomUUID();

export async function known() {
  return { box: await db.read("meta", "box"), clear: (await db.read("meta", "clear")) || {} };
}

// After the enrolment: an empty store of its own, and the secret of the phone within it.
export async function begin(words, enrolled) {
  const box = await vault.create(words);
  state.account = enrolled;
  state.store = newId();
  const [account, notes] = [await vault.seal("account", enrolled), await sealedNotes()];
  const clear = { contact: Date.now(), days: enrolled.days, waiting: 0 };
  await db.change((s) => {
    for (const one of Object.values(s)) one.clear();
    s.meta.put(box, "box");
    s.meta.put(account, "account");
    s.meta.put(notes, "notes");
    s.meta.put(clear, "clear");
  });
  state.lastContact = clear.contact;
}

const sealedNotes = () => vault.seal("notes", {
  store: state.store, got: state.got, n: state.n, steps: state.steps,
  fingerprint: state.fingerprint, doomed: [...state.doomed], offset: state.offset,
  clashes: state.clashes, anchors: state.anchors, packs: state.packs, desks: state.desks, sounds: state.sounds,
});

export async function keepNotes() {
  const notes = await sealedNotes();
  await db.change((s) => s.meta.put(notes, "notes"));
}

// Tables that came from the server, for computing without a network.
export async function keepPack(name, content) {
  const box = await vault.seal(`pack ${name}`, content);
  state.packs = { ...state.packs, [name]: content.mark };
  const notes = await sealedNotes();
  await db.change((s) => { s.meta.put(box, `pack ${name}`); s.meta.put(notes, "notes"); });
}

export async function packOf(name) {
  const box = await db.read("meta", `pack ${name}`);
  return box ? vault.unseal(`pack ${name}`, box) : null;
}

// What is being typed outlives a lock and a dead battery. `draft` null: it is saved or thrown away.
let typing = null;
export function draft(name, value) {
  clearTimeout(typing);
  state.drafts = { ...state.drafts, [name]: value };
  if (!value) delete state.drafts[name];
  if (value) typing = setTimeout(keepDrafts, 300);
  return value ? null : keepDrafts();
}

export async function keepDrafts() {
  clearTimeout(typing);
  if (!vault.isOpen()) return;
  const box = await vault.seal("drafts", state.drafts);
  await db.change((s) => s.meta.put(box, "drafts"));
}

export async function load() {
  state.account = await vault.unseal("account", await db.read("meta", "account"));
  const notes = await vault.unseal("notes", await db.read("meta", "notes"));
  const drafts = await db.read("meta", "drafts");
  Object.assign(state, notes, { doomed: new Set(notes.doomed), drafts: drafts ? await vault.unseal("drafts", drafts) : {} });
  state.lastContact = (await known()).clear.contact;
  state.rows = new Map();
  const [ids, boxes] = [await db.keys("rows"), await db.all("rows")];
  const rows = await Promise.all(ids.map((id, n) => vault.unseal(id, boxes[n])));
  ids.forEach((id, n) => state.rows.set(id, rows[n]));
  const [qids, queued] = [await db.keys("queue"), await db.all("queue")];
  state.queue = await Promise.all(qids.map((n, at) => vault.unseal(`queue ${n}`, queued[at])));
  state.queue.sort((a, b) => a.order - b.order);
}

export async function forget() {
  await keepDrafts();
  vault.lock();
  Object.assign(state, { rows: new Map(), queue: [], account: null, steps: [], clashes: [], drafts: {}, screen: "locked" });
  changed();
}

// A change is written down before anything is sent. `about`: ids whose rows it stands on.
// `shown`: what the screen says of it, not sent. `sealed`: goes to a desk by a door of its own. Its place in
// the queue is taken before anything is waited for: two that are written at once never share one.
let last = 0;
export async function write(verb, values, { base = 0, about = [], makes = [], files = [], shown = "", sealed = false } = {}) {
  const order = last = Math.max(last, ...state.queue.map((c) => c.order)) + 1;
  const item = { id: newId(), verb, values, base, about, makes, files: files.map((f) => f.id), order, at: Date.now(), state: "waiting", shown, sealed };
  const box = await vault.seal(`queue ${order}`, item);
  const boxes = await Promise.all(files.map((f) => vault.seal(f.id, f.bytes)));
  const [clear, drafts] = [await clearWith(state.queue.length + 1), await vault.seal("drafts", state.drafts)];
  await db.change((s) => {
    s.meta.put(drafts, "drafts"); // without the one that is saved with this (see forms.jsx)
    s.queue.put(box, order);
    files.forEach((f, n) => s.files.put(boxes[n], f.id));
    s.meta.put(clear, "clear");
  });
  state.queue.push(item);
  state.queue.sort((a, b) => a.order - b.order);
  changed();
  return item;
}

export async function rewrite(item, values) {
  const next = { ...item, values, state: "waiting", sentences: undefined, doubts: undefined };
  const box = await vault.seal(`queue ${item.order}`, next);
  await db.change((s) => s.queue.put(box, item.order));
  state.queue[state.queue.indexOf(item)] = next;
  changed();
}

// Only a person drops a refused change, after reading why.
export async function drop(item) {
  await db.change((s) => { s.queue.delete(item.order); item.files.forEach((f) => s.files.delete(f)); });
  state.queue = state.queue.filter((c) => c !== item);
  changed();
}

export async function fileOf(id) {
  const box = await db.read("files", id);
  return box ? vault.unsealBytes(id, box) : null;
}

async function clearWith(waiting, contact = state.lastContact) {
  return { contact, waiting, days: state.account.days };
}

// Everything one answer of the server brings, in one transaction (see protocol.js).
export async function keep({ rows, off, done, boxed }) {
  const boxes = await Promise.all(rows.map(([id, row]) => vault.seal(id, row)));
  const again = await Promise.all(boxed.map((c) => vault.seal(`queue ${c.order}`, c)));
  const notes = await sealedNotes();
  const clear = await clearWith(state.queue.length, state.lastContact);
  await db.change((s) => {
    rows.forEach(([id], n) => s.rows.put(boxes[n], id));
    off.forEach((id) => s.rows.delete(id));
    done.forEach((c) => { s.queue.delete(c.order); c.files.forEach((f) => s.files.delete(f)); });
    boxed.forEach((c, n) => s.queue.put(again[n], c.order));
    s.meta.put(notes, "notes");
    s.meta.put(clear, "clear");
  });
}

// All of it, as the server told it or as the person asked.
export async function erase() {
  vault.lock();
  await db.destroy();
  localStorage.clear();
  for (const name of await caches.keys()) await caches.delete(name);
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  Object.assign(state, { rows: new Map(), queue: [], account: null, clashes: [], drafts: {}, screen: "erased" });
  changed();
}
