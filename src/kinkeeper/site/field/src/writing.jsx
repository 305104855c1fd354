// The forms of a visit to a family. Each writes one change, sealed on the phone before it is sent.
import { useEffect, useRef, useState } from "preact/hooks";
import { newId, state } from "./store.js";
import { t, today } from "./words.js";
import { answers, causes, dimensions, purposes, scores, services } from "./choices.js";
import { family, isChild, members, nameOf } from "./files.js";
import { drawable, redrawn, signature } from "./drawing.js";
import { Day, Form, done, id, old, useProblems } from "./forms.jsx";
import { Field, Icon, Pick, Select, say } from "./parts.jsx";

const SERVICE_ICONS = { food: "food", health_medical: "health", psychosocial: "wellbeing", school_kit: "education", school_fees: "money", birth_registration: "consent", iga_support: "labour", housing_repair: "shelter", family_mediation: "group", other: "unknown" };
const CAUSE_ICONS = { death: "death", abandonment: "loss", sickness_of_family_member: "health", migration: "visit", population_movement: "displaced", poverty: "livelihood", family_abuse_violence_exploitation: "danger", entrusted_into_the_care_of_an_individual: "care", other: "unknown" };
const PURPOSE_ICONS = { services: "service", sharing: "group", photo_story: "photo" };
const people = () => members(id()).map((m) => [m.id, nameOf(m)]);
const ALL = "all"; // the whole family, and nobody of it by name

export function Visit() {
  const before = old(), levels = before.rows?.[0]?.scores || {};
  const [problems, stop] = useProblems();
  const save = (form, v) => {
    const given = Object.fromEntries(Object.keys(dimensions).filter((d) => v[d]).map((d) => [d, Number(v[d])]));
    if (stop(Object.keys(given).length || v.seen.trim() || v.present.trim() ? [] : [t("nothingSeen")])) return false;
    const rows = Object.keys(given).length ? [{ person: null, scores: given }] : [];
    const visit = { family: id(), held_on: v.day, observations: v.seen, present: v.present, rows, next_visit_on: v.next || null };
    return done("casework.visit", visit, { about: [id()] });
  };
  return (
    <Form title={t("visit")} save={save}>
      {problems}
      <Day value={before.held_on} />
      <Field name="present" value={before.present} maxlength="200" />
      <h2>{t("dims")}</h2>
      {Object.keys(dimensions).map((d) => <div class="dimension"><Icon name={d} /><Pick name={d} label={say(dimensions, d)} about={[dimensions, d]} table={scores} icons={FACES} value={levels[d] && String(levels[d])} /></div>)}
      <Field name="seen" area value={before.observations} maxlength="4000" />
      <Field name="next" label={t("nextVisit")} type="date" value={before.next_visit_on} />
    </Form>
  );
}
const FACES = { 1: "face1", 2: "face2", 3: "face3", 4: "face4" };

export function Service() {
  const before = old();
  const save = (form, v) => done("casework.service", { family: id(), kind: v.kind, done_on: v.day, person: v.person === ALL ? null : v.person, quantity: v.quantity ? Number(v.quantity) : null }, { about: [id()] });
  return (
    <Form title={t("service")} save={save}>
      <Pick name="kind" label={t("what")} table={services} icons={SERVICE_ICONS} value={before.kind} required />
      <Select name="person" label={t("who")} options={[[ALL, t("whole")], ...people()]} value={before.kind && (before.person || ALL)} />
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
      <Select name="person" label={t("who")} options={children} value={before.person} />
      <Day value={before.happened_on} />
      <Pick name="cause" label={t("cause")} table={causes} icons={CAUSE_ICONS} value={before.cause} required />
      <Field name="with" label={t("nowWith")} value={before.now_with} maxlength="200" />
      <Field name="note" label={t("seen")} area value={before.note} maxlength="2000" />
    </Form>
  );
}

