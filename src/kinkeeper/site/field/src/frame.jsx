// The frame of every screen, and a line to type on.
import { useState } from "preact/hooks";
import { state } from "./store.js";
import { LANGUAGES, speak, t } from "./words.js";

// `state.wrong`: sentences beside the field they are about, by its name (see forms.jsx).
//
// What somebody is typing outlives that the screen is drawn again: only a first value is set. Without
// autocomplete="off" the browser would keep it in its own files to restore the page.
export const Said = ({ name }) => state.wrong[name]?.map((words) => <small class="wrong">{words}</small>);
export const Field = ({ name, label, hint, type = "text", area, value = "", ...more }) => (
  <label class="field">
    <span>{label || t(name)}</span>
    {hint && <small>{hint}</small>}
    <Said name={name} />
    {area ? <textarea name={name} rows="3" autocomplete="off" defaultValue={value} {...more} /> : <input name={name} type={type} autocomplete="off" defaultValue={value} {...more} />}
  </label>
);

// The four words: neither corrected nor learnt by the keyboard; shown while somebody wants to see them.
export function FourWords() {
  const [seen, see] = useState(false);
  return (
    <>
      <Field name="words" label={t("typeWords")} type={seen ? "text" : "password"} autocapitalize="none" spellcheck={false} required autofocus />
      <label class="tick"><input type="checkbox" onInput={(e) => see(e.target.checked)} /> {t("showWords")}</label>
    </>
  );
}

export const Languages = () => (
  <div class="row">{Object.entries(LANGUAGES).map(([code, words]) => <button type="button" lang={code} aria-pressed={state.language === code} onClick={() => speak(code)}>{words}</button>)}</div>
);

export const Page = ({ title, children, home }) => (
  <div class="page">
    <header>{!home && <button class="back" aria-label={t("back")} onClick={() => history.back()}>‹</button>}<h1>{title}</h1></header>
    {state.said && <p class="note" role="status">{t(state.said)}</p>}
    {children}
  </div>
);

export const values = (form) => Object.fromEntries(new FormData(form));
