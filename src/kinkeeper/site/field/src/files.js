// What the screens ask of the records in memory: families, members, what is to be done, what waits.
import { state } from "./store.js";

export const ofKind = (kind) => [...state.rows].filter(([, r]) => r.kind === kind).map(([id, r]) => ({ id, version: r.version, ...r.v }));
export const row = (id) => { const r = state.rows.get(id); return r && { id, version: r.version, ...r.v }; };
const pending = (verb) => state.queue.filter((c) => c.verb === verb);

// Families of the office and those written here and not sent yet.
export function families() {
  const made = pending("people.family").map((c) => ({ id: c.values.id, name: c.values.name, place: c.values.place, quarter: c.values.quarter, local: true }));
  return [...ofKind("people.family"), ...made.filter((f) => !state.rows.has(f.id))].map(corrected);
}
export const family = (id) => families().find((f) => f.id === id);

function corrected(family) {
  const edits = pending("people.family.correct").filter((c) => c.values.id === family.id);
  return edits.reduce((f, c) => ({ ...f, ...c.values.values, local: true }), family);
}

export const whereOf = (family) => [row(family.place)?.name, family.quarter].filter(Boolean).join(" · ");

export function members(id) {
  const rows = ofKind("people.membership").filter((m) => m.family === id).map((m) => ({ ...m, ...row(m.person), membership: m.id, id: m.person }));
  const made = pending("people.family").filter((c) => c.values.id === id && !state.rows.has(id)).flatMap((c) => c.values.members)
    .map((m) => ({ id: m.id, ...m.person, relation: m.relation, caregiver: m.caregiver }));
  const order = (m) => [m.relation !== "head", !m.caregiver, m.birth_date || "9"].join();
  return [...rows, ...made].sort((a, b) => order(a).localeCompare(order(b)));
}
export const nameOf = (p) => [p?.given_name, p?.family_name].filter(Boolean).join(" ");
export const age = (p, day) => (p.birth_date ? Math.floor((new Date(day) - new Date(p.birth_date)) / 31557600000) : null);
export const isChild = (p, day) => (age(p, day) === null ? ["child", "grandchild", "nephew_niece", "entrusted"].includes(p.relation) : age(p, day) < 18);

const inFamily = (kind, id) => ofKind(kind).filter((r) => r.family === id);
export const visits = (id) => inFamily("casework.visit", id).sort((a, b) => b.held_on.localeCompare(a.held_on));
export const assessment = (id) => inFamily("casework.assessment", id).sort((a, b) => b.held_on.localeCompare(a.held_on))[0];
export const plans = (id) => inFamily("casework.plan", id).map((p) => p.id);
export const goals = (id) => ofKind("casework.goal").filter((g) => plans(id).includes(g.plan));
export const commitments = (id) => ofKind("casework.commitment").filter((c) => plans(id).includes(c.plan) && !sentFor(c.id));
export const planned = (id) => inFamily("casework.service", id).filter((s) => !s.done_on && !sentFor(s.id));
const sentFor = (id) => state.queue.some((c) => c.values.id === id);
export const measurements = (person) => ofKind("health.measurement").filter((m) => m.person === person).sort((a, b) => a.on.localeCompare(b.on));
export const measured = (person) => measurements(person).at(-1);
export const steps = (id) => state.steps.filter(([f]) => f === id);
export const waitingFor = (id) => state.queue.filter((c) => c.about.includes(id) || c.makes.includes(id));
export const firstStep = (id) => steps(id)[0]?.[2] || "9999";
// The refused change that is being corrected; the history knows only its id.
export const item = () => state.queue.find((c) => c.id === state.params.item);

// Evacuations: the checkpoints on this phone, the names of a list, and what was said of a name.
export const checkpoints = () => ofKind("emergency.checkpoint").sort((a, b) => (a.order || 0) - (b.order || 0) || a.name.localeCompare(b.name));
export const linesAt = (point) => ofKind("emergency.line").filter((l) => l.manifest === point.manifest && l.goes).sort((a, b) => (a.number || 9999) - (b.number || 9999));

// The last word: what waits on this phone, else what the office has. `waits`: the change not sent yet.
export function saidAt(point, line) {
  const mine = pending("emergency.count").filter((c) => c.values.checkpoint === point && c.values.line === line).at(-1);
  if (mine) return { status: mine.values.status, waits: mine };
  const known = ofKind("emergency.check_in").find((c) => c.checkpoint === point && c.line === line);
  return known && { status: known.status };
}
