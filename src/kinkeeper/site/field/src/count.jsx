// The head-count by name at a checkpoint of an evacuation. Each name is a change of its own: what is
// wrong with one does not stop the others, and three phones may say the same.
import { useState } from "preact/hooks";
import { drop, state, write } from "./store.js";
import { sync } from "./protocol.js";
import { shortDay, t, today } from "./words.js";
import { counted, roles } from "./choices.js";
import { checkpoints, linesAt, row, saidAt } from "./files.js";
import { fits } from "./names.js";
import { go } from "./screens.js";
import { Form, done, id, old, once } from "./forms.jsx";
import { Field, Icon, Page, Pick, say } from "./parts.jsx";
import { Status } from "./status.jsx";

const ICONS = { present: "yes", stayed: "home", missing: "unknown", redirected: "visit", hospital: "hospital", died: "death" };
const ROLES = { child: "child", mother: "woman", aunt: "woman", counsellor: "man", educator: "education", staff: "service", other: "person" };
const now = () => new Date(Date.now() + state.offset).toISOString();

export function Counts() {
  const found = checkpoints();
  return (
    <Page title={t("counts")}>
      {!found.length && <p class="quiet">{t("noList")}</p>}
      <ul class="list">{found.map((point) => <li key={point.id}><button onClick={() => go("count", { id: point.id })}><b>{point.name}</b><small>{tally(point)} · {shortDay(point.held_on)}</small></button></li>)}</ul>
    </Page>
  );
}

function tally(point) {
  const lines = linesAt(point), said = lines.filter((line) => saidAt(point.id, line.id)).length;
  return `${said} / ${lines.length} ${t("counted")}`;
}

export function Count() {
  const point = row(id());
  const [search, look] = useState("");
  const [open, only] = useState(false);
  if (!point) return <Page title="–" />;
  const lines = linesAt(point).filter((l) => (!search || fits(search, `${l.name} ${l.household} ${l.number}`)) && !(open && saidAt(point.id, l.id)));
  const households = grouped(lines);
  return (
    <Page title={point.name}>
      <Status />
      <p><b class="tally">{tally(point)}</b></p>
      <p class="quiet">{t("countHint")}</p>
      <input class="search" type="search" autocomplete="off" placeholder={t("search")} aria-label={t("search")} onInput={(e) => look(e.target.value)} />
      <label class="tick"><input type="checkbox" onInput={(e) => only(e.target.checked)} /> {t("unknownYet")}</label>
      {[...households].map(([name, members]) => <section key={name}><h2>{name}</h2><ul class="names">{members.map((line) => <Name key={line.id} point={point} line={line} />)}</ul></section>)}
      <button onClick={() => go("addName", { id: point.id })}>+ {t("addName")}</button>
    </Page>
  );
}

function grouped(lines) {
  const found = new Map();
  for (const line of lines) found.set(line.household, [...(found.get(line.household) || []), line]);
  return found;
}

// A touch says that the person is here; a second one takes that back while it is not sent.
function Name({ point, line }) {
  const said = saidAt(point.id, line.id);
  const touch = () => once(line.id, async () => {
    const said = saidAt(point.id, line.id); // now, not when the page was drawn
    if (said?.waits && said.status === "present") return drop(said.waits);
    if (said) return go("answer", { id: line.id, point: point.id });
    await write("emergency.count", { checkpoint: point.id, line: line.id, status: "present", at: now() }, { about: [point.id] });
    sync();
  });
  return (
    <li class={said ? said.status : "open"}>
      <button class="name" aria-pressed={Boolean(said)} onClick={touch}><Icon name={said ? ICONS[said.status] : ROLES[line.role]} size={32} /><span><b>{line.name}</b><small>{line.number ? `n° ${line.number} · ` : ""}{say(roles, line.role)}{said ? ` · ${say(counted, said.status)}` : ""}{said?.waits ? ` · ${t(said.waits.state === "refused" ? "toCorrect" : "local")}` : ""}</small></span></button>
      <button class="more" aria-label={`${t("otherAnswer")} ${line.name}`} onClick={() => go("answer", { id: line.id, point: point.id })}>…</button>
    </li>
  );
}

// Anything but present; also how what was said before is corrected.
export function Answer() {
  const before = old(), line = row(before.line || id()), point = before.checkpoint || state.params.point;
  const said = saidAt(point, line?.id);
  const save = async (form, v) => {
    if (said?.waits && !before.line) await drop(said.waits);
    const correct = Boolean(before.line || (said && !said.waits));
    return done("emergency.count", { checkpoint: point, line: line.id, status: v.status, note: v.note, at: now(), correct }, { about: [point] });
  };
  return (
    <Form title={line?.name || "–"} save={save}>
      <Pick name="status" label={t("answerOf")} table={counted} icons={ICONS} value={before.status || said?.status} required />
      <Field name="note" area value={before.note} maxlength="300" />
    </Form>
  );
}

export function AddName() {
  const before = old();
  const point = before.checkpoint || id();
  const save = (form, v) => done("emergency.add", { checkpoint: point, on: before.on || today(), name: v.name, role: v.role, household: v.household }, { about: [point] });
  return (
    <Form title={t("addName")} save={save}>
      <Field name="name" label={t("fullName")} value={before.name} maxlength="120" required />
      <Pick name="role" label={t("who")} table={roles} icons={ROLES} value={before.role} required />
      <Field name="household" value={before.household} maxlength="120" />
    </Form>
  );
}
