// Groups and school classes: who came.
import { useState } from "preact/hooks";
import { state } from "./store.js";
import { shortDay, t, today } from "./words.js";
import { marks } from "./choices.js";
import { nameOf, ofKind, row } from "./files.js";
import { fits } from "./names.js";
import { go } from "./screens.js";
import { Structures, structures } from "./together.jsx";
import { Day, Form, Sure, done, id, old, sureOf } from "./forms.jsx";
import { Page, Pick } from "./parts.jsx";

export function Sessions() {
  const [typed, type] = useState("");
  const heard = (...names) => !typed || fits(typed, names.join(" "));
  const found = ofKind("strengthening.session").filter((s) => heard(s.topic, row(s.place)?.name)).sort((a, b) => b.held_on.localeCompare(a.held_on));
  const classes = ofKind("education.class").filter((c) => heard(c.name, row(c.facility)?.name)).sort((a, b) => a.name.localeCompare(b.name));
  const groups = structures().filter((s) => heard(s.name, row(s.place)?.name));
  return (
    <Page title={t("sessions")}>
      <input class="search" type="search" autocomplete="off" placeholder={t("search")} aria-label={t("search")} onInput={(e) => type(e.target.value)} />
      {!found.length && !classes.length && !groups.length && <p class="quiet">{t("noGroup")}</p>}
      <ul class="list">{found.map((s) => <Line key={s.id} screen="session" id={s.id} title={s.topic} small={`${shortDay(s.held_on)} · ${row(s.place)?.name}`} />)}</ul>
      <ul class="list">{classes.map((c) => <Line key={c.id} screen="class" id={c.id} title={c.name} small={row(c.facility)?.name} />)}</ul>
      <Structures found={groups} />
    </Page>
  );
}

const Line = ({ screen, id, title, small }) => <li><button onClick={() => go(screen, { id })}><b>{title}</b><small>{small}</small></button></li>;

export function Session() {
  const id = state.params.id, session = row(id);
  const invited = ofKind("strengthening.attendance").filter((i) => i.session === id);
  const was = old().was || invited.filter((i) => i.attended).map((i) => i.person);
  const save = (form, v) => done("strengthening.attendance", { session: id, came: Object.keys(v), was }, { about: [id] });
  return <Form title={session?.topic} save={save}><h2>{t("came")}</h2>{invited.map((i) => <label class="tick big"><input type="checkbox" name={i.person} defaultChecked={old().came?.includes(i.person) ?? i.attended} /> {nameOf(row(i.person)) || "–"}</label>)}</Form>;
}

// The call of a class: each name gets its answer, and one touch says that all the others are there. The call
// of that day that the office has already is corrected, not doubled.
export function ClassCall() {
  const before = old(), group = row(id());
  const pupils = ofKind("education.enrolment").filter((e) => e.school_class === id()).sort((a, b) => a.called.localeCompare(b.called));
  const called = (on) => ofKind("education.call").find((c) => c.school_class === id() && c.on === on);
  const known = before.marks || called(today())?.marks || {};
  const save = (form, v) => done("education.call", {
    school_class: id(), on: v.day, marks: Object.fromEntries(pupils.map((p) => [p.id, v[p.id]])), sure: sureOf(v),
  }, { base: called(v.day)?.version || 0, about: [id()] });
  return (
    <Form title={group?.name} save={save}>
      <Day value={before.on} />
      {pupils.map((p) => <div class="pupil" key={p.id}><Pick name={p.id} label={p.called} table={marks} icons={ICONS} value={known[p.id]} required /></div>)}
      <button type="button" onClick={restPresent}>{t("restPresent")}</button>
      <Sure words={t("sureCall")} />
    </Form>
  );
}

function restPresent(event) {
  const { form } = event.target;
  for (const mark of form.querySelectorAll(".pupil [value=present]")) mark.checked ||= !form.elements[mark.name].value;
  form.dispatchEvent(new Event("input", { bubbles: true }));
}
const ICONS = { present: "yes", absent: "no", excused: "consent", late: "late" };
