// Push and pull in one request. What holds here is tested on ground/sync/tests/phone.py as well:
// nothing leaves the queue before its answer is stored; a page and its id are stored together; a
// refused change stays until a person corrects it; what is taken off stays while anything of it is
// unsent; the batch and the page shrink with the link.
import { state, changed, keep, keepNotes, keepPack, erase, load, fileOf } from "./store.js";
import { fetchSounds } from "./sounds.jsx";

const VERSION = "2";
const ANCHORS = 20; // heads of the office's ledger: they prove later that it was not written anew
const LARGEST_BATCH = 50, SMALLEST_ROOM = 500, LARGEST_ROOM = 40000;
let batch = 8, room = 8000, piece = 4096;

// One contact at a time; who asks while one is under way waits for that one.
let under = null;
export const sync = () => (under ||= contact().finally(() => { under = null; }));

async function contact() {
  if (!state.account) return;
  state.syncing = true;
  changed();
  try {
    await navigator.locks.request("sync", async () => {
      await sendSealed().catch(() => {});
      if (await rounds()) await besides().catch(() => {});
    });
  } finally {
    state.syncing = false;
    changed();
  }
}

// Goes on while something moves; a link that fails is tried a few times with less at once.
async function rounds() {
  let failures = 0;
  while (failures < 8 && state.account) {
    const came = await oneRound();
    if (came === "stop") return false;
    failures = came ? 0 : failures + 1;
    if (came && !sendable().length && !state.left) return true;
  }
  return false;
}

// A box for a desk goes first and by its own door: it is taken even when every other right has ended.
async function sendSealed() {
  for (const box of waiting().filter((c) => c.sealed)) {
    const answer = await post("sealed", JSON.stringify({ id: box.id, kind: box.verb, box: box.values.box }), { "Content-Type": "application/json" });
    if (!answer.ok) continue;
    state.queue = state.queue.filter((c) => c !== box);
    await keep({ rows: [], off: [], done: [box], boxed: [] });
    changed();
  }
}

// When all records are here: tables that changed, and sounds.
async function besides() {
  for (const [name, mark] of Object.entries(state.offered || {})) {
    if (state.packs[name] !== mark) await keepPack(name, await (await ask(`packs/${name}`)).json());
  }
  if (!state.sounds) return;
  await fetchSounds(ask);
  await keepNotes();
}

export const waiting = () => state.queue.filter((c) => c.state === "waiting");
export const boxed = () => state.queue.filter((c) => c.state === "refused");

// A change that stands on something refused waits until that is corrected.
function sendable() {
  const blocked = new Set(boxed().flatMap((c) => c.makes));
  return waiting().filter((c) => !c.sealed && !c.about.some((id) => blocked.has(id)));
}

async function oneRound() {
  state.n += 1;
  const sending = sendable().slice(0, batch);
  try {
    for (const change of sending) await sendFiles(change);
    const body = {
      n: state.n, store: state.store, version: VERSION, waiting: state.queue.length, room,
      steps: state.fingerprint, ...(state.got ? { got: state.got } : {}),
      changes: sending.map(({ id, verb, base, values }) => ({ id, verb, base, values })),
    };
    const answer = await post("sync", await packed(JSON.stringify(body)), { "Content-Encoding": "gzip" });
    return await heard(answer, sending);
  } catch {
    state.online = false;
    batch = Math.max(1, batch >> 1);
    room = Math.max(SMALLEST_ROOM, room >> 1);
    piece = Math.max(512, piece >> 1);
    return false;
  }
}

async function heard(answer, sending) {
  if (answer.status === 410) return ordered();
  if (answer.status === 404) { state.problem = "shut"; return "stop"; }
  if (!answer.ok) throw new Error("answer");
  await take(await answer.json());
  batch = Math.min(LARGEST_BATCH, batch * 2);
  room = Math.min(LARGEST_ROOM, room * 2);
  piece = Math.min(32768, piece * 2);
  state.online = true;
  state.problem = "";
  return true;
}

// The server says that this phone is lost: everything goes, also what was not sent.
async function ordered() {
  await post("erased", "").catch(() => {});
  await erase();
  return "stop";
}

async function take(answer) {
  if (answer.n !== state.n) return;
  const told = new Map((answer.answers || []).map((a) => [a.id, a]));
  const refused = (c) => told.get(c.id)?.outcome === "refused";
  const done = state.queue.filter((c) => told.has(c.id) && !refused(c));
  const again = state.queue.filter(refused).map((c) => ({ ...c, state: "refused", sentences: told.get(c.id).sentences, doubts: told.get(c.id).doubts }));
  const next = state.queue.filter((c) => !done.includes(c)).map((c) => again.find((a) => a.id === c.id) || c);
  const rows = (answer.rows || []).map(([kind, id, version, v]) => [id, { kind, version, v }]);
  const { off, doomed } = takenOff(next, rows, answer.gone || []);
  for (const [id, row] of rows) state.rows.set(id, row);
  off.forEach((id) => state.rows.delete(id));
  Object.assign(state, { queue: next, doomed, got: answer.page || state.got });
  if (answer.steps) Object.assign(state, { steps: answer.steps, fingerprint: answer.fingerprint });
  state.left = answer.left || 0;
  if (answer.anchor && answer.anchor !== state.anchors.at(-1)) state.anchors = [...state.anchors, answer.anchor].slice(-ANCHORS);
  const clashed = done.filter((c) => told.get(c.id).outcome === "clash");
  Object.assign(state, { clashes: [...state.clashes, ...clashed], offered: answer.packs || {}, desks: answer.desks || {} });
  state.offset = new Date(answer.time) - Date.now();
  state.lastContact = Date.now();
  await keep({ rows, off, done, boxed: again }).catch(async (why) => { await load(); throw why; });
  changed();
  if (answer.erase === "when_sent" && !next.length) await ordered();
}

function takenOff(queue, rows, gone) {
  const doomed = new Set([...state.doomed, ...gone]);
  rows.forEach(([id]) => doomed.delete(id));
  const held = new Set(queue.flatMap((c) => c.about));
  const off = [...doomed].filter((id) => !held.has(id));
  off.forEach((id) => doomed.delete(id));
  return { off, doomed };
}

// A picture goes ahead of the change that names it, piece by piece, on from where it broke off.
async function sendFiles(change) {
  for (const id of change.files) {
    const bytes = await fileOf(id);
    let have = 0;
    while (bytes && have < bytes.length) {
      const part = bytes.slice(have, have + piece);
      const answer = await post(`piece?id=${id}&size=${bytes.length}&at=${have}`, part);
      if (!answer.ok) throw new Error("piece");
      have = (await answer.json()).have;
    }
  }
}

function call(path, how) {
  const { device, secret } = state.account;
  return fetch(`/api/field/${path}`, {
    credentials: "omit", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(90000), ...how,
    headers: { Authorization: `Bearer ${device}.${secret}`, "Accept-Language": state.language, ...how.headers },
  });
}
const post = (path, body, headers = {}) => call(path, { method: "POST", body, headers });

// Something that is only read; throws unless it came whole.
export async function ask(path) {
  const answer = await call(path, {});
  if (!answer.ok) throw new Error("answer");
  return answer;
}

async function packed(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
