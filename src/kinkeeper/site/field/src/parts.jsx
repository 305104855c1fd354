// Small pieces of the screens behind the first one.
import { PICTURES } from "pictures";
import { useState } from "preact/hooks";
import { go } from "./screens.js";
import { inWords, t } from "./words.js";
import { STEP_WORDS, soundOf } from "./choices.js";
import { Hear } from "./sounds.jsx";
import { Said } from "./frame.jsx";

export { Field, Languages, Page, Said, values } from "./frame.jsx";
export const say = (table, code) => (table[code] ? inWords(table[code]) : code || "");
export const step = (code) => (STEP_WORDS[code] ? inWords(STEP_WORDS[code]) : code.replace("stage.", ""));
export const options = (table) => Object.keys(table).map((code) => [code, say(table, code)]);

export const Icon = ({ name, size = 40 }) => (
  <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden="true" dangerouslySetInnerHTML={{ __html: PICTURES[name] || "" }} />
);

// Nothing is chosen until somebody chooses: an answer that stood there would be written down by who did not
// look. Only where there is but one answer does it stand there. `table`: what is chosen can be heard.
export function Select({ name, label, options, value, table, ...more }) {
  const chosen = value ?? (options.length === 1 ? options[0][0] : "");
  const [now, see] = useState(chosen);
  return (
    <label class="field">
      <span>{label || t(name)}</span>
      <Said name={name} />
      <span class="heard"><select name={name} required onInput={(e) => see(e.target.value)} {...more}>{chosen === "" && <option value="" selected>{t("choose")}</option>}{options.map(([code, words]) => <option value={code} selected={code === chosen}>{words}</option>)}</select>{table && now && <Hear sound={soundOf(table, now)} label={say(table, now)} />}</span>
    </label>
  );
}

// A choice by picture and by ear: large enough for a thumb, the word under it.
export const Pick = ({ name, label, table, icons, value, about, required }) => (
  <fieldset class="pick">
    <legend>{label}{about && <Hear sound={soundOf(...about)} label={label} />}<Said name={name} /></legend>
    <div>{Object.keys(table).sort((a, b) => (a === "") - (b === "")).map((code) => (
      <Choice key={code} name={name} code={code} icon={icons?.[code] || code || "unknown"} words={say(table, code)} sound={soundOf(table, code)} chosen={value === code} required={required} />
    ))}</div>
  </fieldset>
);

// The same where several may be chosen.
export const Ticks = ({ name, label, table, icons }) => (
  <fieldset class="pick">
    <legend>{label}</legend>
    <div>{Object.keys(table).map((code) => (
      <Choice key={code} type="checkbox" name={name} code={code} icon={icons[code] || "unknown"} words={say(table, code)} sound={soundOf(table, code)} />
    ))}</div>
  </fieldset>
);

const Choice = ({ name, code, icon, words, sound, chosen, required, type = "radio" }) => (
  <span class="choice">
    <label><input type={type} name={name} value={code} defaultChecked={chosen} required={required} /><Icon name={icon} /><span>{words}</span></label>
    {sound && <Hear sound={sound} label={words} />}
  </span>
);

export const Deed = ({ icon, label, to, params }) => (
  <button class="deed" onClick={() => go(to, params)}><Icon name={icon} size={32} /><span>{label}</span></button>
);
