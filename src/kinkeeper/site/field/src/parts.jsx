// Small pieces of every screen.
import { go } from "./screens.js";
import { PICTURES, say, t } from "./words.js";

export const Icon = ({ name, size = 40 }) => (
  <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden="true" dangerouslySetInnerHTML={{ __html: PICTURES[name] || "" }} />
);

// What somebody is typing outlives that the screen is drawn again: only a first value is set. Without
// autocomplete="off" the browser would keep it in its own files to restore the page.
export const Field = ({ name, label, hint, type = "text", area, value = "", ...more }) => (
  <label class="field">
    <span>{label || t(name)}</span>
    {hint && <small>{hint}</small>}
    {area ? <textarea name={name} rows="3" autocomplete="off" defaultValue={value} {...more} /> : <input name={name} type={type} autocomplete="off" defaultValue={value} {...more} />}
  </label>
);

export const Select = ({ name, label, options, value, ...more }) => (
  <label class="field">
    <span>{label || t(name)}</span>
    <select name={name} {...more}>{options.map(([code, words]) => <option value={code} selected={code === value}>{words}</option>)}</select>
  </label>
);

// A choice by picture: large enough for a thumb, the word under it.
export const Pick = ({ name, label, table, icons, value, none }) => (
  <fieldset class="pick">
    <legend>{label}</legend>
    <div>{Object.keys(table).map((code) => (
      <label><input type="radio" name={name} value={code} defaultChecked={value === code} /><Icon name={icons?.[code] || code} /><span>{say(table, code)}</span></label>
    ))}{none && <label><input type="radio" name={name} value="" defaultChecked={!value} /><b class="dash">–</b><span>{none}</span></label>}</div>
  </fieldset>
);

export const Page = ({ title, children, home }) => (
  <div class="page">
    <header>{!home && <button class="back" aria-label={t("back")} onClick={() => history.back()}>‹</button>}<h1>{title}</h1></header>
    {children}
  </div>
);

export const Deed = ({ icon, label, to, params }) => (
  <button class="deed" onClick={() => go(to, params)}><Icon name={icon} size={32} /><span>{label}</span></button>
);

export const values = (form) => Object.fromEntries(new FormData(form));
export const options = (table) => Object.keys(table).map((code) => [code, say(table, code)]);
