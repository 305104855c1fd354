// The forms of a visit to a family. Each writes one change, sealed on the phone before it is sent.
import { useState } from "preact/hooks";
import { newId, rewrite, state, write } from "./store.js";
import { sync } from "./protocol.js";
import { CAUSES, DIMENSIONS, OEDEMA, POSITIONS, SCORES, SERVICES, say, t, today } from "./words.js";
import { family, isChild, item, members, nameOf } from "./files.js";
import { drawable, redrawn, signature } from "./drawing.js";
import { Field, Icon, Page, Pick, Select, options, values } from "./parts.jsx";

const SERVICE_ICONS = { food: "food", health_medical: "health", psychosocial: "wellbeing", school_kit: "education", school_fees: "education", birth_registration: "consent", iga_support: "livelihood", housing_repair: "shelter", family_mediation: "group", other: "service" };
const ANSWERS = () => ({ given: t("answerYes"), refused: t("answerNo") });

export async function done(verb, what, more) {
  if (item()) await rewrite(item(), what);
  else await write(verb, what, more);
  history.back();
  sync();
}
const old = () => item()?.values || {};
const id = () => state.params.id;
const Form = ({ title, save, children }) => {
  const [busy, work] = useState(false);
  const submit = async (e) => { e.preventDefault(); work(true); await save(e.target, values(e.target)); work(false); };
  return <Page title={title}><Wrong /><form autocomplete="off" onSubmit={submit}>{children}<button class="main" disabled={busy}>{t("save")}</button></form></Page>;
};
const Wrong = () => item()?.sentences ? <ul class="wrong" role="alert">{Object.values(item().sentences).flat().map((s) => <li>{s}</li>)}</ul> : null;
const Day = ({ name = "day", value }) => <Field name={name} label={t("day")} type="date" value={value || today()} max={today()} required />;
const people = () => members(id()).map((m) => [m.id, nameOf(m)]);

export function Visit() {
  const before = old(), levels = before.rows?.[0]?.scores || {};
  const save = (form, v) => {
    const scores = Object.fromEntries(Object.keys(DIMENSIONS).filter((d) => v[d]).map((d) => [d, Number(v[d])]));
    const rows = Object.keys(scores).length ? [{ person: null, scores }] : [];
    const visit = { family: id(), held_on: v.day, observations: v.seen, present: v.present, rows, next_visit_on: v.next || null };
    return done("casework.visit", visit, { about: [id()] });
  };
  return (
    <Form title={t("visit")} save={save}>
      <Day value={before.held_on} />
      <Field name="present" value={before.present} maxlength="200" />
      <h2>{t("dims")}</h2>
      {Object.keys(DIMENSIONS).map((d) => <div class="dimension"><Icon name={d} /><Pick name={d} label={say(DIMENSIONS, d)} table={SCORES} icons={FACES} value={String(levels[d] || "")} none={t("notSeen")} /></div>)}
      <Field name="seen" area value={before.observations} maxlength="4000" />
      <Field name="next" label={t("nextVisit")} type="date" value={before.next_visit_on} />
    </Form>
  );
}
const FACES = { 1: "face1", 2: "face2", 3: "face3", 4: "face4" };

export function Service() {
  const before = old();
  const save = (form, v) => done("casework.service", { family: id(), kind: v.kind, done_on: v.day, person: v.person || null, quantity: v.quantity ? Number(v.quantity) : null }, { about: [id()] });
  return (
    <Form title={t("service")} save={save}>
      <Pick name="kind" label={t("what")} table={SERVICES} icons={SERVICE_ICONS} value={before.kind || "food"} />
      <Select name="person" label={t("who")} options={[["", t("whole")], ...people()]} value={before.person} />
      <Day value={before.done_on} />
      <Field name="quantity" type="number" min="0" inputmode="numeric" value={before.quantity} />
    </Form>
  );
}

