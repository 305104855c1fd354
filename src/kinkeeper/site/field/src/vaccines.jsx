// Doses given to a child on one day, by the calendar in force, which came from the office.
import { useEffect, useState } from "preact/hooks";
import { packOf, state } from "./store.js";
import { t, today } from "./words.js";
import { sources } from "./choices.js";
import { isChild, members, nameOf } from "./files.js";
import { Day, Form, Sure, done, id, old, sureOf, useProblems } from "./forms.jsx";
import { Field, Pick, Said, Select } from "./parts.jsx";

const SOURCE_ICONS = { card: "consent", session: "vaccines", said: "group" };

export function Vaccines() {
  const before = old();
  const children = members(id()).filter((m) => isChild(m, today())).map((m) => [m.id, nameOf(m)]);
  const [doses, come] = useState(null);
  const [problems, stop] = useProblems();
  useEffect(() => { packOf("vaccines").then((found) => come(found?.doses || [])); }, []);
  const save = (form, v) => {
    const chosen = doses.map(([code]) => code).filter((code) => v[code]);
    if (stop(chosen.length ? [] : [t("noDose")])) return false;
    return done("health.vaccinate", { person: v.person, on: v.day, doses: chosen, source: v.source, where: v.where, sure: sureOf(v) }, { about: [id(), v.person] });
  };
  if (!doses) return null;
  return (
    <Form title={t("vaccines")} save={save}>
      {problems}
      <Select name="person" label={t("who")} options={children} value={before.person} />
      <Day value={before.on} />
      <fieldset><legend>{t("doses")}</legend>{doses.map((dose) => <Dose key={dose[0]} dose={dose} given={before.doses?.includes(dose[0])} />)}</fieldset>
      {!doses.length && <p class="note">{t("calendarLater")}</p>}
      <Pick name="source" label={t("howKnown")} table={sources} icons={SOURCE_ICONS} value={before.source} required />
      <Field name="where" hint={t("whereHint")} value={before.where} maxlength="120" />
      <Sure words={t("sureDoses")} />
    </Form>
  );
}

function Dose({ dose: [code, french, english], given }) {
  const [name, age] = state.language === "en" ? english : french;
  return <label class="tick big"><input type="checkbox" name={code} defaultChecked={given} /> <span>{name} <small>{age}</small><Said name={code} /></span></label>;
}