export function Quarter() {
  const before = family(id()) || {};
  const save = (form, v) => done("people.family.correct", { id: id(), values: { quarter: v.quarter } }, { base: state.rows.get(id())?.version || 0, about: [id()] });
  return <Form title={before.name} save={save}><Field name="quarter" value={old().values?.quarter ?? before.quarter} maxlength="200" /></Form>;
}

// Drawn anew on the phone; what is shown before it is saved are the very bytes that will be sent.
export function Photo() {
  const before = old();
  const coming = useRef(null), input = useRef();
  const [bytes, hold] = useState(null), [broken, tell] = useState(false), [taken, take] = useState(false);
  const took = () => {
    const [file] = input.current.files, mine = file ? redrawn(file) : null;
    hold(null);
    tell(false);
    take(Boolean(mine));
    coming.current = mine;
    mine?.then((found) => coming.current === mine && hold(found), () => { if (coming.current === mine) { tell(true); take(false); } });
  };
  const again = () => { input.current.value = ""; took(); input.current.click(); };
  const save = async (form, v) => {
    if (before.file) return done("people.picture", { ...before, person: v.person, label: v.label });
    const bytes = await coming.current?.catch(() => null);
    if (!bytes) return false;
    const file = { id: newId(), bytes };
    return done("people.picture", { person: v.person, file: file.id, label: v.label, taken_on: today() }, { about: [id(), v.person], files: [file] });
  };
  return (
    <Form title={t("photo")} save={save}>
      <Select name="person" label={t("who")} options={people()} value={before.person} />
      {before.file ? null : <label class="shoot" hidden={taken}><Icon name="photo" /><span>{t("takePhoto")}</span><input ref={input} name="picture" type="file" accept="image/*" capture="environment" onChange={took} required /></label>}
      {broken && <p class="wrong" role="alert">{t("noPicture")}</p>}
      {taken && <Preview bytes={bytes} again={again} />}
      <Field name="label" value={before.label} maxlength="120" />
    </Form>
  );
}

// As large while the picture is made as when it is there: nothing moves under the finger.
function Preview({ bytes, again }) {
  const [shown, show] = useState("");
  useEffect(() => {
    if (!bytes) return undefined;
    const at = URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
    show(at);
    return () => URL.revokeObjectURL(at);
  }, [bytes]);
  return <figure class="preview"><div>{shown && <img src={shown} alt={t("photo")} />}</div><figcaption>{bytes ? `${Math.ceil(bytes.length / 1024)} ${t("kilobytes")}` : t("wait")} <button type="button" onClick={again}>{t("takeAgain")}</button></figcaption></figure>;
}

export function Consent() {
  const before = old();
  const save = async (form, v) => {
    if (before.since) return done("people.consent", { ...before, person: v.person, purpose: v.purpose, answer: v.answer });
    const bytes = await signature(form.querySelector("canvas"));
    const files = bytes ? [{ id: newId(), bytes }] : [];
    const what = { person: v.person, purpose: v.purpose, answer: v.answer, given_by: "caregiver", form: bytes ? "signature" : "voice_witness", since: today(), file: files[0]?.id || null };
    return done("people.consent", what, { about: [id(), v.person], files });
  };
  return (
    <Form title={t("consent")} save={save}>
      <Select name="person" label={t("who")} options={people()} value={before.person} />
      <Pick name="purpose" label={t("purpose")} table={purposes} icons={PURPOSE_ICONS} value={before.purpose} required />
      <Pick name="answer" label={t("answer")} table={answers} icons={{ given: "yes", refused: "no" }} value={before.answer} required />
      {!before.since && <div class="field"><span>{t("signHere")}</span><canvas width="600" height="220" ref={drawable} /><button type="button" onClick={wipe}>{t("clear")}</button></div>}
    </Form>
  );
}

function wipe(event) {
  const pad = event.target.parentNode.querySelector("canvas");
  pad.getContext("2d").clearRect(0, 0, pad.width, pad.height);
  delete pad.dataset.drawn;
}
