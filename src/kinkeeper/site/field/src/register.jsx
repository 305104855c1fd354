// A new family: first who is on this phone already, then its members, line by line.
import { useState } from "preact/hooks";
import { newId } from "./store.js";
import { t, today } from "./words.js";
import { relations, sexes } from "./choices.js";
import { families, item, members, nameOf, ofKind } from "./files.js";
import { fits } from "./names.js";
import { go } from "./screens.js";
import { Form, done, drafted } from "./forms.jsx";
import { Field, Pick, Said, Select, options } from "./parts.jsx";

export function Register() {
  const before = item()?.values;
  const begun = drafted();
  const [name, call] = useState(begun?.name || before?.name || "");
  const [lines, set] = useState(begun?.lines?.split(" ") || before?.members.map((m) => m.id) || [newId()]);
  const places = ofKind("places.place").map((p) => [p.id, p.name]).sort((a, b) => a[1].localeCompare(b[1]));
  const save = async (form, v) => {
    const what = {
      id: before?.id || newId(), name: v.name, place: v.place, quarter: v.quarter, on: today(),
      confirmed_without_adult: Boolean(v.no_adult), members: lines.map((line) => member(line, v)),
    };
    await done("people.family", what, { makes: [what.id, ...lines], about: [] });
  };
  return (
    <Form title={t("newFamily")} save={save} line={([list, n, ...rest]) => list === "members" && LINE[rest.at(-1)] && `${LINE[rest.at(-1)]} ${lines[n]}`}>
      <input type="hidden" name="lines" value={lines.join(" ")} />
      <Field name="name" value={name} onInput={(e) => call(e.target.value)} maxlength="120" required />
      <Alike name={name} />
      <Select name="place" options={places} value={before?.place} />
      <Field name="quarter" value={before?.quarter} maxlength="200" />
      {lines.map((line, n) => <Member key={line} line={line} title={`${t("member")} ${n + 1}`} drop={lines.length > 1 && (() => set(lines.filter((one) => one !== line)))} before={before?.members.find((m) => m.id === line)} surname={name} />)}
      <button type="button" onClick={() => set([...lines, newId()])}>+ {t("addMember")}</button>
      <label class="tick"><input type="checkbox" name="no_adult" defaultChecked={before?.confirmed_without_adult} /> <span>{t("noAdult")}<Said name="no_adult" /></span></label>
    </Form>
  );
}

const LINE = { given_name: "given", family_name: "family", sex: "sex", birth: "birth", relation: "relation" };
const member = (line, v) => ({
  id: line, relation: v[`relation ${line}`], caregiver: Boolean(v[`caregiver ${line}`]),
  person: { given_name: v[`given ${line}`], family_name: v[`family ${line}`], sex: v[`sex ${line}`], birth: v[`birth ${line}`] },
});

function Member({ line, title, drop, before, surname }) {
  const who = before?.person || {};
  return (
    <fieldset class="member">
      <header><h2>{title}</h2>{drop && <button type="button" onClick={drop}>{t("takeOut")}</button>}</header>
      <Field name={`given ${line}`} label={t("given_name")} value={who.given_name} maxlength="120" required />
      <Field name={`family ${line}`} label={t("family_name")} value={who.family_name ?? surname} maxlength="120" />
      <Pick name={`sex ${line}`} label={t("sex")} table={sexes} icons={{ F: "woman", M: "man" }} value={who.sex} required />
      <Field name={`birth ${line}`} label={t("birth")} hint={t("birthHint")} value={who.birth} />
      <Select name={`relation ${line}`} label={t("relation")} options={options(relations)} table={relations} value={before?.relation} />
      <label class="tick"><input type="checkbox" name={`caregiver ${line}`} defaultChecked={before?.caregiver} /> {t("caregiver")}</label>
    </fieldset>
  );
}

// Search before create: families whose name, or a member's, sounds like what is typed.
function Alike({ name }) {
  const found = name.length > 2 ? families().filter((f) => fits(name, `${f.name} ${members(f.id).map(nameOf).join(" ")}`)).slice(0, 5) : [];
  return found.length > 0 && (
    <div class="alike"><p>{t("alike")}</p><ul class="list">{found.map((f) => <li><button type="button" onClick={() => go("family", { id: f.id })}><b>{f.name}</b> <small>{members(f.id).map((m) => m.given_name).join(", ")}</small></button></li>)}</ul></div>
  );
}
