// A form: what is typed is kept sealed while it is typed, and comes back after a lock or a dead battery.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { draft, rewrite, state, write } from "./store.js";
import { sync } from "./protocol.js";
import { t, today } from "./words.js";
import { item } from "./files.js";
import { Field, Page, values } from "./parts.jsx";

export async function done(verb, what, more) {
  if (item()) await rewrite(item(), what);
  else await write(verb, what, more);
  history.back();
  sync();
}
export const old = () => item()?.values || {};
export const id = () => state.params.id;
export const sentencesOf = (change) => Object.values(change?.sentences || {}).flat();
export const Wrong = () => sentencesOf(item()).length > 0 && <ul class="wrong" role="alert">{sentencesOf(item()).map((s) => <li>{s}</li>)}</ul>;
export const Day = ({ name = "day", value }) => <Field name={name} label={t("day")} type="date" value={value || today()} max={today()} required />;

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
export function Form({ title, save, children, secret, onInput }) {
  const [busy, work] = useState(false);
  const form = useRef(), saving = useRef(false);
  const name = nameOfDraft();
  const [back, came] = useState(!secret && Boolean(state.drafts[name]));
  useLayoutEffect(() => { if (back) restore(form.current, state.drafts[name].values); onInput?.(form.current); }, []);
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
    const { [name]: begun, ...others } = state.drafts;
    state.drafts = others;
    try {
      saving.current = (await save(e.target, values(e.target))) !== false;
    } catch (error) {
      saving.current = false;
      throw error;
    } finally {
      await draft(name, saving.current ? null : state.drafts[name] || begun || null);
      work(false);
    }
  };
  const again = async () => { await draft(name, null); form.current.reset(); came(false); onInput?.(form.current); };
  return (
    <Page title={title}>
      <Wrong />
      {back && <p class="note">{t("draftBack")} <button type="button" onClick={again}>{t("startAgain")}</button></p>}
      <form ref={form} autocomplete="off" onInput={typed} onInvalidCapture={ourWords} onSubmit={submit}>{children}<button class="main" disabled={busy}>{t("save")}</button></form>
    </Page>
  );
}

// In the language of the app: the browser would say it in its own.
function ourWords({ target }) {
  if (target.validity.valueMissing) target.setCustomValidity(t("required"));
  else if (target.validity.patternMismatch) target.setCustomValidity(t("wholeNumber"));
}

const texts = (form) => Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string"));

function restore(form, typed) {
  for (const field of form.elements) {
    if (!field.name || field.type === "file") continue;
    if (field.type === "radio") field.checked = (typed[field.name] ?? "") === field.value;
    else if (field.type === "checkbox") field.checked = field.name in typed;
    else if (field.name in typed) field.value = typed[field.name];
  }
}