export function Loss() {
  const before = old();
  const children = members(id()).filter((m) => isChild(m, today())).map((m) => [m.id, nameOf(m)]);
  const save = (form, v) => done("strengthening.loss", { person: v.person, happened_on: v.day, cause: v.cause, now_with: v.with, note: v.note }, { about: [id(), v.person] });
  return (
    <Form title={t("loss")} save={save}>
      <Select name="person" label={t("who")} options={children} value={before.person} required />
      <Day value={before.happened_on} />
      <Select name="cause" options={options(CAUSES)} value={before.cause} />
      <Field name="with" label={t("nowWith")} value={before.now_with} maxlength="200" />
      <Field name="note" label={t("seen")} area value={before.note} maxlength="2000" />
    </Form>
  );
}

const number = (text) => (text ? Number(text.replace(",", ".")) : null);

// Weight, height and arm of a child. What is unusual comes back as a question, to be confirmed.
export function Measure() {
  const before = old();
  const children = members(id()).filter((m) => isChild(m, today())).map((m) => [m.id, nameOf(m)]);
  const save = (form, v) => done("health.measure", {
    person: v.person, on: v.day, weight: number(v.weight), lenhei: number(v.height), position: v.position,
    muac_mm: number(v.muac), oedema: v.oedema, sure: Boolean(v.sure),
  }, { about: [id(), v.person] });
  return (
    <Form title={t("measure")} save={save}>
      <Select name="person" label={t("who")} options={children} value={before.person} required />
      <Day value={before.on} />
      <Field name="weight" inputmode="decimal" value={before.weight} />
      <Field name="height" inputmode="decimal" value={before.lenhei} />
      <Select name="position" options={options(POSITIONS)} value={before.position ?? ""} />
      <Field name="muac" inputmode="numeric" value={before.muac_mm} />
      <Select name="oedema" options={options(OEDEMA)} value={before.oedema ?? ""} />
      {item() && <label class="tick"><input type="checkbox" name="sure" /> {t("sureMeasure")}</label>}
    </Form>
  );
}

export function Quarter() {
  const before = family(id()) || {};
  const save = (form, v) => done("people.family.correct", { id: id(), values: { quarter: v.quarter } }, { base: state.rows.get(id())?.version || 0, about: [id()] });
  return <Form title={before.name} save={save}><Field name="quarter" value={old().values?.quarter ?? before.quarter} maxlength="200" /></Form>;
}

export function Photo() {
  const save = async (form, v) => {
    const file = { id: newId(), bytes: await redrawn(v.picture) };
    return done("people.picture", { person: v.person, file: file.id, label: v.label, taken_on: today() }, { about: [id(), v.person], files: [file] });
  };
  return (
    <Form title={t("photo")} save={save}>
      <Select name="person" label={t("who")} options={people()} required />
      <label class="field"><span>{t("takePhoto")}</span><input name="picture" type="file" accept="image/*" capture="environment" required /></label>
      <Field name="label" maxlength="120" />
    </Form>
  );
}

export function Consent() {
  const save = async (form, v) => {
    const bytes = await signature(form.querySelector("canvas"));
    const files = bytes ? [{ id: newId(), bytes }] : [];
    const what = { person: v.person, purpose: v.purpose, answer: v.answer, given_by: "caregiver", form: bytes ? "signature" : "voice_witness", since: today(), file: files[0]?.id || null };
    return done("people.consent", what, { about: [id(), v.person], files });
  };
  const purposes = ["services", "sharing", "photo_story"].map((p) => [p, t(p)]);
  return (
    <Form title={t("consent")} save={save}>
      <Select name="person" label={t("who")} options={people()} required />
      <Select name="purpose" options={purposes} />
      <Pick name="answer" label="" table={ANSWERS()} icons={{ given: "yes", refused: "no" }} value="given" />
      <div class="field"><span>{t("signHere")}</span><canvas width="600" height="220" ref={drawable} /><button type="button" onClick={wipe}>{t("clear")}</button></div>
    </Form>
  );
}

function wipe(event) {
  const pad = event.target.parentNode.querySelector("canvas");
  pad.getContext("2d").clearRect(0, 0, pad.width, pad.height);
  delete pad.dataset.drawn;
}
