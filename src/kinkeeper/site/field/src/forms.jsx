// A form: what is typed is kept sealed while it is typed, and comes back after a lock or a dead battery.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { draft, rewrite, state, write } from "./store.js";
import { sync } from "./protocol.js";
import { t, today } from "./words.js";
import { item } from "./files.js";
import { back } from "./screens.js";
import { Field, Page, values } from "./parts.jsx";

export async function done(verb, what, more) {
  if (item()) await rewrite(item(), what);
  else await write(verb, what, more);
  back("saved");
  sync();
}
export const old = () => item()?.values || {};
export const id = () => state.params.id;

// What the office found, each sentence with the field of the form it stands in. The office says a field by
// its own name, within a list by its number; `line` says which field of the form that line is.
const NAMES = { on: "day", held_on: "day", happened_on: "day", done_on: "day", lenhei: "height", muac_mm: "muac", observations: "seen", next_visit_on: "next", now_with: "with", place_id: "place", counts: "said", confirmed_without_adult: "no_adult" };
const TITLES = { day: "day", next: "nextVisit", height: "height", weight: "weight", muac: "muac", position: "position", oedema: "oedema", quantity: "quantity", birth: "birth", seen: "seen", quarter: "quarter", given_name: "given_name", relation: "relation" };
const nameIn = (path) => NAMES[path.split(".").pop()] || path.split(".").pop();
export const titleOf = (path) => TITLES[nameIn(path)] && t(TITLES[nameIn(path)]);
export const sentencesOf = (change) => Object.entries(change?.sentences || {}).flatMap(([path, said]) => said.map((words) => ({ path, words, title: titleOf(path) })));

function placed(line) {
  const found = {};
  for (const { path, words } of sentencesOf(item())) {
    const name = (line && line(path.split("."))) || nameIn(path);
    found[name] = [...(found[name] || []), words];
  }
  return found;
}

// What is only unusual is taken once somebody looked again: the office learns which doubts were in sight.
export const Sure = ({ words }) => item()?.doubts?.length > 0 && <label class="tick"><input type="checkbox" name="sure" /> {words}</label>;
export function sureOf(v) {
  const before = old().sure;
  return v.sure ? [...new Set([...(Array.isArray(before) ? before : []), ...(item()?.doubts || [])])] : [];
}
export const Day = ({ name = "day", value }) => <Field name={name} label={t("day")} type="date" value={value || today()} max={today()} required />;

// What stands in a form and cannot be: said before it is saved, at the top of it.
export function useProblems() {
  const [found, tell] = useState([]);
  const stop = (problems) => { tell(problems); if (problems.length) scrollTo(0, 0); return problems.length > 0; };
  return [found.length > 0 && <ul class="wrong" role="alert">{found.map((words) => <li>{words}</li>)}</ul>, stop];
}

// A deed of one touch: a second touch on the same one waits for nothing and does nothing.
const underWay = new Set();
export async function once(key, work) {
  if (underWay.has(key)) return;
  underWay.add(key);
  try { await work(); } finally { underWay.delete(key); }
}

const nameOfDraft = () => [state.screen, state.params.id, state.params.item].filter(Boolean).join(" ");
export const drafted = () => state.drafts[nameOfDraft()]?.values;

// One saving at a time, of what stands there when the button is pressed: `save` reads it before it waits
// for anything, and answers false when it was not saved. What was saved is not saved again by a second touch.
// `secret`: nothing of it is kept while it is typed.
// `line`: see `placed`.
export function Form({ title, save, children, secret, onInput, line }) {
  const [busy, work] = useState(false);
  const form = useRef(), saving = useRef(false);
  const name = nameOfDraft();
  state.wrong = placed(line);
  const [nowhere, tell] = useState([]);
  const [begun, came] = useState(!secret && Boolean(state.drafts[name]));
  useLayoutEffect(() => {
    if (begun) restore(form.current, state.drafts[name].values);
    tell(Object.entries(state.wrong).filter(([at]) => !form.current.elements[at]).flatMap(([, said]) => said));
    onInput?.(form.current);
  }, []);
  const typed = () => {
    for (const field of form.current.elements) field.setCustomValidity("");
    if (!secret) draft(name, { screen: state.screen, params: state.params, values: texts(form.current), at: Date.now() });
    onInput?.(form.current);
  };
  const submit = async (e) => {
    e.preventDefault();
    if (saving.current) return;
    saving.current = true;
    work(true);
    const { [name]: kept, ...others } = state.drafts;
    state.drafts = others;
    try {
      saving.current = (await save(e.target, values(e.target))) !== false;
    } catch (error) {
      saving.current = false;
      throw error;
    } finally {
      await draft(name, saving.current ? null : state.drafts[name] || kept || null);
      work(false);
    }
  };
  const again = async () => { await draft(name, null); form.current.reset(); came(false); onInput?.(form.current); };
  return (
    <Page title={title}>
      {Object.keys(state.wrong).length > 0 && <ul class="wrong" role="alert">{[...nowhere, ...(nowhere.length ? [] : [t("someWrong")])].map((words) => <li>{words}</li>)}</ul>}
      {begun && <p class="note">{t("draftBack")} <button type="button" onClick={again}>{t("startAgain")}</button></p>}
      <form ref={form} autocomplete="off" onInput={typed} onInvalidCapture={ourWords} onSubmit={submit}>{children}<button class="main" disabled={busy}>{t("save")}</button></form>
    </Page>
  );
}

// In the language of the app: the browser would say it in its own.
function ourWords({ target }) {
  const { badInput, valueMissing, rangeOverflow, patternMismatch, stepMismatch, rangeUnderflow } = target.validity;
  const isDay = target.type === "date";
  if (badInput && isDay) target.setCustomValidity(t("noSuchDay"));
  else if (rangeOverflow && isDay) target.setCustomValidity(t("dayAhead"));
  else if (patternMismatch && target.inputMode === "decimal") target.setCustomValidity(t("aNumber"));
  else if (badInput || patternMismatch || stepMismatch || rangeUnderflow) target.setCustomValidity(t("wholeNumber"));
  else if (valueMissing) target.setCustomValidity(t("required"));
}

const texts = (form) => Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string"));

function restore(form, typed) {
  for (const field of form.elements) {
    if (!field.name || field.type === "file") continue;
    if (field.type === "radio") field.checked = typed[field.name] === field.value;
    else if (field.type === "checkbox") field.checked = field.name in typed;
    else if (field.name in typed) field.value = typed[field.name];
  }
}
